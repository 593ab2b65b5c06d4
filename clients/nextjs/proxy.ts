import { NextResponse, type NextRequest } from "next/server";
import { languageOf, segmentsOf } from "@/lib/addresses";
import { settings } from "@/lib/settings";

/** Leads public addresses to the routes that draw them, and says who may show them in a frame. */
export function proxy(request: NextRequest): NextResponse {
  const url = request.nextUrl.clone();
  if (!isText(url.pathname)) return new NextResponse("The address is not text in UTF-8.", { status: 400 });
  const language = languageOf(url.pathname);
  const isDraft = url.searchParams.has("preview");
  const segments = isDraft ? ["draft"] : ["page", ...segmentsOf(url.pathname)];
  url.pathname = ["", language, ...segments, ""].join("/");
  const response = NextResponse.rewrite(url);
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Content-Security-Policy", `frame-ancestors ${isDraft ? settings.desk : "'none'"}`);
  if (isDraft) {
    // A preview is for one reader, and its address holds a code, even if a spent one.
    response.headers.set("Cache-Control", "private, no-store");
    response.headers.set("Referrer-Policy", "no-referrer");
    response.headers.set("X-Robots-Tag", "noindex, nofollow");
  }
  return response;
}

function isText(pathname: string): boolean {
  try {
    return !decodeURIComponent(pathname).includes("\0");
  } catch {
    return false;
  }
}

export const config = { matcher: ["/((?!_next/|api/|robots\\.txt|sitemap\\.xml).*)"] };
