import { createHash } from "node:crypto";
import { settings } from "./settings";

/** Names an answer of the API in Next's cache. Tags are at most 256 characters long, addresses are not. */
export function tagOfAnswer(address: string): string {
  const { pathname, search } = new URL(address);
  return `at:${createHash("sha256").update(pathname + search).digest("hex")}`;
}

/** Names whatever the API was asked about a public path of this site. */
export function tagOfPath(path: string): string {
  return `path:${createHash("sha256").update(path).digest("hex")}`;
}

/** Names in Next's cache of what a webhook says to be old: addresses of the API, and of this site. */
export function tagsOfAddresses(addresses: string[]): string[] {
  const site = new URL(settings.site).origin;
  return addresses.flatMap((address) => {
    const { origin, pathname } = new URL(address);
    if (pathname.startsWith("/api/")) return [tagOfAnswer(address)];
    return origin === site ? [tagOfPath(decodeURI(pathname))] : [];
  });
}
