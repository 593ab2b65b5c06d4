from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NavigationConfig(AppConfig):
    name = "cms.navigation"
    label = "navigation"
    verbose_name = _("Navigation")

    def ready(self):
        from cms.changes.receivers import watch_part_of_page
        from cms.foundation.page_tags import PageTags, search_panels
        from cms.foundation.scope import LINKED, register_loader

        from .models import Menus, load_menus
        from .page_tags import PageTag, load_page_tags
        from .panels import PageTagsPanel

        watch_part_of_page(PageTag)
        search_panels.append(PageTagsPanel())
        register_loader(Menus, load_menus)
        register_loader(PageTags, load_page_tags, LINKED)  # with the cards that every page asks for anyway
