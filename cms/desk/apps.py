from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "cms.desk"
    label = "desk"
    verbose_name = _("Desk")

    def ready(self):
        from django.db.models.signals import post_save
        from wagtail.models import Revision

        from .health.storing import on_revision_saved
        from .notifications import connect

        post_save.connect(on_revision_saved, sender=Revision, dispatch_uid="health")
        connect()
        if settings.WAGTAIL_API_V3:
            from .wagtail_v3.fields import offer_fields

            offer_fields()
