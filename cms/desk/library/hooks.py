"""The library's part of the desk beyond Wagtail's own views of it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from brands.permissions import teams_of

from .suggestions import SuggestionsPanel
from .urls import urlpatterns
from .versions import InboxPanel


@hooks.register("register_admin_urls")
def register_library_views():
    return urlpatterns


@hooks.register("construct_homepage_panels")
def show_what_waits_in_the_library(request, panels):
    if request.user.is_superuser or teams_of(request.user):
        panels += [InboxPanel(), SuggestionsPanel()]


class TeamMenuItem(MenuItem):
    """An entry for who is in a team."""

    def is_shown(self, request):
        return request.user.is_superuser or bool(teams_of(request.user))


@hooks.register("register_reports_menu_item")
def offer_differences_report():
    return TeamMenuItem(_("Differences from the group"), reverse("library_differences"), icon_name="group", order=800)
