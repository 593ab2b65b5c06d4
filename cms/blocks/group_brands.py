"""The brands of the group: made from the brands, never typed."""

from django.utils.translation import gettext_lazy as _

from cms.foundation.links import Representation
from cms.foundation.representation import Represented, Section
from cms.foundation.tags import add_tags

from .text_section import heading_block, introduction_block


class GroupBrand(Representation):
    """A brand as its sisters name it."""

    key: str
    name: str
    domain: str
    field_of_work: str
    url: str
    is_current: bool


class GroupBrands(Representation):
    """All brands of the group in its order, the reader's own marked."""

    heading: str
    introduction: str
    brands: list[GroupBrand]


def group_brands(scope) -> list[GroupBrand]:
    """The brands in the group's order, each in the reader's language or, where it lacks that, in its first."""
    members = []
    for brand in scope.directory.brands:
        add_tags(f"brand:{brand.key}")
        texts = brand.language(scope.language_code)
        path = "/" if texts is None or scope.language_code == "nl" else f"/{scope.language_code}/"
        members.append(
            GroupBrand(
                key=brand.key,
                name=brand.name,
                domain=brand.domain or brand.host,
                field_of_work=texts.field_of_work if texts else "",
                url=brand.public_url + path,
                is_current=brand.pk == scope.brand.pk,
            )
        )
    return members


class GroupBrandsBlock(Represented, Section):
    """The group's brands."""

    schema = GroupBrands

    heading = heading_block()
    introduction = introduction_block()

    def represent(self, value, scope):
        return GroupBrands(
            heading=value["heading"] or "", introduction=value["introduction"] or "", brands=group_brands(scope)
        )

    class Meta:
        icon = "globe"
        label = _("Brands of the group")
        description = _("The brands of Iduet Group with their fields of work. Made from the brands; nothing to type.")
        template = "blocks/group_brands.html"
        preview_value = {"heading": "Onderdeel van Iduet Group B.V."}
