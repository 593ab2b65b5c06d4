"""How Wagtail's write API answers: to tokens only, past the gate, never half, and to nobody's cache."""

import json
from collections.abc import Callable
from functools import wraps
from typing import cast
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, ValidationError
from django.db import DataError, transaction
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import ResolverMatch
from wagtail.api.v3.auth import BearerTokenAuth
from wagtail.models import APIToken, Page

from brands.clients import network_of
from brands.directory import directory_for
from cms.foundation.counting import counted_this_minute
from cms.foundation.transactions import SAFE_METHODS

from ..ownership import own_pages
from .conditions import check_condition, entity_tag
from .gate import pass_gate
from .problems import Refused, not_found

#: Addresses that describe the API and hold nothing of a brand.
DESCRIPTIONS = frozenset({"openapi-json", "openapi-view", "api-root"})
LONGEST_VALUE = 500  # characters of a parameter
#: Every database of ours counts this far, and no list of ours is longer.
LARGEST_NUMBER = 2**31 - 1

View = Callable[..., HttpResponse]


def guarded(view: View) -> View:
    """Wrap a view of Wagtail's API."""

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        match = cast("ResolverMatch", request.resolver_match)
        response = _answered(view, request, match, args, kwargs)
        if response.status_code >= 400 and request.method not in SAFE_METHODS:
            transaction.set_rollback(True)  # nothing of a refused request stays
        if match.url_name not in DESCRIPTIONS:
            response["Cache-Control"] = "private, no-store"
            response["Vary"] = "Authorization"
        response["X-Robots-Tag"] = "noindex"
        return response

    answer.csrf_exempt = True  # type: ignore[attr-defined]  # a token is sent by no browser on its own
    return answer


def _answered(view: View, request: HttpRequest, match: ResolverMatch, args, kwargs) -> HttpResponse:
    try:
        if match.url_name in DESCRIPTIONS:
            return view(request, *args, **kwargs)
        _check_query(request)
        token = BearerTokenAuth()(request)
        _count(request, token)
        if token is None:
            raise Refused(401, "A bearer token is needed.")
        pass_gate(request, match)
        check_condition(request, match)
        response = view(request, *args, **kwargs)
    except Refused as refused:
        return refused.response()
    except Http404:
        return not_found().response()
    except RequestDataTooBig:
        return Refused(413, "The body is too large.").response()
    except ProtectedError as error:
        return Refused(409, str(error.args[0])).response()
    except (SuspiciousOperation, OverflowError, DataError, ValidationError):
        return Refused(422, "A value is outside of what can be kept.").response()
    if response.status_code == 404:
        return not_found().response()  # whatever was not found, and why
    tag = entity_tag(match, response)
    if tag is not None:
        response["ETag"] = tag
    return _without_foreign_neighbours(request, response)


def _count(request: HttpRequest, token: APIToken | None) -> None:
    """Each token asks so often a minute; who has none, and may be trying tokens, is counted by address."""
    most = settings.WAGTAIL_API_V3_REQUESTS_PER_MINUTE
    who = f"token:{token.pk}" if token else f"no-token:{network_of(request.META.get('REMOTE_ADDR', ''))}"
    if most and counted_this_minute(who) > most:
        whose = "One token" if token else "Without a token one"
        raise Refused(429, f"{whose} may ask {most} times a minute. Retry-After says when to go on.")


def _check_query(request: HttpRequest) -> None:
    raw = unquote_to_bytes(request.META.get("QUERY_STRING", "").encode("latin-1", "replace"))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, "The query is not UTF-8.") from error
    if "\0" in text:
        raise Refused(400, "The query holds a null character.")
    for name, values in request.GET.lists():
        for value in values:
            if len(value) > LONGEST_VALUE:
                raise Refused(400, f"A parameter has at most {LONGEST_VALUE} characters.", ("query", name[:40]))
            if name != "search" and value.lstrip("-").isdecimal() and abs(int(value)) > LARGEST_NUMBER:
                raise Refused(400, f"A number is at most {LARGEST_NUMBER}.", ("query", name[:40]))


def _without_foreign_neighbours(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer without the source of an alias that is another brand's page."""
    if response.status_code not in (200, 201) or b'"alias_of"' not in response.content:
        return response
    body = json.loads(response.content)
    for page in (body, body.get("content_object") or {}):
        source = (page.get("meta") or {}).get("alias_of")
        if source is not None:
            mine = own_pages(request.user, Page.objects.filter(pk=source["id"]), directory_for(request))
            if not mine.exists():
                page["meta"]["alias_of"] = None
    response.content = json.dumps(body).encode()
    return response
