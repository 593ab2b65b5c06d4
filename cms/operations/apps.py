from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    name = "cms.operations"
    label = "operations"
    verbose_name = _("Operations")

    def ready(self):
        from .sites_role import grant_anew

        post_migrate.connect(grant_anew, sender=self)
