// Runs before the page is drawn, so that nothing moves: who has chosen among what is asked now sees no notice, and what
// waits for consent to her categories is loaded. Pages are the same for everybody; the choice stands in her cookie.
(() => {
  const root = document.documentElement;
  const begin = `${document.currentScript.dataset.cookie}=`;
  const kept = document.cookie.split("; ").find((cookie) => cookie.startsWith(begin));
  const [policy, categories = ""] = kept ? kept.slice(begin.length).replace(/^"|"$/g, "").split(":") : [];
  root.classList.add("consent-js");
  if (policy !== document.currentScript.dataset.policy) return;
  root.classList.add("consent-known");
  const allowed = new Set(categories.split("."));
  document.addEventListener("DOMContentLoaded", () => {
    for (const waiting of document.querySelectorAll("template[data-consent]")) {
      if (allowed.has(waiting.dataset.consent)) waiting.replaceWith(document.importNode(waiting.content, true));
    }
    for (const box of document.querySelectorAll(".consent-choice input[name=category]")) {
      box.checked = allowed.has(box.value);
    }
  });
})();
