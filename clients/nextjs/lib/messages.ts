import { publicPath } from "./addresses";
import { brandIn } from "./standing";
import { textsIn } from "./texts";

export type Message = "notFound" | "gone" | "locked";
/** Why a password form stands there again. */
export type FormProblem = "passwordWrong" | "passwordLater" | "passwordElsewhere";

const STATUS: Record<Message, number> = { notFound: 404, gone: 410, locked: 401 };
const PROBLEM_STATUS: Record<FormProblem, number> = { passwordWrong: 403, passwordLater: 429, passwordElsewhere: 403 };

const STYLE = `body{margin:0;background:var(--colour-surface);color:var(--colour-text);font:1.0625rem/1.6 var(--font-body,system-ui)}
main{width:min(40rem,100% - 2.5rem);margin:20vh auto}h1{font-family:var(--font-heading,system-ui);font-size:clamp(2rem,6vw,3.5rem);line-height:1.15;margin:0 0 .5em;text-wrap:balance}
a{color:var(--colour-link)}label{display:block;font-weight:600}input,button{font:inherit;padding:.6em .9em;border:1px solid currentcolor;border-radius:var(--radius,4px)}
input{width:100%;box-sizing:border-box;background:transparent;color:inherit}button{cursor:pointer;background:var(--colour-text);color:var(--colour-surface)}:focus-visible{outline:3px solid var(--colour-focus);outline-offset:2px}`;

/** What stands in place of a page, whole and without a script, under the status that says so. */
export async function messageResponse(language: string, message: Message, problem?: FormProblem): Promise<Response> {
  const texts = textsIn(language);
  const brand = await brandIn(language).catch(() => null); // the API may be away; the message does not depend on it
  const title = `${texts[message]}${brand ? ` | ${brand.name}` : ""}`;
  const stylesheet = brand ? `<link rel="stylesheet" href="${escaped(brand.stylesheet)}">` : "";
  const html = `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${escaped(title)}</title>${stylesheet}<style>${STYLE}</style></head>
<body><main><h1>${escaped(texts[message])}</h1><p>${escaped(texts[`${message}Why`])}</p>
${message === "locked" ? form(language, problem) : ""}<p><a href="${escaped(publicPath(language))}">${escaped(texts.toHome)}</a></p>
</main></body></html>`;
  return new Response(html, {
    status: problem ? PROBLEM_STATUS[problem] : STATUS[message],
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "private, no-store",
      "X-Robots-Tag": "noindex",
    },
  });
}

/** It is sent to the page's own address. */
function form(language: string, problem?: FormProblem): string {
  const texts = textsIn(language);
  const told = problem ? `<p id="problem" role="alert">${escaped(texts[problem])}</p>` : "";
  const described = problem ? ' aria-invalid="true" aria-describedby="problem"' : "";
  return `<form method="post"><p><label for="password">${escaped(texts.password)}</label>
<input id="password" name="password" type="password" autocomplete="off" required maxlength="255"${described}></p>
${told}<p><button type="submit">${escaped(texts.showPage)}</button></p></form>`;
}

const SIGNS: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
}
