import type { PageAnswer, PartAnswer, RedirectAtAddress, paths } from "./contract.js";
import { type Call, Transport, type TransportOptions } from "./transport.js";

type Brand = "/api/v1/brands/{brand}";
type Get<Path extends keyof paths> = paths[Path] extends { get: infer Operation } ? Operation : never;
type Post<Path extends keyof paths> = paths[Path] extends { post: infer Operation } ? Operation : never;
type Answer<Operation> = Operation extends {
  responses: { 200: { content: { "application/json": infer Document } } };
}
  ? Document
  : Operation extends { responses: { 201: { content: { "application/json": infer Made } } } }
    ? Made
    : never;
type Query<Operation> = Operation extends { parameters: { query?: infer Parameters } } ? NonNullable<Parameters> : never;
type Sent<Operation> = Operation extends { requestBody: { content: { "application/json": infer Document } } }
  ? Document & object
  : never;

/** Name of a list of the API. */
export type ListName = "pages" | "roles" | "questions" | "examples" | "redirects" | "sitemap" | "search";
/** What a list may be asked. */
export type ListQuery<Name extends ListName> = Query<Get<`${Brand}/${Name}`>>;
/** A piece of a list. */
export type Piece<Name extends ListName> = Answer<Get<`${Brand}/${Name}`>>;
/** What a list holds. */
export type ItemOf<Name extends ListName> = Piece<Name> extends { items: (infer Item)[] } ? Item : never;

type PageQuery = Query<Get<`${Brand}/pages/{id}`>>;
/** A field of page documents, such as `title` or `seo.canonical`. */
export type PageField = NonNullable<PageQuery["fields"]>[number];
/** What may be asked for beside a page. */
export type Beside = NonNullable<PageQuery["include"]>[number];

/** What goes along with one call. */
export interface CallOptions {
  signal?: AbortSignal;
}

interface PageOptions extends CallOptions {
  include?: Beside[];
  /** From `unlock`, for a page that asks for a password. */
  token?: string;
}

interface ResolveOptions extends PageOptions {
  /** Language of a path without prefix. */
  locale?: string;
}

interface Fields {
  fields: PageField[];
}

export interface ClientOptions extends TransportOptions {
  /** Key of the brand, such as `gridmasters`. */
  brand: string;
}

/**
 * Reads one brand from the delivery API. Every method rejects with a `DeliveryError`: a `ProblemError` where the API says
 * what is wrong, an `UnreachableError` where nothing answered.
 */
export class DeliveryClient {
  readonly #transport: Transport;
  readonly #brand: string;

  constructor({ brand, ...options }: ClientOptions) {
    this.#transport = new Transport(options);
    this.#brand = brand;
  }

  /** All brands of the group. */
  brands(options: CallOptions = {}) {
    return this.#get("/api/v1/brands", options);
  }

  /** The brand: identity, contact, theme, cookies, group. */
  brand(locale?: string, options: CallOptions = {}) {
    return this.#get("/api/v1/brands/{brand}", { ...options, query: { locale } });
  }

  /** Menus, languages, group and cookies around every page. */
  layout(locale?: string, options: CallOptions = {}) {
    return this.#get("/api/v1/brands/{brand}/layout", { ...options, query: { locale } });
  }

  /** What stands at a public path: a page or the way to it. With `fields` a part of the page. */
  resolve(path: string, options?: ResolveOptions): Promise<PageAnswer | RedirectAtAddress>;
  resolve(path: string, options: ResolveOptions & Fields): Promise<PartAnswer | RedirectAtAddress>;
  resolve(path: string, { include, locale, fields, ...call }: ResolveOptions & Partial<Fields> = {}): Promise<unknown> {
    const query = { path, locale, include, fields };
    return this.#get("/api/v1/brands/{brand}/resolve", { ...call, query });
  }

  /** A page by its id. With `fields` a part of it. */
  page(id: number, options?: PageOptions): Promise<PageAnswer>;
  page(id: number, options: PageOptions & Fields): Promise<PartAnswer>;
  page(id: number, { include, fields, ...call }: PageOptions & Partial<Fields> = {}): Promise<unknown> {
    return this.#get("/api/v1/brands/{brand}/pages/{id}", { ...call, query: { include, fields } }, id);
  }

  /** A piece of the list of pages; of the lists below likewise. `each` reads whole lists. */
  pages(query: ListQuery<"pages"> = {}, options: CallOptions = {}) {
    return this.#get("/api/v1/brands/{brand}/pages", { ...options, query });
  }

  roles(query: ListQuery<"roles"> = {}, options: CallOptions = {}) {
    return this.#get("/api/v1/brands/{brand}/roles", { ...options, query });
  }

  questions(query: ListQuery<"questions"> = {}, options: CallOptions = {}) {
    return this.#get("/api/v1/brands/{brand}/questions", { ...options, query });
  }

  examples(query: ListQuery<"examples"> = {}, options: CallOptions = {}) {
    return this.#get("/api/v1/brands/{brand}/examples", { ...options, query });
  }

  redirects(query: ListQuery<"redirects"> = {}, options: CallOptions = {}) {
    return this.#get("/api/v1/brands/{brand}/redirects", { ...options, query });
  }

  sitemap(query: ListQuery<"sitemap"> = {}, options: CallOptions = {}) {
    return this.#get("/api/v1/brands/{brand}/sitemap", { ...options, query });
  }

  search(query: ListQuery<"search">, options: CallOptions = {}) {
    return this.#get("/api/v1/brands/{brand}/search", { ...options, query });
  }

  /**
   * What changed after a place: `next` of the answer before, or `changes` of the first piece of a list. Without a place
   * the answer is the present one.
   *
   * @throws {ProblemError} `place-unknown`: read everything once more and go on from the present place.
   */
  changes(after?: string, { limit, ...options }: CallOptions & { limit?: number } = {}) {
    return this.#get("/api/v1/brands/{brand}/changes", { ...options, query: { after, limit } });
  }

  /** Every item of a list, piece by piece: `for await (const page of client.each("pages", { type: ["article"] }))`. */
  async *each<Name extends ListName>(
    name: Name,
    query: Omit<ListQuery<Name>, "cursor">,
    options: CallOptions = {},
  ): AsyncGenerator<ItemOf<Name>, void, undefined> {
    let cursor: string | null = null;
    do {
      const call: Call = { ...options, query: cursor === null ? query : { ...query, cursor } };
      const answer: unknown = await this.#get(`/api/v1/brands/{brand}/${name}`, call);
      const piece = answer as { items: ItemOf<Name>[]; next: string | null };
      yield* piece.items;
      cursor = piece.next;
    } while (cursor !== null);
  }

  role(id: number, options: CallOptions = {}) {
    return this.#get("/api/v1/brands/{brand}/roles/{id}", options, id);
  }

  question(id: number, options: CallOptions = {}) {
    return this.#get("/api/v1/brands/{brand}/questions/{id}", options, id);
  }

  example(id: number, options: CallOptions = {}) {
    return this.#get("/api/v1/brands/{brand}/examples/{id}", options, id);
  }

  /** Two to four roles side by side, in the order of `roles`. */
  compare(roles: string[], locale?: string, options: CallOptions = {}) {
    return this.#get("/api/v1/brands/{brand}/compare", { ...options, query: { roles, locale } });
  }

  /**
   * Which role of a comparison the answers to its decision aid speak for: key of each question → key of an answer. Behind
   * a password it wants the token of `unlock`.
   */
  decide(id: number, answers: Record<string, string>, options: CallOptions & { token?: string } = {}) {
    return this.#post("/api/v1/brands/{brand}/comparisons/{id}/decide", { answers }, options, id);
  }

  /** Exchange the single-use code of a preview for a token. Do it on a server, so that no browser sees the token. */
  exchangePreviewCode(code: string, options: CallOptions = {}) {
    return this.#post("/api/v1/preview/exchange", { code }, options);
  }

  /** The draft that a token reads. */
  preview(token: string, { include, ...options }: CallOptions & { include?: Beside[] } = {}) {
    return this.#get("/api/v1/preview", { ...options, token, query: { include } });
  }

  /**
   * A token for a page that asks for a password. Its id stands in the address that the problem names in `unlock`. Where
   * two passwords stand above each other, `token` is the one that the first gave.
   */
  unlock(id: number, password: string, options: CallOptions & { token?: string } = {}) {
    return this.#post("/api/v1/brands/{brand}/pages/{id}/unlock", { password }, options, id);
  }

  /** A form: its fields, its texts, and what to send. */
  form(key: string, locale?: string, options: CallOptions = {}) {
    return this.#get("/api/v1/brands/{brand}/forms/{key}", { ...options, query: { locale } }, key);
  }

  /**
   * Send a form. `idempotencyKey` is new for every submission and the same when it is sent again after no answer came.
   *
   * @throws {ProblemError} `invalid-submission` names each field in `problem.errors` by `pointer`, with a sentence for it.
   */
  submitForm(
    key: string,
    submission: Sent<Post<"/api/v1/brands/{brand}/forms/{key}/submissions">>,
    { idempotencyKey, locale, ...options }: CallOptions & { idempotencyKey: string; locale?: string },
  ) {
    const call = { ...options, query: { locale }, headers: { "Idempotency-Key": idempotencyKey } };
    return this.#post("/api/v1/brands/{brand}/forms/{key}/submissions", submission, call, key);
  }

  // What the API sends is taken at its word: the platform's own tests compare every answer with the contract.
  async #get<Path extends keyof paths>(path: Path, call: Call, id?: number | string): Promise<Answer<Get<Path>>> {
    return (await this.#transport.ask(this.#filled(path, id), call)) as Answer<Get<Path>>;
  }

  async #post<Path extends keyof paths>(
    path: Path,
    body: Sent<Post<Path>>,
    options: Call,
    id?: number | string,
  ): Promise<Answer<Post<Path>>> {
    return (await this.#transport.ask(this.#filled(path, id), { ...options, body })) as Answer<Post<Path>>;
  }

  #filled(path: string, id?: number | string): string {
    return path.replace("{brand}", encodeURIComponent(this.#brand)).replace(/\{(id|key)\}/, encodeURIComponent(String(id)));
  }
}

/** A client of one brand. */
export function createClient(options: ClientOptions): DeliveryClient {
  return new DeliveryClient(options);
}
