import { isProblem } from "@iduet/delivery-client";
import type { NextRequest } from "next/server";
import { languageOf } from "./addresses";
import { messageResponse } from "./messages";
import { settings } from "./settings";
import { unlock } from "./standing";

/** Holds the token of the pages below the path of a page that was unlocked. */
export const UNLOCKED = "unlocked";

/** The answer to a password: a cookie of the page's path, or the form again. Needs no script. */
export async function answerToPassword(request: NextRequest, path: string, id: number): Promise<Response> {
  const language = languageOf(path);
  if (!isFromHere(request)) return messageResponse(language, "locked", "passwordElsewhere");
  const password = (await request.formData()).get("password");
  if (typeof password !== "string" || password === "" || password.length > 255) {
    return messageResponse(language, "locked", "passwordWrong");
  }
  try {
    const { token, expires_at } = await unlock(id, password, request.cookies.get(UNLOCKED)?.value);
    return new Response(null, {
      status: 303,
      headers: { Location: new URL(encodeURI(path), settings.site).href, "Set-Cookie": cookie(token, path, expires_at), "Cache-Control": "no-store" },
    });
  } catch (error) {
    if (!isProblem(error) || error.status >= 500) throw error;
    const again = await messageResponse(language, "locked", error.status === 429 ? "passwordLater" : "passwordWrong");
    if (error.retryAfter !== null) again.headers.set("Retry-After", String(error.retryAfter));
    return again;
  }
}

/** There is no session, so nothing else needs to be forged. */
function isFromHere(request: NextRequest): boolean {
  const site = request.headers.get("Sec-Fetch-Site") ?? "same-origin";
  const origin = request.headers.get("Origin");
  return ["same-origin", "none"].includes(site) && (origin === null || origin === new URL(settings.site).origin);
}

function cookie(token: string, path: string, expiresAt: string): string {
  const secure = settings.site.startsWith("https:") ? "; Secure" : "";
  const expires = new Date(expiresAt).toUTCString();
  return `${UNLOCKED}=${token}; Path=${encodeURI(path)}; Expires=${expires}; HttpOnly; SameSite=Lax${secure}`;
}
