from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiscoveryConfig(AppConfig):
    name = "cms.discovery"
    label = "discovery"
    verbose_name = _("Discovery")

    def ready(self):
        from django.db.models.signals import post_delete, post_save
        from wagtail.contrib.redirects.models import Redirect

        from .redirects import on_redirect_changed

        for signal in (post_save, post_delete):
            signal.connect(on_redirect_changed, sender=Redirect, dispatch_uid="discovery")
