import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient, isProblem, memoryStore, ProblemError, UnexpectedAnswerError, UnreachableError } from "../src/index.js";
import { answering, problem, type Asked, type Reply } from "./answering.js";

async function withServer(reply: (asked: Asked) => Reply, run: (server: Awaited<ReturnType<typeof answering>>) => Promise<void>) {
  const server = await answering(reply);
  try {
    await run(server);
  } finally {
    await server.close();
  }
}

test("a page is asked for by its path, with lists written with commas and nothing that was left out", () =>
  withServer(
    () => ({ body: { kind: "redirect", target: "/contact/", status: 301 } }),
    async ({ api, asked }) => {
      const client = createClient({ api, brand: "gridmasters" });
      const answer = await client.resolve("/en/contact/", { include: ["layout", "children"] });
      assert.deepEqual(answer, { kind: "redirect", target: "/contact/", status: 301 });
      assert.equal(asked[0]?.url.pathname, "/api/v1/brands/gridmasters/resolve");
      assert.deepEqual([...(asked[0]?.url.searchParams ?? [])], [
        ["path", "/en/contact/"],
        ["include", "layout,children"],
      ]);
    },
  ));

test("an answer that still holds is not sent again", () =>
  withServer(
    ({ headers }) =>
      headers["if-none-match"] === '"one"'
        ? { status: 304 }
        : { headers: { ETag: '"one"' }, body: { items: ["first"] } },
    async ({ api, asked }) => {
      const client = createClient({ api, brand: "iduet", store: memoryStore() });
      const first = await client.brands();
      assert.deepEqual(await client.brands(), first);
      assert.deepEqual(asked.map(({ headers }) => headers["if-none-match"]), [undefined, '"one"']);
    },
  ));

test("brands do not share stored answers", () =>
  withServer(
    ({ url }) => ({ headers: { ETag: '"same"' }, body: { key: url.pathname.split("/").at(-1) } }),
    async ({ api, asked }) => {
      const store = memoryStore();
      const [iduet, finhire] = ["iduet", "finhire"].map((brand) => createClient({ api, brand, store }));
      assert.equal((await iduet?.brand())?.key, "iduet");
      assert.equal((await finhire?.brand())?.key, "finhire");
      assert.equal(asked[1]?.headers["if-none-match"], undefined);
    },
  ));

test("what was kept stands in while the API is away, and not for ever", async () => {
  const server = await answering(() => ({ headers: { ETag: '"one"' }, body: { items: [] } }));
  const store = memoryStore();
  const client = createClient({ api: server.api, brand: "iduet", store });
  await client.brands();
  await server.close();
  assert.deepEqual(await client.brands(), { items: [] });
  const strict = createClient({ api: server.api, brand: "iduet", store, staleIfError: -1 });
  await assert.rejects(strict.brands(), UnreachableError);
});

test("what was kept does not stand in for a page that is gone", async () => {
  let gone = false;
  await withServer(
    () =>
      gone
        ? { status: 410, headers: { "Content-Type": "application/problem+json" }, body: problem("gone", 410) }
        : { headers: { ETag: '"one"' }, body: { kind: "page" } },
    async ({ api }) => {
      const client = createClient({ api, brand: "iduet", store: memoryStore() });
      await client.resolve("/oud/");
      gone = true;
      await assert.rejects(client.resolve("/oud/"), (error) => isProblem(error, "gone"));
    },
  );
});

test("a problem is an error with its kind, its document and when to ask again", () =>
  withServer(
    () => ({ status: 503, headers: { "Retry-After": "10" }, body: problem("unavailable", 503) }),
    async ({ api }) => {
      await assert.rejects(createClient({ api, brand: "iduet" }).layout("nl"), (error) => {
        assert.ok(error instanceof ProblemError);
        assert.equal(error.kind, "unavailable");
        assert.equal(error.status, 503);
        assert.equal(error.retryAfter, 10);
        assert.equal(error.problem.detail, "What happened.");
        assert.ok(isProblem(error) && !isProblem(error, "not-found"));
        return true;
      });
    },
  ));

test("what is not the API's answer is said to be so", () =>
  withServer(
    ({ url }) => (url.pathname.endsWith("layout") ? { status: 502, body: "<h1>Bad gateway</h1>" } : { status: 502, body: "{}" }),
    async ({ api }) => {
      const client = createClient({ api, brand: "iduet" });
      await assert.rejects(client.layout(), UnexpectedAnswerError);
      await assert.rejects(client.brand(), UnexpectedAnswerError);
    },
  ));

test("a call ends when its time is up or its signal says so", () =>
  withServer(
    () => ({ body: {} }),
    async ({ api }) => {
      const never: typeof fetch = (_, init) =>
        new Promise((_, fail) => init?.signal?.addEventListener("abort", () => fail(init.signal?.reason)));
      await assert.rejects(createClient({ api, brand: "iduet", fetch: never, timeout: 20 }).brands(), UnreachableError);
      const stopped = createClient({ api, brand: "iduet" }).brands({ signal: AbortSignal.abort() });
      await assert.rejects(stopped, UnreachableError);
    },
  ));

test("a list is read to its end, each piece with the same parameters", () =>
  withServer(
    ({ url }) => {
      const at = Number(url.searchParams.get("cursor") ?? 0);
      return { body: { count: 3, next: at < 2 ? String(at + 1) : null, changes: null, items: [{ id: at }] } };
    },
    async ({ api, asked }) => {
      const found: number[] = [];
      for await (const entry of createClient({ api, brand: "iduet" }).each("redirects", { limit: 1 })) found.push(entry.id);
      assert.deepEqual(found, [0, 1, 2]);
      assert.deepEqual(asked.map(({ url }) => url.search), ["?limit=1", "?limit=1&cursor=1", "?limit=1&cursor=2"]);
    },
  ));

test("a preview's code and token travel outside addresses, and nothing of it is kept", () =>
  withServer(
    ({ method }) =>
      method === "POST"
        ? { body: { token: "secret" } }
        : { headers: { ETag: '"draft"' }, body: { kind: "page", notes: [] } },
    async ({ api, asked }) => {
      const store = memoryStore();
      const kept: string[] = [];
      const watched = { get: store.get, set: (url: string) => void kept.push(url) };
      const client = createClient({ api, brand: "iduet", store: watched, request: { headers: { "X-Cache": "on" } } });
      const { token } = await client.exchangePreviewCode("code");
      await client.preview(token, { include: ["layout"] });
      await client.resolve("/besloten/", { token });
      await client.unlock(7, "sesame");
      assert.deepEqual(JSON.parse(asked[0]?.body ?? ""), { code: "code" });
      assert.equal(asked[0]?.headers["content-type"], "application/json");
      assert.equal(asked[1]?.headers.authorization, "Bearer secret");
      assert.equal(asked[2]?.headers.authorization, "Bearer secret");
      assert.equal(asked[3]?.url.pathname, "/api/v1/brands/iduet/pages/7/unlock");
      assert.ok(asked.every(({ url }) => !/secret|code|sesame/.test(url.href)));
      assert.ok(asked.every(({ headers }) => headers["x-cache"] === undefined));
      assert.deepEqual(kept, []);
    },
  ));

test("a form is sent with its key, in its language, and its answer is not kept", () =>
  withServer(
    () => ({ status: 201, headers: { ETag: '"made"' }, body: { id: "1" } }),
    async ({ api, asked }) => {
      const kept: string[] = [];
      const store = { get: () => undefined, set: (url: string) => void kept.push(url) };
      const client = createClient({ api, brand: "iduet", store });
      const submission = { fields: { name: "Jan", consent: true }, consent_version: 2 };
      const stored = await client.submitForm("contact", submission, { idempotencyKey: "a-key", locale: "en" });
      assert.equal(stored.id, "1");
      assert.equal(asked[0]?.method, "POST");
      assert.equal(asked[0]?.url.pathname, "/api/v1/brands/iduet/forms/contact/submissions");
      assert.equal(asked[0]?.url.search, "?locale=en");
      assert.equal(asked[0]?.headers["idempotency-key"], "a-key");
      assert.deepEqual(JSON.parse(asked[0]?.body ?? ""), submission);
      assert.deepEqual(kept, []);
    },
  ));

test("memory forgets what was not used for longest", () => {
  const store = memoryStore(2);
  const answer = { etag: '"a"', body: "{}", checkedAt: 0 };
  for (const url of ["a", "b"]) void store.set(url, answer);
  void store.get("a");
  void store.set("c", answer);
  assert.deepEqual(["a", "b", "c"].map((url) => store.get(url) !== undefined), [true, false, true]);
});
