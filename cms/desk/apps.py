from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "cms.desk"
    label = "desk"
    verbose_name = _("Desk")

    def ready(self):
        if settings.WAGTAIL_API_V3:
            from .wagtail_v3.fields import offer_fields

            offer_fields()
