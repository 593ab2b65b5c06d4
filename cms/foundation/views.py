"""The view of every page."""

from django.http import HttpRequest
from wagtail.views import serve as wagtails_serve

from .finding import root_of_request, routed


def serve(request: HttpRequest, path: str):
    """Wagtail's view of a page, which finds it by its whole address among those that the public may see."""
    root = root_of_request(request)
    request._wagtail_route_for_request = root and routed(request, root, path.split("/"))  # type: ignore[attr-defined]
    return wagtails_serve(request, path)
