"""What somebody takes out of a brand, and what she brings in: only what is hers to read and to write."""

import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from brands.directory import BrandDirectory
from brands.models import Brand, Team
from brands.permissions import teams_of
from cms.moving.carrying import LIBRARY
from cms.operations.recovery import RecoveryError

from . import ParcelError
from .contents import read

#: Bytes of an archive that a browser may send, and those that it may unpack to; the command takes more.
LARGEST = 24 * 1024 * 1024
MOST_UNPACKED = 256 * 1024 * 1024
KINDS: tuple[Any, ...] = LIBRARY


def brands_that_move(user) -> Any:
    """The brands whose content somebody may move: those whose publisher she is; an administrator, all."""
    brands = Brand.objects.order_by("group_order")
    if user.is_superuser:
        return brands
    published = {team.brand_id for team in teams_of(user) if team.brand_id and team.kind == Team.Kind.PUBLISHERS}
    return brands.filter(pk__in=published)


def items_of(brands) -> list[tuple[str, list[tuple[str, str]]]]:
    """Kinds of library items, each with those of the group and of these brands; versions go with their original."""
    found = []
    for model in KINDS:
        own = model._default_manager.filter(original=None).select_related("locale", "brand")
        rows = [item for item in own if item.brand is None or item.brand in brands]
        rows = [item for item in rows if item.brand is not None or item.live]
        named = [
            (f"{model._meta.model_name}:{item.pk}", f"{item} ({item.locale}, {item.brand or _('the group')})")
            for item in sorted(rows, key=str)
        ]
        found.append((capfirst(str(model._meta.verbose_name_plural)), named))
    return found


class OfABrand(forms.Form):
    """Whose content it is."""

    brand = forms.ModelChoiceField(label=gettext_lazy("Brand"), queryset=Brand.objects.none(), empty_label=None)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.brands = list(brands_that_move(user))
        self.fields["brand"].queryset = brands_that_move(user)

    def _check_page(self, name: str) -> None:
        page, brand = self.cleaned_data.get(name), self.cleaned_data.get("brand")
        if page is not None and brand is not None and BrandDirectory().brand_of(page) != brand:
            self.add_error(name, _("This page is not of the brand that you chose."))


class TakeOutForm(OfABrand):
    """What goes into the archive."""

    WHAT = (
        ("brand", gettext_lazy("The whole brand: pages, own items and versions, menus, forms, texts and theme")),
        ("pages", gettext_lazy("A page with all below it")),
        ("items", gettext_lazy("Library items")),
    )
    what = forms.ChoiceField(label=gettext_lazy("What"), choices=WHAT, widget=forms.RadioSelect, initial="brand")
    page = forms.ModelChoiceField(
        label=gettext_lazy("Page"), queryset=Page.objects.filter(depth__gt=1), required=False, widget=AdminPageChooser,
        help_text=gettext_lazy("Only for a page with all below it."),
    )  # fmt: skip
    items = forms.MultipleChoiceField(
        label=gettext_lazy("Items"), required=False, widget=forms.SelectMultiple(attrs={"size": 10}),
        help_text=gettext_lazy("Only for library items. What they refer to goes along."),
    )  # fmt: skip

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["items"].choices = items_of(self.brands)

    def clean(self):
        super().clean()
        wanted = self.cleaned_data
        what, brand = wanted.get("what"), wanted.get("brand")
        if what == "pages":
            if not wanted.get("page") and "page" not in self.errors:
                self.add_error("page", _("Choose the page."))
            self._check_page("page")
        elif what == "items" and "items" not in self.errors:
            if not wanted.get("items"):
                self.add_error("items", _("Choose at least one item."))
            elif brand is not None and any(owner not in (None, brand.pk) for owner in self._owners(wanted["items"])):
                self.add_error("items", _("One of these is another brand’s: take each brand’s out by itself."))
        return wanted

    @staticmethod
    def _owners(items: list[str]) -> set[int | None]:
        models = {str(model._meta.model_name): model for model in KINDS}
        named = [item.partition(":") for item in items]
        return {models[kind]._default_manager.get(pk=key).brand_id for kind, _colon, key in named}


class BringInForm(OfABrand):
    """An archive, looked at before anything is done with it."""

    archive = forms.FileField(
        label=gettext_lazy("Archive"), allow_empty_file=True, widget=forms.FileInput(attrs={"accept": ".parcel"}),
        help_text=gettext_lazy(
            "Made on this page of another installation, at most 24 MB. For larger ones, ask who runs it."
        ),
    )  # fmt: skip
    below = forms.ModelChoiceField(
        label=gettext_lazy("Below"), queryset=Page.objects.filter(depth__gt=1), required=False, widget=AdminPageChooser,
        help_text=gettext_lazy("Where pages come to stand. Empty: below the home page of their language."),
    )  # fmt: skip
    replace = forms.BooleanField(
        label=gettext_lazy("Texts that are here already get the archive’s as their draft"), required=False,
        help_text=gettext_lazy("Without this, what is here stays as it is."),
    )  # fmt: skip
    publish = forms.BooleanField(
        label=gettext_lazy("Publish what was public where it comes from"), required=False,
        help_text=gettext_lazy("Without this, everything comes as a draft."),
    )  # fmt: skip

    def clean_archive(self):
        sent = self.cleaned_data["archive"]
        if sent.size > LARGEST:
            raise forms.ValidationError(
                _("The archive has %(size)s bytes; %(most)s are taken here."),
                params={"size": f"{sent.size:,}", "most": f"{LARGEST:,}"},
            )
        with tempfile.TemporaryDirectory(prefix="parcel-") as name:
            path, folder = Path(name) / "parcel", Path(name) / "unpacked"
            folder.mkdir()
            with path.open("wb") as file:
                for piece in sent.chunks():
                    file.write(piece)
            try:
                read(path, folder, MOST_UNPACKED)
            except ParcelError as reason:
                raise forms.ValidationError(self._said(reason)) from reason
        sent.seek(0)
        return sent

    @staticmethod
    def _said(reason: ParcelError) -> str:
        if isinstance(reason.__cause__, RecoveryError):
            return _("This is no archive of ours, or it is damaged, too large or not safe to unpack.")
        return str(reason)

    def clean(self):
        super().clean()
        self._check_page("below")
        return self.cleaned_data
