import type { Problem } from "./contract.js";
import { DeliveryError, ProblemError, UnexpectedAnswerError, UnreachableError } from "./problems.js";
import type { AnswerStore, StoredAnswer } from "./store.js";

export interface TransportOptions {
  /** Scheme and host of the API, such as `https://api.example.com`. */
  api: string;
  /** Keeps public answers and asks with `If-None-Match` whether they still hold. Without one, every answer is fetched. */
  store?: AnswerStore | undefined;
  /** Seconds for which a stored answer stands in while the API is away. A day, as its Cache-Control allows. */
  staleIfError?: number | undefined;
  /** Milliseconds to wait for an answer. */
  timeout?: number | undefined;
  fetch?: typeof fetch | undefined;
  /** Goes along with every request for public answers: a framework's cache settings, for example. */
  request?: RequestInit | undefined;
}

export interface Call {
  query?: object | undefined;
  /** Bearer token. What is answered to it is never stored. */
  token?: string | undefined;
  /** Sent as JSON with POST. */
  body?: object | undefined;
  headers?: Record<string, string> | undefined;
  signal?: AbortSignal | undefined;
}

type Sent = { response: Response; body: string };

/** Asks the API and reads what it answers. */
export class Transport {
  readonly #options: TransportOptions;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  /** @throws {DeliveryError} when there is no answer, or when it is a problem. */
  async ask(path: string, call: Call = {}): Promise<unknown> {
    const url = this.#address(path, call.query);
    const store = call.token === undefined && call.body === undefined ? this.#options.store : undefined;
    const stored = await store?.get(url);
    try {
      const sent = await this.#send(url, call, stored);
      return await this.#read(url, sent, store, stored);
    } catch (error) {
      if (stored && this.#mayStandIn(stored, error, call)) return JSON.parse(stored.body);
      throw error;
    }
  }

  #address(path: string, query: object = {}): string {
    const url = new URL(path, this.#options.api);
    for (const [name, value] of Object.entries(query)) {
      if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) continue;
      url.searchParams.set(name, Array.isArray(value) ? value.join(",") : String(value));
    }
    return url.href;
  }

  async #send(url: string, call: Call, stored: StoredAnswer | undefined): Promise<Sent> {
    const isPublic = call.token === undefined && call.body === undefined;
    const given = isPublic ? (this.#options.request ?? {}) : { cache: "no-store" as const };
    const headers = new Headers(given.headers);
    headers.set("Accept", "application/json");
    if (stored) headers.set("If-None-Match", stored.etag);
    if (call.token !== undefined) headers.set("Authorization", `Bearer ${call.token}`);
    for (const [name, value] of Object.entries(call.headers ?? {})) headers.set(name, value);
    const init: RequestInit = { ...given, headers, signal: this.#signal(call) };
    if (call.body !== undefined) {
      headers.set("Content-Type", "application/json");
      init.method = "POST";
      init.body = JSON.stringify(call.body);
    }
    const ask = this.#options.fetch ?? fetch;
    try {
      const response = await ask(url, init);
      return { response, body: await response.text() };
    } catch (cause) {
      throw new UnreachableError("The API did not answer.", url, { cause });
    }
  }

  #signal(call: Call): AbortSignal {
    const timeout = AbortSignal.timeout(this.#options.timeout ?? 10_000);
    return call.signal ? AbortSignal.any([call.signal, timeout]) : timeout;
  }

  async #read(
    url: string,
    { response, body }: Sent,
    store: AnswerStore | undefined,
    stored: StoredAnswer | undefined,
  ): Promise<unknown> {
    if (response.status === 304 && stored) {
      await store?.set(url, { ...stored, checkedAt: Date.now() });
      return JSON.parse(stored.body);
    }
    const document = parsed(body, response, url);
    if (!response.ok) {
      if (isProblemDocument(document)) throw new ProblemError(document, url, secondsIn(response));
      throw new UnexpectedAnswerError(response.status, url);
    }
    const etag = response.headers.get("ETag");
    if (etag) await store?.set(url, { etag, body, checkedAt: Date.now() });
    return document;
  }

  #mayStandIn(stored: StoredAnswer, error: unknown, call: Call): boolean {
    if (!(error instanceof DeliveryError) || call.signal?.aborted) return false;
    const isAway = "status" in error ? Number(error.status) >= 500 : true;
    const seconds = this.#options.staleIfError ?? 86_400;
    return isAway && Date.now() - stored.checkedAt <= seconds * 1000;
  }
}

function parsed(body: string, response: Response, url: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new UnexpectedAnswerError(response.status, url, { cause });
  }
}

function isProblemDocument(document: unknown): document is Problem {
  return typeof document === "object" && document !== null && "type" in document && "detail" in document;
}

function secondsIn(response: Response): number | null {
  const seconds = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  return Number.isNaN(seconds) ? null : seconds;
}
