"""Which group of people works for which brand, and as what."""

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _

from .brand import Brand


class Team(models.Model):
    """A Django group with a place in the house: editors or publishers of a brand, or librarians of the whole group."""

    class Kind(models.TextChoices):
        EDITORS = "editors", _("editors")
        PUBLISHERS = "publishers", _("publishers")
        LIBRARIANS = "librarians", _("librarians")

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="team")
    brand = models.ForeignKey(Brand, null=True, blank=True, on_delete=models.CASCADE, related_name="teams")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brand", "kind"], name="team_once_per_brand_and_kind"),
            models.CheckConstraint(
                condition=models.Q(kind="librarians", brand=None)
                | (~models.Q(kind="librarians") & models.Q(brand__isnull=False)),
                name="team_of_a_brand_or_librarians",
            ),
        ]
        verbose_name = _("team")
        verbose_name_plural = _("teams")

    def __str__(self):
        return self.group.name
