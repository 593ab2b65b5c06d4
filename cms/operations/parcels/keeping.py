"""Archives on their way lie in the storage as long as their run is kept, and no longer."""

import logging
from datetime import timedelta
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.utils import timezone

from cms.operations.models import ParcelRun

logger = logging.getLogger(__name__)

#: A run and its archive are kept for so long.
KEPT = timedelta(days=1)
FOLDER = "parcels"


def tidy() -> None:
    """Forget what is old. A file that no run names is of a request that was rolled back, or of a process that died."""
    before = timezone.now() - KEPT
    for old in ParcelRun.objects.filter(made_at__lt=before):
        forget(old)
    known = set(ParcelRun.objects.exclude(archive="").values_list("archive", flat=True))
    try:
        _folders, names = default_storage.listdir(FOLDER)
    except FileNotFoundError:  # nothing was ever moved
        return
    for name in names:
        path = str(PurePosixPath(FOLDER, name))
        if path not in known and default_storage.get_modified_time(path) < before:
            default_storage.delete(path)
            logger.info("An archive that no run knows of was deleted.")


def forget(run: ParcelRun) -> None:
    """Delete a run with its archive."""
    if run.archive:
        run.archive.delete(save=False)
    run.delete()
