from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "cms.media"
    label = "media"
    verbose_name = "Media"

    def ready(self):
        from . import tasks  # noqa: F401 - connects the receivers
        from .pictures import register_loaders

        register_loaders()
