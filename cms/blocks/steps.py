"""A way of working in numbered steps."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.foundation.representation import Section

from .text_section import heading_block, introduction_block


class StepBlock(blocks.StructBlock):
    """One step."""

    title = blocks.CharBlock(label=_("Title"), max_length=80)
    text = blocks.TextBlock(label=_("Text"), max_length=400, rows=2)

    class Meta:
        icon = "order"
        label = _("Step")


class StepsBlock(Section):
    """Numbered steps."""

    heading = heading_block()
    introduction = introduction_block()
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=2, max_num=8)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("A way of working in numbered steps.")
        template = "blocks/steps.html"
        preview_value = {
            "heading": "Zo gaan we te werk",
            "steps": [
                {"title": "De vraag", "text": "We bespreken wat er over een jaar anders moet zijn."},
                {"title": "Het profiel", "text": "We schrijven op wie dat kan, en wie niet."},
                {"title": "De kennismaking", "text": "Je ontmoet mensen die we zelf gesproken hebben."},
            ],
        }
