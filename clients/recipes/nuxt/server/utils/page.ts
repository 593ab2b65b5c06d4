import { deref, isProblem, type DeliveryClient, type FullPage, type Layout, type RedirectAtAddress } from "@iduet/delivery-client";
import { createError, setResponseHeader, type H3Event } from "h3";

export interface Shown {
  page: FullPage;
  layout: Layout | null;
}

/** The page at a path, or where it went. Fails with the API's status where nothing is there. */
export async function answerPage(client: DeliveryClient, path: string): Promise<Shown | RedirectAtAddress> {
  try {
    const found = await client.resolve(path, { include: ["layout"] });
    if (found.kind === "redirect") return found;
    return { page: deref(found.page), layout: found.layout };
  } catch (error) {
    if (isProblem(error)) throw createError({ statusCode: error.status, statusMessage: error.problem.title });
    throw error;
  }
}

/** Answers with the draft that a code opens. The token stays on the server. */
export async function answerDraft(event: H3Event, client: DeliveryClient, code: string): Promise<Shown> {
  setResponseHeader(event, "Cache-Control", "private, no-store");
  setResponseHeader(event, "Referrer-Policy", "no-referrer");
  try {
    const { token } = await client.exchangePreviewCode(code);
    const { page, layout } = await client.preview(token, { include: ["layout"] });
    return { page: deref(page), layout };
  } catch (error) {
    if (isProblem(error)) throw createError({ statusCode: error.status, statusMessage: error.problem.title });
    throw error;
  }
}
