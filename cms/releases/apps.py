from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReleasesConfig(AppConfig):
    name = "cms.releases"
    label = "releases"
    verbose_name = _("Releases")

    def ready(self):
        from cms.changes.receivers import watch_coarsely
        from cms.foundation.pages import needed_by_every_page
        from cms.foundation.scope import register_loader

        from .models import Banner
        from .models.banner import Banners, load_banners

        watch_coarsely(Banner)
        register_loader(Banners, load_banners)
        needed_by_every_page.append(Banners)
