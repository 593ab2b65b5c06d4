from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsentConfig(AppConfig):
    name = "cms.consent"
    label = "consent"
    verbose_name = _("Consent")

    def ready(self):
        from cms.changes.receivers import watch_coarsely
        from cms.foundation.pages import needed_by_every_page
        from cms.foundation.scope import register_loader

        from .blocks.cookie_table import CookieRegistry, load_registry
        from .models import Cookie, CookiePurpose

        watch_coarsely(Cookie)
        watch_coarsely(CookiePurpose)
        register_loader(CookieRegistry, load_registry)
        needed_by_every_page.append(CookieRegistry)
