/* What a change touches: of what has no draft, what stands in its form is sent along; the page after a change is
   asked for at once. Without this script the list tells of what is stored, and a button asks. */
(() => {
  document.addEventListener("click", (event) => {
    const way = event.target.closest("a[href*='/touched/']");
    if (!way || !/\/touched\/(brands\/brand|media\/mediaimage)\//.test(way.pathname)) return;
    const form = document.querySelector("form[data-edit-form]") || document.querySelector("main form[enctype]");
    if (!form) return;
    event.preventDefault();
    const sent = document.createElement("form");
    sent.method = "post";
    sent.action = way.href;
    sent.hidden = true;
    for (const [name, value] of new FormData(form)) {
      if (typeof value !== "string") continue; // files stay
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = name;
      field.value = value;
      sent.append(field);
    }
    document.body.append(sent);
    sent.submit();
  });

  for (const form of document.querySelectorAll("form[data-sent-at-once]")) form.submit();
})();
