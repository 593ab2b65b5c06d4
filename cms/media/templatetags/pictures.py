"""The brand's own pictures in templates."""

from django import template

from cms.media.models import MediaImage

register = template.Library()

SIZES_OF_FIELDS = {"logo_light": "logo", "logo_dark": "logo", "favicon": "icon", "social_image": "social"}


@register.simple_tag(takes_context=True)
def brand_picture(context, field: str):
    """The brand's logo_light, logo_dark, favicon or social_image as a picture; None where it has none."""
    scope = context["scope"]
    scope.prefetch(
        (MediaImage, pk) for name in SIZES_OF_FIELDS if (pk := getattr(scope.brand, f"{name}_id")) is not None
    )
    target = scope.get(MediaImage, getattr(scope.brand, f"{field}_id"))
    return target.picture(SIZES_OF_FIELDS[field], alt=scope.brand.name) if target else None
