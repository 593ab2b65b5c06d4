import type { FullPage } from "@iduet/delivery-client";
import type { Asked } from "@/lib/decision";
import { textsIn, type Texts } from "@/lib/texts";

/** What every component of a page may need: the page, and words, numbers and days in its language. */
export interface Around {
  page: FullPage;
  /** Nothing is sent from a draft. */
  isDraft: boolean;
  /** What the page's address asks of its decision aid. */
  asked: Asked | null;
  texts: Texts;
  number(value: number): string;
  day(date: string): string;
}

export function aroundOf(page: FullPage, isDraft: boolean, asked: Asked | null): Around {
  const numbers = new Intl.NumberFormat(page.language);
  const days = new Intl.DateTimeFormat(page.language, { dateStyle: "long", timeZone: "UTC" });
  return {
    page,
    isDraft,
    asked,
    texts: textsIn(page.language),
    number: (value) => numbers.format(value),
    day: (date) => days.format(new Date(date)),
  };
}
