from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField
from wagtail.images.api.fields import ImageRenditionField
from wagtail.models import Page
from wagtail.search import index

from .blocks import body, role

fact = blocks.StructBlock([("value", blocks.CharBlock()), ("label", blocks.CharBlock())])


class ComparisonPage(Page):
    introduction = RichTextField(blank=True)
    hero_image = models.ForeignKey("media.MediaImage", null=True, on_delete=models.PROTECT, related_name="+")
    hero_image_alt = models.CharField(max_length=200, blank=True)
    verdict = models.CharField(max_length=240, blank=True)
    facts = StreamField([("fact", fact)])
    roles = StreamField([("role", role())])
    body = StreamField(body())

    template = "stock/comparison.html"
    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("verdict"), FieldPanel("body")]
    search_fields = [
        *Page.search_fields, index.SearchField("introduction"), index.SearchField("verdict"), index.SearchField("body"),
    ]  # fmt: skip
    api_fields = [
        APIField("introduction"),
        APIField("verdict"),
        APIField("hero_image"),
        APIField("picture", ImageRenditionField("fill-1280x720|format-jpeg", source="hero_image")),
        APIField("facts"),
        APIField("roles"),
        APIField("body"),
    ]
