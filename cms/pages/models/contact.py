"""How to reach a brand."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cms.foundation.links import page_path
from cms.foundation.prepared import ask
from cms.foundation.together import Loading
from cms.foundation.visibility import Trees, public_in

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
    (pages,) = yield [ask(_contact_pages, scope.trees, scope.passed)]
    page = min(pages, key=lambda page: page.path, default=None)
    return dict.fromkeys(keys, page and page_path(scope.directory, page))


def _contact_pages(trees: Trees, passed: frozenset[int]) -> QuerySet:
    return public_in(trees, passed, ContactPage.objects.all()).only("path", "url_path")
