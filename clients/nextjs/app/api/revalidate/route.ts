import { revalidateTag } from "next/cache";
import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { CONTENT } from "@/lib/delivery";
import { forgetStandings } from "@/lib/standing";

/** The platform changes nothing this large; a larger body is not read. */
const LARGEST = 1_000_000;

/**
 * Called by the platform when something that visitors see has changed. Signed as Standard Webhooks says.
 *
 * All answers of the brand are dropped, not only those that the message names: pages share menus, roles and questions,
 * and asking again costs the API little.
 */
export async function POST(request: Request): Promise<Response> {
  const secret = process.env.WEBHOOK_SECRET;
  if (!secret) return refused(503, "WEBHOOK_SECRET is not set.");
  if (Number(request.headers.get("Content-Length")) > LARGEST) return refused(413, "The body is too large.");
  try {
    new Webhook(secret).verify(await request.text(), Object.fromEntries(request.headers));
  } catch (error) {
    if (error instanceof WebhookVerificationError) return refused(401, "The signature does not fit.");
    if (error instanceof SyntaxError) return refused(400, "The body is not JSON.");
    throw error;
  }
  revalidateTag(CONTENT, { expire: 0 });
  forgetStandings();
  return new Response(null, { status: 204 });
}

function refused(status: number, reason: string): Response {
  return Response.json({ reason }, { status });
}
