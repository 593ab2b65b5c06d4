"""A whole brand as the start of a new one: pages, own items and versions, menus, forms and files, all as drafts.

What refers to something that was copied refers to the copy; the group's stays the group's. What says who the brand is,
such as its name, company, texts and logo, is the new brand's own. Nothing of it is public before somebody publishes it.
"""

from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.fields import RichTextField, StreamField
from wagtail.log_actions import log
from wagtail.models import Page

from brands.directory import ROOT_DEPTH, BrandDirectory
from brands.models import Brand
from brands.theme import ThemeTokens
from cms.enquiries.models import EnquiryForm
from cms.foundation.holding import hold_pages
from cms.foundation.rewriting import Rewriting
from cms.library.models import CallToAction, Example, Question, Role
from cms.media.models import MediaDocument, MediaImage
from cms.navigation.models import Menu
from home.models import HomePage

from .brands import BrandError, BrandOrder, ensure_brand
from .teams import brand_collection

#: In an order in which each may refer to what comes before; what refers the other way round is mended afterwards.
ITEMS: tuple[type[Any], ...] = (Role, Question, Example, CallToAction, EnquiryForm, Menu)
FILES = (MediaImage, MediaDocument)
#: What a copy does not take over: its publication, revisions and locks.
ANEW = {
    "live": False, "has_unpublished_changes": True, "live_revision": None, "latest_revision": None,
    "first_published_at": None, "last_published_at": None, "go_live_at": None, "expire_at": None, "expired": False,
    "locked": False, "locked_at": None, "locked_by": None, "source_revision": None, "seen_revision": None,
}  # fmt: skip


@dataclass
class Copied:
    """What was copied: the new brand, and how many of each."""

    brand: Brand
    pages: int = 0
    items: int = 0
    files: int = 0


@transaction.atomic
def copy_brand(source: Brand, key: str, name: str, hostname: str, port: int, user=None) -> Copied:
    """Make a new brand with a copy of everything that visitors of another read.

    :raises BrandError: when the key, name or host cannot be used; nothing is then written.
    """
    hold_pages()
    if Brand.objects.filter(key=key).exists():
        raise BrandError(_("There is a brand “%(key)s” already.") % {"key": key}, "key")
    languages = [row.locale.language_code for row in source.languages.select_related("locale")]
    brand, _created = ensure_brand(BrandOrder(key, name, hostname, languages, port))
    for token in ThemeTokens._meta.get_fields():
        setattr(brand, token.name, getattr(source, token.name))
    brand.save()
    copying = _Copying(source, brand, user)
    try:
        copied = copying.run()
    except BaseException:
        copying.discard_files()
        raise
    log(brand, "wagtail.create", user=user, data={"copy_of": source.key})
    return copied


@dataclass
class _Copying:
    """One copy of a brand under way. `copies` is model and key of what was copied → key of the copy."""

    source: Brand
    brand: Brand
    user: Any
    copies: dict[tuple[type[Model], int], int] = field(default_factory=dict)
    translations: dict[Any, Any] = field(default_factory=dict)
    made: list[Any] = field(default_factory=list)
    files: list[Any] = field(default_factory=list)
    homes: list[tuple[Any, Any]] = field(default_factory=list)

    def run(self) -> Copied:
        for model in ITEMS:
            for item in model._default_manager.filter(brand=self.source).order_by("pk"):
                self._item(item)
        pages = self._pages()
        for root, home in self.homes:
            self._home(root, home)
        for thing in self.made:
            self._mend(thing)
            thing.save()
            thing.save_revision(user=self.user, clean=False)
        return Copied(self.brand, pages + len(self.homes), len(self.made) - pages, len(self.files))

    def discard_files(self) -> None:
        """Take away what a database does not take back."""
        for each in self.files:
            each.file.storage.delete(each.file.name)

    def _item(self, item: Any) -> None:
        made = type(item).from_serializable_data({**item.serializable_data(), "pk": None})
        for name, value in ANEW.items():
            if hasattr(made, name):
                setattr(made, name, value)
        made.brand = self.brand
        self._translate(item, made)
        made.save()
        self._remember(type(item), item.pk, made)

    def _pages(self) -> int:
        """The pages of each language's tree below the home page, from the top down."""
        count = 0
        key, own_key = (brand.site.root_page.translation_key for brand in (self.source, self.brand))
        for root in HomePage.objects.filter(translation_key=key):
            home = HomePage.objects.get(translation_key=own_key, locale=root.locale_id)
            self.copies[(Page, root.pk)] = home.pk
            below = Page.objects.filter(path__startswith=root.path, depth__gt=ROOT_DEPTH).order_by("path")
            parents: dict[str, Page] = {root.path: home}
            for page in below.specific(defer=False):
                parent = parents.get(page.path[: -Page.steplen])
                if parent is None or self._is_foreign(page):
                    continue  # an alias of another brand's page, and what stands below it: that brand offers it, or not
                parents[page.path] = self._page(page, Page.objects.get(pk=parent.pk))
                count += 1
            self.homes.append((root, home))
        return count

    def _is_foreign(self, page: Page) -> bool:
        directory = BrandDirectory()
        return page.alias_of is not None and directory.brand_of(page.alias_of) != self.source

    def _page(self, page: Any, parent: Page) -> Page:
        # The public words and not the draft's: what others are still writing there is theirs.
        anew = {"slug": page.slug, "draft_title": page.title, "go_live_at": None, "expire_at": None, "locked": False,
                "locked_at": None, "locked_by": None}  # fmt: skip
        made = page.copy(to=parent, update_attrs=anew, copy_revisions=False, keep_live=False, user=self.user)
        made = type(page).objects.get(pk=made.pk)
        self._translate(page, made)
        self._remember(Page, page.pk, made)
        return made

    def _home(self, source: Any, home: Any) -> None:
        """The new home page is live, since its site has one; what it says is a draft."""
        draft = HomePage.objects.get(pk=home.pk)
        for each in HomePage._meta.get_fields():
            if isinstance(each, (StreamField, RichTextField)):
                setattr(draft, each.name, getattr(source, each.name))
        self._mend(draft)
        draft.save_revision(user=self.user, clean=False)

    def _translate(self, source: Any, made: Any) -> None:
        """What were translations of each other are so again."""
        if hasattr(source, "translation_key"):
            made.translation_key = self.translations.setdefault(source.translation_key, _new_key(made, source))

    def _remember(self, model: type[Model], key: int, made: Any) -> None:
        self.copies[(model, key)] = made.pk
        self.made.append(made)

    def _mend(self, thing: Any) -> None:
        """Let what a copy refers to be copies, where there are any."""
        Rewriting(self._key, (*ITEMS, *FILES)).apply(thing, leave=frozenset({"original"}))

    def _key(self, model: type[Model], key: int) -> int:
        return self._file(model, key) if model in FILES else self.copies.get((model, key), key)

    def _file(self, model: type[Any], key: int) -> int:
        """The copy of a file of the source's own, made when it is first met; the group's files are everybody's."""
        if (model, key) not in self.copies:
            found = model.objects.filter(pk=key, collection=brand_collection(self.source)).first()
            if found is None:
                return key
            with found.file.open("rb") as stored:
                content = ContentFile(stored.read())
            name = found.file.name.rpartition("/")[2]
            found.pk, found.id, found._state.adding = None, None, True
            found.collection = brand_collection(self.brand)
            size = {each: getattr(found, each) for each in ("width", "height") if hasattr(found, each)}
            found.file.save(name, content, save=False)
            for each, pixels in size.items():  # a drawing's cannot be read from its file as a photo's
                setattr(found, each, pixels)
            found.save()
            self.copies[(model, key)] = found.pk
            self.files.append(found)
        return self.copies[(model, key)]


def _new_key(made: Any, source: Any) -> Any:
    """A translation key of its own."""
    return made.translation_key if made.translation_key != source.translation_key else type(made)._meta.get_field(
        "translation_key"
    ).get_default()  # fmt: skip
