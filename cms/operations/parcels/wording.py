"""What a brand says of itself, from a parcel: company, texts of each language and theme."""

from typing import Any

from wagtail.models import Locale

from brands.models import Brand
from cms.foundation.rewriting import Rule
from cms.media.models import MediaImage

from .packing import NOT_OF_A_BRAND

IDENTITY = frozenset({"domain", "legal_name", "registration"})
LOGOS = ("logo_light", "logo_dark", "favicon", "social_image")


def take_over_brand(brand: Brand, data: dict[str, Any], rule: Rule, identity: bool = True) -> None:
    """Let a brand say what the parcel's brand says; its name, hosts and front end stay.

    :param identity: the company too, which administrators alone may change.
    """
    left = NOT_OF_A_BRAND if identity else NOT_OF_A_BRAND | IDENTITY
    own = Brand.objects.get(pk=brand.pk).serializable_data()
    said = {name: value for name, value in data.items() if name in own and name not in left}
    locales = {each.language_code: each.pk for each in Locale.objects.all()}
    languages = {row["locale"]: row for row in own["languages"]}
    for texts in said.get("languages", []):
        locale = locales.get(str(texts.get("locale")))
        if locale in languages:  # a language that the brand has not is not brought in
            languages[locale] = {
                **languages[locale],
                **{n: v for n, v in texts.items() if n not in {"pk", "locale", "brand"}},
            }
    for name in LOGOS:
        said[name] = rule(MediaImage, said[name]) if said.get(name) else None
    for name in ("addresses", "social_links"):
        said[name] = [{**row, "pk": None} for row in said.get(name, [])]
    merged = Brand.from_serializable_data({**own, **said, "languages": list(languages.values())})
    merged.full_clean()
    merged.save()
