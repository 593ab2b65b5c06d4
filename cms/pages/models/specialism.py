"""What a brand recruits in. Specialisms nest."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.blocks.facts import FactItem, facts_field

from .sections import SectionsDocument, SectionsPage


class SpecialismDocument(SectionsDocument):
    """A specialism."""

    facts: list[FactItem]


class SpecialismPage(SectionsPage):
    """A field in which the brand recruits, such as “IT leadership recruitment”."""

    facts = facts_field()

    document = SpecialismDocument
    parent_page_types = ["home.HomePage", "pages.SpecialismPage"]
    subpage_types = ["pages.SpecialismPage", "pages.RolePage", "comparisons.ComparisonPage"]
    page_description = _("A field in which the brand recruits. May hold further specialisms, comparisons and roles.")
    tabs = [
        (_("Introduction"), [*SectionsPage.introduction_panels, FieldPanel("facts")]),
        (_("Sections"), SectionsPage.body_panels),
    ]

    class Meta:
        verbose_name = _("specialism")
        verbose_name_plural = _("specialisms")
