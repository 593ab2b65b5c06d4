"""Menus that editors own: one per brand, language and place."""

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import DraftStateMixin, Locale, PreviewableMixin, RevisionMixin

from brands.directory import directory_for
from brands.models import Brand
from cms.blocks.link import LinkBlock
from cms.foundation.links import Link, Representation
from cms.foundation.prepared import ask
from cms.foundation.representation import references_of, represent_field, stream_block_of
from cms.foundation.scope import Scope
from cms.foundation.streams import StreamField
from cms.foundation.tags import add_tags, collect_tags
from cms.foundation.together import Loading
from cms.foundation.visibility import visible_items

from .page_tags import PageTag  # noqa: F401 - Django looks for models here


class MenuGroupBlock(blocks.StructBlock):
    """An entry of a menu: a link, or a heading, with entries below it."""

    heading = blocks.CharBlock(
        label=_("Heading"), required=False, max_length=60, help_text=_("For a group without a link of its own.")
    )
    link = LinkBlock(label=_("Link"), required=False)
    children = blocks.ListBlock(LinkBlock(), label=_("Below it"), required=False, default=[], max_num=20)

    class Meta:
        icon = "list-ul"
        label = _("Entry")


class MenuEntry(Representation):
    """An entry as a reader sees it. Entries whose target is not public are not there."""

    text: str
    link: Link | None
    children: list[Link]


class Menu(DraftStateMixin, RevisionMixin, PreviewableMixin, models.Model):
    """The entries of one place on a brand's site in one language."""

    class Place(models.TextChoices):
        HEADER = "header", _("header")
        FOOTER = "footer", _("footer")
        SPECIALISATIONS = "specialisations", _("specialisations")
        LEGAL = "legal", _("legal")

    brand = models.ForeignKey(
        Brand, on_delete=models.CASCADE, related_name="menus", verbose_name=_("brand"),
        help_text=_("On whose site it stands."),
    )  # fmt: skip
    locale = models.ForeignKey(
        Locale, on_delete=models.PROTECT, related_name="+", verbose_name=_("language"),
        help_text=_("On the pages of which language it stands."),
    )  # fmt: skip
    place = models.CharField(
        _("place"), max_length=20, choices=Place.choices,
        help_text=_("The specialisations stand in the footer and in every section of that name."),
    )  # fmt: skip
    entries = StreamField(
        [("entry", MenuGroupBlock())], verbose_name=_("entries"), blank=True,
        help_text=_("An entry that leads to a page which is not public is left out until it is."),
    )  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "locale", "place"], name="menu_once")]
        ordering = ["brand__group_order", "place", "locale"]
        verbose_name = _("menu")
        verbose_name_plural = _("menus")

    def __str__(self):
        return f"{self.brand}: {self.get_place_display()} ({self.locale})"

    @admin.display(description=_("Place"), ordering="place")
    def place_name(self) -> str:
        """Its place, in the reader's language."""
        return capfirst(self.get_place_display())

    def change_tags(self) -> list[str]:
        return [f"menus:{self.brand.key}:{self.locale.language_code}"]

    def references(self):
        yield from references_of(stream_block_of(self, "entries"), self.entries)

    def represent(self, scope: Scope) -> list[MenuEntry]:
        """Entries that lead somewhere for this reader."""
        scope.prefetch(self.references())
        entries = []
        for item in represent_field(self, "entries", scope):
            value = item.value
            if value.link is None and not value.children:
                continue
            text = value.heading or (value.link.text if value.link else "")
            entries.append(MenuEntry(text=text, link=value.link, children=value.children))
        return entries

    def get_preview_template(self, request, mode_name):
        return "previews/menu.html"

    def get_preview_context(self, request, mode_name):
        directory = directory_for(request)
        scope = Scope(directory, self.brand, self.locale, preview=True)
        return {
            "request": request,
            "scope": scope,
            "brand": scope.brand,
            "language": scope.language_code,
            "entries": self.represent(scope),
            "preview_notes": scope.missing,
            "title": str(self),
        }


class Menus:
    """Kind of a reference to all menus of the reader's brand and language; its only key is `ALL`."""

    def __init__(self, scope: Scope, menus: list[Menu]):
        self.menus = menus
        self.tag = f"menus:{scope.brand.key}:{scope.language_code}"
        self.shown: dict[str, list[MenuEntry]] | None = None
        self.made_of: set[str] = set()

    def tags(self) -> list[str]:
        return [self.tag]

    def references(self):
        for menu in self.menus:
            yield from menu.references()


ALL = "all"


def load_menus(scope: Scope, keys: set) -> Loading[dict]:
    """The menus of the scope's brand and language."""
    (menus,) = yield [ask(_public_menus, scope.brand.pk, scope.locale.pk)]
    return {ALL: Menus(scope, menus)}


def _public_menus(brand: int, locale: int) -> QuerySet:
    return visible_items(Menu.objects.filter(brand=brand, locale=locale))


def menus_for(scope: Scope) -> dict[str, list[MenuEntry]]:
    """Place → entries, for all places of the scope's brand and language."""
    menus = scope.get(Menus, ALL)
    if menus.shown is None:  # each page of a list shows them
        with collect_tags() as menus.made_of:
            found = {menu.place: menu.represent(scope) for menu in menus.menus}
        menus.shown = {place: found.get(place, []) for place in Menu.Place.values}
    add_tags(*menus.made_of)
    return menus.shown
