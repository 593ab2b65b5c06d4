"""How the API answers over HTTP: headers, validators, methods, and problems for whatever goes wrong.

Every address below ``/api/v1/`` is wrapped in `published`. What it answers is the same for everybody, so it may be
stored anywhere and varies by nothing.
"""

import hashlib
import logging
from collections.abc import Callable
from functools import wraps
from urllib.parse import unquote_to_bytes

from django.core.exceptions import SuspiciousOperation
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from pydantic import BaseModel

from cms.delivery.middleware import name_tags
from cms.foundation.tags import collect_tags

from .log import log_before
from .private import asks_for_token, for_one_reader, preflight, without_body
from .problems import (
    FAULT,
    INVALID_PARAMETER,
    METHOD_NOT_ALLOWED,
    NOT_FOUND,
    PRECONDITION_FAILED,
    UNAVAILABLE,
    Refused,
    problem_response,
)

logger = logging.getLogger(__name__)

METHODS = "GET, HEAD, OPTIONS"
#: Browsers ask again after a minute, shared caches after five; both may show what they have while they ask.
STORABLE = "public, max-age=60, s-maxage=300, stale-while-revalidate=600, stale-if-error=86400"
#: An address that leads nowhere today may lead somewhere after the next publication.
STORABLE_ABSENCE = "public, max-age=0, s-maxage=60"
ASKED_EACH_TIME = "no-cache"
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
SECONDS_UNTIL_RETRY = 10

View = Callable[..., HttpResponse]


def published(view: View) -> View:
    """Wrap a view whose answers are public."""

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method == "OPTIONS":
            return _options(request, kwargs.get("brand"))
        with collect_tags() as tags:
            response = answered(view, request, args, kwargs)
        if "Authorization" in request.headers:
            return for_one_reader(request, response, kwargs.get("brand"))
        if response.status_code == 200:
            response = _conditional(request, response, tags)
        elif response.status_code in (404, 410) and not response.has_header("Cache-Control"):
            response["Cache-Control"] = STORABLE_ABSENCE
            _name_tags(response, tags)
        else:
            response["Cache-Control"] = "no-store"
        for name, value in OPEN.items():
            response[name] = value
        return without_body(response) if request.method == "HEAD" else response

    return answer


def private(view: View, methods: str) -> View:
    """Wrap a view whose answers are for one reader, with the methods that it knows."""

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method == "OPTIONS":
            return preflight(request, methods, kwargs.get("brand"))
        return for_one_reader(request, answered(view, request, args, kwargs, methods), kwargs.get("brand"))

    return answer


def document(answer: BaseModel) -> HttpResponse:
    """An answer as JSON."""
    return HttpResponse(answer.model_dump_json(), content_type="application/json")


@published
def nothing_here(request: HttpRequest) -> HttpResponse:
    """Any address below the API's that no endpoint has."""
    raise Refused(NOT_FOUND, "The API has no such address. GET /api/v1/openapi.json lists those that it has.")


def answered(view: View, request: HttpRequest, args, kwargs, methods: str = METHODS) -> HttpResponse:
    """The view's answer, or the problem that stood in its way. The view sees GET for HEAD."""
    method = request.method
    if method not in methods.split(", "):
        return problem_response(
            Refused(METHOD_NOT_ALLOWED, f"{method} is not possible here.", headers={"Allow": methods})
        )
    request.method = "GET" if method == "HEAD" else method
    try:
        # A Content-Type with another charset would otherwise decide how the query is read.
        request.encoding = "utf-8"
        _check_query(request)
        return view(request, *args, **kwargs)
    except Refused as refused:
        return problem_response(refused)
    except Http404:
        return problem_response(Refused(NOT_FOUND, "Nothing is published here."))
    except SuspiciousOperation as error:
        return problem_response(Refused(INVALID_PARAMETER, str(error)))
    except (OperationalError, InterfaceError):
        logger.exception("The database did not answer.")
        response = problem_response(Refused(UNAVAILABLE, "The database does not answer."))
        response["Retry-After"] = str(SECONDS_UNTIL_RETRY)
        return response
    except Exception:
        got_request_exception.send(sender=None, request=request)
        logger.exception("An endpoint failed.")
        return problem_response(Refused(FAULT, "Something went wrong on our side."))
    finally:
        request.method = method


def _check_query(request: HttpRequest) -> None:
    """Refuse a query that is not UTF-8 text: Django would read it as something else."""
    raw = unquote_to_bytes(request.META.get("QUERY_STRING", "").encode("latin-1", "replace"))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(INVALID_PARAMETER, "The query is not UTF-8.") from error
    if "\0" in text:
        raise Refused(INVALID_PARAMETER, "The query holds a null character.")


def _conditional(request: HttpRequest, response: HttpResponse, tags: set[str]) -> HttpResponse:
    """Name the answer's validators, then answer 304 or 412 where the request's conditions say so."""
    is_stored = response.get("Cache-Control") != ASKED_EACH_TIME
    if is_stored:
        response["Cache-Control"] = STORABLE
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    changed = log_before(request).second
    if changed is not None:
        response["Last-Modified"] = http_date(changed)
    if is_stored:
        _name_tags(response, tags)
    answer = get_conditional_response(request, response["ETag"], changed, response) or response
    if answer.status_code == 412:
        answer = problem_response(Refused(PRECONDITION_FAILED, "The answer has changed since."))
        answer["Cache-Control"] = "no-store"
    return answer


def _name_tags(response: HttpResponse, tags: set[str]) -> None:
    if not name_tags(response, tags):
        response["Cache-Control"] = ASKED_EACH_TIME  # what cannot be named cannot be purged


def _options(request: HttpRequest, brand_key: str | None) -> HttpResponse:
    if asks_for_token(request):
        return preflight(request, METHODS, brand_key)
    response = HttpResponse(status=204)
    response["Allow"] = METHODS
    response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-Modified-Since, If-None-Match"
    response["Access-Control-Max-Age"] = "86400"
    for name, value in OPEN.items():
        response[name] = value
    return response
