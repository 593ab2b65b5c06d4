"""Where the processes of one host keep what they share: responses, word of changes, and counts."""

from pathlib import Path

from django.conf import settings


def shared_folder() -> Path:
    """The folder of this host, which each of its processes may write, public sites too."""
    return Path(settings.SHARED_DIRECTORY or settings.DATA_DIRECTORY) / "responses"
