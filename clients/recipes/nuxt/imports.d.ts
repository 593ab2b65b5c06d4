/**
 * What Nuxt gives to a page as `#imports`, as far as the recipe needs it; a Nuxt project has its own and leaves this file out.
 * The functions are those of the packages that Nuxt is made of; the two that are Nuxt's own are written down here.
 */
import type { Ref } from "vue";

export { computed } from "vue";
export { useRoute } from "vue-router";
export { useHead } from "@unhead/vue";
export { createError } from "h3";

export function useFetch<Data>(
  path: string,
  options: { query: Record<string, unknown> },
): Promise<{ data: Ref<Data | undefined>; error: Ref<{ statusCode?: number } | undefined> }>;

export function navigateTo(to: string, options: { redirectCode: number }): Promise<void>;
