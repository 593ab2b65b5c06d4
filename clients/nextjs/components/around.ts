import type { FullPage } from "@iduet/delivery-client";
import { textsIn, type Texts } from "@/lib/texts";

/** What every component of a page may need: the page, and words, numbers and days in its language. */
export interface Around {
  page: FullPage;
  texts: Texts;
  number(value: number): string;
  day(date: string): string;
}

export function aroundOf(page: FullPage): Around {
  const numbers = new Intl.NumberFormat(page.language);
  const days = new Intl.DateTimeFormat(page.language, { dateStyle: "long", timeZone: "UTC" });
  return {
    page,
    texts: textsIn(page.language),
    number: (value) => numbers.format(value),
    day: (date) => days.format(new Date(date)),
  };
}
