"""From an installation into a parcel: what was asked for, and all that it refers to."""

import io
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db.models import Model
from wagtail.models import Page

from brands.directory import ROOT_DEPTH, BrandDirectory
from brands.models import Brand
from cms.moving.carrying import FILES, ITEMS, said_by
from cms.operations.recovery import RecoveryError
from cms.operations.recovery.archive import written
from home.models import HomePage
from home.provisioning.teams import brand_collection, group_collection

from . import ParcelError
from .contents import PARCEL, Filed, Listed, Outside, Parcel, Thing, is_page, label_of

#: What a brand says of itself that another installation may take over; its name, hosts and front end stay its own.
NOT_OF_A_BRAND = frozenset({
    "pk", "id", "site", "key", "name", "quiet", "front_end_url", "headless_only", "host_aliases", "group_order",
})  # fmt: skip


@dataclass
class Packed:
    """How much went into a parcel."""

    pages: int
    items: int
    files: int
    size: int


def pack_brand(path: Path, brand: Brand, only: Brand | None = None) -> Packed:
    """All of a brand: its pages in every language, its items and versions, menus, forms, texts and theme.

    :param only: the brand for whose people it is: of other brands nothing is named, of the group what is public.
    """
    packing = _Packing(only)
    for home in HomePage.objects.filter(translation_key=brand.site.root_page.translation_key).order_by("path"):
        packing.tree(home)
    for model in ITEMS:
        for item in model._default_manager.filter(brand=brand).order_by("pk"):
            packing.take(model, item.pk)
    brand = Brand.objects.get(pk=brand.pk)
    data = {name: value for name, value in brand.serializable_data().items() if name not in NOT_OF_A_BRAND}
    for texts, row in zip(data["languages"], brand.languages.all(), strict=True):
        texts["locale"] = row.locale.language_code
    for name in ("logo_light", "logo_dark", "favicon", "social_image"):
        if data[name]:
            packing.key(FILES[0], data[name])
    return packing.write(path, "brand", brand.key, data)


def pack_pages(path: Path, page: Page, only: Brand | None = None) -> Packed:
    """A page with everything below it, in its own language."""
    packing = _Packing(only)
    packing.tree(page)
    return packing.write(path, "pages", page.url_path)


def pack_items(path: Path, items: list[Any], only: Brand | None = None) -> Packed:
    """Library items, with the versions that brands have of them left where they are."""
    packing = _Packing(only)
    for item in items:
        packing.take(type(item), item.pk)
    return packing.write(path, "items", ", ".join(f"{type(item).__name__.lower()} {item.pk}" for item in items)[:250])


@dataclass
class _Packing:
    """A parcel under way. `waiting` is what was referred to and not looked at yet."""

    only: Brand | None = None
    things: dict[tuple[type[Model], int], Thing] = field(default_factory=dict)
    files: dict[tuple[type[Model], int], Any] = field(default_factory=dict)
    outside: dict[int, Outside] = field(default_factory=dict)
    waiting: list[tuple[type[Model], int]] = field(default_factory=list)
    referred: set[int] = field(default_factory=set)

    def tree(self, top: Page) -> None:
        directory = BrandDirectory()
        brand = directory.brand_of(top)
        places: dict[str, int] = {}
        for page in Page.objects.filter(path__startswith=top.path).order_by("path").specific(defer=False):
            above = page.path[: -Page.steplen]
            is_top = page.pk == top.pk
            if page.alias_of is not None and directory.brand_of(page.alias_of) != brand:
                continue  # another brand's page, which that brand offers there or not
            if not is_top and above not in places:
                continue
            places[page.path] = page.pk
            self._thing(page, parent=None if is_top else places[above], is_home=page.depth == ROOT_DEPTH)

    def take(self, model: type[Any], pk: int) -> None:
        """An item, once, and whatever it is a version of."""
        if (model, pk) in self.things:
            return
        item = model._default_manager.get(pk=pk)
        if self.only is not None and not (item.brand_id == self.only.pk or (item.brand_id is None and item.live)):
            return
        original = getattr(item, "original_id", None)
        if original:
            self.take(model, original)
        self._thing(item, of_brand=item.brand_id is not None, original=original)

    def _thing(self, row: Any, **more: Any) -> None:
        is_groups_draft = self.only is not None and getattr(row, "brand_id", self.only.pk) is None
        draft = row.get_latest_revision_as_object() if row.latest_revision_id and not is_groups_draft else row
        self.things[(type(row), row.pk)] = Thing(
            model=label_of(type(row)), pk=row.pk, title=str(row)[:250], language=row.locale.language_code,
            translation_key=getattr(row, "translation_key", None), draft=said_by(draft, self.key),
            public=said_by(row, self.key) if row.live else None, **more,
        )  # fmt: skip

    def key(self, model: type[Model], pk: int) -> int:
        """Note that something is referred to; it keeps its key."""
        if model in FILES:
            found = model._default_manager.filter(pk=pk).select_related("collection").first()
            if found is not None and self._is_known(found):
                self.files[(model, pk)] = found
        elif issubclass(model, ITEMS):
            self.waiting.append((model, pk))
        elif is_page(model):
            self.referred.add(pk)
        return pk

    def _is_known(self, file: Any) -> bool:
        if self.only is None:
            return True
        known = (brand_collection(self.only), group_collection())
        return any(file.collection.path.startswith(each.path) for each in known)

    def write(self, path: Path, kind: Any, of: str, brand: dict[str, Any] | None = None) -> Packed:
        while self.waiting:
            model, pk = self.waiting.pop()
            if model._default_manager.filter(pk=pk).exists():
                self.take(model, pk)
        held = {pk for model, pk in self.things if is_page(model)}
        directory = BrandDirectory()
        for page in Page.objects.filter(pk__in=self.referred - held).select_related("locale"):
            if self.only is not None and directory.brand_of(page) != self.only:
                continue
            self.outside[page.pk] = Outside(
                pk=page.pk, title=page.title, language=page.locale.language_code, translation_key=page.translation_key
            )
        try:
            with written(path) as archive:
                filed = [self._file(archive, key, found) for key, found in self.files.items()]
                parcel = Parcel(kind=kind, of=of, brand=brand, things=list(self.things.values()), files=filed,
                                outside=list(self.outside.values()))  # fmt: skip
                archive.add(PARCEL, io.BytesIO(parcel.model_dump_json().encode()))
                archive.finish(Listed(dict(archive.files)))
        except RecoveryError as reason:
            raise ParcelError(str(reason)) from reason
        return Packed(len(held), len(self.things) - len(held), len(self.files), path.stat().st_size)

    @staticmethod
    def _file(archive: Any, key: tuple[type[Model], int], found: Any) -> Filed:
        name = re.sub(r"[^\w.-]", "-", found.file.name.rpartition("/")[2])[-100:]
        place = f"files/{key[0]._meta.model_name}-{key[1]}-{name}"
        with found.file.open("rb") as content:
            archive.add(place, content)
        said = {"title": found.title, "file": name}
        for attribute in ("description", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"):
            if hasattr(found, attribute):
                said[attribute] = getattr(found, attribute)
        return Filed(model=label_of(key[0]), pk=key[1], file=place, data=said)
