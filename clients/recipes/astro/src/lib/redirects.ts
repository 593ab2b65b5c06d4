import type { RedirectConfig } from "astro";
import { client } from "./delivery";

/** For `redirects` in `astro.config.mjs`: the addresses that lead elsewhere. */
export async function redirects(): Promise<Record<string, RedirectConfig>> {
  const found: Record<string, RedirectConfig> = {};
  for await (const { path, target, status } of client.each("redirects", { limit: 100 })) {
    found[path] = { destination: target, status };
  }
  return found;
}
