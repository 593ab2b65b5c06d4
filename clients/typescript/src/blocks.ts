import type { PageAnswer } from "./contract.js";
import type { Dereferenced, Full } from "./references.js";

/** Any page, discriminated by `type`. */
export type PageDocument = PageAnswer["page"];
/** Page documents of one type. */
export type PageOf<Type extends PageDocument["type"]> = Extract<PageDocument, { type: Type }>;

// A union of pages has no common `body`: take it from those that have one.
type WithBody = Extract<PageDocument, { body: unknown }>;

/** Any block of any page's body, discriminated by `type`. */
export type Block = WithBody["body"][number];
/** Blocks of one type. */
export type BlockOf<Type extends Block["type"]> = Extract<Block, { type: Type }>;
/** Any page after `deref`. */
export type FullPage = Full<PageDocument>;
/** Any block after `deref`. */
export type FullBlock = Dereferenced<Block>;
/** Blocks of one type after `deref`. */
export type FullBlockOf<Type extends Block["type"]> = Extract<FullBlock, { type: Type }>;

/**
 * Ends a `switch` that names every case: it stops compiling when the contract adds one.
 *
 * @throws at run time, where an API that is newer than this client sends what it does not know. Use `leftOut` to show
 * the rest of the page instead.
 */
export function assertNever(value: never): never {
  throw new Error(`Not known to this client: ${JSON.stringify(value)}`);
}

/** Like `assertNever` for the compiler; at run time it leaves the unknown out. */
export function leftOut(_: never): null {
  return null;
}
