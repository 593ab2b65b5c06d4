"""Wagtail's write API, to be mounted at ``api/v3-preview/`` on the desk's host where `WAGTAIL_API_V3` says so."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path
from wagtail.api.v3.errors import problem_response
from wagtail.api.v3.routers import pages
from wagtail.api.v3.urls import api
from wagtail.documents.api.v3 import router as documents
from wagtail.images.api.v3 import router as images

from cms.foundation.publishing import PublishRefused

from .answering import guarded
from .lists import documents_of, find_page, images_of, pages_of
from .problems import Refused, not_found

# Wagtail's lists have no hook for whose things they hold: docs/wagtail-seams.md.
pages.get_pages_queryset = pages_of
images.get_images_queryset = images_of
documents.get_documents_queryset = documents_of


@api.exception_handler(PublishRefused)
def publish_refused(request: HttpRequest, refusal: PublishRefused) -> HttpResponse:
    """What stands in the way of publishing, per field; Wagtail's own answer leaves the fields out."""
    errors = [
        {"type": "publish_refused", "loc": [name], "msg": message}
        for name, messages in refusal.message_dict.items()
        for message in messages
    ]
    return problem_response(status=422, detail="This cannot be published yet.", errors=errors)


@api.exception_handler(Refused)
def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """What an action of the house refuses."""
    return refusal.response()


@guarded
def nothing_here(request: HttpRequest) -> HttpResponse:
    """Any address below the API's that it does not have."""
    return not_found().response()


_patterns, _application, _namespace = api.urls
for _pattern in _patterns:
    _pattern.callback = guarded(_pattern.callback)

urlpatterns = [
    path("pages/find/", guarded(find_page)),
    path("", include((_patterns, _application), namespace=_namespace)),
    re_path("", nothing_here),
]
