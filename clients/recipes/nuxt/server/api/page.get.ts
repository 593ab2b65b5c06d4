import { defineEventHandler, getQuery } from "h3";
import { delivery, type KeyValues } from "../utils/delivery";
import { answerDraft, answerPage } from "../utils/page";

/** Nitro imports it by itself. */
declare function useStorage(base: string): KeyValues;

export default defineEventHandler((event) => {
  const { path = "/", preview } = getQuery<{ path?: string; preview?: string }>(event);
  const client = delivery(useStorage("delivery"));
  return preview === undefined ? answerPage(client, path) : answerDraft(event, client, preview);
});
