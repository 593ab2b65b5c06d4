"""Fields that a draft may lack and what is published may not: the editor marks them as it marks required ones."""

from wagtail.admin.panels import FieldPanel
from wagtail.blocks.field_block import FieldBlockAdapter


class NeededPanel(FieldPanel):
    """A field without which `publish_errors` refuses."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_required(self):
            return True


class NeededAdapter(FieldBlockAdapter):
    """Shows a block without which its `publish_error` refuses."""

    def js_args(self, block):
        name, widget, meta = super().js_args(block)
        return [name, widget, {**meta, "required": True}]
