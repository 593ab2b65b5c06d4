export type * from "./contract.js";
export * from "./blocks.js";
export * from "./client.js";
export * from "./problems.js";
export * from "./references.js";
export * from "./store.js";
export type { TransportOptions } from "./transport.js";
