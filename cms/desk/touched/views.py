"""The pages that a change touches, each beside what it will be."""

import re
from typing import Any

from django.apps import apps
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.models import Page
from wagtail.permissions import policy_registry

from brands.directory import directory_for
from brands.models import Brand
from cms.library.models import LibraryItem
from cms.media.models import MediaImage
from cms.navigation.models import Menu

from ..ownership import may_see
from .deeds import Deed
from .reach import Reach, Touched, reach_of, seen_by
from .trying import NotPublic, change_of, rendered

SCRIPT = re.compile(rb"<script [^>]*></script>")
TOUCHING = (LibraryItem, Menu, MediaImage, Brand, Page)


class OfAChange(View):
    """What the views have in common: the thing that is changed, and what is done to a page."""

    def dispatch(self, request, *args, **kwargs):
        self.thing = thing_named(kwargs["app_label"], kwargs["model_name"], kwargs["pk"])
        self.deed = self._deed()
        if not may_change(request.user, self.thing, self.deed):
            raise PermissionDenied
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    def _deed(self) -> Deed | None:
        """What is done to a page, a move where nothing is said; 404 for anything else."""
        if not isinstance(self.thing, Page):
            return None
        below = self.request.GET.get("below") == "1"
        match self.request.GET.get("deed", "move"):
            case "move":
                return Deed("move", self._destination())
            case "publish":
                return Deed("publish", below=below)
            case "unpublish":
                return Deed("unpublish", below=below)
            case "delete":
                return Deed("delete")
        raise Http404

    def _destination(self) -> Page | None:
        """Where a page is moved to: what she may not see is not there."""
        key = self.request.GET.get("destination", "")
        if not key:
            return None
        found = Page.objects.filter(pk=key).first() if key.isascii() and key.isdigit() and len(key) < 19 else None
        if found is None or not may_see(self.request.user, found, directory_for(self.request)):
            raise Http404
        return found

    @property
    def reach(self) -> Reach:
        user = self.request.user
        return reach_of(self.thing, directory_for(self.request), seen_by(user), self.deed)

    def touched_or_404(self) -> Touched:
        """The page that the address names, if the change touches it and she may know of it."""
        key = self.kwargs["touched_id"]
        found = next((each for each in self.reach.pages if each.page.pk == key), None)
        if found is None:
            raise Http404
        return found

    @property
    def sent(self) -> list[tuple[str, str]]:
        """What stands in the form of what has no draft, to be sent along."""
        return [(name, value) for name, values in self.request.POST.lists() for value in values
                if name != "csrfmiddlewaretoken"]  # fmt: skip


class TouchedView(OfAChange, TemplateView):
    """The list. By POST with what stands in a form, which has changed nothing yet."""

    template_name = "desk/touched/list.html"
    http_method_names = ["get", "head", "post"]

    def post(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data(**kwargs))

    def get_context_data(self, **kwargs):
        directory, user = directory_for(self.request), self.request.user
        reach = self.reach
        rows = [
            {
                "touched": each,
                "edit_url": reverse("wagtailadmin_pages:edit", args=[each.page.pk])
                if may_see(user, each.page, directory) and each.page.permissions_for_user(user).can_edit() else "",
                "beside_url": self._beside(each),
            }
            for each in reach.pages
        ]  # fmt: skip
        return {**super().get_context_data(**kwargs), "thing": self.thing, "reach": reach, "rows": rows,
                "sent": self.sent}  # fmt: skip

    def _beside(self, touched: Touched) -> str:
        return address_of("touched_page", self.thing, self.deed, touched.page.pk)


class BesideView(OfAChange, TemplateView):
    """A touched page now and after the change, beside each other."""

    template_name = "desk/touched/beside.html"
    http_method_names = ["get", "head", "post"]

    def post(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data(**kwargs))

    def get_context_data(self, **kwargs):
        touched = self.touched_or_404()
        return {
            **super().get_context_data(**kwargs),
            "thing": self.thing,
            "touched": touched,
            "sent": self.sent,
            "now_url": address_of("touched_now", self.thing, self.deed, touched.page.pk),
            "after_url": address_of("touched_after", self.thing, self.deed, touched.page.pk),
            "list_url": address_of("touched", self.thing, self.deed),
        }


class RenderedView(OfAChange):
    """A touched page as visitors get it: by GET now, by POST after the change, which is taken back at once."""

    http_method_names = ["get", "head"]

    def get(self, request, *args, **kwargs):
        touched = self.touched_or_404()
        try:
            return _in_a_frame(rendered(touched.page.pk, request))
        except NotPublic:
            return _in_words(_("Visitors do not see this page now."))


class RenderedAfterView(OfAChange):
    """The same after the change. A POST, since it writes before it takes back."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        touched = self.touched_or_404()
        change = change_of(self.thing, request.user, request.POST if self.sent else None, self.deed)
        try:
            return _in_a_frame(rendered(touched.page.pk, request, change))
        except ValidationError as error:
            return _in_words(
                _("After the change nothing can be shown yet. %(reasons)s") % {"reasons": " ".join(error.messages)}
            )
        except NotPublic:
            return _in_words(_("After the change visitors do not see this page."))


def _in_a_frame(html: bytes) -> HttpResponse:
    """Without scripts, which the frame does not run and the browser would complain of. Our pages have none inline."""
    return HttpResponse(SCRIPT.sub(b"", html))


def _in_words(told: str) -> HttpResponse:
    return HttpResponse(told, content_type="text/plain; charset=utf-8")


def thing_named(app_label: str, model_name: str, pk: str) -> Any:
    """The thing that an address names; 404 for what touches no pages."""
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError as error:
        raise Http404 from error
    key = unquote(pk)
    if not issubclass(model, TOUCHING) or not (key.isascii() and key.isdigit() and len(key) < 19):
        raise Http404
    return get_object_or_404(model, pk=key)


def may_change(user, thing: Any, deed: Deed | None = None) -> bool:
    """Whether somebody may do to a thing what touches its pages."""
    if isinstance(thing, Page):
        return (deed or Deed()).is_allowed(user, thing)
    return policy_registry.get(thing).user_has_permission_for_instance(user, "change", thing)


def address_of(view: str, thing: Any, deed: Deed | None = None, *args) -> str:
    """Where a change's reach is told."""
    meta = thing._meta
    address = reverse(view, args=[meta.app_label, meta.model_name, quote(thing.pk), *args])
    return address + (deed.asked if deed else "")
