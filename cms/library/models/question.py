"""A frequently asked question with its answer."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.search import index

from cms.foundation.rich_text import FEATURES, RichText, represent_rich_text

from .item import ItemCard, LibraryItem
from .role import topics_field, topics_of


class QuestionAndAnswer(ItemCard):
    """A question with its answer."""

    kind = "question"
    question: str
    answer: RichText
    topics: list[str]


class Question(LibraryItem):
    """A question that visitors ask, answered once and shown wherever it is asked."""

    question = models.CharField(
        _("question"), max_length=200, blank=True, help_text=_("As a visitor would ask it, with a question mark.")
    )
    answer = RichTextField(
        _("answer"), blank=True, features=FEATURES, help_text=_("Begin with the answer itself; explain it after that.")
    )
    topics = topics_field()

    required_on_publish = ("question", "answer")
    content_fields = ("question", "answer", "topics")
    search_fields = [
        index.SearchField("question", boost=4),
        index.SearchField("answer"),
        index.AutocompleteField("question"),
        index.FilterField("locale_id"),
        index.FilterField("brand_id"),
        index.FilterField("original_id"),
        index.FilterField("id"),
        index.FilterField("live"),
        index.FilterField("has_unpublished_changes"),
    ]

    class Meta(LibraryItem.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self):
        if self.original_id and not self.question:
            return f"{self.original} ({self.brand})"
        return self.question

    def represent(self, scope) -> QuestionAndAnswer:
        return QuestionAndAnswer(
            id=self.pk or 0,
            key=str(self.translation_key),
            origin=self.origin,
            question=self.question,
            answer=represent_rich_text(self.answer, scope),
            topics=topics_of(self.topics),
        )
