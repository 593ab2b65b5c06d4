"""How to reach the brand: made from the brand's own data."""

from django.utils.translation import gettext_lazy as _

from cms.foundation.links import Representation
from cms.foundation.representation import Represented, Section
from cms.foundation.tags import add_tags

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


def contact_details(scope, heading: str = "") -> ContactDetails:
    """The contact details of the scope's brand, with the heading that the place gives them."""
    brand = scope.brand
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
            for row in brand.addresses.all()
        ],
        social_links=[SocialLink(network=row.network, url=row.url) for row in brand.social_links.all()],
    )


class ContactDetailsBlock(Represented, Section):
    """The brand's contact details."""

    schema = ContactDetails

    heading = heading_block()

    def represent(self, value, scope):
        return contact_details(scope, value["heading"] or "")

    class Meta:
        icon = "mail"
        label = _("Contact details")
        description = _("E-mail, telephone, addresses and profiles of the brand. Changed in the brand's settings.")
        template = "blocks/contact_details.html"
        preview_value = {"heading": "Contact"}
