"""Tasks of tests, for a worker process that is ended amid them."""

import os
import time
from pathlib import Path

from django_tasks import task


@task()
def take_long(folder: str) -> int:
    """Say in a folder that it is begun, and end when `go` lies there. Returns how often it was begun."""
    Path(folder, f"begun-{os.getpid()}").touch()
    while not Path(folder, "go").exists():
        time.sleep(0.05)
    return len(list(Path(folder).glob("begun-*")))
