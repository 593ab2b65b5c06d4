import { createClient } from "@iduet/delivery-client";
import { settings } from "./settings";

/** Asks the API itself each time: for what is one visitor's, and for what must be as it is now. */
export const uncached = createClient({
  api: settings.api,
  brand: settings.brand,
  timeout: 30_000,
  request: { cache: "no-store" },
});
