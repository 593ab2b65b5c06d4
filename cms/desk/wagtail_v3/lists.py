"""What a token's lists hold: the person's own pages, of one site if asked, and the files that she may choose."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from wagtail.api.v3 import querysets
from wagtail.models import Page
from wagtail.permissions import policy_registry

from brands.directory import directory_for
from brands.hosts import language_of_path, split_host
from brands.models import Brand
from brands.permissions import brand_ids_of
from cms.discovery.resolution import tree_url_path
from cms.media.models import MediaDocument, MediaImage

from ..ownership import FILE_ACTIONS, own_pages

stock_pages = querysets.get_pages_queryset


def brands_of(request: HttpRequest) -> list[Brand]:
    """The brands that a request is about: the person's own, or the one that `?site=` names.

    :raises Http404: when the site is nobody's, or another brand's.
    """
    directory, user = directory_for(request), request.user
    mine = directory.brands if user.is_superuser else [one for one in directory.brands if one.pk in brand_ids_of(user)]
    named = request.GET.get("site")
    if named is None:
        return mine
    host = split_host(named)
    asked = [one for one in mine if one.host == host]
    if not asked:
        raise Http404("Not found")
    return asked


def pages_of(request: HttpRequest, model: type[Page] = Page) -> QuerySet:
    """The pages that a person may work on; Wagtail's own list ignores `?site=` where there is a token."""
    directory = directory_for(request)
    pages = own_pages(request.user, stock_pages(request, model), directory)
    if "site" not in request.GET:
        return pages
    asked = {brand.pk for brand in brands_of(request)}
    below = pages.none()
    for root in directory.roots:
        if root.brand.pk in asked:
            below |= pages.filter(path__startswith=root.tree_path)
    return below


def find_page(request: HttpRequest) -> HttpResponse:
    """302 to the page with a public address or key, drafts among them.

    Wagtail's own asks the site of the host, and the desk has none. Here an address is looked for in the person's
    brands; where several have it, `?site=` says which is meant.
    """
    page = _page_at(request, request.GET["html_path"]) if request.GET.get("html_path") else None
    key = request.GET.get("id", "")
    if page is None and key.isascii() and key.isdigit():
        page = pages_of(request).filter(pk=key).first()
    if page is None:
        raise Http404("Not found")
    query = request.GET.copy()
    query.pop("id", None)
    query.pop("html_path", None)
    return HttpResponseRedirect(f"{reverse('wagtailapi_v3:detail_page', args=[page.pk])}?{query.urlencode()}")


def _page_at(request: HttpRequest, html_path: str) -> Page | None:
    inside = html_path.strip("/")
    path = f"/{inside}/" if inside else "/"
    directory = directory_for(request)
    for brand in brands_of(request):
        root = directory.root_of(brand, language_of_path(path))
        url_path = tree_url_path(root, path) if root is not None else None
        if root is None or url_path is None:
            continue
        page = pages_of(request).filter(path__startswith=root.tree_path, url_path=url_path).first()
        if page is not None:
            return page
    return None


def images_of(request: HttpRequest) -> QuerySet:
    """The images that a person may choose; Wagtail's own list holds every brand's."""
    return _files(request, MediaImage)


def documents_of(request: HttpRequest) -> QuerySet:
    """The documents that a person may choose."""
    return _files(request, MediaDocument)


def _files(request: HttpRequest, model: type[MediaImage] | type[MediaDocument]) -> QuerySet:
    policy = policy_registry.get_by_type(model)
    files = policy.instances_user_has_any_permission_for(request.user, FILE_ACTIONS)
    return files.prefetch_related("tags").order_by("id")
