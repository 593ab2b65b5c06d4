"""Drafts as the API would answer them."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from brands.directory import directory_for
from cms.foundation.pages import BasePage
from cms.foundation.previewing import PreviewMode


def as_document(page: BasePage) -> Iterator[PreviewMode]:
    """The way that this room adds."""
    yield PreviewMode("api-document", _("As an API document"), api_document, order=40)


def api_document(page: BasePage, request: HttpRequest) -> HttpResponse:
    """The draft as front ends get it, laid out to be read."""
    # Page types are all known only after the start.
    from .endpoints.page import PageParameters, page_answer  # noqa: PLC0415

    root = directory_for(request).root_for_tree_path(page.path)
    scope = page.scope(directory_for(request), preview=True)
    if root is None:
        raise Http404  # outside the brands' trees
    answer = page_answer(request, page, root, PageParameters(fields=[], include=[]), scope)
    return render(request, "previews/as_text.html", {"page": page, "text": answer.model_dump_json(indent=2)})
