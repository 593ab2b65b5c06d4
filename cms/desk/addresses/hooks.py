"""Addresses of a brand in the desk: its redirects as files, and what visitors did not find."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .not_found import NotFoundView
from .redirect_file import RedirectDownloadView, RedirectFileView, brands_with_redirects


@hooks.register("register_admin_urls")
def register_addresses():
    return [
        path("redirects/file/", RedirectFileView.as_view(), name="redirect_file"),
        path("redirects/file/download/", RedirectDownloadView.as_view(), name="redirect_file_download"),
        path("reports/not-found/", NotFoundView.as_view(), name="not_found"),
        path("reports/not-found/results/", NotFoundView.as_view(results_only=True), name="not_found_results"),
    ]


class NotFoundItem(MenuItem):
    """For who keeps redirects."""

    def is_shown(self, request):
        return brands_with_redirects(request.user).exists()


@hooks.register("register_reports_menu_item")
def offer_what_was_not_found():
    return NotFoundItem(_("Not found"), reverse("not_found"), icon_name="warning", order=815)
