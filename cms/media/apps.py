from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "cms.media"
    label = "media"
    verbose_name = _("Media")

    def ready(self):
        from . import tasks  # noqa: F401 - connects the receivers
        from .pictures import register_loaders

        register_loaders()
