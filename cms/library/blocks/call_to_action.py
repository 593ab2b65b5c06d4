"""A call to action from the library."""

from django.utils.translation import gettext_lazy as _

from cms.foundation.representation import render_represented

from ..models import CallToAction
from ..models.call_to_action import CallToActionCard
from .item import LibraryReferenceBlock
from .preview import first_items


class CallToActionBlock(LibraryReferenceBlock):
    """An invitation with one button."""

    item_model = CallToAction
    schema = CallToActionCard

    def render(self, value, context=None):
        return render_represented(self, value, context)

    def get_preview_value(self):
        return next(iter(first_items(CallToAction, 1)), None)

    class Meta:
        icon = "pick"
        label = _("Call to action")
        description = _("An invitation from the library with one button.")
        template = "blocks/call_to_action.html"
