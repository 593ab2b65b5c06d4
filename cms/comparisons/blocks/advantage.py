"""What the brand's way of working gives the reader."""

from django.utils.translation import gettext_lazy as _

from cms.blocks.text_section import heading_block
from cms.foundation.representation import Section
from cms.foundation.rich_text import RichTextBlock


class AdvantageBlock(Section):
    """What the brand's way of working gives the reader."""

    heading = heading_block()
    text = RichTextBlock(label=_("Text"))

    class Meta:
        icon = "pilcrow"
        label = _("Your advantage")
        description = _("What the brand's way of working gives the reader.")
        template = "blocks/advantage.html"
        preview_value = {
            "heading": "Jouw voordeel",
            "text": "<p>Een CIO verbindt IT aan de bedrijfsvoering; een CTO bouwt de techniek die het product is.</p>",
        }
