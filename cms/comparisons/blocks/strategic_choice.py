"""Which organisation needs which role."""

from django.utils.translation import gettext_lazy as _

from cms.blocks.text_section import heading_block
from cms.foundation.representation import Section
from cms.foundation.rich_text import RichTextBlock


class StrategicChoiceBlock(Section):
    """Which organisation needs which role."""

    heading = heading_block()
    text = RichTextBlock(label=_("Text"))

    class Meta:
        icon = "pilcrow"
        label = _("Strategic choice")
        description = _("Which organisation needs which role.")
        template = "blocks/strategic_choice.html"
        preview_value = {
            "heading": "De keuze van de organisatie",
            "text": "<p>Een CIO verbindt IT aan de bedrijfsvoering; een CTO bouwt de techniek die het product is.</p>",
        }
