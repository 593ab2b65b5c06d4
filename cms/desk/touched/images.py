"""The editor of an image says first which pages show it; Wagtail runs no hook there."""

from wagtail.images.views.images import EditView

from .hooks import tell_reach


class ImageEditView(EditView):
    """Wagtail's editor of an image, with its reach above it."""

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        tell_reach(request, self.object)
        return response
