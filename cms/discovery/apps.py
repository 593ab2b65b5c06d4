from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiscoveryConfig(AppConfig):
    name = "cms.discovery"
    label = "discovery"
    verbose_name = _("Discovery")

    def ready(self):
        from django.db.models.signals import post_delete, post_save, pre_save
        from wagtail.contrib.redirects.models import Redirect
        from wagtail.signals import page_published

        from brands.hosts import ENDS_AT
        from brands.models import Brand
        from cms.foundation.pages import needed_around_every_page, needed_by_every_page
        from cms.foundation.previewing import register_preview_modes
        from cms.foundation.scope import LINKED, register_loader

        from . import indexing, social_cards
        from .middleware import ends_at
        from .models import SocialCard
        from .previewing import told_elsewhere
        from .redirects import before_redirect_saved, on_redirect_changed
        from .seo import seo_references

        ENDS_AT.append(ends_at)
        indexing.connect()
        pre_save.connect(before_redirect_saved, sender=Redirect, dispatch_uid="discovery")
        for signal in (post_save, post_delete):
            signal.connect(on_redirect_changed, sender=Redirect, dispatch_uid="discovery")
        register_loader(SocialCard, social_cards.load_social_cards, LINKED)  # with the cards that every page asks for
        needed_by_every_page.append(SocialCard)
        register_preview_modes(told_elsewhere)
        needed_around_every_page.append(lambda scope: seo_references(scope.brand))
        page_published.connect(social_cards.on_page_published, dispatch_uid="discovery")
        post_save.connect(social_cards.on_brand_saved, sender=Brand, dispatch_uid="discovery")
        for signal in (post_save, post_delete):
            signal.connect(social_cards.on_card_changed, sender=SocialCard, dispatch_uid="discovery")
        post_delete.connect(social_cards.on_card_deleted, sender=SocialCard, dispatch_uid="discovery:file")
