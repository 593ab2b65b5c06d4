"""Checks before publishing. A draft may be incomplete; what is published may not.

The editor's form shows each message at its field. Every other way to publish (workflow, bulk action, schedule,
command) meets the same checks in `publish`, which refuses with `PublishRefused` before anything is written.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlockValidationError
from wagtail.fields import RichTextField, StreamField

from .references import known_references
from .representation import references_of
from .rich_text import link_errors, references_in
from .scope import Scope
from .sent import ReadsWhatWasSent
from .tables import cells_of, is_table

Errors = dict[str, ValidationError]
#: Name in the `data` of an entry of the history: the key of the brand whose the thing is, empty for the group's.
BRAND_OF_ENTRY = "brand"


class PublishRefused(ValidationError):
    """Something stands in the way of publishing. `message_dict` holds it per field of `model`."""

    def __init__(self, messages: dict[str, list[str]], model: type[Model]):
        super().__init__(messages)
        self.model = model


class PublishChecked:
    """Mixed into pages and library items. `publish_errors` says per field what stands in the way."""

    def publish_scope(self) -> Scope | None:
        """From where the checks look; None when the object belongs to no brand."""
        raise NotImplementedError

    def publish_errors(self) -> Errors:
        """Field name → what is wrong. Streams are checked block by block, rich texts link by link."""
        scope = self.publish_scope()
        errors: Errors = {}
        if scope is None:
            return errors
        for field in self._meta.get_fields():  # type: ignore[attr-defined]
            if isinstance(field, StreamField):
                value = getattr(self, field.name)
                scope.prefetch(references_of(field.stream_block, value))
                error = block_error(field.stream_block, value, scope)
            elif isinstance(field, RichTextField):
                source = getattr(self, field.name)
                scope.prefetch(references_in(source))
                error = link_errors(source, scope)
            else:
                continue
            if error is not None:
                errors[field.name] = error
        return errors

    def publish(self, revision, *args, **kwargs):
        content = revision.as_object()
        errors = {**unfinished_streams(content), **content.publish_errors()}
        if errors:
            raise PublishRefused(errors_as_messages(self, errors), type(content))
        return super().publish(revision, *args, **kwargs)  # type: ignore[misc]


def unfinished_streams(instance: Any) -> Errors:
    """Field name → what the blocks themselves refuse, such as an empty text; the form has asked them before."""
    errors: Errors = {}
    with known_references([references_of_streams(instance)]):
        for field in instance._meta.get_fields():
            if isinstance(field, StreamField):
                try:
                    field.stream_block.clean(getattr(instance, field.name))
                except ValidationError as error:
                    errors[field.name] = error
    return errors


def references_of_streams(instance: Any) -> Iterator[tuple[Any, Any]]:
    """What the blocks of an instance's streams refer to."""
    for field in instance._meta.get_fields():
        if isinstance(field, StreamField):
            yield from references_of(field.stream_block, getattr(instance, field.name))


def block_error(block: blocks.Block, value: Any, scope: Scope) -> ValidationError | None:
    """What stands in the way of publishing a block's value, in the shape that Wagtail shows at the right block."""
    own = getattr(block, "publish_error", None)
    error = own(value, scope) if own else None
    if error is not None:
        return error
    if isinstance(block, blocks.StreamBlock):
        inner = {
            index: found
            for index, child in enumerate(value or ())
            if (found := block_error(child.block, child.value, scope)) is not None
        }
        return StreamBlockValidationError(block_errors=inner) if inner else None
    if isinstance(block, blocks.ListBlock):
        found_errors = [block_error(block.child_block, item, scope) for item in value or ()]
        return ListBlockValidationError(block_errors=found_errors) if any(found_errors) else None
    if isinstance(block, blocks.StructBlock) and value is not None:
        inner_named = {
            name: found
            for name, child in block.child_blocks.items()
            if (found := block_error(child, value.get(name), scope)) is not None
        }
        return StructBlockValidationError(block_errors=inner_named) if inner_named else None
    if is_table(block):
        cells: dict[int, dict[int, ValidationError]] = {}
        for cell in cells_of(value):
            if (found := block_error(cell.block, cell.value, scope)) is not None:
                cells.setdefault(cell.row, {})[cell.column] = found
        return TypedTableBlockValidationError(cell_errors=cells) if cells else None
    return None


def messages_in(error: Any) -> Iterator[str]:
    """The messages inside a block's validation error, however deep."""
    children = getattr(error, "block_errors", None)
    for row in (getattr(error, "cell_errors", None) or {}).values():
        for child in row.values():
            yield from messages_in(child)
    if children:
        for child in children.values() if isinstance(children, dict) else children:
            if child is not None:
                yield from messages_in(child)
    non_block = getattr(error, "non_block_errors", None)
    if non_block:
        for item in non_block:
            yield from (str(message) for message in getattr(item, "messages", [item]))
    if children is None and non_block is None:
        yield from (str(message) for message in error.messages)


def errors_as_messages(instance, errors: Errors) -> dict[str, list[str]]:
    """Field name → messages, for ways to publish that have no form."""
    return {name: list(messages_in(error)) for name, error in errors.items()}


class _ChecksOnPublish(ReadsWhatWasSent):
    """Adds the publish checks to a form when it validates for publishing and not for a draft."""

    def _post_clean(self):
        super()._post_clean()  # type: ignore[misc]
        if self.is_deferred_validation:  # type: ignore[attr-defined]
            return
        for name, error in self.instance.publish_errors().items():  # type: ignore[attr-defined]
            if name not in self.errors:  # type: ignore[attr-defined]
                self.add_error(name if name in self.fields else None, error)  # type: ignore[attr-defined]


class PublishCheckedPageForm(_ChecksOnPublish, WagtailAdminPageForm):
    """Form of every page. A new page has no place yet: its checks look from where it will stand."""

    def _post_clean(self):
        self.instance.future_parent = self.parent_page
        super()._post_clean()


class PublishCheckedModelForm(_ChecksOnPublish, WagtailAdminModelForm):
    """Form of every library item."""


def refusal_response(request: HttpRequest, refusal: PublishRefused) -> HttpResponse:
    """Where a publish is refused outside the editor's form: a message on the page that the editor came from."""
    messages.error(request, refusal_text(refusal))
    return redirect(get_valid_next_url_from_request(request) or request.META.get("HTTP_REFERER") or "wagtailadmin_home")


def refusal_text(refusal: PublishRefused) -> str:
    """One sentence an editor can act on."""
    fields = {field.name: field.verbose_name for field in refusal.model._meta.fields}
    parts = [f"{capfirst(fields[name])}: {' '.join(found)}" for name, found in refusal.message_dict.items()]
    return _("This cannot be published yet. %(reasons)s") % {"reasons": " ".join(parts)}
