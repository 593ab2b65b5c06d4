import assert from "node:assert/strict";
import { test } from "node:test";
import { deref, lookUp, type Refs } from "../src/index.js";

const text = { html: "<p>Text.</p>", markdown: "Text." };
const role = (id: number) => ({
  id,
  key: `role-${id}`,
  origin: "original" as const,
  short_name: `Role ${id}`,
  full_name: "",
  name_language: "nl",
  tagline: "",
  description: text,
  topics: [],
  choose_when: "",
  salary: null,
  url: null,
});
const refs: Refs = { call_to_action: {}, example: {}, question: {}, role: { "1": role(1), "2": role(2) } };

test("each shared thing stands where a reference to it stood", () => {
  const page = {
    id: 9,
    body: [
      { id: "a", type: "role_cards" as const, value: { roles: [{ ref: "role" as const, id: 2 }, { ref: "role" as const, id: 1 }] } },
      { id: "b", type: "text_section" as const, value: { text } },
    ],
    role: null,
    refs,
  };
  const full = deref(page);
  const cards = full.body[0];
  assert.ok(cards?.type === "role_cards");
  // Read without a cast: the type says that these are roles now.
  assert.deepEqual(cards.value.roles.map((one) => one.short_name), ["Role 2", "Role 1"]);
  assert.deepEqual(full.body[1], page.body[1]);
  assert.equal(full.role, null);
  assert.equal("refs" in full, false);
  assert.deepEqual(page.body[0]?.value.roles, [{ ref: "role", id: 2 }, { ref: "role", id: 1 }]);
});

test("a reference to what the page does not hold is an error that names it", () => {
  assert.throws(() => lookUp(refs, { ref: "question", id: 5 }), /question 5/);
});
