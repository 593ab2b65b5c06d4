"""A table of criteria. A cell belongs to its role, not to a column number.

Cells are kept by the role's translation key. Reordering the page's roles therefore moves the cells, replacing a
role leaves its column visibly empty, and a translation keeps the link.
"""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.forms.fields import InvalidJSONInput
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks.text_section import heading_block
from cms.foundation.links import Representation
from cms.foundation.needed import NeededAdapter
from cms.foundation.representation import Represented, Section
from cms.library.blocks.preview import first_items
from cms.library.models import Role
from cms.library.models.example import RoleName, role_name

CELL_LENGTH = 400


class Criterion(Representation):
    """A row: what is compared, and a cell per role in the order of the table's roles.

    A cell may be empty in previews.
    """

    criterion: str
    cells: list[str]


class CriteriaTable(Representation):
    """The table: roles are its columns."""

    heading: str
    caption: str
    roles: list[RoleName]
    rows: list[Criterion]


class CellsWidget(forms.HiddenInput):
    """One text area per role of the page, drawn by `criteria-cells.js`; the value is JSON, role key → text."""

    template_name = "comparisons/widgets/cells.html"
    is_hidden = False  # It stands among the visible fields.

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"roles_url": reverse("comparison_roles"), "cell_length": CELL_LENGTH}
        return context

    def _render(self, template_name, context, renderer=None):
        # As Wagtail's choosers do: Django's own form renderer finds no templates of apps behind it.
        return mark_safe(render_to_string(template_name, context))  # noqa: S308 - rendered by an escaping template

    @cached_property
    def media(self):
        return forms.Media(js=["js/desk/criteria-cells.js"], css={"all": ["css/desk/criteria-cells.css"]})


class CellsField(forms.JSONField):
    """Role key → text."""

    widget = CellsWidget
    default_error_messages = {"invalid": _("The cells could not be read.")}

    def to_python(self, value):
        if isinstance(value, (InvalidJSONInput, list)):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)

    def clean(self, value):
        cells = super().clean(value) or {}
        if not isinstance(cells, dict) or not all(_storable(text) for pair in cells.items() for text in pair):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if any(len(text) > CELL_LENGTH for text in cells.values()):
            raise ValidationError(_("A cell holds at most %(length)s characters."), params={"length": CELL_LENGTH})
        return {key: text.strip() for key, text in cells.items()}


def _storable(text) -> bool:
    """Whether this is a text that every database can keep: no NUL, no half of a surrogate pair."""
    return isinstance(text, str) and "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


class CellsBlock(Represented, blocks.FieldBlock):
    """The cells of a row, by role."""

    schema = dict[str, str]
    #: Names of its values are translation keys of items.
    kept_by_item = True

    def __init__(self, **kwargs):
        self.field = CellsField(required=False)
        super().__init__(**kwargs)

    def get_default(self):
        return {}

    def to_python(self, value):
        cells = dict(value or {})
        if not all(isinstance(text, str) for text in cells.values()):
            raise TypeError("Cells are texts.")
        return cells

    def value_from_form(self, value):
        """What the form sent; what is not JSON stays as it is, so that `clean` refuses it and the editor sees it."""
        if not isinstance(value, str):
            return value or {}
        try:
            return json.loads(value) if value else {}
        except (ValueError, RecursionError):
            return InvalidJSONInput(value)

    def represent(self, value, scope):
        return dict(value or {})

    def get_searchable_content(self, value):
        return list((value or {}).values())

    class Meta:
        icon = "table"
        label = _("Cells")


register(NeededAdapter(), CellsBlock)


class CriterionBlock(blocks.StructBlock):
    """One row of the table."""

    criterion = blocks.CharBlock(label=_("Criterion"), max_length=80, help_text=_("What is compared, such as “Focus”."))
    cells = CellsBlock(label=_("Per role"))

    class Meta:
        icon = "order"
        label = _("Criterion")


class CriteriaTableBlock(Represented, Section):
    """Criteria against roles."""

    schema = CriteriaTable

    heading = heading_block()
    caption = blocks.CharBlock(
        label=_("Caption"),
        max_length=200,
        help_text=_("What the table shows, in a sentence. Read out before the table."),
    )
    rows = blocks.ListBlock(CriterionBlock(), label=_("Criteria"), min_num=1, max_num=20)

    def represent(self, value, scope):
        roles = compared_roles(scope)
        return CriteriaTable(
            heading=value["heading"] or "",
            caption=value["caption"] or "",
            roles=roles,
            rows=[
                Criterion(criterion=row["criterion"] or "", cells=[row["cells"].get(role.key, "") for role in roles])
                for row in value["rows"]
            ],
        )

    def publish_error(self, value, scope):
        """Every role of the page has a cell in every row. It names the row: it is shown without its field too."""
        errors: list = []
        for row in value["rows"]:
            empty = [role.short_name for role in compared_roles(scope) if not row["cells"].get(role.key)]
            said = _("“%(criterion)s” is empty for %(roles)s.") if row["criterion"] else _("Empty for %(roles)s.")
            error = ValidationError(said % {"criterion": row["criterion"], "roles": ", ".join(empty)})
            errors.append(StructBlockValidationError(block_errors={"cells": error}) if empty else None)
        if not any(errors):
            return None
        return StructBlockValidationError(block_errors={"rows": ListBlockValidationError(block_errors=errors)})

    def get_preview_value(self):
        keys = [str(reference.instance.translation_key) for reference in first_items(Role, 2)]
        rows = [
            {"criterion": criterion, "cells": dict(zip(keys, texts, strict=False))}
            for criterion, texts in PREVIEW.items()
        ]
        return self.normalize({"heading": "Criteria", "caption": "Twee rollen naast elkaar", "rows": rows})

    class Meta:
        icon = "table"
        label = _("Criteria table")
        description = _("A table with a row per criterion and a column per role of this page.")
        template = "blocks/criteria_table.html"


PREVIEW = {
    "Focus": ("De organisatie en haar informatie", "De techniek en het product"),
    "Rapporteert aan": ("De CEO of de CFO", "De CEO"),
    "Succes is": ("IT die het bedrijf vooruit helpt", "Een product dat klanten kiezen"),
}


def compared_roles(scope) -> list[RoleName]:
    """Roles of the page that the scope looks from.

    Where an editor picks the block there is no page: the library's first roles show what it looks like.
    """
    if hasattr(scope.page, "compared_roles"):
        return scope.page.compared_roles(scope)
    roles = [scope.get(Role, reference.pk) for reference in first_items(Role, 2)] if scope.preview else []
    return [role_name(role.represent(scope)) for role in roles if role is not None]
