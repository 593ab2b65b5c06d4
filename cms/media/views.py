"""Uploaded images, served from disk. Documents go through Wagtail's serve view, which asks about privacy."""

from pathlib import PurePosixPath

from django.conf import settings
from django.http import Http404
from django.views.decorators.http import require_safe
from django.views.static import serve

PUBLIC_FOLDERS = {"images", "original_images", "social_cards"}


@require_safe
def media(request, path: str):
    """A file from a public folder of the media storage; renditions never change under their name."""
    parts = PurePosixPath(path).parts
    if parts[:1] not in {(folder,) for folder in PUBLIC_FOLDERS} or ".." in parts or "\0" in path or "\\" in path:
        raise Http404
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Access-Control-Allow-Origin"] = "*"
    return response
