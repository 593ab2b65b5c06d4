import { settings } from "./settings";

const [first = "", ...prefixed] = settings.languages;

/** The language that a public path says by its prefix. */
export function languageOf(path: string): string {
  const prefix = path.split("/")[1] ?? "";
  return prefixed.includes(prefix) ? prefix : first;
}

/** The public path of a page: its language and what stands behind that. */
export function publicPath(language: string, segments: string[] = []): string {
  return ["", ...(language === first ? [] : [language]), ...segments, ""].join("/");
}

/** What stands behind the language in a public path. */
export function segmentsOf(path: string): string[] {
  const segments = path.split("/").filter(Boolean);
  return languageOf(path) === first ? segments : segments.slice(1);
}
