/* Two people on one page, on the side of the editor.

   What is pressed while an autosave is under way waits for its answer: until then the form names the version before,
   and whoever pressed would be told of a newer version that is her own.

   What nobody wrote is not saved. In a browser that is slow, rich text writes its own form of what stands there when the
   form is watched already, and an autosave of that would be a version of somebody who has only looked.

   Where somebody else saved a newer version, buttons lead at once to the page with both versions
   (cms/foundation/collisions.py). Wagtail's dialog says that going on overwrites it, which is not so here. */
(() => {
  const EDITOR = "form[data-edit-form]";
  const TOUCHES = ["input", "change", "keydown", "pointerdown", "paste", "drop"];
  const BUTTONS = `${EDITOR} :is(button[type=submit], button[data-workflow-action-name])`;
  // Milliseconds. What is sent without an answer may be asked about, but loses nothing.
  const LONGEST_ANSWER = 15000;
  const LONGEST_LEAVE = 30000; // as long as Wagtail's buttons stay pressed

  let touched = false; // by a person
  let underWay = false;
  let held = null; // what was pressed meanwhile
  let timer = null;
  let leaving = null;

  function hold(press) {
    held = held || press;
    timer = timer || setTimeout(answered, LONGEST_ANSWER);
  }

  function answered() {
    const press = held;
    clearTimeout(timer);
    [underWay, held, timer] = [false, null, null];
    if (press) press();
  }

  function stay() {
    clearTimeout(leaving);
    leaving = null;
  }

  /* A form that is shown again, for its mistakes or for a newer version, holds what she wrote before. */
  function isWritten() {
    return touched || document.querySelector(EDITOR)?.dataset.wUnsavedForceValue === "true";
  }

  function touch(event) {
    if (event.isTrusted && event.target.closest?.(EDITOR)) touched = true;
  }

  TOUCHES.forEach((name) => document.addEventListener(name, touch, true));

  document.addEventListener("w-autosave:save", (event) => {
    if (leaving || !isWritten()) event.preventDefault(); // everything is sent already, or there is nothing to send
    else underWay = true;
  });
  document.addEventListener("w-autosave:success", answered);
  document.addEventListener("w-autosave:error", answered);

  document.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest(BUTTONS);
      if (!button) return;
      document.querySelector("[data-w-session-intercept-value=conflict]")?.setAttribute(
        "data-w-session-intercept-value",
        "",
      );
      // These ask something first, and then submit without an event.
      if (underWay && button.dataset.workflowActionModalUrl) {
        event.preventDefault();
        event.stopImmediatePropagation();
        hold(() => button.click());
      }
    },
    true,
  );

  document.addEventListener(
    "submit",
    (event) => {
      if (!underWay || !event.target.matches(EDITOR)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      hold(() => window.pressAgain(event.target, event.submitter));
    },
    true,
  );

  window.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !event.target.matches(EDITOR)) return;
    stay();
    leaving = setTimeout(stay, LONGEST_LEAVE);
  });
  window.addEventListener("pageshow", stay);
})();
