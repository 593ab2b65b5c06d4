"""What a brand offers to the others of the group."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class PageOffer(models.Model):
    """A page that other brands may take over. Without it none of them shows the page, whoever took it before."""

    wagtail_reference_index_ignore = True

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="offer")
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    offered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-offered_at"]
        verbose_name = _("offered page")
        verbose_name_plural = _("offered pages")

    def __str__(self):
        return str(self.page)
