"""Error pages of the brands."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from wagtail.models import Locale

from brands.directory import directory_for
from brands.hosts import language_of_path
from cms.foundation.scope import Scope

#: Who met a database that is away may ask again after so many seconds.
SECONDS_AWAY = 10


def _scope(request) -> Scope | None:
    brand = getattr(request, "brand", None)
    if brand is None:
        return None
    code = language_of_path(request.path_info)
    texts = brand.language(code) or next(iter(brand.languages.all()), None)
    locale = texts.locale if texts else Locale.get_default()
    return Scope(directory_for(request), brand, locale)


def page_not_found(request, exception=None):
    """The brand's own page for an address that leads nowhere."""
    scope = _scope(request)
    if scope is None:
        return HttpResponse("Not found.", status=404, content_type="text/plain")
    context = {"scope": scope, "brand": scope.brand, "language": scope.language_code}
    return render(request, "404.html", context, status=404)


def server_error(request):
    """The brand's page for a fault of ours, or for a database that is away, which it asks nothing: 500 or 503."""
    brand = getattr(request, "brand", None)
    away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    context = {"brand": brand, "language": language_of_path(request.path_info), "away": away}
    response = HttpResponse(render_to_string("500.html", context), status=503 if away else 500)
    if away:
        response["Retry-After"] = str(SECONDS_AWAY)
    return response
