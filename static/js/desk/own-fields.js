// In a brand version's editor: a button at each field that says what it does. The box behind it is what is sent.
document.addEventListener("DOMContentLoaded", () => {
  for (const field of document.querySelectorAll("[data-own-field]")) {
    const label = field.querySelector(":scope > .own-field__switch > .own-field__label");
    const box = label.querySelector("input");
    const heading = field.closest("[data-panel]")?.querySelector("[data-panel-heading-text]");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small button-secondary";
    button.setAttribute("aria-describedby", `${box.id}-group`);
    const say = () => {
      button.textContent = box.checked ? field.dataset.follow : field.dataset.makeOwn;
      if (heading) {
        const where = document.createElement("span");
        where.className = "w-sr-only";
        where.textContent = `: ${heading.textContent.trim()}`;
        button.append(where);
      }
    };
    button.addEventListener("click", () => {
      box.checked = !box.checked;
      box.dispatchEvent(new Event("change", { bubbles: true }));
      if (box.checked) {
        const inside = ":scope > .own-field__own :is(input:not([type=hidden]), textarea:not([hidden]), [contenteditable=true])";
        field.querySelector(inside)?.focus();
      }
    });
    box.addEventListener("change", say);
    label.hidden = true;
    say();
    label.before(button);
  }
});
