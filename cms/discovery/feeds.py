"""The articles of a brand in a language as RSS and Atom, newest first."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from brands.directory import directory_for
from cms.foundation.links import public_path
from cms.foundation.scope import Scope
from cms.foundation.tags import add_tags, list_of_pages
from cms.foundation.visibility import visible_pages
from cms.pages.models import ArticlePage

from .search import represent_all
from .seo import visible_text

STORABLE = "public, max-age=300, stale-while-revalidate=86400"
#: Readers ask often and keep what they have seen.
MOST = 30
#: Name of the address → what writes it.
GENERATORS: dict[str, type[Rss201rev2Feed] | type[Atom1Feed]] = {"feed_rss": Rss201rev2Feed, "feed_atom": Atom1Feed}


@dataclass(frozen=True)
class FeedAddress:
    """A feed, for the head of a page."""

    media_type: str
    title: str
    url: str


def feed_addresses(scope: Scope) -> list[FeedAddress]:
    """The feeds of the scope's brand and language, whether or not there is an article yet."""
    title = title_of(scope)
    return [
        FeedAddress(generator.content_type.partition(";")[0], title, address_of(scope, name))
        for name, generator in GENERATORS.items()
    ]


def address_of(scope: Scope, name: str) -> str:
    """Full address of a feed. It is on the brand's own host, wherever its pages are shown."""
    with translation.override(scope.language_code):
        return scope.brand.root_url + reverse(name, urlconf=settings.SITE_URLCONF)


def title_of(scope: Scope) -> str:
    """What a feed is called, in its language."""
    with translation.override(scope.language_code):
        return _("Articles of %(brand)s") % {"brand": scope.brand.name}


@dataclass
class Listed:
    """The articles of a feed, and for whom."""

    scope: Scope
    home: str
    articles: list[Any]


class Articles(Feed):
    """The articles that everybody may see of the request's brand and language. Without one there is no feed."""

    def __init__(self, name: str):
        self.name, self.feed_type = name, GENERATORS[name]

    def __call__(self, request, *args, **kwargs) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        response["Cache-Control"] = STORABLE
        return response

    def get_object(self, request, *args, **kwargs) -> Listed:
        directory = directory_for(request)
        root = directory.root_of(request.brand, translation.get_language())
        if root is None:
            raise Http404
        add_tags(f"brand:{root.brand.key}", list_of_pages(root.tree_path))
        scope = Scope(directory, root.brand, root.locale)
        visible = visible_pages(directory, root.brand, root.language_code, ArticlePage.objects.filter(alias_of=None))
        articles = represent_all(scope, visible.order_by("-date", "-pk")[:MOST])
        if not articles:
            raise Http404
        home = root.brand.public_url + public_path(root, root.url_path)
        return Listed(scope, home, [document for _page, document in articles])

    def title(self, listed: Listed) -> str:
        return title_of(listed.scope)

    def link(self, listed: Listed) -> str:
        return listed.home

    def feed_url(self, listed: Listed) -> str:
        return address_of(listed.scope, self.name)

    def description(self, listed: Listed) -> str:
        texts = listed.scope.texts
        return texts.statement if texts else ""

    subtitle = description

    def author_name(self, listed: Listed) -> str:
        return listed.scope.brand.name

    def items(self, listed: Listed) -> list[Any]:
        return listed.articles

    def item_title(self, article) -> str:
        return article.title

    def item_link(self, article) -> str:
        return article.url

    def item_guid(self, article) -> str:
        return article.url

    def item_description(self, article) -> str:
        return article.seo.description or visible_text(article.introduction)

    def item_author_name(self, article) -> str:
        return article.author

    def item_pubdate(self, article) -> datetime.datetime:
        return timezone.make_aware(datetime.datetime.combine(article.date, datetime.time.min))

    def item_updateddate(self, article) -> datetime.datetime:
        return article.updated_at or self.item_pubdate(article)


rss, atom = (require_safe(Articles(name)) for name in GENERATORS)
