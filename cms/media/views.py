"""Uploaded images, from wherever they are kept. Documents go through Wagtail's serve view, which asks about privacy."""

import logging
import mimetypes
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from django.views.static import was_modified_since

from cms.foundation.storing import StorageAway

logger = logging.getLogger(__name__)

SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
AGAIN = {"Retry-After": "10", "Cache-Control": "no-store"}
PUBLIC_FOLDERS = {"images", "original_images", "social_cards"}


@require_safe
def media(request, path: str):
    """A file from a public folder of the media storage; renditions never change under their name."""
    parts = PurePosixPath(path).parts
    if parts[:1] not in {(folder,) for folder in PUBLIC_FOLDERS} or ".." in parts or "\0" in path or "\\" in path:
        raise Http404
    try:
        response = _file(request, path)
    except StorageAway as fault:
        logger.error("A file could not be read: %s", fault)
        return HttpResponse(
            "This file cannot be read just now.\n", status=503, content_type="text/plain", headers=AGAIN
        )
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    # Whatever somebody managed to upload: opened by itself it runs nothing and loads nothing.
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _file(request, path: str) -> HttpResponseBase:
    """The file, or 304 to who has it already."""
    try:
        changed = default_storage.get_modified_time(path).timestamp()
        if not was_modified_since(request.headers.get("If-Modified-Since"), int(changed)):
            return HttpResponseNotModified()
        content = default_storage.open(path)
    except StorageAway:
        raise
    except (OSError, ValueError) as missing:  # no such file, a folder, or a name that no file has
        raise Http404 from missing
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    response = FileResponse(content, content_type=kind)
    response["Last-Modified"] = http_date(changed)
    return response
