"""Before a change its reach is told: above the editor of what is shared, and where a deed to a page is confirmed."""

from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from brands.directory import directory_for

from . import together  # noqa: F401 - pages that are moved, published or unpublished together
from .deeds import Deed
from .publishing import reach_of_publishing, way_to_reach_of_publishing
from .reach import reach_of, seen_by
from .views import BesideView, RenderedAfterView, RenderedView, TouchedView, address_of, may_change

WHERE = "touched/<str:app_label>/<str:model_name>/<str:pk>/"


@hooks.register("register_admin_urls")
def register_reach():
    return [
        path(WHERE, TouchedView.as_view(), name="touched"),
        path(f"{WHERE}<int:touched_id>/", BesideView.as_view(), name="touched_page"),
        path(f"{WHERE}<int:touched_id>/now/", RenderedView.as_view(), name="touched_now"),
        path(f"{WHERE}<int:touched_id>/after/", RenderedAfterView.as_view(), name="touched_after"),
    ]


@hooks.register("insert_global_admin_js")
def send_what_is_written():
    """Of what has no draft, what stands in the form is sent along to the list of what it touches."""
    return format_html('<script src="{}" defer></script>', static("js/desk/touched.js"))


def tell_reach(request, thing, deed: Deed | None = None, words: str = "%(reach)s") -> None:
    """Say what a change will touch, in these words, with the way to the list."""
    if not _is_opened(request) or not thing.pk or not may_change(request.user, thing, deed):
        return
    reach = reach_of(thing, directory_for(request), seen_by(request.user), deed)
    way = messages.button(address_of("touched", thing, deed), _("See what it touches"))
    messages.info(request, words % {"reach": reach}, buttons=[way] if reach.pages else [])


def _is_opened(request) -> bool:
    """Whether somebody reads what is answered: not where a new thing's form learns that it was saved."""
    return request.method == "GET" and "_w_hydrate_create_view" not in request.GET


@hooks.register("before_edit_page")
def tell_reach_of_publishing(request, page):
    reach = reach_of_publishing(request, page) if _is_opened(request) else None
    if reach is not None:
        way = messages.button(way_to_reach_of_publishing(page), _("See what it touches"))
        messages.info(request, reach.of_publishing, buttons=[way] if reach.pages else [])


@hooks.register("before_edit_snippet")
def tell_reach_of_shared(request, instance):
    if hasattr(instance, "change_tags"):  # library items and menus
        tell_reach(request, instance)


@hooks.register("before_edit_brand")
def tell_reach_of_brand(request, brand):
    tell_reach(request, brand)


@hooks.register("before_move_page")
def tell_reach_of_move(request, page, destination):
    tell_reach(request, page, Deed("move", destination))


@hooks.register("before_delete_page")
def tell_reach_of_deleting(request, page):
    tell_reach(request, page, Deed("delete"))
