from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlocksConfig(AppConfig):
    name = "cms.blocks"
    label = "blocks"
    verbose_name = _("Blocks")

    def ready(self):
        from cms.foundation.scope import register_loader

        from .contact_details import ContactRows, load_contact_rows

        register_loader(ContactRows, load_contact_rows)
