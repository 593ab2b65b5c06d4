"""What a page's head tells, in templates."""

import mimetypes

from django import template
from django.utils.safestring import mark_safe

from cms.discovery.feeds import FeedAddress, feed_addresses
from cms.discovery.seo import FullSeo, full_seo, seo_references
from cms.foundation.negotiation import markdown_path

register = template.Library()

#: A text must not end the element that it stands in, nor begin another.
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
#: Open Graph names a language with a country, as one of those where it is read.
OPEN_GRAPH_LOCALES = {"nl": "nl_NL", "en": "en_GB"}
WITH_FEEDS = ("article", "article_index")


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


@register.filter
def open_graph_locale(language: str) -> str:
    """A language as Open Graph names it."""
    return OPEN_GRAPH_LOCALES.get(language, language)


@register.filter
def media_type(address: str) -> str:
    """Media type of a picture, from the end of its address."""
    return mimetypes.guess_type(address)[0] or ""


@register.simple_tag(takes_context=True)
def feeds_of(context, page) -> list[FeedAddress]:
    """The feeds of the page's brand and language, on pages that list articles or are one."""
    return feed_addresses(context["scope"]) if page.type in WITH_FEEDS else []


@register.simple_tag(takes_context=True)
def markdown_of(context, page) -> str:
    """Path of a public page's Markdown; empty in previews, and where a front end shows the brand."""
    scope = context["scope"]
    return "" if scope.preview or scope.brand.headless_only else markdown_path(page.path)
