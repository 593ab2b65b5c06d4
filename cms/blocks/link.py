"""A link to a page, a web address, an e-mail address, a telephone number, or the brand's contact page."""

import re
from typing import Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Page

from cms.foundation.links import CONTACT_PAGE, Link
from cms.foundation.offering import is_offered
from cms.foundation.references import PageReferenceBlock
from cms.foundation.representation import Represented
from cms.foundation.scope import AddressOf

ADDRESS = re.compile(r"(https?://[^\s/]+\S*|mailto:[^\s@]+@[^\s@]+|tel:\+?[0-9 ()-]+)\Z")


def validate_address(value: str) -> None:
    """Refuse what is not a web, e-mail or telephone address."""
    if value and not ADDRESS.match(value):
        raise ValidationError(_("Write an address that begins with https://, mailto: or tel:."))


class LinkBlock(Represented, blocks.StructBlock):
    """One way to write a link, everywhere. Exactly one target."""

    schema = Link

    text = blocks.CharBlock(
        label=_("Text"), required=False, max_length=80, help_text=_("What the reader clicks. Empty: the page's title.")
    )
    page = PageReferenceBlock(label=_("Page"), required=False)
    url = blocks.CharBlock(
        label=_("Or an address"), required=False, max_length=500, validators=[validate_address],
        help_text=_("https://… for another site, mailto:… or tel:…"),
    )  # fmt: skip
    contact = blocks.BooleanBlock(
        label=_("Or the brand's contact page"),
        required=False,
        help_text=_("Each brand that shows this links to its own."),
    )

    def clean(self, value):
        cleaned = super().clean(value)
        if sum(map(bool, (cleaned["page"], cleaned["url"], cleaned["contact"]))) > 1:
            raise StructBlockValidationError(
                block_errors={"url": ValidationError(_("Choose one target: a page, an address or the contact page."))}
            )
        return cleaned

    def references(self, value):
        if value and value.get("page"):
            yield Page, value["page"].pk
        elif value and value.get("contact"):
            yield AddressOf(Page), CONTACT_PAGE

    def represent(self, value, scope):
        if not value:
            return None
        text = value["text"] or ""
        if value["page"]:
            target = scope.get(Page, value["page"].pk)
            if target is None:
                scope.miss(f"A link leads to a page that is not public: “{text or value['page']}”.")
                return None
            card = target.card()
            return Link(text=text or card.title, url=card.url, kind="page", page=card, leaves_brand=target.leaves_brand)
        if value["contact"]:
            path = scope.address_of(Page, CONTACT_PAGE)
            return Link(text=text, url=path, kind="contact") if path else None
        if value["url"]:
            return Link(
                text=text or _without_scheme(value["url"]),
                url=value["url"],
                kind=_kind(value["url"]),
                leaves_brand=True,
            )
        return None

    def publish_error(self, value, scope):
        if not value or not value["page"]:
            return None
        target = scope.get(Page, value["page"].pk)
        if target is None:
            message = str(_("This page is not public: publish it first, or choose another."))
        elif target.leaves_brand and not is_offered(target.page):
            message = _("This page belongs to %(brand)s. If that is meant, write its web address instead.") % {
                "brand": target.root.brand.name
            }
        else:
            return None
        return StructBlockValidationError(block_errors={"page": ValidationError(message)})

    class Meta:
        icon = "link"
        label = _("Link")
        form_classname = "struct-block link-block"


def _without_scheme(url: str) -> str:
    """An address as one would say it: `www.iduet.nl`, `+31 20 123 45 67`."""
    return url.partition(":")[2].strip("/")


def _kind(url: str) -> Literal["email", "telephone", "web"]:
    if url.startswith("mailto:"):
        return "email"
    return "telephone" if url.startswith("tel:") else "web"
