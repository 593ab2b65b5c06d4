from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "cms.consent"
    label = "consent"
    verbose_name = "Consent"

    def ready(self):
        from cms.changes.receivers import watch_coarsely

        from .models import Cookie, CookiePurpose

        watch_coarsely(Cookie)
        watch_coarsely(CookiePurpose)
