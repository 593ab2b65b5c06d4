import { DeliveryError, type Decision, type PageDocument } from "@iduet/delivery-client";
import { uncached } from "./uncached";

export type Query = Record<string, string | string[] | undefined>;

/** What an address asks of the decision aid of its page. */
export interface Asked {
  /** Key of a question → key of the answer that was chosen. */
  answers: Record<string, string>;
  /** The advice; null while an answer is missing, and while the API cannot give it. */
  decision: Decision | null;
}

/** The advice that the answers in an address lead to; null where it holds none. `token` opens a page behind a password. */
export async function askedOf(page: PageDocument, query: Query, token?: string): Promise<Asked | null> {
  const aid = page.type === "comparison" ? page.body.find((block) => block.type === "decision_aid") : undefined;
  if (!aid || !aid.value.questions.some(({ key }) => key in query)) return null;
  const answers: Record<string, string> = {};
  for (const question of aid.value.questions) {
    const chosen = question.answers.find(({ key }) => key === query[question.key]);
    if (chosen) answers[question.key] = chosen.key;
  }
  if (Object.keys(answers).length < aid.value.questions.length) return { answers, decision: null };
  try {
    return { answers, decision: await uncached.decide(page.id, answers, token === undefined ? {} : { token }) };
  } catch (error) {
    if (error instanceof DeliveryError) return { answers, decision: null };
    throw error;
  }
}
