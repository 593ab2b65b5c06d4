// What the sites' pages gain from a script, in one small file: a request costs as much as all of it.

// The menu works without this. It adds what people expect of a menu: Escape, a click elsewhere and moving on close it.
const menu = document.getElementById("menu");
const groups = menu ? [...menu.querySelectorAll("details")] : [];
const close = (except) => groups.forEach((group) => group !== except && group.removeAttribute("open"));
const narrow = () => menu.matches(":popover-open");

if (menu) {
  document.addEventListener("click", (event) => {
    if (!narrow()) close(event.target.closest("details"));
  });
  menu.addEventListener("keydown", (event) => {
    const group = event.target.closest("details[open]");
    if (event.key === "Escape" && group) {
      group.removeAttribute("open");
      group.querySelector("summary").focus();
      event.preventDefault();
    }
  });
  menu.addEventListener("focusout", (event) => {
    if (!narrow() && event.relatedTarget && !menu.contains(event.relatedTarget)) close();
  });
}

// Safari forgets what the parts of a table are when CSS lays them out anew for a narrow window; Chromium and Firefox do not.
// Written into the page, these roles would be an error in the other layout: HTML allows them only where they are needed.
const roles = {
  table: "table",
  "thead, tbody": "rowgroup",
  tr: "row",
  td: "cell",
  "th[scope=col]": "columnheader",
  "th[scope=row]": "rowheader",
};

for (const [parts, role] of Object.entries(roles)) {
  for (const part of document.querySelectorAll(`:is(${parts}):is(.table, .table *)`)) part.setAttribute("role", role);
}
