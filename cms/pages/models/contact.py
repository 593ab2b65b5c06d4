"""How to reach a brand."""

from django.utils.translation import gettext_lazy as _

from cms.foundation.links import page_path
from cms.foundation.together import Loading

from .sections import SectionsPage


class ContactPage(SectionsPage):
    """The brand's contact page. Calls to action lead here."""

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    page_description = _("How to reach the brand. Calls to action lead here.")

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")


def contact_address(scope, keys: set) -> Loading[dict]:
    """The contact page of the scope's brand and language, for links that say “contact”."""
    visible = scope.visible_pages(ContactPage.objects.all())
    (pages,) = yield [visible.only("path", "url_path")]
    page = min(pages, key=lambda page: page.path, default=None)
    return dict.fromkeys(keys, page and page_path(scope.directory, page))
