"""Frequently asked questions from the library."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError

from cms.blocks.text_section import heading_block, introduction_block
from cms.foundation.representation import Section

from .item import QuestionBlock
from .preview import first_items


class QuestionListBlock(blocks.ListBlock):
    """Questions in order, none twice."""

    def __init__(self, **kwargs):
        super().__init__(
            QuestionBlock(label=_("Question")), **{"label": _("Questions"), "min_num": 1, "max_num": 40, **kwargs}
        )

    def publish_error(self, value, scope):
        seen: set = set()
        errors: list = []
        for reference in value or ():
            item = scope.get(QuestionBlock.item_model, reference.pk) if reference else None
            key = item and item.translation_key
            errors.append(ValidationError(_("This question is asked twice.")) if key and key in seen else None)
            seen.add(key)
        return ListBlockValidationError(block_errors=errors) if any(errors) else None


class QuestionsBlock(Section):
    """Questions that open and close, each a heading."""

    heading = heading_block()
    introduction = introduction_block()
    questions = QuestionListBlock()

    def get_preview_value(self):
        return self.normalize({"heading": "Veelgestelde vragen", "questions": first_items(QuestionBlock.item_model, 3)})

    class Meta:
        icon = "help"
        label = _("Frequently asked questions")
        description = _("Questions from the library; each opens to its answer.")
        template = "blocks/questions.html"
