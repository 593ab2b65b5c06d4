from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChangesConfig(AppConfig):
    name = "cms.changes"
    label = "changes"
    verbose_name = _("Changes")

    def ready(self):
        from django.db.models.signals import post_save, pre_save

        from .models import Change, Webhook
        from .receivers import connect
        from .webhooks import collecting, tasks

        connect()
        post_save.connect(tasks.on_change_recorded, sender=Change, dispatch_uid="webhooks")
        pre_save.connect(collecting.before_saved, sender=Webhook, dispatch_uid="webhooks")
