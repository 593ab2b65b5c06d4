"""From a parcel into a brand: as drafts, or what was public published by the checks of here; all or nothing."""

import json
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from brands.directory import BrandDirectory
from brands.models import Brand
from cms.foundation.holding import hold_pages
from cms.foundation.publishing import PublishRefused
from cms.foundation.streams import Fitting, StreamField
from cms.moving.carrying import LIBRARY, MALFORMED, blank, say, words_of
from cms.moving.filing import Filing, NotFiled
from home.models import HomePage

from . import ParcelError
from .contents import FILES, Filed, Parcel, Thing, is_page, model_of, read, thing_model
from .wording import take_over_brand


@dataclass
class Taken:
    """What came of a parcel, or would: how many of each, and what a person should look at."""

    made: Counter = field(default_factory=Counter)
    kept: Counter = field(default_factory=Counter)
    published: int = 0
    remarks: list[str] = field(default_factory=list)
    things: list["Met"] = field(default_factory=list)


@dataclass
class Met:
    """A page or item of a parcel: whether it is new here, and what it refers to, by title; `lacks` is not here."""

    kind: str
    title: str
    language: str
    is_new: bool
    refers: list[str] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)


def take_in(
    path: Path,
    brand: Brand,
    *,
    below: Page | None = None,
    publish: bool = False,
    replace: bool = False,
    of_group: bool = True,
    write: bool,
    before_kept: Callable[[Taken], None] | None = None,
) -> Taken:
    """Bring a parcel's things into a brand.

    :param below: the page under which pages come; None for the home page of their language.
    :param publish: publish what was public where it comes from.
    :param replace: what is here already gets the parcel's text as its draft; else it stays as it is.
    :param of_group: what is the group's may be made and changed too, and the brand's identity; else its own alone.
    :param write: without it everything is tried and nothing kept.
    :param before_kept: asked at the end of the transaction that writes; what it raises takes everything back.
    :raises ParcelError: with everything as it was.
    """
    with tempfile.TemporaryDirectory(prefix="parcel-") as name:
        folder = Path(name)
        parcel = read(path, folder)
        taking = _Taking(brand, parcel, folder, Filing(brand), below, publish, replace, of_group)
        kept = False
        try:
            with transaction.atomic():
                hold_pages()
                taken = taking.run()
                if write and before_kept is not None:
                    before_kept(taken)
                transaction.set_rollback(not write)
            kept = write
        except ValidationError as refusal:
            raise ParcelError(f"{taking.at}: {words_of(refusal)}") from refusal
        except NotFiled as refusal:
            raise ParcelError(str(refusal)) from refusal
        except (*MALFORMED, DatabaseError) as fault:
            told = _("%(thing)s has not the shape of its kind here (%(fault)s).")
            raise ParcelError(told % {"thing": taking.at, "fault": type(fault).__name__}) from fault
        finally:
            if not kept:
                taking.filing.discard()
        return taken


@dataclass
class _Taking:
    """A parcel that is being taken in. `here` is model and key there → the key here."""

    brand: Brand
    parcel: Parcel
    folder: Path
    filing: Filing
    below: Page | None
    publish: bool
    replace: bool
    of_group: bool
    here: dict[tuple[type[Model], int], int | None] = field(default_factory=dict)
    keys: dict[UUID, UUID] = field(default_factory=dict)
    written: list[tuple[Thing, Any]] = field(default_factory=list)
    taken: Taken = field(default_factory=Taken)
    met: dict[tuple[str, int], Met] = field(default_factory=dict)
    at_hand: Met | None = None
    at: str = ""

    def run(self) -> Taken:
        self.locales = {each.language_code: each for each in Locale.objects.all()}
        self.directory = BrandDirectory()
        self.titles = self._titles()
        for each in self.parcel.files:
            self.at = _("The file “%(file)s”") % {"file": each.file}
            self._file(each)
        for page in self.parcel.outside:
            self.at = _("The page “%(title)s”") % {"title": page.title}
            self._outside(page)
        for thing in sorted(self.parcel.things, key=self._order):
            self.at = _named(thing)
            self._place(thing)
        for thing, row in self.written:
            self.at = _named(thing)
            self.at_hand = self.met[thing.model, thing.pk]
            self._fill(thing, row)
        self.at_hand = None
        if self.parcel.brand is not None:
            self.at = _("What the brand says of itself")
            take_over_brand(self.brand, self.parcel.brand, self.key, identity=self.of_group)
        if self.publish:
            self._publish_all()
        return self.taken

    @staticmethod
    def _order(thing: Thing) -> tuple[bool, bool, int]:
        """Items before pages, originals before versions; pages stand in the order of their tree."""
        return (thing.parent is not None or thing.is_home, thing.original is not None, 0)

    def _file(self, filed: Filed) -> None:
        model = model_of(filed.model, FILES)
        name = str(filed.data.get("file") or PurePosixPath(filed.file).name)
        found, made = self.filing.take(model, filed.data, name, (self.folder / filed.file).read_bytes())
        self.here[(model, filed.pk)] = found.pk
        (self.taken.made if made else self.taken.kept)["files"] += 1

    # Finding or making a place

    def _place(self, thing: Thing) -> None:
        model = thing_model(thing)
        locale = self.locales.get(thing.language)
        if locale is None or self.brand.language(thing.language) is None:
            told = _("%(thing)s is in “%(language)s”, which %(brand)s has not.")
            raise ParcelError(told % {"thing": self.at, "language": thing.language, "brand": self.brand.name})
        found = self._home(thing, model) if thing.is_home else self._found(thing, model, locale)
        met = Met(_kind_of(model), thing.title, thing.language, is_new=found is None)
        self.met[thing.model, thing.pk] = met
        self.taken.things.append(met)
        is_groups = not thing.of_brand and not is_page(model)
        if is_groups and found is None and not self.of_group:
            told = _("%(thing)s is the group's and is not here yet: an administrator can bring it in.")
            raise ParcelError(told % {"thing": self.at})
        name = "pages" if is_page(model) else "items"
        if found is not None:
            self.taken.kept[name] += 1
            may_fill = self.of_group or not is_groups
            self._remember(thing, model, found, fill=may_fill and (self.replace or thing.is_home))
            return
        row = self._page(thing, model, locale) if is_page(model) else self._item(thing, model, locale)
        self.taken.made[name] += 1
        self._remember(thing, model, row, fill=True)

    def _remember(self, thing: Thing, model: type[Model], row: Any, fill: bool) -> None:
        self.here[(Page if is_page(model) else model, thing.pk)] = row.pk
        if fill:
            self.written.append((thing, row))

    def _home(self, thing: Thing, model: type[Model]) -> Any:
        root = self.directory.root_of(self.brand, thing.language)
        if model is not HomePage or root is None:
            told = _("%(thing)s: %(brand)s has no home page in “%(language)s”.")
            raise ParcelError(told % {"thing": self.at, "language": thing.language, "brand": self.brand.name})
        return HomePage.objects.get(path=root.tree_path)

    def _found(self, thing: Thing, model: Any, locale: Locale) -> Any:
        """The same thing here: what has its translation key and is this brand's, or the group's."""
        if thing.translation_key is None:
            same = {name: thing.draft[name] for name in ("key", "place") if name in thing.draft}
            return model.objects.filter(brand=self.brand, locale=locale, **same).first()
        known = model.objects.filter(translation_key=thing.translation_key)
        if is_page(model):
            own = [page for page in known if self.directory.brand_of(page) == self.brand]
        else:
            own = list(known.filter(brand=self.brand if thing.of_brand else None))
        if own or not known.exists():
            self.keys[thing.translation_key] = thing.translation_key
        return next((row for row in own if row.locale_id == locale.pk), None)

    def _key_for(self, thing: Thing) -> UUID:
        """Its own translation key; another one, alike for all its translations, where another brand has that here."""
        return self.keys.setdefault(thing.translation_key or uuid4(), uuid4())

    def _outside(self, page: Any) -> None:
        candidates = Page.objects.filter(translation_key=page.translation_key, locale__language_code=page.language)
        found = next((each for each in candidates if self.directory.brand_of(each) == self.brand), None)
        self.here[(Page, page.pk)] = found.pk if found else None
        if found is None:
            told = _("“%(title)s” (%(language)s) is referred to and is not here.")
            self.taken.remarks.append(told % {"title": page.title, "language": page.language})

    def _item(self, thing: Thing, model: Any, locale: Locale) -> Any:
        row = blank(model, thing.draft)
        row.locale = locale
        row.brand = self.brand if thing.of_brand else None
        if issubclass(model, LIBRARY):
            row.translation_key = self._key_for(thing)
            row.original_id = self.here[(model, thing.original)] if thing.original else None
        elif row.brand is None:
            raise ParcelError(_("%(thing)s belongs to no brand.") % {"thing": self.at})
        row.full_clean(exclude=[each.name for each in model._meta.get_fields() if each.is_relation])
        row.save()
        return row

    def _page(self, thing: Thing, model: Any, locale: Locale) -> Any:
        parent = self._parent(thing)
        if model not in parent.specific_class.allowed_subpage_models():
            raise ParcelError(
                _("%(thing)s cannot stand below “%(above)s”.") % {"thing": self.at, "above": parent.title}
            )
        row = blank(model, thing.draft)
        row.locale, row.translation_key = locale, self._key_for(thing)
        if parent.get_children().filter(slug=row.slug).exists():
            told = _("%(thing)s: there is a page “%(slug)s” below “%(above)s” already.")
            raise ParcelError(told % {"thing": self.at, "slug": row.slug, "above": parent.title})
        parent.add_child(instance=row)
        return row

    def _parent(self, thing: Thing) -> Page:
        if thing.parent is not None:
            if (Page, thing.parent) not in self.here:
                raise ParcelError(_("%(thing)s stands below a page that is not in the parcel.") % {"thing": self.at})
            return Page.objects.get(pk=self.here[(Page, thing.parent)])
        if self.below is not None and self.below.locale.language_code == thing.language:
            return Page.objects.get(pk=self.below.pk)
        return self._home(thing, HomePage).page_ptr

    # What it says

    def key(self, model: type[Model], pk: int) -> int | None:
        here = self.here.get((model, pk))
        if self.at_hand is not None:
            title = self.titles.get((model, pk), f"{model._meta.verbose_name} {pk}")
            told = self.at_hand.lacks if here is None else self.at_hand.refers
            if title not in told:
                told.append(title)
        return here

    def _titles(self) -> dict[tuple[type[Model], int], str]:
        """Model and key there → how it is called."""
        things = [(thing_model(thing), thing.pk, thing.title) for thing in self.parcel.things]
        titles = {(Page if is_page(model) else model, pk): title for model, pk, title in things}
        titles |= {(Page, page.pk): page.title for page in self.parcel.outside}
        return titles | {
            (model_of(each.model, FILES), each.pk): str(each.data.get("title")) for each in self.parcel.files
        }

    def _said(self, row: Any, data: dict[str, Any]) -> Any:
        """The row with what the parcel says, its references those of here and its texts cleaned as the editor does."""
        self._look_at_blocks(row, data)
        if isinstance(row, HomePage):  # it is there already, under the brand's own name
            data = {name: value for name, value in data.items() if name not in ("slug", "title")}
        return say(row, data, self.key, self._renamed)

    def _look_at_blocks(self, row: Any, data: dict[str, Any]) -> None:
        """What is left out of a stream is said; what has not the shape of its block was made by nobody."""
        for each in type(row)._meta.get_fields():
            if not isinstance(each, StreamField) or not isinstance(data.get(each.name), str):
                continue
            read = Fitting(each.stream_block, json.loads(data[each.name]))
            if read.misshapen:
                raise TypeError(read.misshapen[0])
            for kind in sorted(set(read.unknown)):
                told = _("%(thing)s: there are no blocks “%(kind)s” here, and those of the parcel are left out.")
                remark = told % {"thing": self.at, "kind": kind}
                if remark not in self.taken.remarks:
                    self.taken.remarks.append(remark)

    def _renamed(self, key: str) -> str:
        """The translation key here of what has another one there."""
        try:
            return str(self.keys.get(UUID(key), key))
        except ValueError:
            return key

    def _fill(self, thing: Thing, row: Any) -> None:
        row = type(row).objects.get(pk=row.pk)
        said = self._said(row, thing.draft)
        if not row.live:
            said.save()
        said.save_revision(clean=False)

    def _publish_all(self) -> None:
        """What was public, in whatever order the checks let it: what others refer to comes first."""
        waiting = [(thing, row) for thing, row in self.written if thing.public is not None]
        while waiting:
            refused: list[tuple[Thing, Any]] = []
            for thing, row in waiting:
                self.at = _named(thing)
                try:
                    with transaction.atomic():
                        self._publish(thing, row)
                except PublishRefused as refusal:
                    refused.append((thing, row))
                    told = _("%(thing)s cannot be published here: %(reasons)s")
                    reason = ParcelError(told % {"thing": self.at, "reasons": words_of(refusal)})
            if len(refused) == len(waiting):
                raise reason
            waiting = refused

    def _publish(self, thing: Thing, row: Any) -> None:
        row = type(row).objects.get(pk=row.pk)
        self._said(row, thing.public or {}).save_revision(clean=False).publish()
        self.taken.published += 1
        if thing.draft != thing.public:
            row = type(row).objects.get(pk=row.pk)
            self._said(row, thing.draft).save_revision(clean=False)


def _kind_of(model: Any) -> str:
    return str(model._meta.verbose_name)


def _named(thing: Thing) -> str:
    """The thing as a message names it."""
    return f"{capfirst(_kind_of(thing_model(thing)))} “{thing.title}”"
