"""Where the desk asks whether a page shall be unpublished it says first what that touches."""

from django.utils.translation import gettext as _
from wagtail.admin.views.pages.unpublish import UnpublishView

from .deeds import Deed
from .hooks import tell_reach


class PageUnpublishView(UnpublishView):
    """Wagtail's question, with the reach above it; Wagtail runs its hook when it has been answered."""

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        page = self.object
        tell_reach(request, page, Deed("unpublish"))
        if page.get_descendants().live().exists():
            tell_reach(request, page, Deed("unpublish", below=True), _("With the pages below: %(reach)s"))
        return response
