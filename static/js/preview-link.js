// The code of a preview link stands behind the # of its address, which browsers send to nobody. It moves into the form.
const form = document.querySelector("[data-preview-link]");
const field = form?.querySelector("[name=code]");
const code = window.location.hash.slice(1);

if (field && code) {
  field.value = code;
  form.querySelector("[data-preview-code]").hidden = true;
  window.history.replaceState(null, "", window.location.pathname);
}
