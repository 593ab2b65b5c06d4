"""Addresses on the brands' own sites where no public page stands, and pages for those who read Markdown."""

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from brands.directory import directory_for
from brands.hosts import SITE, language_of_path
from cms.foundation.negotiation import markdown_path, page_path_of, prefers_markdown
from cms.foundation.tags import PARAMETERS_MATTER, add_tags
from cms.previews.door import at_door
from cms.previews.views import public_scope

from .markdown import markdown_of
from .redirects import PERMANENT, Gone, Lead, find_redirect_of_query, tell_of_queries
from .resolution import Locked, resolve


class LeadsOn:
    """Where a site has no page for everybody: leads to where it went, asks for a password, or says that it is gone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if getattr(request, "host_kind", None) != SITE or request.brand is None:
            return response
        if "\0" in request.path_info or request.path_info.startswith("/api/"):
            return response
        if response.status_code == 404 and request.method in ("GET", "HEAD", "POST"):
            return self._answer(request, response)
        if _is_page(request):
            tell_of_queries(request.brand, request.path_info)
        return response

    def process_view(self, request, view, args, kwargs):
        """Where a redirect names the query that is asked with, there is no page: `_answer` says what there is."""
        query = request.META.get("QUERY_STRING", "")
        if not query or getattr(request, "host_kind", None) != SITE or request.brand is None or not _is_page(request):
            return
        if find_redirect_of_query(directory_for(request), request.brand, request.path_info, query) is not None:
            raise Http404

    @staticmethod
    def _answer(request, response) -> HttpResponse:
        tell_of_queries(request.brand, request.path_info)
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
                return _gone(request, response)
        return response


def ends_at(request, brand) -> str:
    """Full address that a request to an alias of a brand ends at for good, so that nobody is led on twice; else empty.

    A redirect for now is left to the brand's own host, as is what is sent.
    """
    path, query = request.path_info, request.META.get("QUERY_STRING", "")
    if request.method not in ("GET", "HEAD") or "\0" in path or path.startswith("/api/") or brand.headless_only:
        return ""
    found = resolve(directory_for(request), brand, path, query)
    if not isinstance(found, Lead) or found.status != PERMANENT:
        return ""
    target = f"{found.target}?{query}" if found.keeps_query and query else found.target
    return brand.root_url + target if target.startswith("/") and not target.startswith("//") else target


def _gone(request, response) -> HttpResponse:
    """The page that was not found, saying that it was taken away."""
    scope = public_scope(request, request.brand, language_of_path(request.path_info))
    context = {"scope": scope, "brand": scope.brand, "language": scope.language_code}
    response.status_code = 410
    response.content = render_to_string("410.html", context, request)
    return response


def _is_page(request) -> bool:
    """Whether somebody reads what Wagtail serves."""
    found = request.resolver_match
    return request.method in ("GET", "HEAD") and found is not None and found.url_name == "wagtail_serve"


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
