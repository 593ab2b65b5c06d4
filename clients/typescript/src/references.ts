import type { Refs } from "./contract.js";

/** Stands for a shared thing of the page's `refs`. */
export interface Reference<Kind extends keyof Refs = keyof Refs> {
  ref: Kind;
  id: number;
}

/** The thing that a reference of a kind stands for. */
export type Referred<Kind extends keyof Refs> = Refs[Kind][string];

/** A document with the shared things where the references stood. */
export type Dereferenced<T> = T extends Reference<infer Kind>
  ? Referred<Kind>
  : T extends readonly (infer Item)[]
    ? Dereferenced<Item>[]
    : T extends object
      ? { [Name in keyof T]: Dereferenced<T[Name]> }
      : T;

/** A page document after `deref`; of a union of documents each. */
export type Full<Page> = Page extends { refs: Refs } ? Dereferenced<Omit<Page, "refs">> : never;

// The same as `Refs`, in the form in which TypeScript follows a kind to its things.
type ByKind = { [Kind in keyof Refs]: Record<string, Referred<Kind>> };

/** The shared thing that one reference stands for. */
export function lookUp<Kind extends keyof Refs>(refs: Refs, { ref, id }: Reference<Kind>): Referred<Kind> {
  const byKind: ByKind = refs;
  const found = byKind[ref][String(id)];
  if (found === undefined) throw new Error(`The page refers to ${ref} ${id}, which its refs do not hold.`);
  return found;
}

/** A copy of a page document with each shared thing where a reference to it stood. */
export function deref<Page extends { refs: Refs }>(page: Page): Full<Page> {
  const { refs, ...rest } = page;
  return filled(rest, refs) as Full<Page>;
}

function filled(value: unknown, refs: Refs): unknown {
  if (Array.isArray(value)) return value.map((item) => filled(item, refs));
  if (typeof value !== "object" || value === null) return value;
  if (isReference(value)) return lookUp(refs, value);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, filled(inner, refs)]));
}

function isReference(value: object): value is Reference {
  return "ref" in value && "id" in value && Object.keys(value).length === 2;
}
