"""Addresses and places in the desk of pages that brands offer each other."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from ..library.hooks import TeamMenuItem
from .changed import ChangedAtSourceView, SourceItem, warn_of_change_elsewhere
from .listing import OfferedPagesView
from .offering import OFFERED, WITHDRAWN, OfferItem, OfferView
from .taking import TAKEN_AS_ALIAS, TAKEN_AS_COPY, TakeView


@hooks.register("register_admin_urls")
def register_offers():
    return [
        path("pages/<int:page_id>/offer/", OfferView.as_view(), name="page_offer"),
        path("pages/<int:page_id>/source/", ChangedAtSourceView.as_view(), name="changed_at_source"),
        path("offered/", OfferedPagesView.as_view(), name="offered_pages"),
        path("offered/results/", OfferedPagesView.as_view(results_only=True), name="offered_pages_results"),
        path("offered/<int:offer_id>/", TakeView.as_view(), name="offered_page_take"),
    ]


@hooks.register("register_admin_menu_item")
def lead_to_offered_pages():
    return TeamMenuItem(_("Offered pages"), reverse("offered_pages"), icon_name="group", order=155)


@hooks.register("register_page_header_buttons")
def lead_to_offer_and_source(page, user, view_name, next_url=None):
    yield OfferItem(page=page, priority=67)
    yield SourceItem(page=page, priority=68)


@hooks.register("before_edit_page")
def tell_what_changed_at_the_source(request, page):
    warn_of_change_elsewhere(request, page)


@hooks.register("register_log_actions")
def log_offers(actions):
    actions.register_action(OFFERED, _("Offer to other brands"), _("Offered to other brands"))
    actions.register_action(WITHDRAWN, _("Take the offer back"), _("Took the offer to other brands back"))
    actions.register_action(TAKEN_AS_ALIAS, _("Take over as an alias"), _("Taken over from another brand as an alias"))
    actions.register_action(TAKEN_AS_COPY, _("Take over as a copy"), _("Taken over from another brand as a copy"))
