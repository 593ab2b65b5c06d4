"""What follows from an answer: a version follows again, an original takes a suggestion over, an item is adopted."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.permissions import policy_registry

from cms.foundation.holding import hold

from .differences import changes_between, look_at
from .forms import blank_value
from .models import LibraryItem, Suggestion


def may(user, action: str, item: LibraryItem) -> bool:
    """Whether somebody may do something to an item."""
    return policy_registry.get_by_type(type(item)).user_has_permission_for_instance(user, action, item)


def _held(item: Any) -> Any:
    """The item as it is now, which nobody else writes until the transaction ends."""
    hold(type(item), item.pk)
    return type(item)._default_manager.select_related("brand", "locale", "original").get(pk=item.pk)


@transaction.atomic
def follow_again(version: Any, names: Iterable[str], user) -> bool:
    """Let a version follow its original in these fields, with those that only make sense with them.

    Returns whether readers see it. Where the person does not publish, or another draft waits, it is a draft.
    """
    version = _held(version)
    given_up = type(version)(own_fields=list(names)).effective_own_fields()

    def follow(item: LibraryItem) -> None:
        item.own_fields = [name for name in item.effective_own_fields() if name not in given_up]
        for name in given_up:
            setattr(item, name, blank_value(type(item), name))

    published = _change(version, follow, user)
    look_at(version)
    return published


@transaction.atomic
def take_over(suggestion: Suggestion, user, answer: str = "") -> bool:
    """Put what a suggestion changes into the original, and nothing else. Returns whether readers see it."""
    original, after = _held(suggestion.item), suggestion.after
    changed = list(changes_between(suggestion.before, after))

    def change(item: LibraryItem) -> None:
        for name in changed:
            setattr(item, name, getattr(after, name))

    published = _change(original, change, user)
    suggestion.finish(Suggestion.State.TAKEN, user, answer)
    return published


def overtaken_fields(suggestion: Suggestion) -> set[str]:
    """Fields of a suggestion that the group itself has changed since it was made."""
    before: Any = suggestion.before
    now: Any = suggestion.item
    return set(changes_between(before, suggestion.after)) & set(changes_between(before, now))


def _change(item: Any, change: Callable[[LibraryItem], None], user) -> bool:
    """Change an item's public text and its draft alike; publish what has no other draft and may be published."""
    if (lock := item.get_lock()) and lock.for_user(user):
        raise ValidationError(_("“%(item)s” is locked, so nothing was changed.") % {"item": item})
    draft = item.get_latest_revision_as_object() if item.has_unpublished_changes else None
    if item.live and may(user, "publish", item):
        change(item)
        item.save_revision(user=user, log_action=True).publish(user=user)
        if draft is not None:
            change(draft)
            draft.save_revision(user=user, clean=False)
        return True
    draft = draft or item
    change(draft)
    draft.save_revision(user=user, log_action=True, clean=False)
    return False


def reasons_not_to_adopt(item: LibraryItem) -> list[str]:
    """What stands in the way of an item of a brand becoming the group's; empty when nothing does."""
    reasons = []
    if item.brand_id is None or item.original_id is not None:
        return [_("Only what is a brand's own can be adopted.")]
    for row in _rows(item):
        language = row.locale.get_display_name()
        if row.get_lock() or row.current_workflow_state:
            reasons.append(_("In %(language)s it is locked or in a workflow.") % {"language": language})
        if row.scheduled_revision:
            reasons.append(_("In %(language)s a draft of it is scheduled.") % {"language": language})
        for model, key in row.references():
            target = model._default_manager.filter(pk=key).first() if issubclass(model, LibraryItem) else None
            if target is not None and target.brand_id is not None:
                reasons.append(_("It refers to “%(item)s”, which is %(brand)s's own: adopt that first.")
                               % {"item": target, "brand": target.brand})  # fmt: skip
    if not any(row.live for row in _rows(item)):
        reasons.append(_("It is not published."))
    return reasons


@transaction.atomic
def adopt(item: Any, user, keep_text: bool) -> None:
    """Make a brand's own item an original of the group, in every language that the brand has it in.

    It stays the same item, so whatever refers to it goes on doing so. With `keep_text` the brand gets a version with
    all of its present words, so that later changes of the group do not touch them; without, it follows.

    :raises ValidationError: with the reasons not to.
    """
    for row in _rows(item):
        hold(type(row), row.pk)
    item.refresh_from_db()
    if reasons := reasons_not_to_adopt(item):
        raise ValidationError(reasons)
    brand, rows = item.brand, _rows(item)
    key = None
    for row in rows:
        draft = row.get_latest_revision_as_object() if row.has_unpublished_changes else None
        said = {name: getattr(row, name) for name in row.content_fields}
        row.brand = None
        if row.live:
            row.save()
            row.save_revision(user=user, log_action=True).publish(user=user)
        else:
            draft = draft or row
        if draft is not None:
            draft.brand = None
            if not row.live:
                row.save()
            draft.save_revision(user=user, clean=False)
        if keep_text and row.live:
            row.refresh_from_db()
            version = type(row)(brand=brand, original=row, locale=row.locale, own_fields=list(said), live=False, **said)
            if key:
                version.translation_key = key
            version.save()
            key = version.translation_key
            version.save_revision(user=user).publish(user=user, skip_permission_checks=True)


def _rows(item: Any) -> list[Any]:
    """The item in each language."""
    return list(
        type(item)._default_manager.filter(translation_key=item.translation_key, brand=item.brand, original=None)
        .select_related("locale", "brand").order_by("pk")
    )  # fmt: skip
