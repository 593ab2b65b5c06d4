"""Examples from the library."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.text_section import heading_block, introduction_block
from cms.foundation.representation import Section

from .item import ExampleBlock
from .preview import first_items


class ExamplesBlock(Section):
    """Cases from practice, each with its result."""

    heading = heading_block()
    introduction = introduction_block()
    examples = blocks.ListBlock(ExampleBlock(label=_("Example")), label=_("Examples"), min_num=1, max_num=8)

    def get_preview_value(self):
        return self.normalize({"heading": "Uit de praktijk", "examples": first_items(ExampleBlock.item_model, 2)})

    class Meta:
        icon = "doc-full"
        label = _("Examples")
        description = _("Cases from the library: the situation, what was done, and the result.")
        template = "blocks/examples.html"
