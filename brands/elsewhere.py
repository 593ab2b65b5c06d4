"""Brands whose own site is only an address: another front end shows them."""

from django.conf import settings
from django.http import HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve

from brands.hosts import SITE

#: Permanent for search engines; browsers ask again, since a brand may come back to its own site.
REMEMBERED = "public, max-age=3600"
#: Names of the addresses at which a site shows something to be read.
PAGES = ("wagtail_serve", "search")


class ShownElsewhere:
    """Redirects the pages of a headless-only brand to its front end, path and query kept.

    What is no page stays: the API, media and documents, the theme, previews.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        brand = request.brand if request.host_kind == SITE else None
        if brand is None or not brand.headless_only or not _is_page(request):
            return self.get_response(request)
        response = HttpResponsePermanentRedirect(
            # It keeps a leading `//` from naming another host.
            brand.public_url + request.get_full_path(),
            preserve_request=request.method not in ("GET", "HEAD"),
        )
        response["Cache-Control"] = REMEMBERED
        return response


def _is_page(request) -> bool:
    """Whether an address is a page's, or nothing's: the front end says what it knows of it."""
    try:
        return resolve(request.path_info, request.urlconf).url_name in PAGES
    except Resolver404:
        return not request.path_info.startswith(("/api/", settings.STATIC_URL))
