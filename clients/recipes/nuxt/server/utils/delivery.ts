import { createClient, type AnswerStore, type StoredAnswer } from "@iduet/delivery-client";

/** The part of Nitro's storage that is needed: `useStorage("delivery")`. */
export interface KeyValues {
  getItem<Value>(key: string): Promise<Value | null>;
  setItem(key: string, value: StoredAnswer): Promise<void>;
}

/** Keeps answers where Nitro keeps things: memory, disk or Redis, whatever the project has set. */
export function storeIn(storage: KeyValues): AnswerStore {
  // Nitro reads ":" and "/" in keys as folders.
  const key = (url: string) => encodeURIComponent(url);
  return {
    get: async (url) => (await storage.getItem<StoredAnswer>(key(url))) ?? undefined,
    set: (url, answer) => storage.setItem(key(url), answer),
  };
}

export const delivery = (storage: KeyValues) =>
  createClient({
    api: process.env.API ?? "http://localhost:8000",
    brand: process.env.BRAND ?? "gridmasters",
    store: storeIn(storage),
  });
