"""The brand's own pictures in templates."""

from django import template

from cms.media.models import MediaImage

register = template.Library()

SIZES_OF_FIELDS = {"logo_light": "logo", "logo_dark": "logo", "favicon": "icon", "social_image": "social"}


@register.simple_tag(takes_context=True)
def brand_picture(context, field: str):
    """The brand's logo_light, logo_dark, favicon or social_image as a picture; None where it has none."""
    scope = context["scope"]
    target = _target(scope, field)
    return target.picture(SIZES_OF_FIELDS[field], alt=scope.brand.name) if target else None


@register.simple_tag(takes_context=True)
def brand_icon(context, width: int):
    """Address of the brand's favicon at one of the widths of the size `icon`; None where the brand has none."""
    target = _target(context["scope"], "favicon")
    return target.address("icon", width) if target else None


def _target(scope, field: str):
    """The image behind a field of the brand. All of the brand's pictures are loaded together, with the first."""
    scope.prefetch(
        (MediaImage, pk) for name in SIZES_OF_FIELDS if (pk := getattr(scope.brand, f"{name}_id")) is not None
    )
    return scope.get(MediaImage, getattr(scope.brand, f"{field}_id"))
