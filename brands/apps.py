from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _


class BrandsConfig(AppConfig):
    name = "brands"
    verbose_name = _("Brands")

    def ready(self):
        from wagtail.models import ReferenceIndex

        from .clients import check_proxies
        from .models import Brand

        register(check_proxies, Tags.security, deploy=True)
        # Wagtail watches pages and snippets by itself; a brand shows images too, and whoever changes one is told.
        ReferenceIndex.register_model(Brand)
