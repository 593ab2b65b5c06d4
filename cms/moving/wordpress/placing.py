"""Where pages of another site stand here: parents before children, languages apart, each under a name of its own."""

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from django.utils.text import slugify
from wagtail.models import Page

from brands.directory import BrandDirectory
from brands.models import Brand
from cms.comparisons.models import ComparisonPage
from cms.pages.models import ArticlePage, ContentPage

from ..converting.draft import ARTICLE, COMPARISON, CONTENT
from ..writing.links import Links
from ..writing.memory import Memory
from ..writing.slugs import LONGEST_SLUG, Slugs
from .article_indexes import ArticleIndexes
from .survey import Known, Survey

MODELS: dict[str, type] = {CONTENT: ContentPage, ARTICLE: ArticlePage, COMPARISON: ComparisonPage}
DEEPEST = 10  # pages above each other


class Placing:
    """Finds the pages that are here already, and puts the others in their place, still empty.

    :param live: whether pages are to be published: then they are found by links from the beginning.
    """

    def __init__(self, brand: Brand, survey: Survey, memory: Memory, links: Links, live: bool):
        self.brand, self.survey, self.memory, self.links, self.live = brand, survey, memory, links, live
        directory = BrandDirectory()
        roots = {
            root.language_code: root for code in survey.known_languages if (root := directory.root_of(brand, code))
        }
        self._slugs = Slugs()
        self.articles = ArticleIndexes(roots, memory, self._slugs, live)
        self.homes = self.articles.homes
        self.made: set[int] = set()
        self._parents: dict[int, Page] = {}
        self._groups: dict[str, dict[str, object]] = {}

    def place(self) -> None:
        """Give every page of the survey its row."""
        there = self.memory.live_pages()
        with_children = {known.parent for known in self.survey.pages.values()}
        for known in self.survey.pages.values():
            self._recall(known, there)
            if known.kind == COMPARISON and known.id in with_children and known.model is not ComparisonPage:
                known.kind = CONTENT
                known.remarks.append(("comparison", known.title))
        self.articles.prepare(self.survey.pages.values())
        for known, depth in self._from_the_top():
            if not known.page:
                self._make(known, depth)
            elif known.id in self.memory.rows:
                self._stands(known, depth)
            self._tell(known)
        if self.live:
            self.articles.remark_drafts(self.survey.pages.values())

    # What is here

    def _recall(self, known: Known, there: set[int]) -> None:
        row = self.memory.rows.get(known.id)
        if row is None:
            return
        if row.object_id not in there:
            known.remarks.append(("deleted", known.title))
            return
        model = row.content_type.model_class()
        if model in MODELS.values():
            known.page, known.model = row.object_id, model
            known.kind = next(kind for kind, each in MODELS.items() if each is model)
            page = Page.objects.get(pk=known.page)
            if known.group:
                self._groups.setdefault(known.group, {}).setdefault(known.language, page.translation_key)

    def _from_the_top(self) -> Iterator[tuple[Known, int]]:
        """Pages with how deep they stand, each after the one above it; where they go round in a circle, at the top."""
        pages = self.survey.pages
        children: dict[str, list[Known]] = {}
        top = []
        for known in pages.values():
            above = pages.get(known.parent) if known.kind != ARTICLE else None
            if above is None or above.kind == ARTICLE or above.language != known.language or above is known:
                if known.kind != ARTICLE and known.parent not in ("", "0"):
                    known.remarks.append(("parent", f"{known.parent} {above.title if above else ''}".strip()))
                known.parent = ""
                top.append(known)
            else:
                children.setdefault(known.parent, []).append(known)
        done: set[str] = set()
        for start in sorted(top, key=_order):
            yield from self._below(start, children, done)
        for known in pages.values():
            if known.id not in done:  # each is below another
                known.remarks.append(("parent", known.title))
                known.parent = ""
                yield from self._below(known, children, done)

    @staticmethod
    def _below(start: Known, children: dict[str, list[Known]], done: set[str]) -> Iterator[tuple[Known, int]]:
        waiting = [(start, 1)]
        while waiting:
            known, depth = waiting.pop()
            if known.id in done:
                continue
            done.add(known.id)
            yield known, depth
            waiting += [(each, depth + 1) for each in sorted(children.get(known.id, ()), key=_order, reverse=True)]

    def _stands(self, known: Known, depth: int) -> None:
        """Say of a page that has another address there since it came where it would stand here by now.

        It is not moved: where it stands may be a person's work, and others link to it.
        """
        if known.kind == ARTICLE or _path(known.link) == _path(self.memory.rows[known.id].source_url):
            return
        before, parent = list(known.remarks), self._parent(known, depth)
        known.remarks = before
        page = Page.objects.get(pk=known.page)
        if page.get_parent().pk != parent.pk or page.slug != slugify(unquote(known.slug))[:LONGEST_SLUG]:
            known.remarks.append(("moved", f"{known.link} ({parent.title})"))

    # Making

    def _make(self, known: Known, depth: int) -> None:
        parent = self._parent(known, depth)
        slug = self._free_slug(parent, known)
        model = MODELS[known.kind]
        live = self.live and known.status == "publish" and not known.protected
        locale = self.homes[known.language].locale_id
        page = model(title=known.title, draft_title=known.title, slug=slug, locale_id=locale, live=live)
        group = self._groups.setdefault(known.group, {}) if known.group else {}
        if known.language in group:
            known.remarks.append(("translation", known.title))
        elif known.group:
            page.translation_key = next(iter(group.values()), page.translation_key)
            group[known.language] = page.translation_key
        parent.add_child(instance=page)
        self.made.add(page.pk)
        known.page, known.model = page.pk, model
        if known.kind == CONTENT:
            self._parents[page.pk] = page
            self._slugs.is_new(page)

    def _parent(self, known: Known, depth: int) -> Page:
        if known.kind == ARTICLE:
            return self.articles.of(known.language)
        above = self.survey.pages.get(known.parent)
        if known.kind == COMPARISON and above is not None:
            known.remarks.append(("address", known.link))
            above = None
        if above is None:
            return self.homes[known.language]
        if depth > DEEPEST or above.model is not ContentPage:
            known.remarks.append(("parent", above.title))
            return self.homes[known.language]
        if above.page not in self._parents:
            self._parents[above.page] = Page.objects.get(pk=above.page)
        return self._parents[above.page]

    def _free_slug(self, parent: Page, known: Known) -> str:
        """A name that no page beside it has, as near to the one that it had as can be."""
        wanted = slugify(unquote(known.slug))[:LONGEST_SLUG].strip("-_") or slugify(known.title)[:LONGEST_SLUG]
        slug = self._slugs.free(parent, wanted or f"page-{slugify(known.id)[:40] or 'x'}")
        if slug != known.slug and known.slug:
            known.remarks.append(("address", known.link))
        return slug

    def _tell(self, known: Known) -> None:
        """Let links find it."""
        target = ("page", known.page)
        self.links.add(known.link, target)
        if known.id.isdecimal():
            self.links.add_all((f"/?p={known.id}", f"/?page_id={known.id}"), target)
        if known.link and urlsplit(known.link).path.strip("/") in ("", known.language):
            known.remarks.append(("home", known.title))


def _order(known: Known) -> tuple[int, str]:
    return known.order, known.first


def _path(link: str) -> str:
    try:
        return unquote(urlsplit(link).path).strip("/").casefold()
    except ValueError:  # such as //[
        return link
