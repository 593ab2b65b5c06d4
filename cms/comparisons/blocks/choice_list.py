"""Which role for which need, a line each."""

from typing import Literal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from cms.blocks.text_section import heading_block, introduction_block
from cms.foundation.links import Representation
from cms.foundation.representation import Represented, Section
from cms.library.blocks.item import RoleNameBlock
from cms.library.blocks.preview import first_items
from cms.library.models import Role
from cms.library.models.example import RoleName

# A context, since Wagtail calls redirects permanent too.
ENGAGEMENTS = [
    ("permanent", pgettext_lazy("engagement", "permanent")),
    ("interim", pgettext_lazy("engagement", "interim")),
]


class ChoiceLine(Representation):
    """A line: one or more roles, how they are engaged, and for what."""

    roles: list[RoleName]
    engagement: Literal["permanent", "interim"]
    reason: str

    @property
    def names_say_engagement(self) -> bool:
        """Whether the roles are called “Interim manager” and the like, so that a reader need not be told again."""
        return all(self.engagement in role.short_name.lower() for role in self.roles)


class ChoiceLineBlock(Represented, blocks.StructBlock):
    """One line of the choice."""

    schema = ChoiceLine

    roles = blocks.ListBlock(RoleNameBlock(label=_("Role")), label=_("Roles"), min_num=1, max_num=4)
    engagement = blocks.ChoiceBlock(choices=ENGAGEMENTS, default="permanent", label=_("Engagement"))
    reason = blocks.CharBlock(label=_("Reason"), max_length=160, help_text=_("Such as “enterprise IT & governance”."))

    def represent(self, value, scope):
        child = self.child_blocks["roles"].child_block
        roles = [name for item in value["roles"] if (name := child.represent(item, scope)) is not None]
        if not roles:
            return None
        return ChoiceLine(roles=roles, engagement=value["engagement"] or "permanent", reason=value["reason"] or "")

    class Meta:
        icon = "check"
        label = _("Line")


class ChoiceListBlock(Section):
    """Which role for which need."""

    heading = heading_block()
    introduction = introduction_block()
    lines = blocks.ListBlock(ChoiceLineBlock(), label=_("Lines"), min_num=1, max_num=12)

    def get_preview_value(self):
        return self.normalize(
            {
                "heading": "Keuze",
                "lines": [
                    {"roles": [role], "engagement": "permanent", "reason": "IT en governance"}
                    for role in first_items(Role, 2)
                ],
            }
        )

    class Meta:
        icon = "check"
        label = _("Choice list")
        description = _("Which role, permanent or interim, for which need.")
        template = "blocks/choice_list.html"
