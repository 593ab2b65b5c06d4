"""A page that is a head and a body of sections: most pages are."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from cms.foundation.pages import PageDocument
from cms.foundation.representation import item_type
from cms.foundation.streams import StreamField
from cms.media.illustrated import IllustratedDocument, IllustratedPage

from ..body import BodyBlock

BodyItem: Any = item_type(BodyBlock())


class SectionsDocument(IllustratedDocument):
    """A page with its sections."""

    body: list[BodyItem]


class SectionsPage(IllustratedPage):
    """A page with a body."""

    body = StreamField(
        BodyBlock(), verbose_name=_("sections"), blank=True,
        help_text=_("What stands below the head. Each kind of section shows what it looks like before you choose it."),
    )  # fmt: skip

    document: type[PageDocument] = SectionsDocument
    search_fields = [*IllustratedPage.search_fields, index.SearchField("body")]
    body_panels = [FieldPanel("body")]
    tabs = [(_("Introduction"), IllustratedPage.introduction_panels), (_("Sections"), body_panels)]

    class Meta:
        abstract = True
