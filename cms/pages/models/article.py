"""Articles and their index."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.foundation.links import CARD_FIELDS, PageCard, PageTarget
from cms.foundation.needed import NeededPanel
from cms.foundation.prepared import ask
from cms.foundation.tags import add_tags
from cms.foundation.together import Loading
from cms.foundation.visibility import Trees, public_in, visible_media
from cms.media.illustrated import IllustratedDocument, IllustratedPage
from cms.media.models import MediaImage, Rendition
from cms.media.pictures import Picture, PictureTarget, picture_targets

from .sections import SectionsDocument, SectionsPage


class ArticleCard(PageCard):
    """An article in its index."""

    date: datetime.date
    picture: Picture | None


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
    given = {f"above_{number}": key for number, key in enumerate(sorted(keys))}
    at = (scope.trees, scope.passed)
    pages, images, renditions = yield [
        ask(_articles_below, *at, **given), ask(_heroes_below, *at, **given), ask(_renditions_below, *at, **given),
    ]  # fmt: skip
    pictures = picture_targets(images, renditions)
    newest_first = sorted(pages, key=lambda page: (page.date, page.pk), reverse=True)
    listed = [ListedArticle(scope, page, pictures.get(page.hero_image_id)) for page in newest_first]
    return {key: [one for one in listed if one.page.path.startswith(key)] for key in keys}


class ListedArticle(PageTarget):
    """An article in its index, with the picture at its head."""

    def __init__(self, scope, page: Page, picture: PictureTarget | None):
        super().__init__(scope, page)
        self.picture = picture

    def article_card(self) -> ArticleCard:
        """The article as a card; its picture is decoration there."""
        if self.picture:
            add_tags(*self.picture.tags())
        picture = self.picture.picture("card", decorative=True) if self.picture else None
        return ArticleCard(**self.card().model_dump(), date=self.page.date, picture=picture)


def _below(trees: Trees, passed: frozenset[int], given: dict[str, str]) -> QuerySet:
    below = Q(pk__in=[])
    for above in given.values():
        below |= Q(path__begins=above)
    return public_in(trees, passed, ArticlePage.objects.filter(below))


def _articles_below(trees: Trees, passed: frozenset[int], **given: str) -> QuerySet:
    return _below(trees, passed, given).only(*CARD_FIELDS, "date", "hero_image")


def _heroes_below(trees: Trees, passed: frozenset[int], **given: str) -> QuerySet:
    heroes = _below(trees, passed, given).exclude(hero_image=None).values("hero_image")
    return visible_media(MediaImage.objects.filter(pk__in=heroes))


def _renditions_below(trees: Trees, passed: frozenset[int], **given: str) -> QuerySet:
    heroes = _below(trees, passed, given).exclude(hero_image=None).values("hero_image")
    return Rendition.objects.filter(image__in=heroes)


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
        return {**super().document_fields(scope), "articles": [article.article_card() for article in below]}


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
        (_("Introduction"), [*SectionsPage.introduction_panels, FieldPanel("date"), NeededPanel("author")]),
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
