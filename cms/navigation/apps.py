from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NavigationConfig(AppConfig):
    name = "cms.navigation"
    label = "navigation"
    verbose_name = _("Navigation")

    def ready(self):
        from cms.foundation.scope import register_loader

        from .models import Menus, load_menus

        register_loader(Menus, load_menus)
