"""Facts: short figures or words with a label, and where they have one a source and a reference date."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.foundation.representation import Section, item_type
from cms.foundation.streams import StreamField

from .text_section import heading_block


class FactBlock(blocks.StructBlock):
    """One fact."""

    value = blocks.CharBlock(label=_("Figure or word"), max_length=30, help_text=_("Short: “25+”, “CIO”, “NL & EN”."))
    label = blocks.CharBlock(label=_("Says"), max_length=120)
    source = blocks.CharBlock(
        label=_("Source"),
        required=False,
        max_length=200,
        help_text=_("Where the figure comes from, if it was measured."),
    )
    reference_date = blocks.DateBlock(
        label=_("As of"), required=False, help_text=_("The day on which the figure was right.")
    )

    def clean(self, value):
        cleaned = super().clean(value)
        if cleaned["reference_date"] and not cleaned["source"]:
            raise StructBlockValidationError(
                block_errors={"source": ValidationError(_("A dated figure names its source."))}
            )
        return cleaned

    class Meta:
        icon = "decimal"
        label = _("Fact")


class FactsBlock(Section):
    """A row of facts."""

    heading = heading_block()
    facts = blocks.ListBlock(FactBlock(), label=_("Facts"), min_num=1, max_num=6)

    class Meta:
        icon = "decimal"
        label = _("Facts")
        description = _("A row of short figures or words, each with what it says.")
        template = "blocks/facts.html"
        preview_value = {
            "heading": "In het kort",
            "facts": [
                {"value": "CIO", "label": "bedrijfsvoering en governance"},
                {"value": "CTO", "label": "techniek en product"},
                {"value": "25+", "label": "jaar ervaring"},
            ],
        }


class FactStreamBlock(blocks.StreamBlock):
    """The facts at the head of a page."""

    fact = FactBlock()

    class Meta:
        max_num = 6


FactItem: Any = item_type(FactStreamBlock())


def facts_field() -> StreamField:
    """Facts at the head of a page."""
    return StreamField(
        FactStreamBlock(), verbose_name=_("facts"), blank=True,
        help_text=_("Short figures or words below the title. A figure that was measured names its source."),
    )  # fmt: skip
