"""Share cards: the picture that other sites show beside a link to a page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


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
