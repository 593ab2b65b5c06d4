"""The shared items as snippets."""

from django.db import models
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import DraftStateMixin, RevisionMixin, TranslatableMixin
from wagtail.search import index
from wagtail.snippets.models import register_snippet

topics = [("topic", blocks.CharBlock())]


class Item(DraftStateMixin, RevisionMixin, TranslatableMixin, index.Indexed, models.Model):
    class Meta(TranslatableMixin.Meta):
        abstract = True


@register_snippet
class Role(Item):
    short_name = models.CharField(max_length=60)
    full_name = models.CharField(max_length=120)
    tagline = models.CharField(max_length=120)
    description = RichTextField()
    topics = StreamField(topics)
    choose_when = models.CharField(max_length=300)
    own_fields = models.JSONField(default=list)
    name_language = models.CharField(max_length=5)
    locked = models.BooleanField(default=False)
    salary_source = models.CharField(max_length=200, blank=True)

    search_fields = [index.SearchField("short_name"), index.SearchField("full_name"), index.SearchField("description")]

    def __str__(self):
        return self.short_name


@register_snippet
class Question(Item):
    question = models.CharField(max_length=200)
    answer = RichTextField()

    search_fields = [index.SearchField("question"), index.SearchField("answer")]

    def __str__(self):
        return self.question


@register_snippet
class Example(Item):
    title = models.CharField(max_length=120)
    sector = models.CharField(max_length=80)
    situation = RichTextField()
    action = RichTextField()
    result = RichTextField()

    search_fields = [index.SearchField("title"), index.SearchField("situation")]

    def __str__(self):
        return self.title


@register_snippet
class CallToAction(Item):
    title = models.CharField(max_length=100)
    text = RichTextField()

    def __str__(self):
        return self.title
