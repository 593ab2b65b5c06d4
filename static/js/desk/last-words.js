/* The last words of a rich text.

   Draftail hands what is typed to its field a quarter of a second later, and not when somebody leaves it or sends the
   form. Whoever presses Ctrl+S within that time would save her text without its last words: what is sent then waits. */
(() => {
  const EDITOR = "form[data-edit-form]";
  const TEXT = ".Draftail-Editor";
  const HANDED_OVER = 400; // milliseconds; Draftail's timer is 250, was set earlier, and so is done before ours

  let writtenAt = -Infinity;
  let waiting = false;

  function written(event) {
    if (event.target.closest?.(TEXT)) writtenAt = performance.now();
  }

  for (const act of ["keydown", "beforeinput", "paste", "cut", "drop", "click"]) {
    document.addEventListener(act, written, true);
  }

  document.addEventListener(
    "submit",
    (event) => {
      const left = writtenAt + HANDED_OVER - performance.now();
      if (left <= 0 || !event.target.matches(EDITOR)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (waiting) return;
      waiting = true;
      setTimeout(() => {
        [waiting, writtenAt] = [false, -Infinity];
        window.pressAgain(event.target, event.submitter);
      }, left);
    },
    true,
  );
})();
