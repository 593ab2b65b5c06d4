from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliveryConfig(AppConfig):
    name = "cms.delivery"
    label = "delivery"
    verbose_name = _("Delivery")

    def ready(self):
        from django.db.models.signals import post_save

        from cms.changes.models import Change

        from .spreading import on_change_recorded

        post_save.connect(on_change_recorded, sender=Change, dispatch_uid="delivery")
