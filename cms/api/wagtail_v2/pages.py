"""Pages in Wagtail's read API: of one brand, as far as the public sees them, with the texts that the site shows.

Wagtail's own view set reads models; this one reads representations. No field is a model's relation, so nothing can be
expanded, and rich text is finished HTML or Markdown wherever it stands.
"""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from rest_framework.negotiation import BaseContentNegotiation
from wagtail.api import APIField
from wagtail.api.v2.filters import (
    AncestorOfFilter,
    ChildOfFilter,
    DescendantOfFilter,
    FieldsFilter,
    LocaleFilter,
    OrderingFilter,
    TranslationOfFilter,
)
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page

from brands.directory import directory_for
from brands.models import Brand
from cms.discovery.resolution import Found, resolve
from cms.discovery.search import represent_all
from cms.foundation.pages import BasePage, PageDocument
from cms.foundation.scope import Scope
from cms.foundation.tags import add_tags, list_of_pages
from cms.foundation.visibility import visible_pages, visible_roots

from .limits import BoundedPagination, PerClientThrottle, ShownWordsFilter, check_numbers, check_sizes
from .serializers import BrandPageSerializer, Shown
from .viewpoint import brand_for

#: Of a page, what may be compared and sorted by. All of it is said to everybody who may read the page.
COMPARED = ("id", "title", "slug", "show_in_menus", "seo_title", "search_description")
#: Formats of rich text. What Wagtail keeps in its database names keys of pages that are not public.
RICH_TEXT_FORMATS = ("html", "markdown")


class JsonAlways(BaseContentNegotiation):
    """The answer does not vary by Accept: it is the same for everybody and may be stored once."""

    def select_parser(self, request, parsers):
        return parsers[0]

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type


class BrandPagesViewSet(PagesAPIViewSet):
    """Wagtail's pages endpoint behind the one visibility."""

    # Wagtail's default asks for Django's: a guess at a colleague's password would be answered here.
    authentication_classes: list = []
    permission_classes: list = []
    throttle_classes = [PerClientThrottle]
    content_negotiation_class = JsonAlways
    pagination_class = BoundedPagination
    base_serializer_class = BrandPageSerializer
    filter_backends = [
        FieldsFilter,
        ChildOfFilter,
        AncestorOfFilter,
        DescendantOfFilter,
        OrderingFilter,
        TranslationOfFilter,
        LocaleFilter,
        ShownWordsFilter,
    ]

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        check_sizes(request.GET)
        check_numbers(request.GET)

    # Whose pages

    def brand(self) -> Brand:
        return brand_for(self.request)

    def get_root_page(self):
        return self.brand().site.root_page

    def get_base_queryset(self):
        return visible_pages(directory_for(self.request), self.brand()).order_by("path")

    def get_queryset(self):
        return super().get_queryset().select_related("locale", "content_type").order_by("path")

    def filter_queryset(self, queryset):
        try:
            return super().filter_queryset(queryset)
        except ValidationError as error:
            raise BadRequestError(" ".join(error.messages)) from error

    def listing_view(self, request):
        brand = self.brand()
        roots = visible_roots(directory_for(request), brand)
        add_tags(f"brand:{brand.key}", *(list_of_pages(root.tree_path) for root in roots))
        return super().listing_view(request)

    def detail_view(self, request, pk):
        add_tags(f"page:{pk}")
        return super().detail_view(request, pk)

    def find_view(self, request):
        """302 to the page's own address; the remaining parameters are kept."""
        page = self._found(request)
        if page is None:
            raise Http404("not found")
        query = request.GET.copy()
        for name in self.find_query_parameters:
            query.pop(name, None)
        url = reverse("wagtailapi_v2:pages:detail", args=[page.pk])
        return HttpResponseRedirect(f"{url}?{query.urlencode()}")

    def _found(self, request) -> Page | None:
        if "html_path" in request.GET:
            inside = request.GET["html_path"].strip("/")
            meaning = resolve(directory_for(request), self.brand(), f"/{inside}/" if inside else "/")
            if isinstance(meaning, Found):
                return meaning.page
        if "id" in request.GET:
            return self.get_base_queryset().filter(pk=request.GET["id"]).first()
        return None

    # What of them

    @classmethod
    def get_body_fields(cls, model):
        return cls._convert_api_fields(cls.body_fields) + [
            APIField(name, serializer=Shown(name)) for name in shown_fields(model)
        ]

    @classmethod
    def get_available_fields(cls, model, db_fields_only=False):
        return list(COMPARED) if db_fields_only else super().get_available_fields(model)

    def check_query_parameters(self, queryset):
        super().check_query_parameters(queryset)
        self.resolve_rich_text_format()

    def resolve_rich_text_format(self):
        asked = self.request.GET.get("rich_text_format", RICH_TEXT_FORMATS[0])
        if asked not in RICH_TEXT_FORMATS:
            raise BadRequestError(f"rich_text_format must be one of {', '.join(RICH_TEXT_FORMATS)}")
        return asked

    def paginate_queryset(self, queryset):
        self._rows = super().paginate_queryset(queryset)
        add_tags(*(f"page:{page.pk}" for page in self._rows))
        return self._rows

    def document_of(self, page: Page) -> PageDocument:
        """The page as the site shows it. All pages of a list are made together, from one point of view a language."""
        if not hasattr(self, "_documents"):
            self._documents = self._represented(getattr(self, "_rows", [page]))
        return self._documents[page.pk]

    def _represented(self, pages: list[Page]) -> dict[int, PageDocument]:
        directory, documents = directory_for(self.request), {}
        for root in visible_roots(directory, self.brand()):
            scope = Scope(directory, root.brand, root.locale)
            rows = [page for page in pages if page.locale_id == root.locale_id]
            if len(rows) == 1 and isinstance(rows[0], BasePage):
                documents[rows[0].pk] = rows[0].represent(replace(scope, page=rows[0]))
            else:
                documents |= {page.pk: document for page, document in represent_all(scope, rows)}
        return documents


def shown_fields(model: type[Page]) -> list[str]:
    """Fields of a page type's representation that Wagtail's own fields do not say already; none of `Page` itself."""
    if not issubclass(model, BasePage):
        return []
    return [name for name in model.document_type().model_fields if name not in ("id", "type", "title")]
