from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FoundationConfig(AppConfig):
    name = "cms.foundation"
    label = "foundation"
    verbose_name = _("Foundation")

    def ready(self):
        from wagtail.models import Page
        from wagtail.signals import copy_for_translation_done

        from . import links, offering
        from .scope import LINKED, register_loader
        from .translation import track_translation

        register_loader(Page, links.load_pages, LINKED)
        register_loader(links.PagesAbove, links.load_pages_above, LINKED)
        register_loader(links.PagesBeside, links.load_pages_beside, LINKED)
        register_loader(links.AliasSource, links.load_alias_sources, LINKED)
        register_loader(links.Translations, links.load_translations, LINKED)
        copy_for_translation_done.connect(track_translation, dispatch_uid="translation")
        offering.connect()
