"""A release: drafts that go live together, and come down together."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale, Page, Revision

from brands.models import Brand

from .banner import banner_field


class Release(models.Model):
    """What a brand shows from one moment on, all or none, perhaps until another. Times are those of Amsterdam."""

    class State(models.TextChoices):
        DRAFT = "draft", gettext_lazy("being made")
        PLANNED = "planned", gettext_lazy("planned")
        LIVE = "live", gettext_lazy("live")
        ENDED = "ended", gettext_lazy("ended")

    brand = models.ForeignKey(
        Brand, on_delete=models.CASCADE, related_name="releases", verbose_name=gettext_lazy("brand"),
        help_text=gettext_lazy("Whose pages, items and menus it holds."),
    )  # fmt: skip
    title = models.CharField(
        gettext_lazy("title"), max_length=120, help_text=gettext_lazy("For you and your colleagues.")
    )
    starts_at = models.DateTimeField(
        gettext_lazy("goes live at"), null=True, blank=True,
        help_text=gettext_lazy("In Amsterdam's time. Empty: when a publisher says so."),
    )  # fmt: skip
    ends_at = models.DateTimeField(
        gettext_lazy("ends at"), null=True, blank=True,
        help_text=gettext_lazy("What was there before is then there again. Empty: it stays."),
    )  # fmt: skip
    banner_nl = banner_field(gettext_lazy("banner in Dutch"))
    banner_en = banner_field(gettext_lazy("banner in English"))
    state = models.CharField(
        gettext_lazy("state"), max_length=8, choices=State.choices, default=State.DRAFT, editable=False
    )

    class Meta:
        ordering = ["-starts_at", "-pk"]
        verbose_name = gettext_lazy("release")
        verbose_name_plural = gettext_lazy("releases")

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if self.state != self.State.DRAFT:
            raise ValidationError(_("It is planned or live. Take it back before you change it."))
        if self.ends_at and self.starts_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("It ends after it goes live.")})

    @property
    def banners(self) -> list[tuple[Locale, Any]]:
        """Language and banner, where the release has one."""
        said = {"nl": self.banner_nl, "en": self.banner_en}
        return [
            (locale, said[locale.language_code]) for locale in Locale.objects.all() if said.get(locale.language_code)
        ]


class ReleaseEntry(models.Model):
    """Something that goes live with a release.

    `revision` is the draft that was planned; `before` is what was live until then, empty where nothing was.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="entries")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=60)
    title = models.CharField(max_length=255)
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    before = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    was_live = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["release", "content_type", "object_id"], name="once_in_a_release")
        ]

    def __str__(self):
        return self.title

    @property
    def thing(self) -> Any:
        """The page (of its own type), library item or menu as it is now; None when it was deleted."""
        model = self.content_type.model_class()
        found = None if model is None else model._base_manager.filter(pk=self.object_id).first()
        return found.specific if isinstance(found, Page) else found

    @classmethod
    def of(cls, release: Release, thing: Any) -> "ReleaseEntry":
        """The entry of a thing in a release, not stored."""
        base = Page if isinstance(thing, Page) else type(thing)
        return cls(
            release=release, content_type=ContentType.objects.get_for_model(base), object_id=str(thing.pk),
            title=str(thing)[:255],
        )  # fmt: skip
