"""Loading one brand's demo: identity, images, library, pages, menus, through the publishing code."""

import json
from pathlib import Path
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.core.files import File
from django.db import models
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Collection, Locale, Page

from brands.models import Brand, BrandLanguage
from cms.comparisons.models import ComparisonPage
from cms.consent.models import Cookie, CookiePurpose
from cms.enquiries.models import EnquiryForm, Mailbox
from cms.foundation.representation import stream_block_of
from cms.foundation.translation import current_revision
from cms.library.models import CallToAction, Example, LibraryItem, Question, Role
from cms.media.models import MediaImage
from cms.navigation.models import Menu, PageTag
from cms.pages import models as pages
from home.models import HomePage

from ..teams import brand_collection
from .blocks import BlockWriter
from .reading import DemoError, at, in_language, read

LIBRARY_LISTS: dict[str, type[LibraryItem]] = {
    "roles": Role, "questions": Question, "examples": Example, "calls_to_action": CallToAction,
}  # fmt: skip
NAME_OF = {Role: "short_name", Question: "question", Example: "title", CallToAction: "title"}
PAGE_TYPES: dict[str, type[Page]] = {
    "home": HomePage, "specialism": pages.SpecialismPage, "comparison": ComparisonPage, "role": pages.RolePage,
    "faq": pages.FaqPage, "examples": pages.ExamplesPage, "article_index": pages.ArticleIndexPage,
    "article": pages.ArticlePage, "contact": pages.ContactPage, "content": pages.ContentPage,
}  # fmt: skip
PLACED = {"key", "type", "parent", "slug"}
PURPOSES = {"logo-light": "logo", "logo-dark": "logo", "favicon": "icon", "social": "social"}


class Keys:
    """What the keys in a brand's files mean, in one language."""

    def __init__(self, loader: "Loader", locale: Locale):
        self.loader, self.locale = loader, locale

    def item(self, model: type, key: str) -> Any:
        found = self.loader.items.get((model, key))
        if found is None:
            raise DemoError(f"{self.loader.folder.name}: there is no {model.__name__} “{key}”.")
        return found

    def page(self, key: str) -> Page:
        found = self.loader.pages.get((key, self.locale.language_code))
        if found is None:
            raise DemoError(f"{self.loader.folder.name}: there is no page “{key}”.")
        return found

    def image(self, key: str) -> MediaImage:
        return self.loader.image(key)


class Loader:
    """Loads a folder of data files for a brand, or for the group when `brand` is None.

    :param items: library items that files may refer to, of the group and of the brand: (model, key) → row in the
    source language.
    """

    def __init__(self, folder: Path, brand: Brand | None, items: dict[tuple[type, str], Any]):
        self.folder, self.brand, self.items = folder, brand, dict(items)
        self.images: dict[str, MediaImage] = {}
        self.alts: dict[str, dict[str, str]] = {}
        self.pages: dict[tuple[str, str], Page] = {}
        self.locales = (
            list(Locale.objects.order_by("pk")) if brand is None else [row.locale for row in brand.languages.all()]
        )

    def _brand(self) -> Brand:
        if self.brand is None:
            raise DemoError(f"{self.folder.name} belongs to no brand, so it has no pages and menus.")
        return self.brand

    # Identity

    def load_brand(self) -> None:
        """Fill the brand's row. Its key, site and languages exist."""
        self.load_images(brand_collection(self._brand()))
        with at(f"{self.folder.name}/brand.yaml"):
            self._fill_brand(self._brand(), read(self.folder / "brand.yaml"))

    def _fill_brand(self, brand: Brand, data: dict) -> None:
        for name in ("name", "group_order", "legal_name", "registration", "email", "phone"):
            setattr(brand, name, data.get(name) or getattr(brand, name))
        brand.domain = str(data.get("live_domain", "")).capitalize()
        for name, value in (data.get("theme") or read(self.folder / "theme.yaml")).items():
            setattr(brand, name, value)
        for name, key in (data.get("images") or {}).items():
            setattr(brand, name, self.image(key))
        brand.full_clean()
        brand.save()
        for row in BrandLanguage.objects.filter(brand=brand).select_related("locale"):
            texts = in_language({name: data.get(name, "") for name in TEXTS}, row.locale.language_code)
            for name, text in texts.items():
                setattr(row, name, " ".join(text.split()))
            row.full_clean()
            row.save()
        self._load_cookies(data.get("cookies") or [])

    def _load_cookies(self, cookies: list[dict]) -> None:
        for entry in cookies:
            purpose = entry.pop("purpose")
            cookie = Cookie.objects.create(brand=self.brand, **entry)
            for locale in self.locales:
                text = in_language(purpose, locale.language_code)
                CookiePurpose.objects.create(cookie=cookie, locale=locale, purpose=text)

    def load_images(self, collection: Collection) -> None:
        """Store the images of the folder; their renditions are made by the worker."""
        for number, entry in enumerate(read(self.folder / "images" / "images.yaml") or []):
            with at(f"{self.folder.name}/images/images.yaml {entry.get('key', number)}"):
                self._load_image(entry, collection)

    def _load_image(self, entry: dict, collection: Collection) -> None:
        point, path = entry.get("focal_point") or {}, self.folder / "images" / entry["file"]
        if not path.is_file():
            raise DemoError(f"There is no file {entry['file']}.")
        with path.open("rb") as file:
            image = MediaImage(
                title=entry["title"],
                description=in_language(entry["alt"], "nl"),
                credit=entry.get("credit", ""),
                purpose=PURPOSES.get(entry["key"], "picture"),
                collection=collection,
                file=File(file, name=f"{self.folder.name}-{entry['file']}"),
            )
            self.images[entry["key"]] = image
            image.save()
        if point:
            image.focal_point_x = round(point["x"] * image.width)
            image.focal_point_y = round(point["y"] * image.height)
            image.focal_point_width = image.focal_point_height = 1
            image.save()
        self.alts[entry["key"]] = entry["alt"]

    def image(self, key: str) -> MediaImage:
        """An image of the folder."""
        if key not in self.images:
            raise DemoError(f"{self.folder.name}: there is no image “{key}”.")
        return self.images[key]

    def discard_files(self) -> None:
        """Remove the files of images whose rows were rolled back."""
        for image in self.images.values():
            if image.file and image.file._committed:
                image.file.delete(save=False)

    # Library

    def load_library(self) -> None:
        """Create, translate and publish the items of the folder, originals before versions."""
        data = read(self.folder / "library.yaml")
        unknown = set(data) - set(LIBRARY_LISTS)
        if unknown:
            raise DemoError(f"{self.folder.name}/library.yaml: no such list: {', '.join(unknown)}.")
        for name, model in LIBRARY_LISTS.items():
            for number, entry in enumerate(data.get(name) or []):
                place = f"{self.folder.name}/library.yaml {name} {entry.get('key', entry.get('original', number))}"
                with at(place):
                    self._load_item(model, entry, place)

    def _load_item(self, model: type[LibraryItem], entry: dict, place: str) -> None:
        original = None
        if "original" in entry:
            original = Keys(self, self.locales[0]).item(model, entry["original"])
        source = self._known_original(model, entry)
        if source is not None:
            self.items[(model, entry["key"])] = source
            return
        for locale in self.locales:
            item = model(locale=locale, brand=self.brand)
            if source is not None:
                item.translation_key = source.translation_key
            values = in_language({k: v for k, v in entry.items() if k not in ("key", "original")}, locale.language_code)
            self._fill(item, values, locale, place)
            if original is not None:
                item.original = original.get_translation(locale)
                item.own_fields = sorted(values)
            self._publish(item, source)
            source = source or item
        if original is None and source is not None:
            self.items[(model, entry["key"])] = source

    def _known_original(self, model: type[LibraryItem], entry: dict) -> LibraryItem | None:
        """The group's original of this name, where an earlier run made it for the brands that there were then."""
        if self.brand is not None:
            return None
        locale, name = self.locales[0], NAME_OF[model]
        text = " ".join(str(in_language(entry[name], locale.language_code)).split())
        return model.objects.filter(brand=None, original=None, locale=locale, **{name: text}).first()

    def _publish(self, instance, source) -> None:
        instance.full_clean()
        instance.save()
        if source is not None:
            source.refresh_from_db()
            instance.source_revision = current_revision(source)
            instance.save()
        instance.save_revision().publish()
        instance.refresh_from_db()

    # Pages

    def place_pages(self) -> None:
        """Put every page in its place, still empty, so that texts may link to any of them."""
        waiting = self._page_entries()
        placed: set[str | None] = {None}
        while waiting:
            ready = {place: entry for place, entry in waiting.items() if entry.get("parent") in placed}
            if not ready:
                raise DemoError(f"{', '.join(waiting)}: the parent is none of the pages.")
            for place, entry in ready.items():
                with at(place):
                    self._place(entry)
                    placed.add(entry["key"])
                del waiting[place]

    def _page_entries(self) -> dict[str, dict]:
        """Place → entry of each page's file."""
        paths = sorted((self.folder / "pages").glob("*.yaml"))
        return {f"{self.folder.name}/pages/{path.name}": read(path) for path in paths}

    def fill_pages(self) -> None:
        """Fill and publish each page in each language."""
        for place, entry in self._page_entries().items():
            source = None
            for locale in self.locales:
                with at(f"{place} {locale.language_code}"):
                    source = self._fill_page(entry, locale, source, f"{place} {locale.language_code}")

    def _fill_page(self, entry: dict, locale: Locale, source, place: str):
        """Fill and publish a page in one language. Returns the page in its first one."""
        page = self.pages[(entry["key"], locale.language_code)]
        values = in_language({k: v for k, v in entry.items() if k not in PLACED}, locale.language_code)
        with at(f"{place} tags"):
            page.page_tags = self._tags(page, values.pop("tags", []))
        self._fill(page, values, locale, place)
        self._picture_described(page, entry, locale)
        if source is not None:
            source.refresh_from_db()
            page.source_revision = current_revision(source)
        page.save_revision().publish()
        return source or page

    @staticmethod
    def _tags(page, words: list[str]) -> list[PageTag]:
        tags = [PageTag(page=page, word=word, sort_order=place) for place, word in enumerate(words)]
        for tag in tags:
            tag.clean_fields(exclude=["compared"])
        return tags

    def _place(self, entry: dict) -> None:
        if entry["type"] not in PAGE_TYPES:
            raise DemoError(f"There is no page type “{entry['type']}”. Known: {', '.join(PAGE_TYPES)}.")
        source = None
        for locale in self.locales:
            code = locale.language_code
            if entry["type"] == "home":
                key = self._brand().site.root_page.translation_key
                page = HomePage.objects.get(translation_key=key, locale=locale)
            else:
                page = PAGE_TYPES[entry["type"]](
                    title=in_language(entry["title"], code), slug=in_language(entry["slug"], code), locale=locale
                )
                if source is not None:
                    page.translation_key = source.translation_key
                self.pages[(entry["parent"], code)].add_child(instance=page)
            self.pages[(entry["key"], code)] = page
            source = source or page

    def _picture_described(self, page, entry: dict, locale: Locale) -> None:
        alt = self.alts.get(entry.get("hero_image", ""))
        if alt:
            page.hero_image_alt = in_language(alt, locale.language_code)

    # Forms

    def load_forms(self) -> None:
        """Create and publish the forms, a row per language, and the mailbox that their mail leaves from."""
        data = read(self.folder / "forms.yaml")
        with at(f"{self.folder.name}/forms.yaml mailbox"):
            mailbox = Mailbox(brand=self._brand(), **data.get("mailbox", {}))
            mailbox.full_clean()
            mailbox.save()
        for key, entry in data.get("forms", {}).items():
            for locale in self.locales:
                place = f"{self.folder.name}/forms.yaml {key} {locale.language_code}"
                with at(place):
                    form = EnquiryForm(brand=self.brand, locale=locale, key=key)
                    self._fill(form, in_language(entry, locale.language_code), locale, place)
                    self._publish(form, None)
                    self.items.setdefault((EnquiryForm, key), form)

    # Menus

    def load_menus(self) -> None:
        """Create and publish the menus of each language."""
        data = read(self.folder / "menus.yaml")
        block = stream_block_of(Menu, "entries")
        for locale in self.locales:
            writer = BlockWriter(Keys(self, locale))
            with at(f"{self.folder.name}/menus.yaml"):
                menus = in_language(data, locale.language_code)
            for place, entries in menus.items():
                if place not in Menu.Place.values:
                    raise DemoError(f"{self.folder.name}/menus.yaml: there is no place “{place}”.")
                with at(f"{self.folder.name}/menus.yaml {place}"):
                    written = writer.write(block, [menu_entry(entry) for entry in entries], "entries")
                    menu = Menu(brand=self.brand, locale=locale, place=place, entries=json.dumps(written))
                    menu.save()
                    menu.save_revision().publish()

    # Fields

    def _fill(self, instance, values: dict, locale: Locale, place: str) -> None:
        """Set an instance's fields from a file's values, each as its field asks."""
        writer = BlockWriter(Keys(self, locale))
        for name, value in values.items():
            try:
                field = instance._meta.get_field(name)
            except FieldDoesNotExist as error:
                raise DemoError(f"{place}: there is no field “{name}”.") from error
            with at(f"{place} {name}"):
                setattr(instance, name, self._value(writer, field, value, f"{place} {name}"))

    @staticmethod
    def _value(writer: BlockWriter, field: Any, value: Any, place: str) -> Any:
        if isinstance(field, StreamField):
            return json.dumps(writer.write(field.stream_block, value, place))
        if isinstance(field, RichTextField):
            return writer.rich_text(value)
        if isinstance(field, models.ForeignKey):
            if issubclass(field.related_model, MediaImage):
                return writer.keys.image(value)
            return writer.keys.item(field.related_model, value)
        return " ".join(value.split()) if isinstance(value, str) else value


TEXTS = ("strapline", "statement", "field_of_work")


def menu_entry(entry: dict) -> dict:
    """A menu entry of a data file as the block has it."""
    link = {name: entry[name] for name in ("page", "url", "text", "contact") if name in entry}
    children = entry.get("children") or entry.get("links") or []
    return {"heading": entry.get("heading", ""), **({"link": link} if link else {}), "children": children}
