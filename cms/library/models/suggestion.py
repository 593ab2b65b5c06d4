"""What somebody of a brand asks of the librarians: another text in an original, or a brand's own item for the group."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brands.models import Brand


class SuggestionQuerySet(models.QuerySet):
    """Suggestions."""

    def waiting(self) -> "SuggestionQuerySet":
        return self.filter(state=Suggestion.State.WAITING)

    def about(self, item) -> "SuggestionQuerySet":
        """Suggestions to change or to adopt one item."""
        return self.filter(content_type=item.get_content_type(), object_id=item.pk)


class Suggestion(models.Model):
    """A draft that waits beside an item's own draft until a librarian has answered.

    `content` holds the item as its maker would have it and `base` as she found it, so that taking it over touches what
    she changed and nothing else. It is no revision: one would become the item's latest, in the place of the librarian's
    own draft, and Wagtail's workflow carries one draft an item. With `adopt` a brand's own item is offered as it is.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        TAKEN = "taken", _("taken over")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("taken back")

    brand = models.ForeignKey(Brand, verbose_name=_("brand"), on_delete=models.CASCADE, related_name="+")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    item = GenericForeignKey("content_type", "object_id")
    title = models.CharField(_("about"), max_length=255)
    base = models.JSONField(_("text before"), encoder=DjangoJSONEncoder)
    content = models.JSONField(_("text after"), encoder=DjangoJSONEncoder)
    adopt = models.BooleanField(_("offered to the group"), default=False)
    reason = models.TextField(_("reason"), max_length=500, help_text=_("What is wrong now, or what this makes better."))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    answer = models.TextField(
        _("answer"), max_length=500, blank=True, help_text=_("What you tell her; needed when you decline.")
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("answered by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-pk")
        indexes = [
            models.Index(fields=["state", "brand"], name="suggestion_state_brand"),
            models.Index(fields=["content_type", "object_id"], name="suggestion_item"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(answered_at__isnull=False), name="suggestion_answered"
            )
        ]
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")

    def __str__(self):
        return self.title

    @property
    def before(self) -> Any:
        """The item as the maker found it."""
        item: Any = self.item
        return item.with_content_json(self.base)

    @property
    def after(self) -> Any:
        """The item as the maker would have it."""
        item: Any = self.item
        return item.with_content_json(self.content)

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    def finish(self, state: str, user, answer: str = "") -> None:
        """Say what came of it."""
        self.state, self.answer, self.answered_by, self.answered_at = state, answer, user, timezone.now()
        self.save()
