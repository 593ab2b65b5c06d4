/* Colours of a brand's theme: the text and the picker say the same, and the contrast table follows at once.
 * The server checks again when the brand is saved; this only shows earlier what it will say.
 */
(() => {
  const { Controller } = window.StimulusModule;
  const HEX = /^#[0-9a-f]{6}$/i;

  /** Relative luminance (0 to 1) of #rrggbb as WCAG 2.2 defines it. */
  function luminance(colour) {
    const [red, green, blue] = [1, 3, 5].map((start) => {
      const channel = parseInt(colour.slice(start, start + 2), 16) / 255;
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function contrast(first, second) {
    const [light, dark] = [luminance(first), luminance(second)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  }

  class ThemeColour extends Controller {
    static targets = ["text", "picker"];

    connect() {
      this.typed();
    }

    typed() {
      const colour = this.textTarget.value.trim();
      if (HEX.test(colour)) this.pickerTarget.value = colour.toLowerCase();
    }

    picked() {
      this.textTarget.value = this.pickerTarget.value;
      this.textTarget.dispatchEvent(new Event("input", { bubbles: true }));
      this.textTarget.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  class ThemeContrast extends Controller {
    static targets = ["pair"];

    static values = { enoughText: String, shortText: String };

    connect() {
      this.form = this.element.closest("form");
      this.follow = () => this.measure();
      this.form?.addEventListener("input", this.follow);
      this.measure();
    }

    disconnect() {
      this.form?.removeEventListener("input", this.follow);
    }

    colour(role) {
      const colour = this.form?.elements.namedItem(`colour_${role}`)?.value.trim() || "";
      return HEX.test(colour) ? colour : null;
    }

    measure() {
      this.pairTargets.forEach((row) => {
        const [foreground, background] = [this.colour(row.dataset.foreground), this.colour(row.dataset.background)];
        const sample = row.querySelector(".theme-contrast__sample");
        const cell = row.querySelector("[data-ratio]");
        if (!foreground || !background) {
          cell.textContent = "–";
          row.classList.add("theme-contrast__short");
          return;
        }
        const ratio = contrast(foreground, background);
        const enough = ratio >= Number(row.dataset.least);
        // Rounded down, as the server does: 4.499 is not 4.5.
        cell.textContent = `${(Math.floor(ratio * 100) / 100).toFixed(2)} : 1 ${
          enough ? this.enoughTextValue : this.shortTextValue
        }`;
        row.classList.toggle("theme-contrast__short", !enough);
        sample.style.color = foreground;
        sample.style.backgroundColor = background;
      });
    }
  }

  window.wagtail.app.register("theme-colour", ThemeColour);
  window.wagtail.app.register("theme-contrast", ThemeContrast);
})();
