"""Library items at Wagtail's write API: what a body may say of one, and what is done to it in the way of the house.

Wagtail asks whether somebody may create and publish items at all; whose the item is, is asked here.
"""

from typing import Any

from wagtail.actions import (
    CopyForTranslationAction,
    CreateAction,
    DeleteAction,
    EditAction,
    PublishRevisionAction,
    UnpublishAction,
)
from wagtail.actions.create import CreatePermissionError
from wagtail.actions.edit import EditPermissionError

from cms.library.models import LibraryItem
from cms.library.usages import reason_to_keep, usages_of

from .bodies import BODY
from .problems import Refused, malformed


def check_item(model: type[LibraryItem], item: LibraryItem | None, body: dict[str, Any]) -> None:
    """Refuse a body that would be lost on an item, or would make another kind of item of it.

    :param item: the item that is changed, as it was last written; None for a new one.
    """
    if item is not None:
        for name in ("original", "original_id"):
            if name in body:
                raise malformed((*BODY, name), "This stays as it was when the item was made.")
    original = item.original_id if item is not None else body.get("original_id", body.get("original"))
    if original is None:
        return
    own = body.get("own_fields", item.own_fields if item is not None else [])
    version = model(own_fields=own if isinstance(own, list) else [])
    for name in model.content_fields:
        if name in body and name not in version.effective_own_fields():
            raise malformed((*BODY, name), "A version follows the group here: name the field in `own_fields`.")


def _refuse_unless_publisher(action: Any, error: type[Exception]) -> None:
    """The item's brand is known once it is saved; a refusal takes that back too."""
    policy = action.permission_policy
    if action.publish and not policy.user_has_permission_for_instance(action.user, "publish", action.instance):
        raise error("You do not publish for this brand.")


class CreateItem(CreateAction):
    """Publishes only what the person publishes: Wagtail asks whether she publishes anything."""

    def _save_instance(self):
        super()._save_instance()
        _refuse_unless_publisher(self, CreatePermissionError)


class EditItem(EditAction):
    """Publishes only what the person publishes, by the brand that the item has then."""

    def _save_instance(self):
        super()._save_instance()
        _refuse_unless_publisher(self, EditPermissionError)


class PublishItem(PublishRevisionAction):
    """Publishes by the item's own `publish`, which checks first, and asks whose the item is."""

    def check(self, skip_permission_checks=False):
        super().check(skip_permission_checks)
        may = self.permission_policy.user_has_permission_for_instance(self.user, "publish", self.object)
        if not skip_permission_checks and not may:
            raise self.permission_error_class("You do not publish for this brand.")

    def execute(self, skip_permission_checks=False):
        self.check(skip_permission_checks=skip_permission_checks)
        return self.object.publish(
            self.revision,
            user=self.user,
            changed=self.changed,
            log_action=self.log_action,
            previous_revision=self.previous_revision,
            skip_permission_checks=True,
        )


class UnpublishItem(UnpublishAction):
    """Leaves what is in use to the desk, which shows where before it is taken away."""

    def check(self, skip_permission_checks=False):
        super().check(skip_permission_checks)
        places = [str(usage) for usage in usages_of(self.object, self.user)]
        if places and self.object.live:
            raise Refused(
                409, f"It is in use: {', '.join(places)}. Unpublish it in the desk, or take it out there first."
            )


class DeleteItem(DeleteAction):
    """Keeps what is in use, or said differently by a brand."""

    def check(self, skip_permission_checks=False):
        super().check(skip_permission_checks)
        reason = reason_to_keep(self.instance, self.user)
        if reason:
            raise Refused(409, reason)


class TranslateItem(CopyForTranslationAction):
    """Makes a draft, and a version's translation one of the original's, as the item itself does."""

    def execute(self, skip_permission_checks=False):
        self.check(skip_permission_checks=skip_permission_checks)
        return self.object.copy_for_translation(self.locale, self.exclude_fields)


ACTIONS = (CreateItem, EditItem, PublishItem, UnpublishItem, DeleteItem, TranslateItem)
