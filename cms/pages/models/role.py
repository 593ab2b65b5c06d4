"""A page about one role of the library."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from cms.foundation.links import page_path
from cms.foundation.needed import NeededPanel
from cms.foundation.prepared import ask
from cms.foundation.references import Reference
from cms.foundation.together import Loading
from cms.foundation.visibility import Trees, public_in
from cms.library.blocks.item import missing_message
from cms.library.models import Role
from cms.library.models.role import RoleCard

from .sections import SectionsDocument, SectionsPage


class RoleDocument(SectionsDocument):
    """A role page. `role` is None only in previews of drafts."""

    role: RoleCard | None


class RolePage(SectionsPage):
    """What a role is, when to choose it, and what belongs to it."""

    role = models.ForeignKey(
        Role, verbose_name=_("role"), null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text=_("From the library. Cards of this role link to this page."),
    )  # fmt: skip

    document = RoleDocument
    parent_page_types = ["home.HomePage", "pages.SpecialismPage"]
    subpage_types: list[str] = []
    page_description = _("One role of the library: what it is and when to choose it.")
    tabs = [
        (_("Introduction"), [*SectionsPage.introduction_panels, NeededPanel("role")]),
        (_("Sections"), SectionsPage.body_panels),
    ]

    class Meta:
        verbose_name = _("role page")
        verbose_name_plural = _("role pages")

    def references(self):
        yield from super().references()
        if self.role_id:
            yield Role, self.role_id

    def document_fields(self, scope):
        role = scope.get(Role, self.role_id)
        if role is None and self.role_id:
            scope.miss(missing_message(Role, Reference(Role, self.role_id), scope))
        return {**super().document_fields(scope), "role": role.represent(scope) if role else None}

    def publish_errors(self):
        errors = super().publish_errors()
        scope = self.publish_scope()
        if not self.role_id:
            errors["role"] = ValidationError(_("Choose the role that this page is about."))
        elif scope is not None and scope.get(Role, self.role_id) is None:
            errors["role"] = ValidationError(missing_message(Role, Reference(Role, self.role_id), scope))
        return errors


def role_addresses(scope, keys: set) -> Loading[dict]:
    """Translation keys of roles → path of the brand's page about each; of several, the first in the tree."""
    (pages,) = yield [ask(_pages_about, scope.trees, scope.passed, keys=keys)]
    found = sorted(pages, key=lambda page: page.path, reverse=True)
    return {page.role_key: page_path(scope.directory, page) for page in found}


def _pages_about(trees: Trees, passed: frozenset[int], keys) -> QuerySet:
    about = RolePage.objects.filter(role__translation_key__among=keys).annotate(role_key=F("role__translation_key"))
    return public_in(trees, passed, about).only("path", "url_path")
