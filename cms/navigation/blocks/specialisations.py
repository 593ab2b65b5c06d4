"""The brand's specialisations: one source for page and footer."""

from django.utils.translation import gettext_lazy as _

from cms.blocks.text_section import heading_block
from cms.foundation.links import Representation
from cms.foundation.representation import Represented, Section
from cms.navigation.models import ALL, Menu, MenuEntry, Menus, menus_for


class Specialisations(Representation):
    """The menu `specialisations` as a section of a page."""

    heading: str
    entries: list[MenuEntry]


class SpecialisationsBlock(Represented, Section):
    """Links to what the brand specialises in."""

    schema = Specialisations

    heading = heading_block()

    def references(self, value):
        yield Menus, ALL

    def represent(self, value, scope):
        return Specialisations(heading=value["heading"] or "", entries=menus_for(scope)[Menu.Place.SPECIALISATIONS])

    class Meta:
        icon = "list-ul"
        label = _("Specialisations")
        description = _("The brand's menu of specialisations, the same that the footer shows.")
        template = "blocks/specialisations.html"
        preview_value = {"heading": "Specialisaties"}
