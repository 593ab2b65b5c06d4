"""Drafts as they are met elsewhere: in a list of search results, beside a link that somebody shares, as Markdown."""

import base64
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from cms.foundation.pages import BasePage
from cms.foundation.previewing import PreviewMode
from cms.foundation.scope import Scope

from .markdown import markdown_of
from .seo import FullSeo, full_seo, seo_references
from .social_cards import drawing_of
from .social_drawing import draw

#: About what search engines show, in characters; they cut at a width that depends on the letters.
TITLE_SHOWN, DESCRIPTION_SHOWN = 60, 158


def told_elsewhere(page: BasePage) -> Iterator[PreviewMode]:
    """The ways that this room adds."""
    yield PreviewMode("search-result", _("As a search result"), search_result, order=10)
    yield PreviewMode("social-card", _("As a social card"), social_card, order=20)
    yield PreviewMode("markdown", _("As Markdown"), markdown, order=30)


def search_result(page: BasePage, request: HttpRequest) -> HttpResponse:
    """The draft as search engines would list it, and what they are told."""
    seo, context = _told(page)
    title = f"{seo.title} | {context['brand'].name}"
    steps = [step for step in urlsplit(seo.canonical).path.split("/") if step]
    context |= {
        "title": title,
        "title_shown": Truncator(title).chars(TITLE_SHOWN),
        "description_shown": Truncator(seo.description).chars(DESCRIPTION_SHOWN),
        "steps": [context["domain"], *steps],
    }
    return render(request, "previews/search_result.html", context)


def social_card(page: BasePage, request: HttpRequest) -> HttpResponse:
    """The draft as other sites would show a link to it. Its card is drawn now as publishing will draw it."""
    _seo, context = _told(page)
    card = base64.b64encode(draw(drawing_of(page, context["scope"]))).decode()
    return render(request, "previews/social_card.html", {**context, "card": card})


def markdown(page: BasePage, request: HttpRequest) -> HttpResponse:
    """The draft as those get it who read Markdown."""
    html = page.draft_response(request).render().content.decode()
    scope = _scope(page)
    text = markdown_of(html, f"{scope.brand.root_url}{page.represent(scope).path}").text
    return render(request, "previews/as_text.html", {"page": page, "text": text})


def _told(page: BasePage) -> tuple[FullSeo, dict[str, Any]]:
    """What the draft's head tells, and what templates want."""
    scope = _scope(page)
    scope.prefetch(seo_references(scope.brand))
    seo = full_seo(page.represent(scope), scope)
    domain = urlsplit(seo.canonical).hostname or scope.brand.host
    return seo, {"page": page, "seo": seo, "brand": scope.brand, "scope": scope, "domain": domain}


def _scope(page: BasePage) -> Scope:
    scope = page.scope(preview=True)
    if scope is None:
        raise Http404  # outside the brands' trees
    return scope
