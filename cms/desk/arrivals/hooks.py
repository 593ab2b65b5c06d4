"""Addresses of what comes from elsewhere, and the ways to them."""

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.models import Page

from brands.permissions import teams_of
from cms.comparisons.models import ComparisonPage
from cms.pages.models import ContentPage

from .pasting import PasteView
from .reports import ImportLinesView, ImportsView


class BrandMenuItem(MenuItem):
    """An entry for people of brands."""

    def is_shown(self, request):
        return request.user.is_superuser or any(team.brand_id for team in teams_of(request.user))


class PasteItem(PageMenuItem):
    """The way to pasting a page that exists elsewhere, in the menu above a page that may have it below."""

    label = _("Paste an existing page")
    icon_name = "paste"

    def is_shown(self, user):
        page: Page = self.page.specific
        fits = ContentPage.can_create_at(page) or ComparisonPage.can_create_at(page)
        return fits and page.permissions_for_user(user).can_add_subpage()

    @cached_property
    def url(self):
        return f"{reverse('paste_page')}?parent={self.page.pk}"


@hooks.register("register_admin_urls")
def register_arrivals():
    return [
        path("pages/paste/", PasteView.as_view(), name="paste_page"),
        path("reports/imports/", ImportsView.as_view(), name="imports"),
        path("reports/imports/results/", ImportsView.as_view(results_only=True), name="imports_results"),
        path("reports/imports/<int:import_id>/", ImportLinesView.as_view(), name="import_lines"),
        path(
            "reports/imports/<int:import_id>/results/",
            ImportLinesView.as_view(results_only=True),
            name="import_lines_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def offer_imports():
    return BrandMenuItem(_("Imports"), reverse("imports"), icon_name="download", order=840)


@hooks.register("register_page_header_buttons")
def offer_pasting(page, user, view_name, next_url=None):
    yield PasteItem(page=page, priority=67)
