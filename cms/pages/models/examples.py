"""Examples of a brand's work."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.foundation.needed import NeededPanel
from cms.foundation.representation import item_type
from cms.foundation.streams import StreamField
from cms.library.blocks.item import ExampleBlock
from cms.media.illustrated import IllustratedDocument, IllustratedPage


class ExampleStreamBlock(blocks.StreamBlock):
    """Examples in order."""

    example = ExampleBlock(label=_("Example"))


ExampleItem: Any = item_type(ExampleStreamBlock())


class ExamplesDocument(IllustratedDocument):
    """Examples with their results."""

    examples: list[ExampleItem]


class ExamplesPage(IllustratedPage):
    """Cases from practice in one place."""

    examples = StreamField(
        ExampleStreamBlock(), verbose_name=_("examples"), blank=True,
        help_text=_("From the library, in the order in which they are shown."),
    )  # fmt: skip

    document = ExamplesDocument
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    page_description = _("Cases from the library, each with its result.")
    tabs = [
        (_("Introduction"), IllustratedPage.introduction_panels),
        (_("Examples"), [NeededPanel("examples")]),
    ]

    class Meta:
        verbose_name = _("examples page")
        verbose_name_plural = _("examples pages")

    def publish_errors(self):
        errors = super().publish_errors()
        if not self.examples:
            errors["examples"] = ValidationError(_("Choose at least one example."))
        return errors
