"""The reports' addresses, and their places in the menu of who is in a team."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from ..library.hooks import TeamMenuItem
from .views import BrokenLinksView, PastFiguresView, UntranslatedView

REPORTS = [
    (BrokenLinksView, "links", _("Broken links"), 810),
    (UntranslatedView, "translations", _("Missing and outdated translations"), 820),
    (PastFiguresView, "figures", _("Figures past their date"), 830),
]


@hooks.register("register_admin_urls")
def register_reports():
    found = []
    for view, place, _label, _order in REPORTS:
        found.append(path(f"reports/{place}/", view.as_view(), name=view.index_url_name))
        found.append(
            path(f"reports/{place}/results/", view.as_view(results_only=True), name=view.index_results_url_name)
        )
    return found


@hooks.register("construct_reports_menu")
def offer_reports(request, menu_items):
    for view, _place, label, order in REPORTS:
        item = TeamMenuItem(label, reverse(view.index_url_name), icon_name=view.header_icon, order=order)
        if item.is_shown(request):
            menu_items.append(item)
