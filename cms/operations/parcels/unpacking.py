"""From a parcel into a brand: as drafts, or what was public published by the checks of here; all or nothing."""

import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import ForeignKey, Model
from modelcluster.models import get_all_child_relations
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale, Page

from brands.directory import BrandDirectory
from brands.models import Brand
from cms.foundation.holding import hold_pages
from cms.foundation.publishing import PublishRefused
from cms.foundation.rewriting import Rewriting
from home.models import HomePage

from . import ParcelError
from .contents import FILES, ITEMS, LEFT, LIBRARY, Parcel, Thing, is_page, read, thing_model
from .filing import Filing
from .wording import take_over_brand

#: What a hostile or foreign content makes the code that reads it raise.
MALFORMED = (KeyError, TypeError, ValueError, AttributeError, RecursionError, IndexError, OverflowError, AssertionError)


@dataclass
class Taken:
    """What came of a parcel, or would: how many of each, and what a person should look at."""

    made: Counter = field(default_factory=Counter)
    kept: Counter = field(default_factory=Counter)
    published: int = 0
    remarks: list[str] = field(default_factory=list)


def take_in(
    path: Path, brand: Brand, *, below: Page | None = None, publish: bool = False, replace: bool = False, write: bool
) -> Taken:
    """Bring a parcel's things into a brand.

    :param below: the page under which pages come; None for the home page of their language.
    :param publish: publish what was public where it comes from.
    :param replace: what is here already gets the parcel's text as its draft; else it stays as it is.
    :param write: without it everything is tried and nothing kept.
    :raises ParcelError: with everything as it was.
    """
    with tempfile.TemporaryDirectory(prefix="parcel-") as name:
        folder = Path(name)
        parcel = read(path, folder)
        taking = _Taking(brand, parcel, Filing(brand, folder), below, publish, replace)
        kept = False
        try:
            with transaction.atomic():
                hold_pages()
                taken = taking.run()
                transaction.set_rollback(not write)
            kept = write
        except ValidationError as refusal:
            raise ParcelError(f"{taking.at}: {_words(refusal)}") from refusal
        except (*MALFORMED, DatabaseError) as fault:
            raise ParcelError(f"{taking.at} has not the shape of its kind here ({type(fault).__name__}).") from fault
        finally:
            if not kept:
                taking.filing.discard()
        return taken


@dataclass
class _Taking:
    """A parcel that is being taken in. `here` is model and key there → the key here."""

    brand: Brand
    parcel: Parcel
    filing: Filing
    below: Page | None
    publish: bool
    replace: bool
    here: dict[tuple[type[Model], int], int | None] = field(default_factory=dict)
    keys: dict[UUID, UUID] = field(default_factory=dict)
    written: list[tuple[Thing, Any]] = field(default_factory=list)
    taken: Taken = field(default_factory=Taken)
    at: str = "The parcel"

    def run(self) -> Taken:
        self.locales = {each.language_code: each for each in Locale.objects.all()}
        self.directory = BrandDirectory()
        for each in self.parcel.files:
            self.at = f"The file “{each.file}”"
            key, made = self.filing.take(each)
            self.here[(self.filing.model_of(each), each.pk)] = key
            (self.taken.made if made else self.taken.kept)["files"] += 1
        for page in self.parcel.outside:
            self.at = f"The page “{page.title}”"
            self._outside(page)
        for thing in sorted(self.parcel.things, key=self._order):
            self.at = f"{thing.model.rpartition('.')[2]} “{thing.title}”"
            self._place(thing)
        for thing, row in self.written:
            self.at = f"{thing.model.rpartition('.')[2]} “{thing.title}”"
            self._fill(thing, row)
        if self.parcel.brand is not None:
            self.at = "What the brand says of itself"
            take_over_brand(self.brand, self.parcel.brand, self.key)
        if self.publish:
            self._publish_all()
        return self.taken

    @staticmethod
    def _order(thing: Thing) -> tuple[bool, bool, int]:
        """Items before pages, originals before versions; pages stand in the order of their tree."""
        return (thing.parent is not None or thing.is_home, thing.original is not None, 0)

    # Finding or making a place

    def _place(self, thing: Thing) -> None:
        model = thing_model(thing)
        locale = self.locales.get(thing.language)
        if locale is None or self.brand.language(thing.language) is None:
            raise ParcelError(f"{self.at} is in “{thing.language}”, which {self.brand.name} has not.")
        found = self._home(thing, model) if thing.is_home else self._found(thing, model, locale)
        name = "pages" if is_page(model) else "items"
        if found is not None:
            self.taken.kept[name] += 1
            self._remember(thing, model, found, fill=self.replace or thing.is_home)
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
            raise ParcelError(f"{self.at}: {self.brand.name} has no home page in “{thing.language}”.")
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
            self.taken.remarks.append(f"“{page.title}” ({page.language}) is referred to and is not here.")

    def _blank(self, thing: Thing, model: Any) -> Any:
        """The thing without what refers to others, which may not be here yet."""
        row = model.from_serializable_data(_own(thing.draft, model), check_fks=False, strict_fks=False)
        row.pk = None
        for each in model._meta.get_fields():
            if isinstance(each, StreamField):
                setattr(row, each.name, "[]")
            elif isinstance(each, RichTextField):
                setattr(row, each.name, "")
            elif isinstance(each, ForeignKey) and issubclass(each.related_model, (*ITEMS, *FILES)):
                setattr(row, each.attname, None)
        if hasattr(row, "live"):
            row.live = False
        return row

    def _item(self, thing: Thing, model: Any, locale: Locale) -> Any:
        row = self._blank(thing, model)
        row.locale = locale
        row.brand = self.brand if thing.of_brand else None
        if issubclass(model, LIBRARY):
            row.translation_key = self._key_for(thing)
            row.original_id = self.here[(model, thing.original)] if thing.original else None
        elif row.brand is None:
            raise ParcelError(f"{self.at} belongs to no brand.")
        row.full_clean(exclude=[each.name for each in model._meta.get_fields() if each.is_relation])
        row.save()
        return row

    def _page(self, thing: Thing, model: Any, locale: Locale) -> Any:
        parent = self._parent(thing)
        if model not in parent.specific_class.allowed_subpage_models():
            raise ParcelError(f"{self.at} cannot stand below “{parent.title}”.")
        row = self._blank(thing, model)
        row.locale, row.translation_key = locale, self._key_for(thing)
        if parent.get_children().filter(slug=row.slug).exists():
            raise ParcelError(f"{self.at}: there is a page “{row.slug}” below “{parent.title}” already.")
        parent.add_child(instance=row)
        return row

    def _parent(self, thing: Thing) -> Page:
        if thing.parent is not None:
            if (Page, thing.parent) not in self.here:
                raise ParcelError(f"{self.at} stands below a page that is not in the parcel.")
            return Page.objects.get(pk=self.here[(Page, thing.parent)])
        if self.below is not None and self.below.locale.language_code == thing.language:
            return Page.objects.get(pk=self.below.pk)
        return self._home(thing, HomePage).page_ptr

    # What it says

    def key(self, model: type[Model], pk: int) -> int | None:
        return self.here.get((model, pk))

    def _said(self, row: Any, data: dict[str, Any]) -> Any:
        """The row with what the parcel says, its references those of here and its texts cleaned as the editor does."""
        model = type(row)
        if isinstance(row, HomePage):  # it is there already, under the brand's own name
            data = {name: value for name, value in data.items() if name not in ("slug", "title")}
        said = model.from_serializable_data(_own(data, model), check_fks=False, strict_fks=False)
        Rewriting(self.key, (*ITEMS, *FILES), _cleaned).apply(said, leave=LEFT)
        names = [each.name for each in model._meta.get_fields() if each.concrete and each.name not in LEFT]
        for name in names:
            if name in data:
                setattr(row, name, getattr(said, name))
        for relation in get_all_child_relations(model):
            name = relation.get_accessor_name()
            if name in data and name not in LEFT:
                setattr(row, name, [_anew(child) for child in getattr(said, name).all()])
        row.full_clean(exclude=[each.name for each in model._meta.get_fields() if each.is_relation])
        return row

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
                self.at = f"{thing.model.rpartition('.')[2]} “{thing.title}”"
                try:
                    with transaction.atomic():
                        self._publish(thing, row)
                except PublishRefused as refusal:
                    refused.append((thing, row))
                    reason = ParcelError(f"{self.at} cannot be published here: {_words(refusal)}")
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


def _own(data: dict[str, Any], model: type[Model]) -> dict[str, Any]:
    """Of what a parcel says only what such a thing may say; children are made anew."""
    names = {each.name for each in model._meta.get_fields() if each.concrete} - LEFT
    children = {each.get_accessor_name() for each in get_all_child_relations(model)} - LEFT
    own = {name: value for name, value in data.items() if name in names}
    for name in children & data.keys():
        own[name] = [{**child, "pk": None} for child in data[name]]
    return {"pk": None, **own}


def _anew(child: Any) -> Any:
    child.pk = None
    return child


def _cleaned(text: str, features: list[str] | None) -> str:
    """As the editor stores it: nothing but what its features allow."""
    converter = ContentstateConverter(features=features or [])
    return converter.to_database_format(converter.from_database_format(text))


def _words(refusal: ValidationError) -> str:
    if hasattr(refusal, "error_dict"):
        return "; ".join(f"{name}: {' '.join(said)}" for name, said in refusal.message_dict.items())
    return " ".join(refusal.messages)
