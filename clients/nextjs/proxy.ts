import { NextResponse, type NextRequest } from "next/server";
import { languageOf, segmentsOf } from "@/lib/addresses";
import { answerToPassword, UNLOCKED } from "@/lib/door";
import { messageResponse } from "@/lib/messages";
import { settings } from "@/lib/settings";
import { opens, standingAt, type Standing } from "@/lib/standing";

/** Leads public addresses to the routes that draw them, answers itself what is no page, and says who may frame it. */
export async function proxy(request: NextRequest): Promise<Response> {
  const path = request.nextUrl.pathname;
  if (!isText(path)) return new NextResponse("The address is not text in UTF-8.", { status: 400 });
  const isDraft = request.nextUrl.searchParams.has("preview");
  const response = isDraft ? rewritten(request, "draft", []) : await atPath(request, decodeURIComponent(path));
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

async function atPath(request: NextRequest, path: string): Promise<Response> {
  const language = languageOf(path);
  const standing = await standingOrShown(path);
  switch (standing.kind) {
    case "missing":
      return messageResponse(language, "notFound");
    case "gone":
      return messageResponse(language, "gone");
    case "locked":
      return behindPassword(request, path, standing.id);
    case "shown":
      // A page without parameters is the same for everybody, and finished.
      return rewritten(request, request.nextUrl.search ? "asked" : "page", segmentsOf(request.nextUrl.pathname));
  }
}

async function behindPassword(request: NextRequest, path: string, id: number): Promise<Response> {
  const token = request.cookies.get(UNLOCKED)?.value;
  if (token === undefined || !(await opens(path, token))) {
    // Who is in sends the forms of the page itself.
    return request.method === "POST" ? answerToPassword(request, path, id) : messageResponse(languageOf(path), "locked");
  }
  const response = rewritten(request, "unlocked", segmentsOf(request.nextUrl.pathname));
  response.headers.set("Cache-Control", "private, no-store");
  response.headers.set("X-Robots-Tag", "noindex, nofollow");
  return response;
}

/** While the API is away, Next shows what it keeps. */
async function standingOrShown(path: string): Promise<Standing> {
  try {
    return await standingAt(path);
  } catch {
    return { kind: "shown" };
  }
}

function rewritten(request: NextRequest, route: string, segments: string[]): NextResponse {
  const url = request.nextUrl.clone();
  url.pathname = ["", languageOf(request.nextUrl.pathname), route, ...segments, ""].join("/");
  return NextResponse.rewrite(url);
}

function isText(pathname: string): boolean {
  try {
    return !decodeURIComponent(pathname).includes("\0");
  } catch {
    return false;
  }
}

export const config = { matcher: ["/((?!_next/|api/|robots\\.txt|sitemap\\.xml).*)"] };
