import { createClient } from "@iduet/delivery-client";

/** A build reads each address once, so that no store is needed; a server would give `store: memoryStore()`. */
export const client = createClient({
  api: process.env.API ?? "http://localhost:8000",
  brand: process.env.BRAND ?? "gridmasters",
});
