/* Ways to a field from beside the editor: its tab is opened, what is folded in around it unfolds, and it gets focus.
   Without this script the address alone opens the right tab when the editor is loaded. */
(() => {
  const FIELDS = "input:not([type=hidden]), textarea, select, [contenteditable=true], button";

  function fieldAt(path) {
    const steps = path.split(".").filter(Boolean);
    let found = null;
    for (const step of steps) {
      const inner = (found || document).querySelector(`[data-contentpath="${CSS.escape(step)}"]`);
      if (!inner) break; // the block is gone since: as near as one can come
      found = inner;
    }
    return found;
  }

  function unfold(element) {
    for (let each = element; each; each = each.parentElement) {
      if (each.matches("[role=tabpanel][hidden]")) {
        document.getElementById(each.getAttribute("aria-labelledby"))?.click();
      }
      const toggle = each.matches("[data-panel]") && each.querySelector(":scope > .w-panel__header [data-panel-toggle]");
      if (toggle && toggle.getAttribute("aria-expanded") === "false") toggle.click();
    }
  }

  /* Another tab fades in and takes its time; until then nothing in it can have focus. */
  function enter(field, patience = 2000) {
    if (!field.offsetParent && patience > 0) {
      setTimeout(() => enter(field, patience - 50), 50);
      return;
    }
    const first = [...field.querySelectorAll(FIELDS)].find((each) => each.offsetParent) || field;
    if (first === field) field.tabIndex = -1;
    field.scrollIntoView({ block: "center" });
    first.focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    const way = event.target.closest("a[data-field-path]");
    const field = way && fieldAt(way.dataset.fieldPath);
    if (!field) return;
    event.preventDefault();
    unfold(field);
    history.replaceState(history.state, "", way.hash);
    enter(field);
  });
})();
