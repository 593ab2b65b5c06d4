/* For what was pressed and had to wait: sends a form as if its button were pressed now.

   The button is sent as a field, since Wagtail disables buttons once they are pressed. */
window.pressAgain = (form, button) => {
  const pressed = document.createElement("input");
  pressed.type = "hidden";
  if (button?.name) {
    pressed.name = button.name;
    pressed.value = button.value;
  }
  form.append(pressed);
  form.requestSubmit();
  pressed.remove(); // the fields are collected by now
};
