import { revalidateTag } from "next/cache";
import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { CONTENT } from "@/lib/delivery";
import { settings } from "@/lib/settings";
import { forgetStandings } from "@/lib/standing";
import { tagsOfAddresses } from "@/lib/tags";

/** The platform changes nothing this large; a larger body is not read. */
const LARGEST = 1_000_000;

/** What a message says, as far as it is read here: docs/webhooks.md of the platform. */
interface Message {
  type?: string;
  data?: { brand?: string; addresses?: string[]; exact?: boolean };
}

/**
 * Called by the platform when something that visitors see has changed. Signed as Standard Webhooks says.
 *
 * Where the message names every answer that is old, those are dropped; else all of the brand.
 */
export async function POST(request: Request): Promise<Response> {
  const secret = process.env.WEBHOOK_SECRET;
  if (!secret) return refused(503, "WEBHOOK_SECRET is not set.");
  if (Number(request.headers.get("Content-Length")) > LARGEST) return refused(413, "The body is too large.");
  let message: Message;
  try {
    message = new Webhook(secret).verify(await request.text(), Object.fromEntries(request.headers)) as Message;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return refused(401, "The signature does not fit.");
    if (error instanceof SyntaxError) return refused(400, "The body is not JSON.");
    throw error;
  }
  for (const tag of old(message)) revalidateTag(tag, { expire: 0 });
  forgetStandings();
  return new Response(null, { status: 204 });
}

function old({ type, data }: Message): string[] {
  if (type === "webhook.test") return [];
  if (data?.exact !== true || data.brand !== settings.brand || !data.addresses) return [CONTENT];
  return tagsOfAddresses(data.addresses);
}

function refused(status: number, reason: string): Response {
  return Response.json({ reason }, { status });
}
