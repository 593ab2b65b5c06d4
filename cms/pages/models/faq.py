"""Frequently asked questions, grouped by topic."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.search import index

from cms.foundation.needed import NeededPanel
from cms.foundation.representation import item_type
from cms.foundation.streams import StreamField
from cms.library.blocks.questions import QuestionListBlock
from cms.library.models import Question
from cms.media.illustrated import IllustratedDocument, IllustratedPage


class TopicBlock(blocks.StructBlock):
    """A topic with its questions."""

    topic = blocks.CharBlock(label=_("Topic"), max_length=80)
    questions = QuestionListBlock()

    class Meta:
        icon = "help"
        label = _("Topic")


class TopicStreamBlock(blocks.StreamBlock):
    """Topics in order; no question stands in two of them."""

    topic = TopicBlock()

    def publish_error(self, value, scope):
        seen: set = set()
        errors: dict[int, ValidationError] = {}
        for index_, child in enumerate(value or ()):
            items = [scope.get(Question, ref.pk) for ref in child.value["questions"] if ref]
            keys = {item.translation_key for item in items if item}
            if keys & seen:
                errors[index_] = ValidationError(_("A question of this topic already stands in an earlier one."))
            seen |= keys
        return StreamBlockValidationError(block_errors=errors) if errors else None


TopicItem: Any = item_type(TopicStreamBlock())


class FaqDocument(IllustratedDocument):
    """Questions by topic."""

    groups: list[TopicItem]


class FaqPage(IllustratedPage):
    """All questions of a brand in one place."""

    groups = StreamField(
        TopicStreamBlock(), verbose_name=_("topics"), blank=True,
        help_text=_("Questions from the library, grouped by topic, in the order in which they are shown."),
    )  # fmt: skip

    document = FaqDocument
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    page_description = _("Frequently asked questions from the library, grouped by topic.")
    search_fields = [*IllustratedPage.search_fields, index.SearchField("groups")]
    tabs = [
        (_("Introduction"), IllustratedPage.introduction_panels),
        (_("Questions"), [NeededPanel("groups")]),
    ]

    class Meta:
        verbose_name = _("FAQ page")
        verbose_name_plural = _("FAQ pages")

    def publish_errors(self):
        errors = super().publish_errors()
        if not self.groups:
            errors["groups"] = ValidationError(_("Add a topic with at least one question."))
        return errors
