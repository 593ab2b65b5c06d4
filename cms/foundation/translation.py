"""Translations that know what they were translated from, and when that has changed since."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from .translated_links import translate_page_links

# Addresses and dates of a row are its own; a change of them does not date a translation.
NOT_TRANSLATED = {"slug", "go_live_at", "expire_at", "show_in_menus"}


@dataclass(frozen=True)
class ChangedField:
    """A field of the source that was changed after the translation was last confirmed."""

    label: str
    difference: str


class TranslationTracked(models.Model):
    """Mixed into pages and library items.

    `source_revision` is the source as it was when the translation was last right.
    """

    source_revision = models.ForeignKey(
        Revision, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+",
        verbose_name=_("translated from"),
    )  # fmt: skip

    class Meta:
        abstract = True

    def with_content_json(self, content):
        """A revision says what the text is, not what has been confirmed about it since."""
        instance = super().with_content_json(content)  # type: ignore[misc]
        instance.source_revision_id = self.source_revision_id
        return instance

    @property
    def is_translation(self) -> bool:
        return self.source_revision_id is not None

    def translation_source(self) -> Any | None:
        """The object that this was translated from, as published or, when never published, as last saved."""
        revision = self.source_revision
        source = revision and revision.content_object
        if source is None or source.pk == self.pk:
            return None
        return getattr(source, "specific", source)

    def is_outdated(self) -> bool:
        """Whether the source has changed since the translation was last confirmed."""
        return bool(self.outdated_fields())

    def outdated_fields(self) -> list[ChangedField]:
        """The source's fields that changed since, with their differences as HTML."""
        source = self.translation_source()
        if source is None:
            return []
        current = current_revision(source)
        if current is None or self.source_revision is None or current.pk == self.source_revision.pk:
            return []
        before = self.source_revision.as_object()
        after = current.as_object()
        changed = []
        for comparison_class in edit_handler_of(type(after)).get_bound_panel(instance=after).get_comparison():
            comparison = comparison_class(before, after)
            field = getattr(comparison, "field", None)
            if getattr(field, "name", None) in NOT_TRANSLATED:
                continue
            if comparison.has_changed():
                changed.append(ChangedField(label=str(comparison.field_label()), difference=_difference(comparison)))
        return changed

    def confirm_translation(self) -> None:
        """Say that the translation is right for the source as it is now."""
        source = self.translation_source()
        revision = source and current_revision(source)
        if revision is not None:
            self.source_revision = revision
            type(self)._default_manager.filter(pk=self.pk).update(source_revision=revision)


def _difference(comparison) -> str:
    htmldiff = getattr(comparison, "htmldiff", None)
    return str(htmldiff()) if htmldiff else ""


def edit_handler_of(model):
    """The panels that edit a page type or library model."""
    if issubclass(model, Page):
        return model.get_edit_handler()
    return model.snippet_viewset.get_edit_handler()  # set by Wagtail on every registered snippet


def current_revision(source) -> Revision | None:
    """What readers of the source language see; before the first publication, the latest draft."""
    return source.live_revision or source.latest_revision


def track_translation(sender, source_obj, target_obj, **kwargs):
    """Receiver of Wagtail's `copy_for_translation_done`.

    Remembers what the new draft was translated from, and lets its links lead to translated pages.
    """
    if not isinstance(target_obj, TranslationTracked):
        return
    target_obj.source_revision = current_revision(source_obj)
    type(target_obj)._default_manager.filter(pk=target_obj.pk).update(source_revision=target_obj.source_revision)
    if isinstance(target_obj, Page) and translate_page_links(target_obj):
        target_obj.save(clean=False)
        target_obj.save_revision(clean=False)
