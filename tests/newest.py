"""`python -m tests.newest [PYTEST ARGUMENTS]`: the tests on the newest Wagtail and Django that can be had.

Release candidates of Wagtail count. The environment lies in var/next and is made anew when the lists of requirements
change. What fails is told and fails nothing: it says what a later upgrade will ask for.
"""

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "var" / "next"
PYTHONS = ("python3.13", "python3.12", "python3.11")
#: Not pinned here: the two, and what Wagtail itself bounds.
FREE = {
    "Django": "Django>=5.2", "wagtail": "wagtail>=8.0.1rc1", "django-tasks": "django-tasks",
    "django-tasks-db": "django-tasks-db", "django-modelcluster": "django-modelcluster",
    "django-ninja": "django-ninja", "django-stubs": "",
}  # fmt: skip


def requirements() -> str:
    """Both lists in one, with the free ones unpinned."""
    lines = []
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text().splitlines():
            package = re.split(r"[=\[]", line)[0]
            if line and not line.startswith(("-r", "#")):
                lines.append(FREE.get(package, line))
    return "\n".join(filter(None, lines)) + "\n"


def python() -> Path:
    """The interpreter of an environment that has them."""
    wanted = requirements()
    mark, own = PLACE / hashlib.sha256(wanted.encode()).hexdigest()[:16], PLACE / "bin" / "python"
    if not mark.exists():
        shutil.rmtree(PLACE, ignore_errors=True)
        newest = next(filter(None, map(shutil.which, PYTHONS)), sys.executable)
        subprocess.run([newest, "-m", "venv", PLACE], check=True)
        (PLACE / "requirements.txt").write_text(wanted)
        quiet = ["--quiet", "--quiet", "--disable-pip-version-check", "--no-input"]
        subprocess.run([own, "-m", "pip", "install", *quiet, "-r", PLACE / "requirements.txt"], check=True)
        mark.touch()
    return own


def main(arguments: list[str]) -> int:
    own = python()
    says = "import django, sys, wagtail; print(sys.version.split()[0], django.__version__, wagtail.__version__)"
    print("Python, Django and Wagtail:", flush=True)
    subprocess.run([own, "-c", says], check=True)
    command = [own, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", *arguments]
    passed = not subprocess.run(command, cwd=ROOT, check=False).returncode
    print("The newest pass." if passed else "The newest do not pass yet; docs/upgrading.md says what is known.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
