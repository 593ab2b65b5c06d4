"""What a page's head tells, in templates."""

from django import template
from django.utils.safestring import mark_safe

from cms.discovery.seo import FullSeo, full_seo, seo_references

register = template.Library()

#: A text must not end the element that it stands in, nor begin another.
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


@register.simple_tag(takes_context=True)
def seo_of(context, page) -> FullSeo:
    """All that search engines and share cards are told of a page document."""
    scope = context["scope"]
    scope.prefetch(seo_references(scope.brand))
    return full_seo(page, scope)


@register.filter
def as_script(data) -> str:
    """Linked data as the text of a `script` element."""
    return mark_safe(data.model_dump_json().translate(ESCAPES))  # noqa: S308 - no sign that HTML knows is left
