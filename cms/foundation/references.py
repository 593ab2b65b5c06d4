"""References in blocks: a primary key that is resolved for the reader, not the row that happened to be chosen.

A page or block refers to a library item or page, meaning the item and not its row in one language or version. The
chooser blocks here keep the key and load nothing; `Scope` finds what it means.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Model
from django.utils import translation
from django.utils.functional import cached_property, lazy
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail.snippets.widgets import AdminSnippetChooser

from .representation import Represented

_KEY = re.compile("[0-9]{1,18}")  # no more than a database's integer holds


class Reference:
    """A primary key of a model. Looks like an instance to Wagtail (`pk`, text), and loads one only when asked."""

    def __init__(self, model: type[Model], pk: Any):
        self.model = model
        self.pk = pk

    @property
    def is_possible(self) -> bool:
        """Whether a row may have this key; what a form sent need not be one."""
        return bool(_KEY.fullmatch(str(self.pk)))

    @cached_property
    def instance(self) -> Any:
        return self.model._default_manager.filter(pk=self.pk).first() if self.is_possible else None

    def __str__(self):
        return str(self.instance or "")

    def __eq__(self, other):
        return getattr(other, "pk", None) == self.pk

    def __hash__(self):
        return hash((self.model, self.pk))

    def __repr__(self):
        return f"<Reference {self.model.__name__} {self.pk}>"


#: Model → keys that have a row.
_known: ContextVar[dict[Any, set[int]] | None] = ContextVar("known_references", default=None)


@contextmanager
def known_references(references: Iterable[Iterable[tuple[Any, Any]]]) -> Iterator[None]:
    """Look up at once which references have a row, so that each block does not ask for itself when it is cleaned.

    Nested, for part of the same references, it asks nothing.
    """
    if _known.get() is not None:
        yield
        return
    wanted: dict[Any, set[int]] = defaultdict(set)
    for of_one in references:
        for kind, key in of_one:
            if isinstance(kind, type) and issubclass(kind, Model) and _KEY.fullmatch(str(key)):
                wanted[kind].add(int(key))
    found = {
        model: set(model._default_manager.filter(pk__in=keys).values_list("pk", flat=True))
        for model, keys in wanted.items()
    }
    token = _known.set(found)
    try:
        yield
    finally:
        _known.reset(token)


class ReferenceMixin(Represented):
    """A chooser block whose value is a `Reference`."""

    model_class: type[Model]

    def to_python(self, value):
        return None if value is None else Reference(self.model_class, value)

    def bulk_to_python(self, values):
        return [self.to_python(value) for value in values]

    def get_form_state(self, value):
        shown = value.instance if isinstance(value, Reference) else value
        return super().get_form_state(shown)  # type: ignore[misc]

    def value_from_form(self, value):
        if value is None or isinstance(value, Reference):
            return value
        return Reference(self.model_class, getattr(value, "pk", value))

    def clean(self, value):
        if isinstance(value, Reference) and value.is_possible:
            known = _known.get()
            if known is not None and int(value.pk) in known.get(value.model, ()):
                return value
        return super().clean(None if value is None else value.pk)  # type: ignore[misc]

    def references(self, value) -> Iterator[tuple[type[Model], Any]]:
        if value is not None and value.is_possible:
            yield self.model_class, value.pk


class SnippetReferenceBlock(ReferenceMixin, SnippetChooserBlock):
    """Chooses a library item."""

    @cached_property
    def widget(self):
        return said_to_each_reader(super().widget)


#: What the buttons of a chooser of snippets say, in Wagtail's own words.
_WORDS = {
    "choose_one_text": "Choose %(object)s",
    "choose_another_text": "Choose another %(object)s",
    "link_to_chosen_text": "Edit this %(object)s",
}
_said = lazy(lambda words, name: translation.gettext(words) % {"object": name}, str)


def said_to_each_reader(widget: AdminSnippetChooser) -> AdminSnippetChooser:
    """The same chooser in the language of whoever looks: Wagtail writes its buttons once, in that of who came first."""
    for attribute, words in _WORDS.items():
        setattr(widget, attribute, _said(words, widget.model._meta.verbose_name))
    return widget


class PageReferenceBlock(ReferenceMixin, blocks.PageChooserBlock):
    """Chooses a page. The editor shows the title that visitors know: the page may be another brand's."""

    def get_form_state(self, value):
        page = value.instance if isinstance(value, Reference) else value
        if getattr(page, "live", False):
            page.draft_title = page.title
        return super().get_form_state(page)


class ImageReferenceBlock(ReferenceMixin, ImageChooserBlock):
    """Chooses an image."""
