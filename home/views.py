"""Error pages of the brands."""

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from wagtail.models import Locale

from brands.directory import directory_for
from brands.hosts import language_of_path
from cms.foundation.scope import Scope


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
    """The brand's page for a fault of ours: it asks the database nothing, since that may be the fault."""
    brand = getattr(request, "brand", None)
    context = {"brand": brand, "language": language_of_path(request.path_info)}
    return HttpResponse(render_to_string("500.html", context), status=500)
