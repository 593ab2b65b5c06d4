"""The brands of the group."""

from django.utils.translation import get_language_info
from pydantic import BaseModel, ConfigDict, Field

from brands.directory import BrandDirectory, directory_for
from brands.models import Brand
from cms.foundation.links import public_path
from cms.foundation.scope import Scope
from cms.foundation.tags import add_tags
from cms.foundation.visibility import visible_roots
from cms.media.models import MediaImage
from cms.media.pictures import Picture

from ..contract import reads
from ..refs import full_picture


class LanguageOfBrand(BaseModel):
    """A language that a brand shows, and the address of its home page."""

    model_config = ConfigDict(extra="forbid")

    language: str
    name: str = Field(description="In the language itself.")
    url: str


class BrandCard(BaseModel):
    """A brand with what one needs to show it beside others."""

    model_config = ConfigDict(extra="forbid")

    key: str
    name: str
    url: str = Field(description="Its site. Addresses in answers that begin with `/` continue this one.")
    hosts: list[str] = Field(description="The canonical host first, then those that redirect to it.")
    languages: list[LanguageOfBrand]
    stylesheet: str = Field(description="The theme as a style sheet of custom properties and fonts.")
    design_tokens: str = Field(description="The theme in the format of the Design Tokens Community Group.")
    logo_light: Picture | None = Field(description="For light backgrounds.")
    logo_dark: Picture | None = Field(description="For dark backgrounds.")


class BrandList(BaseModel):
    """All brands in the group's order."""

    model_config = ConfigDict(extra="forbid")

    items: list[BrandCard]


@reads("/brands", answers=BrandList)
def brands(request):
    """The brands of the group, with their hosts, languages, theme and logos."""
    directory = directory_for(request)
    add_tags("brands", *(f"brand:{brand.key}" for brand in directory.brands))
    if not directory.roots:
        return BrandList(items=[])
    at_home = {root.brand.pk for root in directory.roots}
    any_root = directory.roots[0]
    images = Scope(directory, any_root.brand, any_root.locale)
    images.prefetch(
        (MediaImage, key) for brand in directory.brands for key in (brand.logo_light_id, brand.logo_dark_id) if key
    )
    return BrandList(items=[brand_card(brand, images) for brand in directory.brands if brand.pk in at_home])


def brand_card(brand: Brand, scope: Scope) -> BrandCard:
    """The card of a brand; the scope lends its images."""
    return BrandCard(
        key=brand.key,
        name=brand.name,
        url=brand.public_url,
        hosts=[brand.host, *scope.directory.host_aliases[brand.pk]],
        languages=languages_of(scope.directory, brand),
        stylesheet=f"{brand.root_url}/theme.css",
        design_tokens=f"{brand.root_url}/theme.tokens.json",
        logo_light=brand_picture(scope, brand, "logo_light", "logo"),
        logo_dark=brand_picture(scope, brand, "logo_dark", "logo"),
    )


def languages_of(directory: BrandDirectory, brand: Brand) -> list[LanguageOfBrand]:
    """The languages that a brand shows, each with its home page."""
    return [
        LanguageOfBrand(
            language=root.language_code,
            name=get_language_info(root.language_code)["name_local"],
            url=brand.public_url + public_path(root, root.url_path),
        )
        for root in visible_roots(directory, brand)
    ]


def brand_picture(scope: Scope, brand: Brand, field: str, size: str) -> Picture | None:
    """A picture of the brand itself, where it has one."""
    target = scope.get(MediaImage, getattr(brand, f"{field}_id"))
    return full_picture(target.picture(size, alt=brand.name), brand.root_url) if target else None
