"""The index of articles of each language: the one that the brand has, or one that is made."""

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.utils.text import slugify
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Page

from brands.directory import Root
from cms.foundation.links import taken
from cms.pages.models import ArticleIndexPage

from ..converting.draft import ARTICLE
from ..writing.memory import Memory
from ..writing.slugs import Slugs
from .survey import Known

USUAL = {"nl": ("Artikelen", "artikelen"), "en": ("Articles", "articles")}
AT_ONCE = 500


class ArticleIndexes:
    """Finds indexes, and makes those that are missing.

    :param roots: the trees of the brand by language.
    :param live: whether what is made is public from the beginning.
    """

    def __init__(self, roots: dict[str, Root], memory: Memory, slugs: Slugs, live: bool):
        self.roots, self.memory, self.slugs, self.live = roots, memory, slugs, live
        self.homes = {code: Page.objects.get(pk=root.page_id) for code, root in roots.items()}
        self.own: set[int] = set()  # made by an import, and by nobody changed since
        self._found: dict[str, ArticleIndexPage] = {}

    def prepare(self, pages: Iterable[Known]) -> None:
        """Find or make the index of each language that has articles, before pages that come along take its name."""
        articles: dict[str, list[Known]] = {}
        for known in pages:
            if known.kind == ARTICLE and known.language in self.homes:
                articles.setdefault(known.language, []).append(known)
        for code, those in articles.items():
            if (found := self._find(code, those)) is not None:
                self._found[code] = found
        for code, those in articles.items():
            if code not in self._found:
                self._found[code] = self._make(code, those)

    def of(self, code: str) -> ArticleIndexPage:
        return self._found[code]

    @property
    def to_publish(self) -> list[ArticleIndexPage]:
        """Those that only imports have written and that have never been published."""
        return [index for index in self._found.values() if index.pk in self.own and index.first_published_at is None]

    def remark_drafts(self, pages: Iterable[Known]) -> None:
        """Say of articles that nobody will read them, as long as the index above them is a draft."""
        public = {index.pk for index in self.to_publish}
        drafts = ArticleIndexPage.objects.filter(live=False).exclude(pk__in=public)
        above = {index.path: index.title for index in drafts}
        articles = {known.page: known for known in pages if known.kind == ARTICLE and known.page} if above else {}
        for key, path in _paths(articles):
            if (title := above.get(path)) is not None:
                articles[key].remarks.append(("index", title))

    # What is here

    def _find(self, code: str, articles: list[Known]) -> ArticleIndexPage | None:
        home = self.homes[code]
        here = ArticleIndexPage.objects.filter(path__startswith=home.path)
        own = here.filter(alias_of=None)
        row = self.memory.rows.get(_name(code))
        if row is not None and (made := own.filter(pk=row.object_id).first()) is not None:
            if self.memory.untouched(_name(code), made):
                self.own.add(made.pk)
            return made
        used = Counter(path for _key, path in _paths(known.page for known in articles if known.page)).most_common(1)
        found = own.filter(path=used[0][0]).first() if used else None
        return found or own.order_by("-live", "path").first() or self._converted(here)

    def _converted(self, here) -> ArticleIndexPage | None:
        """A copy of the brand's index in another language, as one of its own: a copy has no articles of its own."""
        trees = tuple(root.tree_path for root in self.roots.values())
        for copy in here.exclude(alias_of=None).select_related("alias_of").order_by("-live", "path"):
            if copy.alias_of.path.startswith(trees):
                ConvertAliasPageAction(copy).execute(skip_permission_checks=True)
                return ArticleIndexPage.objects.get(pk=copy.pk)
        return None

    # Making

    def _make(self, code: str, articles: list[Known]) -> ArticleIndexPage:
        home = self.homes[code]
        title, slug = USUAL.get(code, USUAL["en"])
        folders = Counter(filter(None, (_folder(known.link, code) for known in articles))).most_common(1)
        if folders and not self._kept_by_the_site(code, folders[0][0]):
            slug = folders[0][0]
        slug = self.slugs.free(home, slug)
        index = ArticleIndexPage(title=title, slug=slug, locale_id=home.locale_id, live=self.live)
        for other in self._found.values():
            if not Page.objects.filter(translation_key=other.translation_key, locale_id=home.locale_id).exists():
                index.translation_key = other.translation_key
                break
        home.add_child(instance=index)
        revision = index.save_revision(clean=False)
        self.own.add(index.pk)
        self.memory.remember(_name(code), index, revision=revision)
        return index

    def _kept_by_the_site(self, code: str, slug: str) -> bool:
        """Whether the site itself answers there, or below it, as with its files."""
        path = f"{self.homes[code].url_path}{slug}/"
        return taken(self.roots[code], path) or taken(self.roots[code], f"{path}{slug}/")


def _name(code: str) -> str:
    """What the memory calls the index of a language."""
    return f"index:{code}"


def _paths(keys: Iterable[int]):
    """Key of a page, and the tree path of the page above it."""
    asked = list(keys)
    for start in range(0, len(asked), AT_ONCE):
        pages = Page.objects.filter(pk__in=asked[start : start + AT_ONCE]).values_list("pk", "path")
        yield from ((key, path[: -Page.steplen]) for key, path in pages)


def _folder(link: str, code: str) -> str:
    """The folder that a site keeps an article in, where it has one."""
    try:
        parts = [part for part in urlsplit(link).path.split("/") if part and part != code]
    except ValueError:  # such as //[
        return ""
    name = parts[0] if len(parts) > 1 else ""
    return slugify(name) if name[:1].isalpha() and len(name) < 42 and slugify(name) == name else ""
