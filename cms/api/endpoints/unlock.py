"""The password of a page, for a token that opens it."""

import datetime

from django.http import HttpRequest
from ninja import Body, Path
from pydantic import BaseModel, ConfigDict, Field
from wagtail.models import Page

from brands.directory import Root, directory_for
from cms.foundation.scope import Scope
from cms.foundation.visibility import locked_pages, restrictions_on
from cms.previews.clients import client_of
from cms.previews.unlocking import API, TooManyGuesses, WrongPassword, read_key
from cms.previews.unlocking import unlock as unlock_with

from ..contract import for_one
from ..private import bearer_of, check_origin
from ..problems import (
    BRAND_NOT_FOUND,
    INVALID_BODY,
    NOT_FOUND,
    ORIGIN_REFUSED,
    PASSWORD_NEEDED,
    PASSWORD_WRONG,
    TOO_MANY_GUESSES,
    Refused,
)
from ..viewpoint import BrandKey, Id, brand_of, scope_at


class Password(BaseModel):
    """The password of a page."""

    model_config = ConfigDict(extra="forbid")

    password: str = Field(min_length=1, max_length=255)


class Unlocked(BaseModel):
    """A token that opens the page, and what stands below it."""

    model_config = ConfigDict(extra="forbid")

    token: str = Field(description="Send it as `Authorization: Bearer …` to `resolve` and `pages/{id}`.")
    expires_at: datetime.datetime


@for_one(
    "/brands/{brand}/pages/{id}/unlock",
    method="POST",
    answers=Unlocked,
    refuses=[BRAND_NOT_FOUND, NOT_FOUND, PASSWORD_WRONG, TOO_MANY_GUESSES, ORIGIN_REFUSED, INVALID_BODY],
)
def unlock(request, brand: Path[BrandKey], id: Path[Id], body: Body[Password]):  # noqa: A002
    """Unlock a page with its password.

    Five wrong passwords of one client within a quarter of an hour close the page to it for a while.
    """
    owner = brand_of(request, brand)
    check_origin(request, owner)
    page = locked_pages(directory_for(request), owner).filter(pk=id).first()
    if page is None:
        raise Refused(NOT_FOUND, "The brand shows no such page, or it asks for no password.")
    held = read_key(bearer_of(request), owner, API)
    try:
        key = unlock_with(page, body.password, client_of(request), held)
    except WrongPassword as wrong:
        raise Refused(PASSWORD_WRONG, "The page stays closed.") from wrong
    except TooManyGuesses as guesses:
        headers = {"Retry-After": str(guesses.seconds)}
        raise Refused(TOO_MANY_GUESSES, "The page is closed to this client for a while.", headers=headers) from guesses
    token, expires_at = key.written(owner, API)
    return Unlocked(token=token, expires_at=expires_at)


def scope_behind_password(request: HttpRequest, root: Root, page: Page) -> Scope:
    """The point of view of who unlocked a page. Refuses it unless the request's token opens it, and says how."""
    key = read_key(bearer_of(request), root.brand, API)
    if not key.opens(restrictions_on(page)):
        raise Refused(
            PASSWORD_NEEDED,
            "Who knows its password can read this page.",
            unlock=f"/api/v1/brands/{root.brand.key}/pages/{page.pk}/unlock",
        )
    return scope_at(request, root, page=page.specific, passed=key.settings())
