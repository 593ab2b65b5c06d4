import { isProblem } from "@iduet/delivery-client";
import { uncached } from "./uncached";

/** What stands at a path, as far as the answer's status goes. */
export type Standing =
  | { kind: "shown" | "missing" | "gone" }
  /** A page that asks for a password, by its id. */
  | { kind: "locked"; id: number };

interface Kept {
  standing: Standing;
  until: number;
}

const SECONDS = 300;
const MOST = 10_000;

// The proxy and the routes are bundled apart; what they share stands on the process.
const process_ = globalThis as { __standings?: Map<string, Kept> };
const standings = (process_.__standings ??= new Map<string, Kept>());

/**
 * What stands at a path for everybody. It is asked before Next draws anything: pages of Next answer 200 or 404, and know
 * neither 401 nor 410. Kept until the webhook calls, or for five minutes.
 */
export async function standingAt(path: string): Promise<Standing> {
  const kept = standings.get(path);
  if (kept && kept.until > Date.now()) return kept.standing;
  const standing = await asked(path);
  if (standings.size >= MOST) standings.clear();
  standings.set(path, { standing, until: Date.now() + SECONDS * 1000 });
  return standing;
}

/** Called when something has changed. */
export function forgetStandings(): void {
  standings.clear();
}

/** Whether a token opens the page at a path. */
export async function opens(path: string, token: string): Promise<boolean> {
  try {
    await uncached.resolve(path, { token, fields: ["title"] });
    return true;
  } catch (error) {
    if (isProblem(error) && error.status < 500) return false;
    throw error;
  }
}

/** The token that a password gives, with what the reader holds already. */
export function unlock(id: number, password: string, held: string | undefined) {
  return uncached.unlock(id, password, held === undefined ? {} : { token: held });
}

export function brandIn(language: string) {
  return uncached.brand(language);
}

async function asked(path: string): Promise<Standing> {
  try {
    await uncached.resolve(path, { fields: ["title"] });
    return { kind: "shown" };
  } catch (error) {
    if (isProblem(error, "gone")) return { kind: "gone" };
    if (isProblem(error, "password-needed")) return { kind: "locked", id: idIn(error.problem.unlock) };
    if (isProblem(error, "not-found", "invalid-parameter")) return { kind: "missing" };
    throw error;
  }
}

/** The id in the address that takes the password, `/api/v1/brands/{brand}/pages/{id}/unlock`. */
function idIn(address: string | null | undefined): number {
  return Number(address?.split("/").at(-2));
}
