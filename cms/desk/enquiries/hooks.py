"""Where enquiries stand in the desk beside their list."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import policy_registry

from cms.enquiries.models import Enquiry

from .unsent import UnsentPanel, retry
from .visitors import VisitorView


@hooks.register("register_admin_urls")
def register_enquiry_views():
    return [
        path("visitor/", VisitorView.as_view(), name="enquiries_visitor"),
        path("enquiries-mail/retry/", retry, name="enquiries_retry"),
    ]


@hooks.register("construct_homepage_panels")
def show_unsent(request, panels):
    if policy_registry.get_by_type(Enquiry).user_has_permission(request.user, "view"):
        panels.append(UnsentPanel(request))


class VisitorItem(MenuItem):
    """For who may read enquiries."""

    def is_shown(self, request):
        return policy_registry.get_by_type(Enquiry).user_has_permission(request.user, "view")


@hooks.register("register_reports_menu_item")
def offer_visitor():
    address = reverse("enquiries_visitor")
    return VisitorItem(_("Data of a visitor"), address, name="visitor", icon_name="user", order=900)
