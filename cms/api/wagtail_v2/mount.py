"""Wagtail's read API, to be mounted at ``api/v2/`` on a host where `WAGTAIL_API_V2` says so.

It answers with the headers, validators and tags of the delivery API, so it may be stored and purged in the same way.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path, re_path
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.utils.urlpatterns import decorate_urlpatterns

from ..answering import published
from .pages import BrandPagesViewSet

router = WagtailAPIRouter("wagtailapi_v2")
router.register_endpoint("pages", BrandPagesViewSet)


def rendered(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view with its answer made at once: validators are those of finished bytes."""

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if callable(getattr(response, "render", None)):
            response.render()  # type: ignore[attr-defined]
        return response

    return answer


@published
def nothing_here(request: HttpRequest) -> HttpResponse:
    """Any address below the API's that it does not have; files stand in the pages that show them."""
    return JsonResponse({"message": "not found"}, status=404)


_patterns, _application, _namespace = router.urls
decorate_urlpatterns(_patterns, rendered)
decorate_urlpatterns(_patterns, published)

urlpatterns = [
    path("", include((_patterns, _application), namespace=_namespace)),
    re_path("", nothing_here),
]
