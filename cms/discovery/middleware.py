"""Addresses on the brands' own sites where no public page stands: old ones, and those behind a password."""

from django.http import HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect

from brands.directory import directory_for
from brands.hosts import SITE
from cms.previews.door import at_door

from .redirects import PERMANENT, Lead
from .resolution import Gone, Locked, resolve


class LeadsOn:
    """Where a site has no page for everybody: leads to where it went, asks for a password, or says that it is gone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        asked_for_page = request.method in ("GET", "HEAD", "POST") and not request.path_info.startswith("/api/")
        if response.status_code == 404 and asked_for_page and getattr(request, "host_kind", None) == SITE:
            return self._answer(request, response)
        return response

    @staticmethod
    def _answer(request, response) -> HttpResponse:
        if request.brand is None or "\0" in request.path_info:
            return response
        query = request.META.get("QUERY_STRING", "")
        found = resolve(directory_for(request), request.brand, request.path_info, query)
        if isinstance(found, Locked):
            return at_door(request, found.page, found.root)
        if request.method == "POST":
            return response
        match found:
            case Lead(target, status, keeps_query=keeps_query):
                address = f"{target}?{query}" if keeps_query and query else target
                leads = HttpResponsePermanentRedirect if status == PERMANENT else HttpResponseRedirect
                return leads(address)
            case Gone():
                response.status_code = 410
        return response
