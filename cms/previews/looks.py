"""Drafts without styles, and in the look of each brand."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from brands.directory import BrandDirectory
from brands.models import Brand
from cms.foundation.pages import BasePage
from cms.foundation.previewing import PreviewMode

WITHOUT_STYLES = "without-styles"
LOOK = "look-"


def looks_of(page: BasePage) -> Iterator[PreviewMode]:
    """Without styles, and as every other brand would dress it: a theme is no secret, visitors see it."""
    yield PreviewMode(WITHOUT_STYLES, _("Without styles"), without_styles, order=50)
    directory = BrandDirectory()
    own = directory.brand_of(page)
    for brand in directory.brands:
        if own is None or brand.pk != own.pk:
            yield PreviewMode(f"{LOOK}{brand.key}", _("In the look of %s") % brand.name, _dressed_as(brand), order=60)


def without_styles(page: BasePage, request: HttpRequest) -> TemplateResponse:
    """The page in the order in which it is read aloud."""
    response = page.draft_response(request)
    response.context_data = {**(response.context_data or {}), "without_styles": True}
    return response


def _dressed_as(brand: Brand):
    def show(page: BasePage, request: HttpRequest) -> TemplateResponse:
        response = page.draft_response(request)
        response.context_data = {**(response.context_data or {}), "look": brand}
        return response

    return show
