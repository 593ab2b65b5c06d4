"""“Edit this answer”: from a block of a page to the text that its reader gets, for who may change it."""

from typing import Any
from urllib.parse import urlsplit

from django.http import Http404
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.utils import set_query_params
from wagtail.models import Page

from brands.directory import directory_for
from brands.models import Brand
from cms.library.panels import editor_of

from ..ownership import may_see
from .people import brands_of, item_or_404


class EditHereView(View):
    """Leads to the one text behind a chosen item: her brand's version, her own item, the original, or a suggestion.

    The page that she comes from says in which language and for which brand; without one it is the item's language and
    her first brand.
    """

    def get(self, request, *args, **kwargs):
        item = item_or_404(kwargs["model_name"], kwargs["pk"])
        page = page_behind(request)
        if page is not None and page.locale_id != item.locale_id:
            translated = item.get_translation_or_none(page.locale)
            if translated is None or not may_see(request.user, translated, directory_for(request)):
                told = _("“%(item)s” is not there yet in %(language)s. Translate it from here.")
                messages.warning(request, told % {"item": item, "language": page.locale.get_display_name()})
            else:
                item = translated
        return redirect(self._address(item, page))

    def _address(self, item: Any, page: Page | None) -> str:
        user, directory = self.request.user, directory_for(self.request)
        here = directory.brand_of(page) if page else None
        mine: list[Brand] = [here] if here else brands_of(user, directory)
        version = item.versions.filter(brand__in=mine).order_by("brand__group_order").first() if mine else None
        address = (editor_of(version, user) if version else "") or editor_of(item, user)
        if address:
            return address
        if item.brand_id is not None:
            raise Http404
        asked = {"brand": mine[0].key} if mine else {}
        return set_query_params(reverse("library_suggest", args=[item._meta.model_name, item.pk]), asked)


def page_behind(request) -> Page | None:
    """The page in whose editor somebody followed a link, or below which she makes a new one."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host():
        return None
    try:
        named = resolve(came_from.path).kwargs
    except Resolver404:
        return None
    key = named.get("page_id") or named.get("parent_page_id")
    page = Page.objects.filter(pk=key).select_related("locale").first() if isinstance(key, int) else None
    return page if page is not None and may_see(request.user, page, directory_for(request)) else None
