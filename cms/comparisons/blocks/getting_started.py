"""What the reader can do now."""

from django.utils.translation import gettext_lazy as _

from cms.blocks.text_section import heading_block
from cms.foundation.representation import Section
from cms.foundation.rich_text import RichTextBlock
from cms.library.blocks.call_to_action import CallToActionBlock


class GettingStartedBlock(Section):
    """What the reader can do now, with one button."""

    heading = heading_block()
    text = RichTextBlock(label=_("Text"))
    call_to_action = CallToActionBlock(label=_("Call to action"), required=False)

    class Meta:
        icon = "pick"
        label = _("Getting started")
        description = _("What the reader can do now, with one call to action.")
        template = "blocks/getting_started.html"
        preview_value = {
            "heading": "Aan de slag",
            "text": "<p>We helpen je eerst de vraag scherp te krijgen, en zoeken dan de leider die erbij past.</p>",
        }
