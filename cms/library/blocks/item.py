"""Choosing library items in a page, as the reader will get them."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cms.foundation.references import SnippetReferenceBlock

from ..choosing import LibraryChooser
from ..models import Example, Question, Role
from ..models.example import ExampleCase, RoleName, role_name
from ..models.question import QuestionAndAnswer
from ..models.role import RoleCard


class LibraryReferenceBlock(SnippetReferenceBlock):
    """A reference to a library item.

    What the reader's brand and language lack is said in previews and refuses publishing.
    """

    item_model: type

    def __init__(self, **kwargs):
        super().__init__(self.item_model, **kwargs)

    @cached_property
    def widget(self):
        return LibraryChooser(self.target_model, icon=super().widget.icon)

    def represent(self, value, scope):
        if value is None:
            return None
        item = scope.get(self.item_model, value.pk)
        if item is None:
            scope.miss(missing_message(self.item_model, value, scope))
            return None
        return item.represent(scope)

    def publish_error(self, value, scope):
        if value is None or scope.get(self.item_model, value.pk) is not None:
            return None
        return ValidationError(missing_message(self.item_model, value, scope))


def missing_message(model, value, scope) -> str:
    """Which item lacks which language for which brand."""
    return _("The %(kind)s “%(item)s” is not published in %(language)s for %(brand)s.") % {
        "kind": model._meta.verbose_name,
        "item": value,
        "language": scope.locale.get_display_name(),
        "brand": scope.brand.name,
    }


class RoleBlock(LibraryReferenceBlock):
    """A role, as its card."""

    item_model = Role
    schema = RoleCard


class QuestionBlock(LibraryReferenceBlock):
    """A question with its answer."""

    item_model = Question
    schema = QuestionAndAnswer


class ExampleBlock(LibraryReferenceBlock):
    """An example with its result."""

    item_model = Example
    schema = ExampleCase


class RoleNameBlock(LibraryReferenceBlock):
    """A role, by name only."""

    item_model = Role
    schema = RoleName

    def represent(self, value, scope):
        card = super().represent(value, scope)
        return role_name(card) if card else None
