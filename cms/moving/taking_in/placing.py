"""Where pages of a folder stand here: below the page of their folder, each under a name of its own."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.utils.text import slugify
from wagtail.models import Page

from brands.directory import BrandDirectory
from brands.models import Brand
from cms.pages.models import ArticleIndexPage
from home.models import HomePage

from ..carrying import blank
from ..converting.draft import ARTICLE, CONTENT
from ..writing.links import Links
from ..writing.memory import Memory
from ..writing.slugs import LONGEST_SLUG, Slugs
from .source import Refused
from .survey import HOME, Known, Survey, page_types, uuid_of

INDEX = {"nl": ("Artikelen", "artikelen"), "en": ("Articles", "articles")}
DEEPEST = 12  # pages above each other
#: Makes keys of here out of a brand's and those that things have elsewhere.
OF_HERE = uuid.UUID("8d0d6b0e-6c3b-5c0e-9a57-3a3f0c6a7a10")


def keys_for(brand: Brand, key: str) -> list[uuid.UUID]:
    """Translation keys that a thing of elsewhere may have here: its own, if it has one, or that which is made of it."""
    own = uuid_of(key)
    made = uuid.uuid5(OF_HERE, f"{brand.key}:{own or key}")
    return [own, made] if own else [made]


class Placing:
    """Finds the pages that are here already, and puts the others in their place, still empty.

    :param live: whether pages are to be published: then they are found by links from the beginning.
    """

    def __init__(self, brand: Brand, survey: Survey, memory: Memory, links: Links, live: bool):
        self.brand, self.survey, self.memory, self.links, self.live = brand, survey, memory, links, live
        self.directory = BrandDirectory()
        self.types = page_types()
        self.homes: dict[str, HomePage] = {}
        self._slugs = Slugs()
        self.made: set[int] = set()
        #: Pages that are here and did not come with an import.
        self.own: set[int] = set()
        self.here: dict[tuple[uuid.UUID, str], int] = {}
        self._keys: dict[str, uuid.UUID] = {}
        self._indexes: dict[str, Any] = {}
        self._parents: dict[int, Page] = {}

    def place(self) -> None:
        """Give every page of the survey its row."""
        for code in self.survey.languages:
            root = self.directory.root_of(self.brand, code)
            if root is not None:
                self.homes[code] = HomePage.objects.get(pk=root.page_id)
        there = self.memory.live_pages()
        for known in self._from_the_top():
            if known.kind == HOME:
                home = self.homes[known.language]
                known.page, known.model = home.pk, HomePage
            elif not self._recalled(known, there) and not self._found(known):
                self._make(known)
            if uuid_of(known.group):
                self.here[(uuid.UUID(known.group), known.language)] = known.page
            self._tell(known)

    @property
    def indexes(self) -> list[Any]:
        """Indexes of articles that were made for what came."""
        return [index for index in self._indexes.values() if index.pk in self.made]

    def key_of(self, group: str) -> uuid.UUID:
        """The translation key here of what translations share there, alike in all languages."""
        if group not in self._keys:
            wanted = keys_for(self.brand, group)
            pages = Page.objects.filter(translation_key__in=wanted)
            own = [page for page in pages if self.directory.brand_of(page) == self.brand]
            taken = {page.translation_key for page in pages}
            self._keys[group] = (
                own[0].translation_key if own else next((key for key in wanted if key not in taken), uuid.uuid4())
            )
        return self._keys[group]

    # What is here

    def _from_the_top(self) -> Iterator[Known]:
        pages = self.survey.pages.values()
        return iter(sorted(pages, key=lambda known: (known.at.count("/") + bool(known.at), known.order, known.file)))

    def _recalled(self, known: Known, there: set[int]) -> bool:
        row = self.memory.rows.get(known.id)
        if row is None:
            return False
        model = row.content_type.model_class()
        if row.object_id not in there or model not in self.types.values():
            known.remarks.append(("deleted", known.title))
            return False
        known.page, known.model = row.object_id, model
        if known.group:
            self._keys.setdefault(known.group, Page.objects.get(pk=known.page).translation_key)
        return True

    def _found(self, known: Known) -> bool:
        """Whether the page itself is here: what has its translation key in this language of the brand."""
        if not uuid_of(known.group):
            return False
        home = self.homes[known.language]
        page = Page.objects.filter(
            translation_key=self.key_of(known.group), locale_id=home.locale_id, path__startswith=home.path
        ).first()
        if page is None or page.pk in self.made:
            return False
        known.page, known.model = page.pk, page.specific_class
        self.own.add(page.pk)
        return True

    # Making

    def _make(self, known: Known) -> None:
        parent = self._parent(known)
        model = self.types[known.kind]
        page = self._blank(known, model)
        page.title = page.draft_title = known.title
        page.slug = self._free_slug(parent, known)
        page.locale_id = self.homes[known.language].locale_id
        page.live = self.live and known.status == "publish"
        page.translation_key = self._own_key(known, page.locale_id)
        parent.add_child(instance=page)
        self.made.add(page.pk)
        self._slugs.is_new(page)
        known.page, known.model = page.pk, model

    def _own_key(self, known: Known, locale_id: int) -> uuid.UUID:
        if not known.group:
            return uuid.uuid4()
        key = self.key_of(known.group)
        if Page.objects.filter(translation_key=key, locale_id=locale_id).exists():
            known.remarks.append(("translation", known.title))
            return uuid.uuid4()
        return key

    def _blank(self, known: Known, model: Any) -> Any:
        """Fields that a row of the type cannot be without come with its data."""
        if not known.told:
            return model()
        try:
            return blank(
                model, {name: value for name, value in self.survey.told_of(known).data.items() if name != "slug"}
            )
        except Exception as fault:
            raise Refused(f"the data are not those of such a page ({type(fault).__name__}).", known.file) from fault

    def _parent(self, known: Known) -> Page:
        """The page of the folder that it lies in, as far as it may stand there."""
        model = self.types[known.kind]
        above, parts = None, known.at.split("/")[:-1] if known.at else []
        for length in range(len(parts), 0, -1):
            above = self.survey.places.get((known.language, "/".join(parts[:length])))
            if above is not None and above.page:
                if length < len(parts):
                    known.remarks.append(("parent", "/".join(parts)))
                break
        else:
            above = None
        if parts and above is None and known.kind != ARTICLE:
            known.remarks.append(("parent", "/".join(parts)))
        if above is not None and above.model is not None:
            if model in above.model.allowed_subpage_models() and len(parts) <= DEEPEST:  # type: ignore[attr-defined]
                return self._page(above.page)
            if known.kind != ARTICLE:
                known.remarks.append(("parent", above.title))
        return self._index(known) if known.kind == ARTICLE else self.homes[known.language]

    def _page(self, pk: int) -> Page:
        if pk not in self._parents:
            self._parents[pk] = Page.objects.get(pk=pk)
        return self._parents[pk]

    def _index(self, known: Known) -> Page:
        """The index of articles of a language: the brand's own, or one that is made."""
        code = known.language
        if code not in self._indexes:
            home = self.homes[code]
            found = ArticleIndexPage.objects.filter(path__startswith=home.path).order_by("-live", "path").first()
            if found is None:
                title, usual = INDEX.get(code, INDEX["en"])
                found = ArticleIndexPage(
                    title=title, slug=self._slugs.free(home, usual), locale_id=home.locale_id, live=self.live
                )
                other = next(iter(self._indexes.values()), None)
                if other is not None and not ArticleIndexPage.objects.filter(
                    translation_key=other.translation_key, locale_id=home.locale_id
                ):
                    found.translation_key = other.translation_key
                home.add_child(instance=found)
                self.made.add(found.pk)
                found.save_revision(clean=False)
            self._indexes[code] = found
        return self._indexes[code]

    def _free_slug(self, parent: Page, known: Known) -> str:
        """A name that no page beside it has, as near to the one that it had as can be."""
        wanted = known.slug[:LONGEST_SLUG].strip("-_") or slugify(known.title)[:LONGEST_SLUG].strip("-_")
        slug = self._slugs.free(parent, wanted or "page")
        if slug != known.slug and known.slug:
            known.remarks.append(("address", known.link or known.at))
        return slug

    def _tell(self, known: Known) -> None:
        """Let links find it: by its address there, and by the place of its file."""
        target = ("page", known.page)
        self.links.add_all((known.link, known.head.url, f"/{known.file}"), target)
        if known.at == "" and known.kind == CONTENT:
            known.remarks.append(("home", known.title))
