"""Public pages as data: what each says in its fields and blocks, and the items of the library that they show."""

import json
from typing import Any

from django.db.models import Model, Q
from wagtail.fields import StreamField
from wagtail.models import Locale, Page

from brands.directory import BrandDirectory
from brands.models import Brand
from cms.enquiries.models import EnquiryForm
from cms.foundation.links import public_path
from cms.foundation.visibility import visible_items, visible_media, visible_pages

from ..carrying import FILES, LIBRARY, said_by
from ..filing import NUMBERS
from .reading import Files
from .shapes import ItemTold, PageFile, Reference, References

PAGE = Page._meta.label


class Telling:
    """Tells the pages of one brand, and in the end the items that they show. Nothing that is not public is told.

    :param files: is told which files are shown.
    """

    def __init__(self, brand: Brand, files: Files):
        self.brand, self.files, self.directory = brand, files, BrandDirectory()
        self.locales = {each.pk: each.language_code for each in Locale.objects.all()}
        self._references: dict[tuple[type[Model], int], Reference | None] = {}
        self._items: dict[tuple[Any, Any], None] = {}

    def page(self, page: Any, path: str) -> PageFile:
        """A page's data; its front matter and text are added by who writes them."""
        language = self.locales[page.locale_id]
        data, refers = self._told(page)
        return PageFile(
            type=type(page).type_key(), language=language, translation_key=page.translation_key, path=path, data=data,
            refers=refers,
        )  # fmt: skip

    def items(self) -> list[ItemTold]:
        """The items that the pages show, and those that these show, in each of the brand's languages."""
        found: list[ItemTold] = []
        done: set[tuple[Any, Any]] = set()
        while waiting := [each for each in self._items if each not in done]:
            for model, key in waiting:
                done.add((model, key))
                found += [self._item(model, item) for item in self._rows(model, key)]
        return found

    # Things

    def _told(self, thing: Any) -> tuple[dict[str, Any], References]:
        """Field → value, streams as lists; and what the numbers in it stand for."""
        numbers: dict[tuple[type[Model], int], int] = {}
        refers: References = {}

        def rule(model: type[Model], pk: int) -> int | None:
            reference = self._reference(model, pk)
            if reference is None:
                return None
            number = numbers.setdefault((model, pk), len(numbers) + 1)
            refers[str(number)] = reference
            return number

        data = said_by(thing, rule)
        for field in thing._meta.get_fields():
            if isinstance(field, StreamField) and isinstance(data.get(field.name), str):
                data[field.name] = json.loads(data[field.name])
        return json.loads(json.dumps(data, default=str)), refers

    def _rows(self, model: Any, key: Any) -> list[Any]:
        """The public rows of an item, each as the brand's readers have it."""
        locales = [row.locale_id for row in self.brand.languages.all()]
        mine = Q(brand=None) | Q(brand=self.brand)
        rows = model.objects.filter(mine, translation_key=key, original=None, locale__in=locales).order_by("pk")
        versions = {
            version.original_id: version
            for version in visible_items(model.objects.filter(brand=self.brand, original__in=rows))
        }
        return [row.with_version(versions[row.pk]) if row.pk in versions else row for row in visible_items(rows)]

    def _item(self, model: Any, item: Any) -> ItemTold:
        title, of_brand = str(item)[:255], item.brand_id is not None
        key, language = item.translation_key, self.locales[item.locale_id]
        data, refers = self._told(item)
        data.pop("own_fields", None)
        return ItemTold(
            model=model._meta.label, key=key, language=language, of_brand=of_brand, title=title, data=data,
            refers=refers,
        )  # fmt: skip

    # What they refer to

    def _reference(self, model: type[Model], pk: int) -> Reference | None:
        if (model, pk) not in self._references:
            self._references[(model, pk)] = self._looked_up(model, pk)
        return self._references[(model, pk)]

    def _looked_up(self, model: Any, pk: int) -> Reference | None:
        if model is Page:
            return self._page(pk)
        if model in FILES:
            return self._file(model, pk)
        if model in LIBRARY:
            return self._of_library(model, pk)
        if model is EnquiryForm:
            form = EnquiryForm.objects.filter(pk=pk, brand=self.brand).select_related("locale").first()
            return form and Reference(model=model._meta.label, name=form.key, language=form.locale.language_code)
        return None

    def _page(self, pk: int) -> Reference | None:
        page = Page.objects.filter(pk=pk).first()
        if page is None:
            return None
        found = Reference(model=PAGE, key=page.translation_key, language=self.locales[page.locale_id])
        if visible_pages(self.directory, self.brand, queryset=Page.objects.filter(pk=pk)).exists():
            found.title = page.title
            root = self.directory.root_for_tree_path(page.path)
            found.path = public_path(root, page.url_path) if root else ""
        return found

    def _of_library(self, model: Any, pk: int) -> Reference | None:
        row = model.objects.filter(pk=pk).select_related("original").first()
        item = row and (row.original or row)
        if item is None or item.brand_id not in (None, self.brand.pk):
            return None
        self._items[(model, item.translation_key)] = None
        public = visible_items(model.objects.filter(pk=item.pk)).exists()
        return Reference(
            model=model._meta.label, key=item.translation_key, language=self.locales[item.locale_id],
            title=str(item)[:255] if public else "",
        )  # fmt: skip

    def _file(self, model: Any, pk: int) -> Reference | None:
        found = visible_media(model.objects.filter(pk=pk)).first()
        if found is None or not self.files.add(found):
            return None
        said = {"title": found.title}
        for name in ("description", *NUMBERS):
            if getattr(found, name, None) not in (None, ""):
                said[name] = getattr(found, name)
        return Reference(model=model._meta.label, file=found.file.name, said=said)
