"""The cookie registry: what a brand's site sets in a visitor's browser, why and for how long."""

import uuid

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Locale

from brands.models import Brand


class Cookie(ClusterableModel):
    """One cookie, or another thing kept in a visitor's browser."""

    class Category(models.TextChoices):
        NECESSARY = "necessary", _("necessary")
        FUNCTIONAL = "functional", _("functional")
        PERFORMANCE = "performance", _("performance")
        ANALYTICS = "analytics", _("analytics")
        OTHER = "other", _("other")

    class Unit(models.TextChoices):
        SESSION = "session", _("until the browser closes")
        MINUTES = "minutes", _("minutes")
        HOURS = "hours", _("hours")
        DAYS = "days", _("days")
        MONTHS = "months", _("months")
        YEARS = "years", _("years")

    brand = models.ForeignKey(
        Brand, on_delete=models.CASCADE, related_name="cookies", verbose_name=_("brand"),
        help_text=_("Whose site sets it."),
    )  # fmt: skip
    name = models.CharField(_("name"), max_length=120, help_text=_("As the browser shows it."))
    provider = models.CharField(_("provider"), max_length=120, help_text=_("Who sets and reads it."))
    category = models.CharField(
        _("category"), max_length=12, choices=Category.choices, help_text=_("Under which heading visitors find it.")
    )
    duration = models.PositiveSmallIntegerField(
        _("kept for"), null=True, blank=True, validators=[MinValueValidator(1)],
        help_text=_("A number; empty when it goes with the browser's window."),
    )  # fmt: skip
    duration_unit = models.CharField(
        _("unit"), max_length=8, choices=Unit.choices, default=Unit.SESSION, help_text=_("What the number counts.")
    )
    script = models.URLField(
        _("script"), blank=True,
        help_text=_("The script that sets it, if it is not our own: it is loaded only after consent to the category."),
    )  # fmt: skip

    class Meta:
        ordering = ["category", "name"]
        constraints = [models.UniqueConstraint(fields=["brand", "name", "provider"], name="cookie_once")]
        verbose_name = _("cookie")
        verbose_name_plural = _("cookies")

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if self.script and self.category == self.Category.NECESSARY:
            raise ValidationError({"script": _("What is necessary needs no script of somebody else’s.")})
        if (self.duration is None) != (self.duration_unit == self.Unit.SESSION):
            raise ValidationError(
                {"duration": _("Give a number with its unit, or choose “until the browser closes” without one.")}
            )

    @property
    def duration_text(self) -> str:
        """How long it is kept, in the active language."""
        number = self.duration or 0
        return {
            "session": str(self.Unit.SESSION.label),
            "minutes": ngettext("%(number)s minute", "%(number)s minutes", number),
            "hours": ngettext("%(number)s hour", "%(number)s hours", number),
            "days": ngettext("%(number)s day", "%(number)s days", number),
            "months": ngettext("%(number)s month", "%(number)s months", number),
            "years": ngettext("%(number)s year", "%(number)s years", number),
        }[self.duration_unit] % {"number": number}


class CookiePurpose(models.Model):
    """What a cookie is for, in one language."""

    cookie = ParentalKey(Cookie, on_delete=models.CASCADE, related_name="purposes")
    locale = models.ForeignKey(
        Locale, on_delete=models.PROTECT, related_name="+", verbose_name=_("language"),
        help_text=_("In which the purpose is written."),
    )  # fmt: skip
    purpose = models.CharField(
        _("purpose"), max_length=300, help_text=_("What it is for, as a visitor understands it.")
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cookie", "locale"], name="cookie_purpose_once")]
        verbose_name = _("purpose")
        verbose_name_plural = _("purposes")

    def __str__(self):
        return self.purpose

    @property
    def brand(self) -> Brand:
        return self.cookie.brand


class Receipt(models.Model):
    """A visitor's choice: a random number, what was chosen among, what was chosen, and when. Nothing personal."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    #: What the visitor's browser keeps; whoever shows it shows that this was her choice.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    policy = models.CharField(max_length=16)
    categories = models.JSONField(default=list)
    given_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        default_permissions = ()
        ordering = ["-given_at"]
        verbose_name = _("receipt of a cookie choice")
        verbose_name_plural = _("receipts of cookie choices")

    def __str__(self):
        return str(self.public_id)


class AskedPolicy(models.Model):
    """The registry as it was when somebody chose: what a receipt's version stands for."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    version = models.CharField(max_length=16)
    cookies = models.JSONField()
    first_asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["brand", "version"], name="policy_once_per_version")]
        verbose_name = _("cookie registry of a moment")
        verbose_name_plural = _("cookie registries of moments")

    def __str__(self):
        return self.version
