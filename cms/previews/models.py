"""Who may see what the public does not: preview grants with their codes and uses, and guesses at passwords.

Neither codes nor tokens are stored: of a code there is a hash, a token is a signed name of its grant.
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageViewRestriction, Revision

from brands.models import Brand


def new_key() -> str:
    """Name of a grant in addresses. It opens nothing by itself."""
    return secrets.token_urlsafe(9)


class GrantQuerySet(models.QuerySet):
    def valid(self):
        """Grants that still open something."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now()).exclude(made_by__is_active=False)

    def with_uses(self):
        """Annotated with `last_used_at` and `times_used`."""
        return self.annotate(last_used_at=models.Max("uses__at"), times_used=models.Count("uses"))


class Grant(models.Model):
    """Leave to read one page of one brand as a draft. It never lets anybody change anything.

    What it shows is `content` where that is there (what an editor has in her form, saved or not), else `revision`
    where there is one, else the page's latest draft. `page` is None while a new page is not stored yet.
    """

    class Kind(models.TextChoices):
        PANE = "pane", _("the editor's preview")
        SHARE = "share", _("preview link")

    wagtail_reference_index_ignore = True  # a preview link is no usage of a page

    key = models.CharField(max_length=16, unique=True, default=new_key, editable=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, null=True, related_name="+")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, null=True, related_name="+")
    content = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_for = models.CharField(_("for whom"), max_length=80, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = models.Manager.from_queryset(GrantQuerySet)()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("preview grant")
        verbose_name_plural = _("preview grants")
        constraints = [
            models.UniqueConstraint(
                fields=["made_by", "page"], condition=models.Q(kind="pane"), name="one_pane_per_editor_and_page"
            )
        ]

    def __str__(self):
        return self.key

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now() and self.made_by.is_active


class Code(models.Model):
    """A single-use code of a grant, as a hash."""

    wagtail_reference_index_ignore = True

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"{self.grant_id}/{self.pk}"


class Use(models.Model):
    """One use of a grant: when, how, and from where (`client` tells clients apart and names none)."""

    class Way(models.TextChoices):
        OPENED = "opened", _("opened on the brand's site")
        SEEN = "seen", _("seen on the brand's site")
        EXCHANGED = "exchanged", _("opened in a separate front end")
        READ = "read", _("read through the API")

    wagtail_reference_index_ignore = True

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="uses")
    at = models.DateTimeField(auto_now_add=True)
    way = models.CharField(max_length=12, choices=Way.choices)
    client = models.CharField(max_length=16)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.grant_id}: {self.way}"


class Guess(models.Model):
    """A password that was tried at a privacy setting and was wrong. Kept as long as it counts."""

    wagtail_reference_index_ignore = True

    restriction = models.ForeignKey(PageViewRestriction, on_delete=models.CASCADE, related_name="+")
    client = models.CharField(max_length=16)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["restriction", "at"], name="guess_restriction_at")]
        verbose_name_plural = "guesses"

    def __str__(self):
        return f"{self.restriction_id} {self.at:%H:%M:%S}"


#: How long a grant and its uses are remembered after it has ended.
REMEMBERED = {Grant.Kind.PANE: timedelta(days=1), Grant.Kind.SHARE: timedelta(days=30)}


def forget_old_grants() -> None:
    """Delete grants that ended long ago, with their codes and uses."""
    for kind, kept in REMEMBERED.items():
        Grant.objects.filter(kind=kind, expires_at__lt=timezone.now() - kept).delete()
