"""Panels of the brand's editor: a colour with a swatch, and the contrast of the pairs that the site uses."""

from django import forms
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from wagtail.admin.panels import HelpPanel

from brands.theme import CONTRAST_PAIRS, contrast_ratio


class ColourInput(forms.TextInput):
    """A colour as text, because brand books give it as text, with the browser's own colour picker beside it."""

    template_name = "home/widgets/colour.html"

    def _render(self, template_name, context, renderer=None):
        # As Wagtail's choosers do: Django's own form renderer finds no templates of apps behind it.
        return mark_safe(render_to_string(template_name, context))  # noqa: S308 - rendered by an escaping template

    @cached_property
    def media(self):
        return forms.Media(js=["js/desk/theme-colours.js"], css={"all": ["css/desk/theme-colours.css"]})


class ContrastPanel(HelpPanel):
    """Each pair of colours that meet on the site, with its contrast and the least that WCAG AA asks for."""

    def __init__(self, **kwargs):
        kwargs.setdefault("template", "home/panels/contrast.html")
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context=None):
            colours = self.instance.colours()
            pairs = []
            for foreground, background, least in CONTRAST_PAIRS:
                try:
                    ratio = int(contrast_ratio(colours[foreground], colours[background]) * 100) / 100
                except ValueError:
                    ratio = None  # not a colour yet
                pairs.append(
                    {
                        "foreground": foreground,
                        "background": background,
                        "label": f"{foreground} / {background}".replace("_", " "),
                        "ratio": ratio,
                        "least": least,
                        "enough": ratio is not None and ratio >= least,
                    }
                )
            return {**super().get_context_data(parent_context), "pairs": pairs}
