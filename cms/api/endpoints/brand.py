"""One brand: who it is, how to reach it, how it looks, what it keeps in browsers."""

from ninja import Path, Query
from pydantic import BaseModel, ConfigDict, Field

from brands.models import Brand
from brands.theme import RADII, SPACINGS
from cms.blocks.contact_details import ALL as EVERY_ROW
from cms.blocks.contact_details import ContactDetails, ContactRows, contact_details
from cms.blocks.group_brands import GroupBrand, group_brands
from cms.consent.blocks.cookie_table import ALL as EVERY_COOKIE
from cms.consent.blocks.cookie_table import CookieCategory, CookieRegistry, cookie_categories
from cms.media.models import MediaImage
from cms.media.pictures import Picture

from ..contract import reads
from ..problems import BRAND_NOT_FOUND, NOT_FOUND
from ..viewpoint import BrandKey, InLanguage, scope_of
from .brands import BrandCard, brand_card, brand_picture


class Colours(BaseModel):
    """Colours by their role, as `#rrggbb`. Each pair of text and ground meets WCAG AA."""

    model_config = ConfigDict(extra="forbid")

    primary: str
    on_primary: str
    accent: str
    on_accent: str
    surface: str
    surface_alt: str
    text: str
    muted: str
    link: str
    border: str
    focus: str


class Theme(BaseModel):
    """The brand's design tokens."""

    model_config = ConfigDict(extra="forbid")

    colours: Colours
    heading_fonts: list[str] = Field(description="Font families, the first choice first.")
    body_fonts: list[str]
    radius: str = Field(description="Radius of corners as CSS writes it.")
    spacing: float = Field(description="Factor of all distances; 1 is regular.")


class BrandAnswer(BrandCard):
    """All that a brand says of itself in one language."""

    language: str
    domain: str
    strapline: str
    statement: str
    field_of_work: str
    contact: ContactDetails
    theme: Theme
    favicon: Picture | None
    social_image: Picture | None
    cookies: list[CookieCategory] = Field(description="The cookie registry; every category, also without cookies.")
    group: list[GroupBrand] = Field(description="All brands of the group, this one included.")


PICTURES = {"logo_light": "logo", "logo_dark": "logo", "favicon": "icon", "social_image": "social"}


@reads("/brands/{brand}", answers=BrandAnswer, refuses=[BRAND_NOT_FOUND, NOT_FOUND])
def brand(request, brand: Path[BrandKey], parameters: Query[InLanguage]):
    """One brand: identity, contact, theme, cookie registry and its sisters in the group."""
    scope = scope_of(request, brand, parameters.locale)
    owner = scope.brand
    pictures = [(MediaImage, key) for name in PICTURES if (key := getattr(owner, f"{name}_id")) is not None]
    scope.prefetch([*pictures, (ContactRows, EVERY_ROW), (CookieRegistry, EVERY_COOKIE)])
    return BrandAnswer(
        **dict(brand_card(owner, scope)),
        language=scope.language_code,
        domain=owner.domain or owner.host,
        strapline=scope.texts.strapline,
        statement=scope.texts.statement,
        field_of_work=scope.texts.field_of_work,
        contact=contact_details(scope),
        theme=theme_of(owner),
        favicon=brand_picture(scope, owner, "favicon", "icon"),
        social_image=brand_picture(scope, owner, "social_image", "social"),
        cookies=cookie_categories(scope),
        group=group_brands(scope),
    )


def theme_of(brand: Brand) -> Theme:
    """The design tokens of a brand."""
    pair = brand.typefaces
    return Theme(
        colours=Colours(**brand.colours()),
        heading_fonts=pair.heading.families,
        body_fonts=pair.body.families,
        radius=RADII[brand.radius],
        spacing=float(SPACINGS[brand.spacing]),
    )
