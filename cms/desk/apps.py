from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class DeskConfig(AppConfig):
    default = True
    name = "cms.desk"
    label = "desk"
    verbose_name = _("Desk")

    def ready(self):
        from django.db.models.signals import post_save, pre_save
        from wagtail.models import Revision

        from .audit.owning import LOGS, mark_entry
        from .health.storing import on_revision_saved
        from .notifications import connect

        post_save.connect(on_revision_saved, sender=Revision, dispatch_uid="health")
        connect()
        for log_model in LOGS:
            pre_save.connect(mark_entry, sender=log_model, dispatch_uid=f"mark:{log_model.__name__}")
        if settings.WAGTAIL_API_V3:
            from .wagtail_v3.fields import offer_fields

            offer_fields()


class PeopleConfig(WagtailUsersAppConfig):
    """Wagtail's users, with our list of them."""

    user_viewset = "cms.desk.people.PeopleViewSet"
