// Judges pages with Lighthouse as it comes, on its phone profile: one Chromium and one process for all of them.
// Each line of standard input is a run, {url, onlyCategories}; each is answered by a line, {categories, audits}
// or {failed}.
import { createInterface } from "node:readline";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const WITHIN = 300_000; // milliseconds for a run; a shared machine may be slow
const [chromePath, ...chromeFlags] = process.argv.slice(2);
const chrome = await launch({ chromePath, chromeFlags, logLevel: "silent" });

async function judged({ url, ...only }) {
  const apart = { port: chrome.port, output: "json", logLevel: "silent", disableFullPageScreenshot: true };
  const { lhr } = await lighthouse(url, { ...apart, ...only });
  if (lhr.runtimeError) return { failed: `${lhr.runtimeError.code} ${lhr.runtimeError.message}` };
  const audits = Object.values(lhr.audits).map(({ id, title, score, scoreDisplayMode, displayValue }) =>
    [id, { id, title, score, scoreDisplayMode, displayValue }]);
  return { categories: lhr.categories, audits: Object.fromEntries(audits) };
}

function late() {
  return new Promise((resolve) => setTimeout(resolve, WITHIN, { failed: `No report within ${WITHIN} ms.` }).unref());
}

try {
  for await (const line of createInterface({ input: process.stdin })) {
    const report = judged(JSON.parse(line)).catch((error) => ({ failed: String(error?.stack ?? error) }));
    const told = await Promise.race([report, late()]);
    process.stdout.write(`${JSON.stringify(told)}\n`);
  }
} finally {
  chrome.kill();
}
