import { createClient, isProblem, type PageAnswer } from "@iduet/delivery-client";
import { notFound, permanentRedirect, redirect } from "next/navigation";
import { cache } from "react";
import { publicPath } from "./addresses";
import { settings } from "./settings";
import { tagOfAnswer, tagOfPath } from "./tags";

/** Names everything that the API told of this brand, in Next's cache. */
export const CONTENT = `brand:${settings.brand}`;

/**
 * Next keeps the answers, so the client needs no store. A webhook drops those that it names, each by its own address; else
 * they are asked for again in time.
 */
export const client = createClient({
  api: settings.api,
  brand: settings.brand,
  timeout: 30_000,
  request: { cache: "force-cache" },
  fetch: kept,
});

/** What one reader's token opens asks for no cache, and gets none. */
function kept(address: string | URL | Request, init?: RequestInit): Promise<Response> {
  if (init?.cache !== "force-cache") return fetch(address, init);
  return fetch(address, { ...init, next: { tags: tagsOf(String(address)), revalidate: 300 } });
}

function tagsOf(address: string): string[] {
  const path = new URL(address).searchParams.get("path");
  return [CONTENT, tagOfAnswer(address), ...(path ? [tagOfPath(path)] : [])];
}

export type Shown = PageAnswer & { layout: NonNullable<PageAnswer["layout"]> };

/** Language and segments of a page's address, as Next gives them. */
export type Place = Promise<{ locale: string; path?: string[] }>;

/** The public path of a place. */
export async function pathOf(place: Place): Promise<string> {
  const { locale, path } = await place;
  try {
    return publicPath(locale, path?.map(decodeURIComponent));
  } catch {
    return notFound(); // not UTF-8
  }
}

/** The page at a public path with what stands around it. Redirects and answers 404 where the API says so. */
export const pageAt = cache(async (path: string): Promise<Shown> => {
  const found = await resolved(path);
  if (found.kind === "redirect") return found.status === 301 ? permanentRedirect(found.target) : redirect(found.target);
  return whole(found);
});

/** The page that a password's token opens. */
export const unlockedAt = cache(async (path: string, token: string): Promise<Shown> => {
  const found = await client.resolve(path, { token, include: ["layout"] });
  return found.kind === "redirect" ? redirect(found.target) : whole(found);
});

export const brandIn = cache((language: string) => client.brand(language));

/** The draft that a single-use code opens. Nothing of it is kept, here or in the browser. */
export const draftOf = cache(async (code: string) => {
  const { token } = await client.exchangePreviewCode(code);
  const draft = await client.preview(token, { include: ["layout"] });
  return { ...draft, ...whole(draft) };
});

async function resolved(path: string) {
  try {
    return await client.resolve(path, { include: ["layout"] });
  } catch (error) {
    // The proxy has asked before, and answered these itself; what has changed since comes here.
    if (isProblem(error, "not-found", "gone", "password-needed", "invalid-parameter")) notFound();
    throw error;
  }
}

function whole(answer: PageAnswer): Shown {
  if (answer.layout === null) throw new Error("The layout was asked for and did not come.");
  return { ...answer, layout: answer.layout };
}
