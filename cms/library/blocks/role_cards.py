"""Role cards from the library."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.text_section import heading_block, introduction_block
from cms.foundation.representation import Section

from .item import RoleBlock
from .preview import first_items


class RoleCardsBlock(Section):
    """Roles side by side as cards."""

    heading = heading_block()
    introduction = introduction_block()
    roles = blocks.ListBlock(RoleBlock(label=_("Role")), label=_("Roles"), min_num=1, max_num=8)

    def get_preview_value(self):
        return self.normalize({"heading": "Rollen", "roles": first_items(RoleBlock.item_model, 2)})

    class Meta:
        icon = "group"
        label = _("Role cards")
        description = _("Roles from the library: what each is about and when to choose it.")
        template = "blocks/role_cards.html"
