// Writes src/contract.ts from the platform's OpenAPI document: `node generate.mjs [DOCUMENT [OUTPUT]]`.
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const here = (path) => new URL(path, import.meta.url);
const [source = here("../../tests/api/openapi.json"), target = here("src/contract.ts")] = process.argv.slice(2);

const text = await readFile(source, "utf8");
const document = JSON.parse(text);

/** Parts of documents are asked for with `fields`; the server types them field by field, and so they stay. */
const types = astToString(
  await openapiTS(document, { alphabetize: false, rootTypes: true, rootTypesNoSchemaPrefix: true }),
);

/** Kinds of problems stand in the descriptions of the answers, as "`not-found`: nothing is published here". */
const kinds = new Set();
for (const operations of Object.values(document.paths)) {
  for (const operation of Object.values(operations)) {
    for (const [status, answer] of Object.entries(operation.responses)) {
      if (Number(status) < 400) continue;
      for (const [, kind] of answer.description.matchAll(/`([a-z-]+)`:/g)) kinds.add(kind);
    }
  }
}

const header = [
  `// Generated from tests/api/openapi.json by \`make client\`. Do not edit.`,
  `// version: ${document.info.version}`,
  `// sha256: ${createHash("sha256").update(text).digest("hex")}`,
].join("\n");
const problems = [...kinds].sort().map((kind) => `  | "${kind}"`).join("\n");

await writeFile(
  target,
  `${header}\n\n${types}\n/** The end of a problem's \`type\`: what went wrong. */\nexport type ProblemKind =\n${problems};\n`,
);
