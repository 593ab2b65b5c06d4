"""What a reader can do next."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from cms.blocks.link import LinkBlock
from cms.foundation.links import Link
from cms.foundation.representation import represent_field
from cms.foundation.streams import StreamField

from .item import ItemCard, LibraryItem


class CallToActionCard(ItemCard):
    """A call to action with where it leads."""

    kind = "call_to_action"
    title: str
    text: str
    link: Link


class CallToAction(LibraryItem):
    """An invitation with one button, written once."""

    title = models.CharField(_("title"), max_length=100, blank=True, help_text=_("What you invite the reader to do."))
    text = models.TextField(
        _("text"), max_length=300, blank=True, help_text=_("One or two sentences on what happens then.")
    )
    link = StreamField(
        [("link", LinkBlock())], verbose_name=_("link"), blank=True, max_num=1,
        help_text=_("The button: what it says and where it leads."),
    )  # fmt: skip

    required_on_publish = ("title", "link")
    content_fields = ("title", "text", "link")
    search_fields = [
        index.SearchField("title", boost=4),
        index.SearchField("text"),
        index.AutocompleteField("title"),
        index.FilterField("locale_id"),
        index.FilterField("brand_id"),
        index.FilterField("original_id"),
        index.FilterField("id"),
        index.FilterField("live"),
        index.FilterField("has_unpublished_changes"),
    ]

    class Meta(LibraryItem.Meta):
        verbose_name = _("call to action")
        verbose_name_plural = _("calls to action")

    def __str__(self):
        if self.original_id and not self.title:
            return f"{self.original} ({self.brand})"
        return self.title

    def publish_errors(self):
        errors = super().publish_errors()
        for child in self.link:
            if not child.value["text"]:
                errors["link"] = ValidationError(_("A button says what it does: give the link a text."))
        return errors

    def represent(self, scope) -> CallToActionCard | None:
        """None where the link leads nowhere for this reader: a button without a target is no help."""
        links = represent_field(self, "link", scope)
        if not links:
            return None
        return CallToActionCard(
            id=self.pk or 0,
            key=str(self.translation_key),
            origin=self.origin,
            title=self.title,
            text=self.text,
            link=links[0].value,
        )
