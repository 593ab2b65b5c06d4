"""Pages with a picture at their head."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel

from cms.foundation.pages import BasePage, PageDocument

from .models import MediaImage
from .pictures import Picture


class IllustratedDocument(PageDocument):
    """A page with its picture."""

    hero: Picture | None


class IllustratedPage(BasePage):
    """A page that may have a picture at its head and on its cards."""

    hero_image = models.ForeignKey(
        MediaImage, verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text=_("Shown beside the title. Wide, at least 1280 pixels."),
    )  # fmt: skip
    hero_image_alt = models.CharField(
        _("picture described"), max_length=200, blank=True,
        help_text=_("What one needs to know of the picture on this page. Empty: the picture's own description."),
    )  # fmt: skip

    document: type[PageDocument] = IllustratedDocument

    introduction_panels = [
        TitleFieldPanel("title"),
        FieldPanel("introduction"),
        MultiFieldPanel([FieldPanel("hero_image"), FieldPanel("hero_image_alt")], heading=_("Picture")),
    ]

    class Meta:
        abstract = True

    def references(self):
        yield from super().references()
        if self.hero_image_id:
            yield MediaImage, self.hero_image_id

    def document_fields(self, scope):
        target = scope.get(MediaImage, self.hero_image_id)
        hero = target.picture("hero", alt=self.hero_image_alt) if target else None
        return {**super().document_fields(scope), "hero": hero}

    def publish_errors(self):
        errors = super().publish_errors()
        if self.hero_image and not self.hero_image_alt and not self.hero_image.description:
            errors["hero_image_alt"] = ValidationError(_("Describe the picture: it has no description of its own."))
        return errors
