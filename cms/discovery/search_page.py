"""The search page of a brand's own site. It says what the API's search says."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from brands.directory import directory_for
from cms.foundation.links import PageTarget, elsewhere
from cms.foundation.scope import Scope
from cms.foundation.visibility import visible_roots

from .search import near, suggestion
from .search import search as hits_of
from .words import Wanted

LONGEST = 100
AT_ONCE = 20
NEAR = 5


@require_safe
def search(request) -> HttpResponse:
    """Pages that show the words in `q`, `AT_ONCE` at a time by `page`. All other parameters mean nothing.

    What somebody looks for is kept by nobody.
    """
    directory, code = directory_for(request), translation.get_language()
    root = next(iter(visible_roots(directory, request.brand, code)), None)
    if root is None:
        raise Http404
    scope = Scope(directory, root.brand, root.locale)
    found = _found(request.GET, scope)
    context = {"scope": scope, "brand": scope.brand, "language": code, "elsewhere": elsewhere(scope, "search"), **found}
    response = render(request, "search.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _found(asked, scope: Scope) -> dict[str, Any]:
    """What the template shows of a search: the words, and what they find or why they find nothing."""
    words = " ".join(asked.get("q", "").replace("\0", " ").split())
    if len(words) > LONGEST:
        return {"words": words[:LONGEST], "problem": _("Use at most %(most)s characters.") % {"most": LONGEST}}
    if not words:
        return {"words": "", "problem": ""}
    if not Wanted(words).words:
        return {"words": words, "problem": _("Use letters or figures.")}
    hits = list(hits_of(scope, words).values())
    page = Paginator(hits, AT_ONCE).get_page(asked.get("page", "1")[:5])
    meant = None if hits else suggestion(scope, words)
    close = [] if hits or meant or len(Wanted(words).words) < 2 else near(scope, words, NEAR)
    return {
        "words": words,
        "problem": "",
        "searched": True,
        "results": page,
        "hits": [(PageTarget(scope, hit.page).card(), hit) for hit in page],
        "suggestion": meant,
        "near": [(PageTarget(scope, hit.page).card(), hit) for hit in close],
    }
