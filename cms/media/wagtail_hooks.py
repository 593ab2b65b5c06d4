"""Documents on the brands' hosts."""

from django.http import Http404
from wagtail import hooks

from cms.foundation.visibility import visible_media


@hooks.register("before_serve_document", order=-1)  # before Wagtail's own, which asks for a user
def serve_public_documents_only(document, request):
    """Nobody can sign in on a brand's host: what is private is not there. In the desk Wagtail asks who reads."""
    if not hasattr(request, "user") and not visible_media(type(document).objects.filter(pk=document.pk)).exists():
        raise Http404
