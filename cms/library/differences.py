"""What a brand says differently from the group, field by field, and what the group has changed since she looked."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from wagtail.admin.compare import RichTextFieldComparison
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.fields import RichTextField
from wagtail.utils.text import text_from_html

from cms.foundation.comparing import paragraphs
from cms.foundation.translation import current_revision, edit_handler_of

from .models import CallToAction, Example, LibraryItem, Question, Role

_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')

#: The four kinds of library item.
KINDS: tuple[type[LibraryItem], ...] = (Role, Question, Example, CallToAction)


@dataclass(frozen=True)
class Difference:
    """A field that a version says itself. Texts are HTML, made safe.

    `before` is the group's text when the brand last looked and `change` what was taken out and put in since; both are
    empty where the group has changed nothing.
    """

    name: str
    label: str
    group: str
    own: str
    before: str = ""
    change: str = ""

    @property
    def is_changed(self) -> bool:
        return bool(self.change)

    @property
    def group_text(self) -> str:
        """The group's words without markup."""
        return _words(self.group)

    @property
    def own_text(self) -> str:
        """The brand's words without markup."""
        return _words(self.own)


def _words(html: str) -> str:
    return text_from_html(html.replace("</p>", "</p> ")).strip()


def kind_named(model_name: str) -> type[LibraryItem] | None:
    """The kind of library item that an address names."""
    return next((kind for kind in KINDS if kind._meta.model_name == model_name), None)


def label_of(model: Any, name: str) -> str:
    """A field's name as editors read it."""
    return str(capfirst(model._meta.get_field(name).verbose_name))


def comparisons(model: type[LibraryItem]) -> Iterator[tuple[str, Any]]:
    """Name of a content field → Wagtail's comparison of two items in that field."""
    for comparison in edit_handler_of(model).get_bound_panel(instance=model()).get_comparison():
        name = comparison.args[0].name if hasattr(comparison, "args") else ""
        if name in model.content_fields:
            yield name, comparison


def printed(item: LibraryItem, names: Iterable[str]) -> dict[str, str]:
    """Field name → what an item says there, as safe HTML. A thing compared with itself is how Wagtail prints it."""
    wanted = set(names)
    return {
        name: _html(comparison(item, item)) for name, comparison in comparisons(type(item)) if name in wanted
    }  # fmt: skip


def changes_between(before: LibraryItem, after: LibraryItem) -> dict[str, str]:
    """Name of each content field that differs → what was taken out and put in, as safe HTML."""
    found = {}
    for name, comparison in comparisons(type(after)):
        bound = comparison(before, after)
        if bound.has_changed() and _comparable(before, name) != _comparable(after, name):
            found[name] = _html(bound)
    return found


def _comparable(item: Any, name: str) -> Any:
    """A field's value; a rich text as its editor would write it, without the keys that it gives paragraphs."""
    value = getattr(item, name)
    field = item._meta.get_field(name)
    if isinstance(field, RichTextField):
        converter = ContentstateConverter(features=field.features)
        value = _BLOCK_KEY.sub("", converter.to_database_format(converter.from_database_format(value)))
    return value


def _html(comparison: Any) -> str:
    if getattr(comparison, "val_a", "") is None and comparison.val_b is None:
        return ""
    if isinstance(comparison, RichTextFieldComparison) and not comparison.has_changed():
        return paragraphs(comparison.val_a)
    return mark_safe(str(conditional_escape(comparison.htmldiff())).strip())  # noqa: S308 - escaped where it is not safe


def differences_of(version: Any) -> list[Difference]:
    """What a version says itself, beside the original as readers of other brands get it."""
    names = version.effective_own_fields()
    original, seen = version.original, seen_original(version)
    group, own = printed(original, names), printed(version, names)
    before = printed(seen, names) if seen else {}
    changed = changes_between(seen, original) if seen else {}
    return [
        Difference(
            name=name,
            label=label_of(type(version), name),
            group=group[name],
            own=own[name],
            before=before[name] if name in changed else "",
            change=changed.get(name, ""),
        )
        for name in names
    ]


def seen_original(version: Any) -> Any | None:
    """The original as the brand last saw it; None where it has not been published anew since."""
    original = version.original
    if version.seen_revision is None or not original.live or version.seen_revision_id == original.live_revision_id:
        return None
    return version.seen_revision.as_object()


def changed_under(version: Any) -> list[Difference]:
    """The version's own fields in which the group has published another text since the brand last looked."""
    if version.seen_revision_id in (None, version.original.live_revision_id):
        return []
    return [difference for difference in differences_of(version) if difference.is_changed]


def waiting_versions(brand_ids: Iterable[int] | None = None) -> list[tuple[LibraryItem, list[Difference]]]:
    """Versions of these brands (None: of all) that wait for a decision, with the fields that the group has changed.

    A version whose fields the group changed and changed back does not wait.
    """
    found = []
    for kind in KINDS:
        versions = kind._default_manager.filter(original__live=True).exclude(
            seen_revision=F("original__live_revision")
        ).select_related("original", "brand", "locale", "seen_revision")  # fmt: skip
        if brand_ids is not None:
            versions = versions.filter(brand_id__in=list(brand_ids))
        found += [(version, changed) for version in versions.order_by("pk") if (changed := changed_under(version))]
    return found


def look_at(version: Any) -> None:
    """Say that a brand has seen its original as it is now."""
    revision = current_revision(version.original)
    if revision is not None:
        version.mark_seen(revision)
