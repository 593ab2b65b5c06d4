"""The report of refusals in the desk."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .report import RefusalsView, may_read_refusals


@hooks.register("register_admin_urls")
def register_refusals():
    return [
        path("reports/refusals/", RefusalsView.as_view(), name="refusals"),
        path("reports/refusals/results/", RefusalsView.as_view(results_only=True), name="refusals_results"),
    ]


class RefusalsItem(MenuItem):
    """For who reads refusals."""

    def is_shown(self, request):
        return may_read_refusals(request.user)


@hooks.register("register_reports_menu_item")
def offer_refusals():
    return RefusalsItem(_("Refusals"), reverse("refusals"), icon_name="no-view", order=1010)
