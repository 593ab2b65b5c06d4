"""What of running the platform stands in the desk."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .parcels.forms import brands_that_move
from .parcels.running import BROUGHT_IN, TAKEN_OUT
from .parcels.views import ParcelArchiveView, ParcelsView, ParcelView


class ParcelsItem(MenuItem):
    """For who may move a brand's content."""

    def is_shown(self, request):
        return brands_that_move(request.user).exists()


@hooks.register("register_admin_urls")
def register_parcels():
    return [
        path("parcels/", ParcelsView.as_view(), name="parcels"),
        path("parcels/<int:parcel_id>/", ParcelView.as_view(), name="parcel"),
        path("parcels/<int:parcel_id>/archive/", ParcelArchiveView.as_view(), name="parcel_archive"),
    ]


@hooks.register("register_settings_menu_item")
def lead_to_parcels():
    return ParcelsItem(_("Move content"), reverse("parcels"), icon_name="download", order=590)


@hooks.register("register_log_actions")
def register_parcel_actions(actions):
    actions.register_action(TAKEN_OUT, _("Take content out"), _("Content taken out as an archive"))
    actions.register_action(BROUGHT_IN, _("Bring content in"), _("Content brought in from an archive"))
