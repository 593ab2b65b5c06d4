/* The cells of a criteria table's row, or the weights of an answer: one field per role that the page compares, in the
 * page's order.
 *
 * The hidden input holds JSON, role key → text or number. Cells of roles that are no longer chosen stay in it until the page is
 * saved, so a role that is put back finds its text again.
 */
(() => {
  const ROLES_FIELD = "roles";
  const known = new Map(); // primary key → {key, name}, or null where the desk says there is none
  const waiting = new Map(); // primary keys asked for → the promise of their answer

  /** Primary keys of the roles chosen in the page's form, in order. */
  function chosenRoles(form) {
    const named = (name) => form.elements.namedItem(`${ROLES_FIELD}-${name}`);
    const count = Number(named("count")?.value || 0);
    const found = [];
    for (let index = 0; index < count; index += 1) {
      const value = named(`${index}-value`)?.value;
      if (value && !named(`${index}-deleted`)?.value) {
        found.push({ pk: value, order: Number(named(`${index}-order`)?.value || index) });
      }
    }
    return [...new Set(found.sort((a, b) => a.order - b.order).map((role) => role.pk))];
  }

  /** Ask the desk for what is not known yet; rows that ask for the same share one request. */
  function learn(url, pks) {
    const wanted = pks.filter((pk) => !known.has(pk));
    if (!wanted.length) return Promise.resolve();
    const query = new URLSearchParams(wanted.map((pk) => ["id", pk])).toString();
    if (!waiting.has(query)) {
      const answer = fetch(`${url}?${query}`, { headers: { Accept: "application/json" }, credentials: "same-origin" })
        .then((response) => {
          if (!response.ok) throw new Error(`${url} answered ${response.status}`);
          return response.json();
        })
        .then(({ roles }) => {
          wanted.forEach((pk) => known.set(pk, null));
          roles.forEach((role) => known.set(String(role.id), role));
        })
        .finally(() => waiting.delete(query));
      waiting.set(query, answer);
    }
    return waiting.get(query);
  }

  class CriteriaCells extends window.StimulusModule.Controller {
    static targets = ["list", "note"];

    static values = {
      rolesUrl: String,
      maxLength: Number,
      most: Number,
      emptyText: String,
      noneText: String,
      failedText: String,
      retryText: String,
      unknownText: String,
    };

    connect() {
      this.input = this.element.querySelector("input[type=hidden]");
      this.form = this.element.closest("form");
      if (!this.input || !this.form) return;
      // A hidden input's value is its attribute, so this sees roles chosen, moved and removed by script.
      this.observer = new MutationObserver(() => this.refresh());
      this.observer.observe(this.input, { attributes: true, attributeFilter: ["value", "aria-invalid"] });
      const roles = this.form.elements.namedItem(`${ROLES_FIELD}-count`)?.parentElement;
      if (roles) {
        this.observer.observe(roles, { attributes: true, attributeFilter: ["value"], childList: true, subtree: true });
      }
      this.refresh();
    }

    disconnect() {
      this.observer?.disconnect();
    }

    get cells() {
      try {
        const cells = JSON.parse(this.input.value || "{}");
        return cells && typeof cells === "object" && !Array.isArray(cells) ? cells : {};
      } catch {
        return {};
      }
    }

    async refresh() {
      const pks = chosenRoles(this.form);
      try {
        await learn(this.rolesUrlValue, pks);
      } catch {
        this.say(this.failedTextValue, true);
        return;
      }
      if (!this.element.isConnected || String(chosenRoles(this.form)) !== String(pks)) return; // a later call draws
      const roles = pks.map((pk) => known.get(pk)).filter(Boolean);
      const unique = roles.filter((role, index) => roles.findIndex((other) => other.key === role.key) === index);
      this.draw(unique);
      if (pks.some((pk) => known.get(pk) === null)) this.say(this.unknownTextValue);
      else this.say(unique.length ? "" : this.noneTextValue);
    }

    /** Text areas in the roles' order. Those that stay are moved, not made anew. */
    draw(roles) {
      const { cells } = this;
      const present = new Map([...this.listTarget.children].map((cell) => [cell.dataset.key, cell]));
      const wanted = roles.map((role) => present.get(role.key) || this.make(role));
      present.forEach((cell) => wanted.includes(cell) || cell.remove());
      wanted.forEach((cell, index) => {
        if (this.listTarget.children[index] !== cell) {
          this.listTarget.insertBefore(cell, this.listTarget.children[index] || null);
        }
        cell.querySelector("label").textContent = roles[index].name;
        const area = cell.querySelector("textarea, input");
        const held = cells[roles[index].key];
        const readable = typeof held === "string" || typeof held === "number";
        if (area !== document.activeElement) area.value = readable ? String(held) : "";
        this.mark(cell);
      });
    }

    make(role) {
      const id = `${this.input.id}-${role.key}`;
      const cell = document.createElement("div");
      cell.className = "criteria-cells__cell";
      cell.dataset.key = role.key;
      const label = document.createElement("label");
      label.className = "criteria-cells__role";
      label.htmlFor = id;
      const area = document.createElement(this.mostValue ? "input" : "textarea");
      area.id = id;
      if (this.mostValue) {
        Object.assign(area, { type: "number", min: 0, max: this.mostValue, step: 1 });
      } else {
        area.rows = 2;
        area.dataset.controller = "w-autosize";
        area.maxLength = this.maxLengthValue;
      }
      area.setAttribute("aria-describedby", `${id}-empty`);
      area.addEventListener("input", () => this.write(role.key, area.value));
      const empty = document.createElement("span");
      empty.className = "criteria-cells__empty";
      empty.id = `${id}-empty`;
      cell.append(label, area, empty);
      return cell;
    }

    /** Show that a cell is empty, and pass on what the form says of the whole field. */
    mark(cell) {
      const area = cell.querySelector("textarea, input");
      const empty = !area.value.trim();
      cell.classList.toggle("criteria-cells__cell--empty", empty);
      cell.querySelector(".criteria-cells__empty").textContent = empty ? this.emptyTextValue : "";
      area.toggleAttribute("aria-invalid", false);
      if (empty && this.input.getAttribute("aria-invalid") === "true") area.setAttribute("aria-invalid", "true");
    }

    write(key, text) {
      this.input.value = JSON.stringify({ ...this.cells, [key]: text });
      // Autosave, preview and the warning about unsaved changes listen for this.
      this.input.dispatchEvent(new Event("change", { bubbles: true }));
    }

    say(text, retry = false) {
      this.noteTarget.textContent = text;
      this.noteTarget.hidden = !text;
      if (!retry) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button-small button-secondary";
      button.textContent = this.retryTextValue;
      button.addEventListener("click", () => this.refresh());
      this.noteTarget.append(" ", button);
    }
  }

  window.wagtail.app.register("criteria-cells", CriteriaCells);
})();
