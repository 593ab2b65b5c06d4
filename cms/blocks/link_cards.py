"""Cards that lead somewhere."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.foundation.representation import Section
from cms.media.blocks import CardPictureBlock

from .link import LinkBlock
from .text_section import heading_block, introduction_block


class LinkCardBlock(blocks.StructBlock):
    """A card: a title, a few lines, and where it leads."""

    picture = CardPictureBlock(
        label=_("Picture"), required=False,
        help_text=_("Above the title, as decoration. Give all cards of a group one, or none."),
    )  # fmt: skip
    title = blocks.CharBlock(label=_("Title"), max_length=80)
    text = blocks.TextBlock(label=_("Text"), required=False, max_length=300, rows=2)
    link = LinkBlock(label=_("Leads to"))

    class Meta:
        icon = "link"
        label = _("Card")


class LinkCardsBlock(Section):
    """A group of cards."""

    heading = heading_block()
    introduction = introduction_block()
    cards = blocks.ListBlock(LinkCardBlock(), label=_("Cards"), min_num=1, max_num=12)

    class Meta:
        icon = "grip"
        label = _("Cards")
        description = _("A group of cards, each leading to a page.")
        template = "blocks/link_cards.html"
        preview_value = {
            "heading": "Waar wij in werven",
            "introduction": "Elk vakgebied heeft een eigen adviseur.",
            "cards": [
                {
                    "title": title,
                    "text": "Wat de functie vraagt en hoe wij zoeken.",
                    "link": {"url": "https://www.iduet.nl/"},
                }
                for title in ("IT-management", "Cloud", "Data & AI")
            ],
        }
