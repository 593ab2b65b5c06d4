"""The demo, made ready once a run: platforms that tests start begin with a copy, since that is most of a start."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.smoke import ROOT

PREPARE = "from cms.launch import prepare; prepare()"
APART = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production", "SECRET_KEY": "signs nothing but what tests throw away again",
    "DATABASE_URL": "", "HTTPS": "0", "DEMO": "1", "PORT": "8000",
}  # fmt: skip


def provisioned(run: Path) -> Path:
    """Data folder of the demo, made by whichever of a run's processes asks first. Static files are collected as well.

    :param run: a folder that all processes of the run share.
    """
    folder, made = run / "demo", run / "demo.made"
    with (run / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)
            environment = {**os.environ, **APART, "DATA_DIR": str(folder)}
            done = subprocess.run(
                [sys.executable, "-c", PREPARE], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
            made.touch()
    return folder
