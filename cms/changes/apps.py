from django.apps import AppConfig


class ChangesConfig(AppConfig):
    name = "cms.changes"
    label = "changes"
    verbose_name = "Changes"

    def ready(self):
        from .receivers import connect

        connect()
