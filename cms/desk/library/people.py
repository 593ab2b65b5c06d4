"""Who is asking: her brands, and whether she keeps the group's originals."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from brands.directory import BrandDirectory, directory_for
from brands.models import Brand, Team
from brands.permissions import brand_ids_of, teams_of
from cms.library.differences import kind_named
from cms.library.models import LibraryItem


def is_librarian(user) -> bool:
    """Whether somebody answers for the group's originals."""
    return user.is_superuser or any(team.kind == Team.Kind.LIBRARIANS for team in teams_of(user))


def brands_of(user, directory: BrandDirectory) -> list[Brand]:
    """The brands that somebody works for, in the group's order; an administrator works for none by name."""
    mine = brand_ids_of(user)
    return [brand for brand in directory.brands if brand.pk in mine]


def differences_seen_by(user) -> set[int] | None:
    """Brands whose differences from the group somebody may see: her own; None means all, for who keeps originals."""
    return None if is_librarian(user) else brand_ids_of(user)


def item_or_404(model_name: str, pk: str) -> LibraryItem:
    """The library item that an address names."""
    kind = kind_named(model_name)
    if kind is None or not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        raise Http404
    return get_object_or_404(kind._default_manager.select_related("brand", "locale", "original"), pk=pk)


def original_or_404(model_name: str, pk: str) -> LibraryItem:
    """The original that an address names; a brand's item is none."""
    item = item_or_404(model_name, pk)
    if item.brand_id is not None:
        raise Http404
    return item


def chosen_brand(request, key: str | None) -> Brand | None:
    """The brand that somebody speaks for: the named one if it is hers, else her first."""
    mine = brands_of(request.user, directory_for(request))
    return next((brand for brand in mine if brand.key == key), mine[0] if mine else None)
