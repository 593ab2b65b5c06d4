"""A job such as CIO."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import RichTextField
from wagtail.search import index

from cms.foundation.links import Representation
from cms.foundation.rich_text import FEATURES, RichText, represent_rich_text
from cms.foundation.streams import StreamField

from .item import ItemCard, LibraryItem


def topics_field() -> StreamField:
    """A list of short topics."""
    return StreamField(
        [("topic", blocks.CharBlock(label=_("Topic"), max_length=80))],
        verbose_name=_("topics"), blank=True, max_num=20,
        help_text=_("What it is about, one topic an entry: “digital transformation”."),
    )  # fmt: skip


def topics_of(stream) -> list[str]:
    return [str(child.value) for child in stream or ()]


class Salary(Representation):
    """Gross salary range in euro a year, with where it comes from."""

    minimum: int
    maximum: int
    source: str
    reference_date: datetime.date


class RoleCard(ItemCard):
    """How a role is shown."""

    kind = "role"
    short_name: str
    full_name: str
    name_language: str
    tagline: str
    description: RichText
    topics: list[str]
    choose_when: str
    salary: Salary | None
    url: str | None


class Role(LibraryItem):
    """A job that brands recruit for, with what one needs to choose it."""

    short_name = models.CharField(
        _("short name"), max_length=60, blank=True, help_text=_("As people say it: CIO, Finance Director.")
    )
    full_name = models.CharField(
        _("full name"), max_length=120, blank=True, help_text=_("Such as Chief Information Officer.")
    )
    name_language = models.CharField(
        _("language of the names"), max_length=5, blank=True, choices=[("nl", _("Dutch")), ("en", _("English"))],
        help_text=_("Only where the names are in another language than the text, so that they are pronounced well."),
    )  # fmt: skip
    tagline = models.CharField(
        _("in one line"), max_length=120, blank=True, help_text=_("What the role does, in a few words below its name.")
    )
    description = RichTextField(
        _("description"), blank=True, features=FEATURES,
        help_text=_("Two to five sentences: what somebody in this role does and answers for."),
    )  # fmt: skip
    topics = topics_field()
    choose_when = models.CharField(
        _("choose when"), max_length=300, blank=True,
        help_text=_("Completes “Choose a CIO when …”: begins in lower case, no full stop."),
    )  # fmt: skip
    salary_minimum = models.PositiveIntegerField(
        _("salary from"), null=True, blank=True, help_text=_("Euro gross a year.")
    )
    salary_maximum = models.PositiveIntegerField(
        _("salary to"), null=True, blank=True, help_text=_("Euro gross a year.")
    )
    salary_source = models.CharField(
        _("source of the salary"), max_length=200, blank=True,
        help_text=_("Where the amounts come from, such as the name of a survey."),
    )  # fmt: skip
    salary_reference_date = models.DateField(
        _("salary as of"), null=True, blank=True, help_text=_("The day on which the amounts were right.")
    )

    required_on_publish = ("short_name", "tagline", "description", "choose_when")
    content_fields = (
        "short_name", "full_name", "name_language", "tagline", "description", "topics", "choose_when",
        "salary_minimum", "salary_maximum", "salary_source", "salary_reference_date",
    )  # fmt: skip
    taken_together = dict.fromkeys(
        ("salary_minimum", "salary_maximum", "salary_source", "salary_reference_date"),
        ("salary_minimum", "salary_maximum", "salary_source", "salary_reference_date"),
    )
    search_fields = [
        index.SearchField("short_name", boost=4),
        index.SearchField("full_name", boost=4),
        index.SearchField("tagline"),
        index.SearchField("description"),
        index.SearchField("topics"),
        index.AutocompleteField("short_name"),
        index.AutocompleteField("full_name"),
        index.FilterField("locale_id"),
        index.FilterField("brand_id"),
        index.FilterField("original_id"),
        index.FilterField("id"),
        index.FilterField("live"),
        index.FilterField("has_unpublished_changes"),
    ]

    class Meta(LibraryItem.Meta):
        verbose_name = _("role")
        verbose_name_plural = _("roles")

    def __str__(self):
        if self.original_id and not self.short_name:
            return f"{self.original} ({self.brand})"
        return self.short_name or self.full_name

    def publish_errors(self):
        errors = super().publish_errors()
        if self.salary_minimum or self.salary_maximum:
            if not self.salary_source:
                errors["salary_source"] = ValidationError(_("A salary names its source."))
            if not self.salary_reference_date:
                errors["salary_reference_date"] = ValidationError(_("A salary says when it was right."))
            if not self.salary_minimum or not self.salary_maximum or self.salary_minimum > self.salary_maximum:
                errors["salary_maximum"] = ValidationError(_("Give a range: from, and to a higher amount."))
        return errors

    def represent(self, scope) -> RoleCard:
        salary = None
        if self.salary_minimum and self.salary_maximum and self.salary_source and self.salary_reference_date:
            salary = Salary(
                minimum=self.salary_minimum, maximum=self.salary_maximum, source=self.salary_source,
                reference_date=self.salary_reference_date,
            )  # fmt: skip
        return RoleCard(
            id=self.pk or 0,
            key=str(self.translation_key),
            origin=self.origin,
            short_name=self.short_name,
            full_name=self.full_name,
            name_language=self.name_language or scope.language_code,
            tagline=self.tagline,
            description=represent_rich_text(self.description, scope),
            topics=topics_of(self.topics),
            choose_when=self.choose_when,
            salary=salary,
            url=scope.address_of(Role, self.translation_key),
        )
