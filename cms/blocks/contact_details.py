"""How to reach the brand: made from the brand's own data."""

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from brands.models import BrandAddress, BrandSocialLink
from cms.foundation.links import Representation
from cms.foundation.prepared import ask
from cms.foundation.representation import Represented, Section
from cms.foundation.tags import add_tags
from cms.foundation.together import Loading

from .text_section import heading_block


class Address(Representation):
    """A postal or visiting address."""

    label: str
    street: str
    postal_code: str
    city: str
    country: str


class SocialLink(Representation):
    """A profile elsewhere."""

    network: str
    url: str


class ContactDetails(Representation):
    """Everything that one needs to get in touch. Empty strings where the brand gives nothing."""

    heading: str
    name: str
    legal_name: str
    registration: str
    email: str
    phone: str
    addresses: list[Address]
    social_links: list[SocialLink]


class ContactRows:
    """Kind of a reference to the addresses and profiles of the reader's brand; its only key is `ALL`."""

    def __init__(self, addresses: list[BrandAddress], social_links: list[BrandSocialLink]):
        self.addresses = sorted(addresses, key=_order)
        self.social_links = sorted(social_links, key=_order)


ALL = "all"


def _order(row: BrandAddress | BrandSocialLink) -> tuple[int, int]:
    return row.sort_order or 0, row.pk


def load_contact_rows(scope, keys: set) -> Loading[dict]:
    """The addresses and profiles of the scope's brand."""
    addresses, social_links = yield [
        ask(_of_brand, BrandAddress, scope.brand.pk),
        ask(_of_brand, BrandSocialLink, scope.brand.pk),
    ]
    return {ALL: ContactRows(addresses, social_links)}


def _of_brand(model: type[Model], brand: int) -> QuerySet:
    return model._default_manager.filter(brand=brand)


def contact_details(scope, heading: str = "") -> ContactDetails:
    """The contact details of the scope's brand, with the heading that the place gives them."""
    brand, rows = scope.brand, scope.get(ContactRows, ALL)
    add_tags(f"brand:{brand.key}")
    return ContactDetails(
        heading=heading,
        name=brand.name,
        legal_name=brand.legal_name,
        registration=brand.registration,
        email=brand.email,
        phone=brand.phone,
        addresses=[
            Address(label=row.label, street=row.street, postal_code=row.postal_code, city=row.city, country=row.country)
            for row in rows.addresses
        ],
        social_links=[SocialLink(network=row.network, url=row.url) for row in rows.social_links],
    )


class ContactDetailsBlock(Represented, Section):
    """The brand's contact details."""

    schema = ContactDetails

    heading = heading_block()

    def references(self, value):
        yield ContactRows, ALL

    def represent(self, value, scope):
        return contact_details(scope, value["heading"] or "")

    class Meta:
        icon = "mail"
        label = _("Contact details")
        description = _("E-mail, telephone, addresses and profiles of the brand. Changed in the brand's settings.")
        template = "blocks/contact_details.html"
        preview_value = {"heading": "Contact"}
