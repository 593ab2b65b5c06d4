from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "cms.api"
    label = "api"
    verbose_name = _("Delivery API")

    def ready(self):
        from cms.foundation.previewing import register_preview_modes

        from .previewing import as_document

        register_preview_modes(as_document)
