"""What stands around every page of a brand in a language."""

import datetime

from ninja import Path, Query
from pydantic import BaseModel, ConfigDict

from cms.blocks.group_brands import GroupBrand, group_brands
from cms.consent.blocks.cookie_table import ALL as EVERY_COOKIE
from cms.consent.blocks.cookie_table import CookieCategory, CookieRegistry, cookie_categories
from cms.delivery.raising import tag_of
from cms.foundation.scope import Scope
from cms.foundation.tags import add_tags
from cms.navigation.models import ALL as EVERY_MENU
from cms.navigation.models import Menu, MenuEntry, Menus, menus_for
from cms.releases.models.banner import ALL as EVERY_BANNER
from cms.releases.models.banner import Banners, BannerShown, banner_for

from ..contract import reads
from ..problems import BRAND_NOT_FOUND, NOT_FOUND
from ..viewpoint import BrandKey, InLanguage, scope_of
from .brands import LanguageOfBrand, languages_of


class MenusByPlace(BaseModel):
    """The brand's menus by place. Entries that lead to pages which are not public are left out."""

    model_config = ConfigDict(extra="forbid")

    header: list[MenuEntry]
    footer: list[MenuEntry]
    specialisations: list[MenuEntry]
    legal: list[MenuEntry]


class EmergencyNotice(BaseModel):
    """What must reach every reader at once, in each language, as long as it has not ended. It has no markup."""

    model_config = ConfigDict(extra="forbid")

    texts: dict[str, str]
    ends_at: datetime.datetime


class Layout(BaseModel):
    """Menus, languages, the group's brands, what the cookie notice tells, what a release announces, and emergencies."""

    model_config = ConfigDict(extra="forbid")

    brand: str
    language: str
    menus: MenusByPlace
    languages: list[LanguageOfBrand]
    group: list[GroupBrand]
    cookies: list[CookieCategory]
    banner: BannerShown | None
    # Put in as the answer leaves, so that it is there without the database too: `cms.delivery.dressing`.
    notice: EmergencyNotice | None


#: What every layout is made of, to be read together with what else an answer needs.
REFERENCES = ((Menus, EVERY_MENU), (CookieRegistry, EVERY_COOKIE), (Banners, EVERY_BANNER))


@reads("/brands/{brand}/layout", answers=Layout, refuses=[BRAND_NOT_FOUND, NOT_FOUND])
def layout(request, brand: Path[BrandKey], parameters: Query[InLanguage]):
    """Header and footer, languages, the group and the cookie notice: what stands around every page."""
    return layout_of(scope_of(request, brand, parameters.locale))


def layout_of(scope: Scope) -> Layout:
    """The layout that a scope's readers see."""
    scope.prefetch(REFERENCES)
    by_place = menus_for(scope)
    add_tags(tag_of(scope.brand.key))
    return Layout(
        brand=scope.brand.key,
        language=scope.language_code,
        menus=MenusByPlace(**{place: by_place[place] for place in Menu.Place.values}),
        languages=languages_of(scope.directory, scope.brand),
        group=group_brands(scope),
        cookies=cookie_categories(scope),
        banner=banner_for(scope),
        notice=None,
    )
