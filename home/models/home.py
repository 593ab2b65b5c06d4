"""What stands at the root of each brand's tree."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from brands.models import Brand
from cms.blocks.facts import FactItem, facts_field
from cms.foundation.page_tags import for_search_engines
from cms.pages.models.sections import SectionsDocument, SectionsPage


class HomeDocument(SectionsDocument):
    """A home page."""

    facts: list[FactItem]


class HomePage(SectionsPage):
    """The home page of a brand in one language. Provisioning makes it; editors fill it."""

    facts = facts_field()

    document = HomeDocument
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "pages.SpecialismPage",
        "comparisons.ComparisonPage",
        "pages.RolePage",
        "pages.FaqPage",
        "pages.ExamplesPage",
        "pages.ArticleIndexPage",
        "pages.ContactPage",
        "pages.ContentPage",
    ]
    is_creatable = False
    search_panels = [for_search_engines]  # it is found at the root, so nobody looks for it by a tag
    tabs = [
        (_("Introduction"), [*SectionsPage.introduction_panels, FieldPanel("facts")]),
        (_("Sections"), SectionsPage.body_panels),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_admin_display_title(self):
        """With its brand first: what a home page says does not tell whose it is."""
        brand = Brand.objects.filter(site__root_page__translation_key=self.translation_key).first()
        title = super().get_admin_display_title()
        return f"{brand}: {title}" if brand is not None and str(brand) not in title else title
