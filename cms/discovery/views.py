"""What crawlers ask a host for first."""

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from brands.directory import directory_for

from .sitemap import sitemap_entries, sitemap_pages

STORABLE = "public, max-age=300, stale-while-revalidate=86400"
#: As many as a sitemap may name (sitemaps.org).
MOST = 50_000


@require_safe
def robots(request) -> HttpResponse:
    """Brands' sites may be read, their pages stand in the sitemap; the desk and the API's own host are no sites.

    Nor is a restored copy before it goes live.
    """
    if request.brand is None or request.brand.quiet:
        lines = ["User-agent: *", "Disallow: /"]
    else:
        lines = ["User-agent: *", "Disallow: /api/", "", f"Sitemap: {request.brand.public_url}/sitemap.xml"]
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = STORABLE
    return response


@require_safe
def sitemap(request) -> HttpResponse:
    """Every public page of the host's brand, with its translations."""
    directory = directory_for(request)
    pages = sitemap_pages(directory, request.brand).order_by("path")[:MOST]
    text = render_to_string("sitemap.xml", {"entries": sitemap_entries(directory, request.brand, pages)})
    response = HttpResponse(text, content_type="application/xml; charset=utf-8")
    response["Cache-Control"] = STORABLE
    return response
