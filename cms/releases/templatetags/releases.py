"""What a brand's release says above every page, in templates."""

from django import template

from cms.releases.models.banner import BannerShown, banner_for

register = template.Library()


@register.simple_tag(takes_context=True)
def release_banner(context) -> BannerShown | None:
    """The banner of the page's brand and language; nothing where no brand is known."""
    scope = context.get("scope")
    return None if scope is None else banner_for(scope)
