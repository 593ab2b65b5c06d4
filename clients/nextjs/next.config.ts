import { dirname } from "node:path";
import type { NextConfig } from "next";

export default {
  // The brand's addresses end with a slash.
  trailingSlash: true,
  poweredByHeader: false,
  // The client stands beside this application in one npm workspace.
  turbopack: { root: dirname(import.meta.dirname) },
  outputFileTracingRoot: dirname(import.meta.dirname),
} satisfies NextConfig;
