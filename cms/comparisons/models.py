"""Two to four roles set side by side."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.forms import Textarea
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.search import index

from cms.blocks.facts import FactItem, facts_field
from cms.foundation.links import PageCard, PagesAbove, PagesBeside
from cms.foundation.needed import NeededPanel
from cms.foundation.prepared import ask
from cms.foundation.representation import item_type
from cms.foundation.streams import StreamField
from cms.foundation.tags import add_tags
from cms.foundation.together import fetch
from cms.library.blocks.item import RoleNameBlock
from cms.library.models import Role
from cms.library.models.example import RoleName, role_name
from cms.media.illustrated import IllustratedDocument, IllustratedPage

from .blocks.decision_aid import questions_of
from .body import ComparisonBodyBlock, opening_blocks
from .decisions import Decision, decide

LEAST_ROLES, MOST_ROLES = 2, 4
#: Models of what stands beside a comparison.
RELATED = ("comparisonpage", "rolepage")


class ComparedRolesBlock(blocks.StreamBlock):
    """The compared roles in order."""

    role = RoleNameBlock(label=_("Role"))

    class Meta:
        max_num = MOST_ROLES


RoleItem: Any = item_type(ComparedRolesBlock())
ComparisonItem: Any = item_type(ComparisonBodyBlock())


class ComparisonDocument(IllustratedDocument):
    """A comparison. `verdict` may be empty; `related`: comparisons and role pages beside it."""

    verdict: str
    facts: list[FactItem]
    roles: list[RoleItem]
    body: list[ComparisonItem]
    related: list[PageCard]


class ComparisonPage(IllustratedPage):
    """A comparison such as “CIO vs. CTO”."""

    verdict = models.CharField(
        _("verdict"), max_length=240, blank=True,
        help_text=_("When which role? Two sentences below the title; the introduction then follows further down."),
    )  # fmt: skip
    facts = facts_field()
    roles = StreamField(
        ComparedRolesBlock(), verbose_name=_("compared roles"), blank=True,
        help_text=_("Two to four different roles, in the order of the table's columns."),
    )  # fmt: skip
    body = StreamField(
        ComparisonBodyBlock(), verbose_name=_("sections"), blank=True, default=opening_blocks,
        help_text=_("What stands below the head. Fill in the sections that are there; remove those you do not need."),
    )  # fmt: skip

    document = ComparisonDocument
    parent_page_types = ["home.HomePage", "pages.SpecialismPage"]
    subpage_types: list[str] = []
    page_description = _("Two to four roles side by side: text, table, choice, examples and questions.")
    search_fields = [*IllustratedPage.search_fields, index.SearchField("verdict"), index.SearchField("body")]
    tabs = [
        (
            _("Introduction"),
            [
                TitleFieldPanel("title"),
                FieldPanel("verdict", widget=Textarea(attrs={"rows": 3})),
                *IllustratedPage.introduction_panels[1:],
                FieldPanel("facts"),
                NeededPanel("roles"),
            ],
        ),
        (_("Sections"), [FieldPanel("body")]),
    ]

    class Meta:
        verbose_name = _("comparison")
        verbose_name_plural = _("comparisons")

    def compared_roles(self, scope) -> list[RoleName]:
        """The compared roles as the reader's brand and language have them; tables take their columns from here."""
        found = []
        for child in self.roles:
            role = scope.get(Role, child.value.pk) if child.value else None
            if role is not None:
                found.append(role_name(role.represent(scope)))
        return found

    def references(self):
        yield from super().references()
        if self.path:
            yield PagesBeside, (self.path, RELATED)

    def document_fields(self, scope):
        return {**super().document_fields(scope), "verdict": self.verdict, "related": self._related(scope)}

    def _related(self, scope) -> list[PageCard]:
        """Comparisons and role pages beside this one."""
        if not self.path:
            return []
        for above in (scope.get(PagesAbove, self.path) or [])[-1:]:
            add_tags(f"children:{above.page.pk}")
        return [target.card() for target in scope.get(PagesBeside, (self.path, RELATED)) or []]

    def role_keys(self) -> list[str]:
        """Keys under which criteria tables keep the cells of the compared roles."""
        return role_keys([child.value.pk for child in self.roles if child.value])

    def clean(self):
        super().clean()
        self.drop_cells_of_removed_roles()

    def drop_cells_of_removed_roles(self) -> None:
        """Cells outlive their role while the editor is at work; saving lets them go."""
        keys = set(self.role_keys())
        for child in self.body:
            if child.block_type == "criteria_table":
                for row in child.value["rows"]:
                    row["cells"] = {key: text for key, text in row["cells"].items() if key in keys}
            elif child.block_type == "decision_aid":
                for question in child.value["questions"]:
                    for answer in question["answers"]:
                        answer["weights"] = {key: each for key, each in answer["weights"].items() if key in keys}

    # The decision aid

    def decision_questions(self) -> list[dict[str, Any]]:
        """The questions of the page's decision aid, as `decide` takes them; none without one."""
        return next((questions_of(child.value) for child in self.body if child.block_type == "decision_aid"), [])

    def parameters(self):
        """A parameter per question; its values are the keys of the answers."""
        return {
            question["key"]: frozenset(answer["key"] for answer in question["answers"])
            for question in self.decision_questions()
        }

    def decide(self, scope, answers: Mapping[str, str]) -> Decision:
        """Which compared role the answers speak for."""
        return decide(self.decision_questions(), self.compared_roles(scope), answers)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        asked = context["asked"]
        complete = asked and len(asked.values) == len(self.parameters())
        return {**context, "decision": self.decide(context["scope"], asked.values) if complete else None}

    def publish_errors(self):
        errors = super().publish_errors()
        keys = self.role_keys()
        if len(set(keys)) != len(keys):
            errors["roles"] = ValidationError(_("The same role is chosen twice."))
        elif len(keys) < LEAST_ROLES and "roles" not in errors:
            errors["roles"] = ValidationError(_("Choose at least two different roles."))
        return errors


def role_keys(pks: list[int]) -> list[str]:
    """Translation keys of the items that roles mean, in the given order: for a brand version its original's."""
    (roles,) = fetch([ask(_keyed, keys=pks)])
    found = {role.pk: str(role.original_key or role.translation_key) for role in roles}
    return [found[pk] for pk in pks if pk in found]


def _keyed(keys) -> models.QuerySet:
    roles = Role.objects.filter(pk__among=keys).only("translation_key")
    return roles.annotate(original_key=F("original__translation_key"))
