"""What the roles have in common and where they part."""

from django.utils.translation import gettext_lazy as _

from cms.blocks.text_section import heading_block
from cms.foundation.representation import Section
from cms.foundation.rich_text import RichTextBlock


class ComparisonTextBlock(Section):
    """What the roles have in common and where they part."""

    heading = heading_block()
    text = RichTextBlock(label=_("Text"))

    class Meta:
        icon = "pilcrow"
        label = _("Comparison text")
        description = _("What the roles have in common and where they part.")
        template = "blocks/comparison_text.html"
        preview_value = {
            "heading": "Twee rollen, één doel",
            "text": "<p>Een CIO verbindt IT aan de bedrijfsvoering; een CTO bouwt de techniek die het product is.</p>",
        }
