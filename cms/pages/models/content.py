"""Legal and other plain texts."""

from django.utils.translation import gettext_lazy as _

from .sections import SectionsPage


class ContentPage(SectionsPage):
    """Privacy statement, terms, cookies."""

    parent_page_types = ["home.HomePage", "pages.ContentPage"]
    subpage_types = ["pages.ContentPage"]
    page_description = _("A plain text, such as a privacy statement.")

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")
