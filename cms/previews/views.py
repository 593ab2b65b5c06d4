"""Previews on a brand's own address: in the desk's pane, and behind a link for somebody without sign-in."""

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_POST

from brands.directory import Root, directory_for
from brands.models import Brand
from cms.foundation.cookies import PREVIEW
from cms.foundation.links import public_path
from cms.foundation.pages import BasePage
from cms.foundation.scope import Scope
from cms.foundation.visibility import visible_roots

from . import grants
from .drafts import draft_of
from .front_ends import desk_origin, framed_by, leads_to, origin_of, withhold
from .models import Grant, Use
from .pane import at_front_end
from .userbar import userbar_for


@require_POST
def pane(request) -> HttpResponse:
    """The draft that a code of the editor's pane opens. POST `code`; the answer is the page itself."""
    try:
        grant = grants.redeem(request.POST.get("code", ""), request.brand, Grant.Kind.PANE)
        page, root = draft_of(grant, directory_for(request))
    except grants.Refusal as refusal:
        return framed_by(_closed(request, refusal), desk_origin())
    grants.note_use(grant, Use.Way.OPENED, request)
    request.userbar = userbar_for(request, grant.made_by, page)
    return framed_by(_shown(request, page, root), desk_origin())


@require_http_methods(["GET", "HEAD", "POST"])
def share(request, key: str) -> HttpResponse:
    """A preview link. Opening it shows a page with one button; pressing that uses up the code and shows the draft.

    Whatever fetches the address without pressing, such as a scanner of mail, uses up nothing: the code stands behind
    a # and is not even sent. Who has pressed carries a cookie of this address until the link ends.
    """
    try:
        visit = _visit(request, key)
        if request.method == "POST":
            return _open(request, key, visit)
        page, root = draft_of(visit or grants.find_share(key, request.brand), directory_for(request))
    except grants.Refusal as refusal:
        return leads_to(_closed(request, refusal, grants.language_of(key, request.brand)), request.brand)
    if visit is None or visit.brand.front_end_url:
        return leads_to(_interstitial(request, root, known=visit is not None), request.brand)
    grants.note_use(visit, Use.Way.SEEN, request)
    return leads_to(_shown(request, page, root, with_notes=False), request.brand)


def _visit(request, key: str) -> Grant | None:
    cookie = request.COOKIES.get(PREVIEW)
    try:
        return grants.read_visit(cookie, key, request.brand) if cookie else None
    except grants.Unknown:
        return None


def _open(request, key: str, visit: Grant | None) -> HttpResponse:
    """Use up the code, unless this browser did so before, and lead to the draft."""
    if not comes_from_here(request):
        raise grants.Unknown
    grant = visit
    if grant is None:
        code = request.POST.get("code", "").strip()
        meant = grants.grant_of_code(code)
        if meant is None or meant.key != key:
            raise grants.Unknown
        grant = grants.redeem(code, request.brand, Grant.Kind.SHARE)
    page, root = draft_of(grant, directory_for(request))
    grants.note_use(grant, Use.Way.OPENED, request)
    address = reverse("preview_share", args=[key])
    response = HttpResponseRedirect(address)
    if grant.brand.front_end_url:
        response = HttpResponseRedirect(at_front_end(grant, public_path(root, page.url_path), grants.new_code(grant)))
    response.status_code = 303
    response.set_cookie(
        PREVIEW, grants.visit_of(grant), expires=grant.expires_at, path=address, secure=settings.HTTPS,
        httponly=True, samesite="Lax",
    )  # fmt: skip
    return leads_to(withhold(response), request.brand)


def comes_from_here(request) -> bool:
    """Whether a form was sent from this host. There is no session, so nothing else needs to be forged."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin")
    # A page that sends no referrer sends its own origin as “null”; then Sec-Fetch-Site has spoken.
    here = origin_of(request.build_absolute_uri("/"))
    return origin is None or origin == here or (origin == "null" and "Sec-Fetch-Site" in request.headers)


def _shown(request, page: BasePage, root: Root, with_notes: bool = True) -> HttpResponse:
    """The draft. Its notes name things that are not public, so they are for its editor."""
    with translation.override(root.language_code):
        response = page.draft_response(request)
        if not with_notes:
            response.context_data = {**(response.context_data or {}), "preview_notes": []}
        return withhold(response.render())


def _interstitial(request, root: Root, known: bool) -> HttpResponse:
    """One button. It does not say which page it opens."""
    return _about_previews(request, root.language_code, "previews/interstitial.html", 200, {"known": known})


def _closed(request, refusal: grants.Refusal, language: str | None = None) -> HttpResponse:
    """Why a link opens nothing, and what to do."""
    status = 404 if isinstance(refusal, grants.Unknown) else 410
    language = language or translation.get_language()
    context = {"used": isinstance(refusal, grants.Used)}
    return _about_previews(request, language, "previews/closed.html", status, context)


def _about_previews(request, language: str, template: str, status: int, context: dict) -> HttpResponse:
    scope = public_scope(request, request.brand, language)
    context |= {"scope": scope, "brand": scope.brand, "language": scope.language_code}
    with translation.override(scope.language_code):
        return withhold(render(request, template, context, status=status))


def public_scope(request, brand: Brand, language: str) -> Scope:
    """What the public sees around a page of the house's own, in the language or one that the brand has."""
    directory = directory_for(request)
    roots = visible_roots(directory, brand, language) or [one for one in directory.roots if one.brand.pk == brand.pk]
    if not roots:
        raise Http404
    return Scope(directory, brand, roots[0].locale)
