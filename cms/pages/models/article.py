"""Articles and their index."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.foundation.links import PageCard, PageTarget
from cms.foundation.tags import add_tags
from cms.foundation.visibility import visible_pages
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

    def document_fields(self, scope):
        add_tags(f"children:{self.pk}")
        articles = visible_pages(scope.directory, scope.brand, scope.language_code, ArticlePage.objects.all())
        below = articles.filter(path__startswith=self.path).order_by("-date", "-pk")
        cards = [ArticleCard(**PageTarget(scope, page).card().model_dump(), date=page.date) for page in below]
        return {**super().document_fields(scope), "articles": cards}


class ArticlePage(SectionsPage):
    """An article with a date."""

    date = models.DateField(_("date"), default=timezone.localdate)
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
