"""Articles and their index."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.foundation.links import CARD_FIELDS, PageCard, PageTarget
from cms.foundation.tags import add_tags
from cms.foundation.together import Loading
from cms.media.illustrated import IllustratedDocument, IllustratedPage

from .sections import SectionsDocument, SectionsPage


class ArticleCard(PageCard):
    """An article in its index."""

    date: datetime.date


class ArticleDocument(SectionsDocument):
    """An article."""

    date: datetime.date
    author: str


class ArticleIndexDocument(IllustratedDocument):
    """Articles, newest first."""

    articles: list[ArticleCard]


class ArticlesBelow:
    """Kind of a reference to the public articles below an index, newest first; its key is the index's tree path."""


def load_articles(scope, keys: set) -> Loading[dict]:
    """The articles below each index."""
    below = Q(pk__in=[])
    for key in keys:
        below |= Q(path__startswith=key)
    articles = scope.visible_pages(ArticlePage.objects.filter(below))
    (pages,) = yield [articles.only(*CARD_FIELDS, "date")]
    newest_first = sorted(pages, key=lambda page: (page.date, page.pk), reverse=True)
    return {key: [PageTarget(scope, page) for page in newest_first if page.path.startswith(key)] for key in keys}


class ArticleIndexPage(IllustratedPage):
    """The articles of a brand, newest first."""

    document = ArticleIndexDocument
    parent_page_types = ["home.HomePage"]
    subpage_types = ["pages.ArticlePage"]
    page_description = _("Lists the articles below it, newest first.")
    tabs = [(_("Introduction"), IllustratedPage.introduction_panels)]

    class Meta:
        verbose_name = _("article index")
        verbose_name_plural = _("article indexes")

    def references(self):
        yield from super().references()
        if self.path:
            yield ArticlesBelow, self.path

    def document_fields(self, scope):
        add_tags(f"children:{self.pk}")
        below = scope.get(ArticlesBelow, self.path) if self.path else []
        cards = [ArticleCard(**target.card().model_dump(), date=target.page.date) for target in below]
        return {**super().document_fields(scope), "articles": cards}


class ArticlePage(SectionsPage):
    """An article with a date."""

    date = models.DateField(
        _("date"), default=timezone.localdate, help_text=_("Stands above the text. The newest article comes first.")
    )
    author = models.CharField(
        _("author"), max_length=120, blank=True, help_text=_("Such as the name of the editorial team.")
    )

    document = ArticleDocument
    parent_page_types = ["pages.ArticleIndexPage"]
    subpage_types: list[str] = []
    page_description = _("An article with a date.")
    tabs = [
        (_("Introduction"), [*SectionsPage.introduction_panels, FieldPanel("date"), FieldPanel("author")]),
        (_("Sections"), SectionsPage.body_panels),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def document_fields(self, scope):
        return {**super().document_fields(scope), "date": self.date, "author": self.author}

    def publish_errors(self):
        errors = super().publish_errors()
        if not self.author:
            errors["author"] = ValidationError(_("Say who wrote it."))
        return errors
