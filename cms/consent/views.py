"""The cookie page of a brand: what is asked, and the choice. It works without a script."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from brands.directory import directory_for
from cms.foundation.cookies import CONSENT
from cms.foundation.links import elsewhere
from cms.foundation.scope import Scope
from cms.foundation.visibility import visible_roots
from cms.previews.front_ends import withhold
from cms.previews.views import comes_from_here

from .blocks.cookie_table import registry_of
from .policy import LASTS, Policy
from .receipts import give_receipt

ACCEPT, REFUSE, CHOOSE = "accept", "refuse", "choose"


@require_http_methods(["GET", "HEAD", "POST"])
def cookie_choice(request: HttpRequest) -> HttpResponse:
    """What the brand's site keeps, by category. POST stores a choice, answers it with a cookie, and leads back."""
    scope = _scope_or_404(request)
    policy = registry_of(scope).policy
    if request.method == "POST" and policy.asks:
        return withhold(_chosen(request, scope, policy) if comes_from_here(request) else _page(request, scope, 403))
    return _page(request, scope, 200)


def _chosen(request: HttpRequest, scope: Scope, policy: Policy) -> HttpResponse:
    what = request.POST.get("choice")
    wanted = {ACCEPT: policy.categories, CHOOSE: request.POST.getlist("category")}.get(what or "", [])
    receipt = give_receipt(scope.brand, policy, wanted)
    response = HttpResponseRedirect(_back(request))
    response.status_code = 303
    # Scripts read it, so that stored pages are the same for everybody.
    response.set_cookie(
        CONSENT, f"{policy.version}:{'.'.join(receipt.categories)}:{receipt.public_id}",
        max_age=timedelta(days=LASTS), secure=settings.HTTPS, samesite="Lax",
    )  # fmt: skip
    for cookie in policy.optional:
        if cookie.category not in receipt.categories and cookie.name in request.COOKIES:
            response.delete_cookie(cookie.name)
    return response


def _back(request: HttpRequest) -> str:
    """The page that the choice was made on: of this host, or this one."""
    back = request.POST.get("back") or urlsplit(request.headers.get("Referer", "")).path
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    return back if safe else request.path


def _page(request: HttpRequest, scope: Scope, status: int) -> HttpResponse:
    context = {
        "scope": scope,
        "brand": scope.brand,
        "language": scope.language_code,
        "elsewhere": elsewhere(scope, "cookie_choice"),
    }
    return render(request, "consent/choice.html", context, status=status)


def _scope_or_404(request: HttpRequest) -> Scope:
    directory = directory_for(request)
    roots = visible_roots(directory, request.brand, translation.get_language())  # type: ignore[attr-defined]
    if not roots:
        raise Http404
    return Scope(directory, roots[0].brand, roots[0].locale)
