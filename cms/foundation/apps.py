from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "cms.foundation"
    label = "foundation"
    verbose_name = "Foundation"

    def ready(self):
        from wagtail.models import Page
        from wagtail.signals import copy_for_translation_done

        from .links import load_pages
        from .scope import register_loader
        from .translation import track_translation

        register_loader(Page, load_pages)
        copy_for_translation_done.connect(track_translation, dispatch_uid="translation")
