from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "cms.pages"
    label = "pages"
    verbose_name = _("Pages")

    def ready(self):
        from wagtail.models import Page

        from cms.foundation.scope import LINKED, register_addresses, register_loader
        from cms.library.models import Role

        from .models.article import ArticlesBelow, load_articles
        from .models.contact import ContactPage, contact_address
        from .models.role import RolePage, role_addresses

        register_loader(ArticlesBelow, load_articles, LINKED)
        register_addresses(Role, role_addresses, RolePage)
        register_addresses(Page, contact_address, ContactPage)
