"""Addresses on the brands' own sites where no public page stands, and pages for those who read Markdown."""

from django.http import HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils.cache import patch_vary_headers

from brands.directory import directory_for
from brands.hosts import SITE
from cms.foundation.negotiation import markdown_path, page_path_of, prefers_markdown
from cms.foundation.tags import PARAMETERS_MATTER, add_tags
from cms.previews.door import at_door

from .markdown import markdown_of
from .redirects import PERMANENT, Lead, names_query
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
        if names_query(request.brand, request.path_info):
            add_tags(PARAMETERS_MATTER)
        query = request.META.get("QUERY_STRING", "")
        found = resolve(directory_for(request), request.brand, request.path_info, query)
        if isinstance(found, Locked):
            return at_door(request, found.page, found.root)
        if request.method == "POST":
            return response
        match found:
            case Lead(target, status, keeps_query=keeps_query):
                if keeps_query:
                    add_tags(PARAMETERS_MATTER)
                address = f"{target}?{query}" if keeps_query and query else target
                leads = HttpResponsePermanentRedirect if status == PERMANENT else HttpResponseRedirect
                return leads(address)
            case Gone():
                response.status_code = 410
        return response


class AsMarkdown:
    """Answers a page as Markdown: at its address with ``.md``, and for who asks for ``text/markdown`` in `Accept`.

    The page is asked for as ever, so that everything holds for its Markdown that holds for itself: who may see it,
    where it has moved, that it is gone or asks for a password.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if getattr(request, "host_kind", None) != SITE or request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        asked = request.path_info
        path = page_path_of(asked)
        if path is not None:
            request.path_info = request.path = path
        response = self.get_response(request)
        if response.has_header("Location"):
            if path is not None:
                _lead_to_markdown(response)
        elif not response.streaming and response.get("Content-Type", "").startswith("text/html"):
            if path is None:
                patch_vary_headers(response, ["Accept"])
            elif response.status_code == 200 and asked != markdown_path(path):
                add_tags(PARAMETERS_MATTER)
                return HttpResponsePermanentRedirect(_with_query(markdown_path(path), request))
            if path is not None or prefers_markdown(request.headers.get("Accept", "")):
                _write(request, response, negotiated=path is None)
        return response


def _write(request, response: HttpResponse, negotiated: bool) -> None:
    # The brand's own address, whatever port or letters the request wrote.
    brand = request.brand
    base = brand.root_url + request.path_info if brand else request.build_absolute_uri(request.path_info)
    written = markdown_of(response.content.decode(response.charset), base)
    response.content = written.text.encode()
    response["Content-Type"] = "text/markdown; charset=utf-8"
    if response.status_code == 200 and negotiated:
        response["Content-Location"] = markdown_path(request.path_info)
    if written.canonical:
        response["Link"] = f'<{written.canonical}>; rel="canonical"'  # search engines list the page and not this


def _lead_to_markdown(response: HttpResponse) -> None:
    """Within the site a redirect leads on to Markdown."""
    target = response["Location"]
    if target.startswith("/") and not target.startswith("//"):
        path, mark, query = target.partition("?")
        if path.endswith("/"):
            response["Location"] = f"{markdown_path(path)}{mark}{query}"


def _with_query(path: str, request) -> str:
    query = request.META.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path
