import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import ts from "typescript";

// Compiled tests stand in build/test.
const root = fileURLToPath(new URL("../../", import.meta.url));

function faultsOf(name: string): string[] {
  const config = ts.getParsedCommandLineOfConfigFile(`${root}tsconfig.json`, { noEmit: true }, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (fault) => assert.fail(String(fault.messageText)),
  });
  const options = { ...config?.options, rootDir: root, noEmit: true };
  const program = ts.createProgram([`${root}test/switches/${name}.ts`], options);
  return ts.getPreEmitDiagnostics(program).map((fault) => ts.flattenDiagnosticMessageText(fault.messageText, "\n"));
}

test("a switch that names every block compiles", () => {
  assert.deepEqual(faultsOf("complete"), []);
});

test("a switch that lacks a block does not compile, and the compiler says which", () => {
  const faults = faultsOf("lacking");
  assert.equal(faults.length, 1);
  assert.match(faults[0] ?? "", /"steps".*not assignable to parameter of type 'never'/s);
});
