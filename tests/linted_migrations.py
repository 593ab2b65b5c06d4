"""`python -m tests.linted_migrations`: whether migrations are safe while the release before still runs.

django-migration-linter reads the SQL that each would run on PostgreSQL: columns that old code would leave empty,
renames, drops, locks. What was there at the last tag `v…` is past. Until there is one, migrations may still be
rewritten, and what is found is only told.
"""

import os
import subprocess
import sys
from pathlib import Path

from django.apps import apps

from tests.postgres import cluster

ROOT = Path(__file__).resolve().parents[1]


def last_release() -> str:
    """The tag of the last release that this one follows; empty before the first."""
    command = ["git", "describe", "--tags", "--abbrev=0", "--match", "v[0-9]*"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def ours() -> list[str]:
    """Labels of our own applications."""
    return [each.label for each in apps.get_app_configs() if each.name.partition(".")[0] in ("brands", "cms", "home")]


def main() -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.linting_settings"
    import django  # noqa: PLC0415 - once its settings are named

    since = last_release()
    with cluster() as url:
        os.environ["DATABASE_URL"] = url
        django.setup()
        command = [
            sys.executable, "manage.py", "lintmigrations", "--sql-analyser", "postgresql", "--no-cache",
            "--quiet", "ok", "ignore", "--project-root-path", str(ROOT), "--include-apps", *ours(),
        ]  # fmt: skip
        done = subprocess.run([*command, *(["--git-commit-id", since] if since else [])], cwd=ROOT, check=False)
    if not since:
        print("There is no release yet: this is told, and may be rewritten.")
        return 0
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
