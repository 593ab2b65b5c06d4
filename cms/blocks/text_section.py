"""A heading with running text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.foundation.representation import Section
from cms.foundation.rich_text import RichTextBlock


def heading_block(**kwargs) -> blocks.CharBlock:
    """The heading of a section, an h2; every section block uses this one."""
    return blocks.CharBlock(
        **{
            "label": _("Heading"),
            "required": False,
            "max_length": 120,
            "help_text": _("Stands above the section."),
            **kwargs,
        }
    )


def introduction_block() -> blocks.TextBlock:
    """A few plain lines between a section's heading and its contents."""
    return blocks.TextBlock(label=_("Introduction"), required=False, max_length=600, rows=2)


class TextSectionBlock(Section):
    """A heading with running text."""

    heading = heading_block()
    text = RichTextBlock(label=_("Text"))

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("A heading with running text: paragraphs, lists and subheadings.")
        template = "blocks/text_section.html"
        preview_value = {
            "heading": "Waarom nu kiezen?",
            "text": "<p>Een heldere keuze vooraf scheelt een verkeerde benoeming.</p>",
        }
