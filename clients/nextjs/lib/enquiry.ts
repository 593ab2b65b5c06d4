"use server";

import { createHash } from "node:crypto";
import { isProblem, type FormDetails } from "@iduet/delivery-client";
import { TRAP, type Notice, type Told } from "./asking";
import { uncached } from "./uncached";

const MILLISECONDS_OF_A_DAY = 86_400_000;

/** Stores what a visitor sent. It is called by a form, with a script or without one. */
export async function sendEnquiry(key: string, language: string, _: Told | null, data: FormData): Promise<Told> {
  const typed = typedIn(data);
  if (typed[TRAP]) return again(typed, "formTrapped");
  try {
    const { form } = await uncached.form(key, language);
    const fields = answersTo(form, typed);
    const consent_version = Number(typed["consent_version"]);
    if (consent_version !== form.consent_version) return { ...again(typed, "formConsentChanged"), form };
    const idempotencyKey = keyOf([key, language, consent_version, fields]);
    await uncached.submitForm(key, { fields, consent_version }, { locale: language, idempotencyKey });
    return { kind: "sent", thanks: form.thank_you };
  } catch (error) {
    if (isProblem(error, "invalid-submission")) {
      const problems = Object.fromEntries(error.problem.errors.map(({ parameter, detail }) => [parameter, detail]));
      return again(typed, "formInvalid", problems);
    }
    if (isProblem(error) && error.status === 429) return again(typed, "formLater");
    console.error(error);
    return again(typed, "formAway");
  }
}

function again(typed: Record<string, string>, notice: Notice, problems: Record<string, string> = {}): Told & { kind: "again" } {
  return { kind: "again", typed, notice, problems };
}

/** What was typed, by the name of the field. React's own fields begin with a "$". */
function typedIn(data: FormData): Record<string, string> {
  const typed: Record<string, string> = {};
  for (const [name, value] of data) if (typeof value === "string" && !name.startsWith("$")) typed[name] = value;
  return typed;
}

/** The answers as the API takes them; what was left empty is left out. */
function answersTo(form: FormDetails, typed: Record<string, string>): Record<string, string | boolean> {
  const answers: Record<string, string | boolean> = {};
  for (const { type, value } of form.fields) {
    const text = typed[value.name] ?? "";
    if (type === "consent" || type === "checkbox") answers[value.name] = text !== "";
    else if (text !== "") answers[value.name] = text;
  }
  return answers;
}

/**
 * The same enquiry on the same day has the same key, so that a double click, a reload, and a second try after no answer
 * came store it once; and no key has to stand in a page that is the same for everybody.
 */
function keyOf(enquiry: unknown): string {
  const day = Math.floor(Date.now() / MILLISECONDS_OF_A_DAY);
  return createHash("sha256").update(JSON.stringify([day, enquiry])).digest("hex");
}
