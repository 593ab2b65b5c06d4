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
