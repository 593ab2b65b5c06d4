"""A page behind a password on a brand's own site: a form at its address, and the page for who knows the password."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from brands.directory import Root
from cms.foundation.cookies import UNLOCKED
from cms.foundation.links import public_path
from cms.foundation.visibility import restrictions_on

from .clients import client_of
from .front_ends import withhold
from .unlocking import (
    SITE,
    Key,
    TooManyGuesses,
    WrongPassword,
    read_key,
    unlock,
)
from .views import comes_from_here, public_scope


def at_door(request: HttpRequest, page: Page, root: Root) -> HttpResponse:
    """The page where the visitor's cookie opens it, else the form; a form that was sent gives the cookie."""
    path = public_path(root, page.url_path)
    with translation.override(root.language_code):
        if request.path_info != path:
            return withhold(HttpResponseRedirect(path))
        key = read_key(request.COOKIES.get(UNLOCKED, ""), root.brand, SITE)
        if request.method == "POST":
            return withhold(_answer(request, page, root, key))
        if key.opens(restrictions_on(page)):
            request.passed_settings = key.settings()  # type: ignore[attr-defined]  # for `BasePage.get_context`
            return withhold(page.specific.serve(request).render())
        return withhold(_form(request, root, 401))


def _answer(request: HttpRequest, page: Page, root: Root, held: Key) -> HttpResponse:
    if not comes_from_here(request):
        return _form(request, root, 403, _("Send the form from this page, please."))
    try:
        key = unlock(page, request.POST.get("password", ""), client_of(request), held)
    except WrongPassword:
        return _form(request, root, 403, _("This is not the password."))
    except TooManyGuesses as guesses:
        response = _form(request, root, 429, _("Too many wrong passwords. Please try again in a quarter of an hour."))
        response["Retry-After"] = str(guesses.seconds)
        return response
    text, expires_at = key.written(root.brand, SITE)
    response = HttpResponseRedirect(public_path(root, page.url_path))
    response.status_code = 303
    response.set_cookie(
        UNLOCKED, text, expires=expires_at, path=_restricted_path(page, root), secure=settings.HTTPS, httponly=True,
        samesite="Lax",
    )  # fmt: skip
    return response


def _restricted_path(page: Page, root: Root) -> str:
    """Where the restricted part of the site begins: only there does the browser show the cookie."""
    above = [one.page for one in restrictions_on(page).select_related("page") if page.path.startswith(one.page.path)]
    top = min(above, key=lambda each: each.depth, default=page)
    return public_path(root, top.url_path)


def _form(request: HttpRequest, root: Root, status: int, problem: str = "") -> HttpResponse:
    scope = public_scope(request, root.brand, root.language_code)
    context = {"scope": scope, "brand": scope.brand, "language": scope.language_code, "problem": problem}
    response = render(request, "locked.html", context, status=status)
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="page"'  # browsers ask nothing themselves for it
    return response
