from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChangesConfig(AppConfig):
    name = "cms.changes"
    label = "changes"
    verbose_name = _("Changes")

    def ready(self):
        from django.db.models.signals import post_save, pre_save

        from . import waking
        from .models import Change, Webhook
        from .purging.forgetting import is_wanted, purge_caches
        from .receivers import connect
        from .webhooks.collecting import before_saved
        from .webhooks.tasks import anybody_listens, tell_webhooks

        connect()
        waking.takes_part(tell_webhooks, anybody_listens)
        waking.takes_part(purge_caches, is_wanted)
        post_save.connect(waking.on_change_recorded, sender=Change, dispatch_uid="waking")
        pre_save.connect(before_saved, sender=Webhook, dispatch_uid="webhooks")
