"""A situation and its result."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.search import index

from cms.foundation.references import SnippetReferenceBlock
from cms.foundation.representation import represent_field
from cms.foundation.rich_text import FEATURES, RichText, represent_rich_text
from cms.foundation.streams import StreamField
from cms.library.choosing import LibraryChooser

from .item import ItemCard, ItemName, LibraryItem
from .role import Role, RoleCard


class RoleName(ItemName):
    """A role by name, where its card would be too much."""

    kind = "role"
    short_name: str
    name_language: str
    url: str | None


def role_name(card: RoleCard) -> RoleName:
    name = RoleName(
        id=card.id, key=card.key, short_name=card.short_name, name_language=card.name_language, url=card.url
    )
    name._whole = card
    return name


class ExampleCase(ItemCard):
    """A case as a reader sees it. `action` may be empty."""

    kind = "example"
    title: str
    sector: str
    roles: list[RoleName]
    situation: RichText
    action: RichText
    result: RichText


class ExampleRoleBlock(SnippetReferenceBlock):
    """The role that an example is about."""

    schema = RoleName

    @cached_property
    def widget(self):
        return LibraryChooser(self.target_model, icon=super().widget.icon)

    def represent(self, value, scope):
        role = scope.get(Role, value.pk) if value else None
        return role_name(role.represent(scope)) if role else None


class Example(LibraryItem):
    """A case from practice: what the situation was, what was done, what came of it."""

    title = models.CharField(_("title"), max_length=120, blank=True, help_text=_("Such as “Enterprise – CIO”."))
    sector = models.CharField(
        _("sector"), max_length=80, blank=True, help_text=_("In which the client works, such as “Insurance”.")
    )
    roles = StreamField(
        [("role", ExampleRoleBlock("library.Role", label=_("Role")))], verbose_name=_("roles"), blank=True, max_num=4,
        help_text=_("The roles that the example is about."),
    )  # fmt: skip
    situation = RichTextField(_("situation"), blank=True, features=FEATURES, help_text=_("What the client was facing."))
    action = RichTextField(
        _("what was done"), blank=True, features=FEATURES, help_text=_("May stay empty where the result says it.")
    )
    result = RichTextField(
        _("result"), blank=True, features=FEATURES, help_text=_("What came of it, with a figure where there is one.")
    )

    required_on_publish = ("title", "situation", "result")
    content_fields = ("title", "sector", "roles", "situation", "action", "result")
    search_fields = [
        index.SearchField("title", boost=4),
        index.SearchField("sector"),
        index.SearchField("situation"),
        index.SearchField("result"),
        index.AutocompleteField("title"),
        index.FilterField("locale_id"),
        index.FilterField("brand_id"),
        index.FilterField("original_id"),
        index.FilterField("id"),
        index.FilterField("live"),
        index.FilterField("has_unpublished_changes"),
    ]

    class Meta(LibraryItem.Meta):
        verbose_name = _("example")
        verbose_name_plural = _("examples")

    def __str__(self):
        if self.original_id and not self.title:
            return f"{self.original} ({self.brand})"
        return self.title

    def represent(self, scope) -> ExampleCase:
        return ExampleCase(
            id=self.pk or 0,
            key=str(self.translation_key),
            origin=self.origin,
            title=self.title,
            sector=self.sector,
            roles=[item.value for item in represent_field(self, "roles", scope)],
            situation=represent_rich_text(self.situation, scope),
            action=represent_rich_text(self.action, scope),
            result=represent_rich_text(self.result, scope),
        )
