"""Share cards, the picture that other sites show beside a link to a page; and addresses where nothing was found."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from brands.models import Brand


class SocialCard(models.Model):
    """The share card of a page, as it was last published.

    `alt` is the text in the picture. `drawn_from` is a digest of all that went into it: a card whose page and brand
    still give the same one need not be drawn again.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))
    file = models.FileField(_("file"), upload_to="social_cards", max_length=100)
    alt = models.CharField(max_length=400)
    drawn_from = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("share card")
        verbose_name_plural = _("share cards")

    def __str__(self):
        return self.alt


class NotFound(models.Model):
    """An address of a brand at which nothing was found: how often, and on how many days.

    There are at most `MOST` of a brand: those asked on the fewest days, and then least often, make room. Who is not
    asked for `KEPT` days is forgotten (`manage.py trim_not_found`).
    """

    MOST = 1000
    KEPT = 90

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", verbose_name=_("brand"))
    path = models.CharField(_("address"), max_length=255)
    count = models.PositiveBigIntegerField(_("asked"), default=0)
    days = models.PositiveIntegerField(_("days"), default=1)
    last_asked = models.DateField(_("last asked"))

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "path"], name="not_found_once")]
        indexes = [models.Index(fields=["brand", "-count"], name="not_found_most_asked")]
        verbose_name = _("address not found")
        verbose_name_plural = _("addresses not found")

    def __str__(self):
        return self.path
