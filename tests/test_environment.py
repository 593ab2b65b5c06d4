"""One file reads the environment, `.env.example` lists exactly what it reads, and a missing secret stops the start."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cms.settings.environment import BASE_DIR

READS_THE_ENVIRONMENT = re.compile(r"os\.environ|os\.getenv|environ\.(FileAware)?Env\b")


def names_that_are_read() -> set[str]:
    """First arguments of `_env.str("NAME", …)` and `_required("NAME", …)`."""
    tree = ast.parse((BASE_DIR / "cms/settings/environment.py").read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.args[0], ast.Constant) and ast.unparse(call.func).split(".")[0] in {"_env", "_required"}
    }


def test_the_example_lists_exactly_the_names_that_are_read():
    lines = (BASE_DIR / ".env.example").read_text().splitlines()
    listed = [line.partition("=")[0] for line in lines if line and not line.startswith("#")]
    assert len(listed) == len(set(listed))
    assert set(listed) == names_that_are_read()


def test_no_other_file_reads_the_environment():
    """Entries only set it: they name the settings; the launcher and the tests' settings bring a secret of their own."""
    allowed = {"cms/wsgi.py", "cms/launch.py", "cms/settings/environment.py", "cms/settings/testing.py"}
    sources = [path for room in ("brands", "cms", "home") for path in (BASE_DIR / room).rglob("*.py")]
    readers = {str(path.relative_to(BASE_DIR)) for path in sources if READS_THE_ENVIRONMENT.search(path.read_text())}
    assert readers <= allowed


def run(command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in an environment of nothing but what is given; empty beats the developer's own .env."""
    values = {"PATH": os.environ["PATH"], "SECRET_KEY": "", "DEMO": "0", "DATABASE_URL": "", "DATA_DIR": str(folder)}
    return subprocess.run(
        [sys.executable, *command],
        env={**values, **environment},
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_missing_secret_key_stops_django_with_a_sentence_that_names_it(tmp_path):
    stopped = run(["manage.py", "check"], tmp_path)
    assert stopped.returncode != 0
    assert "SECRET_KEY is not set." in stopped.stderr


def test_a_missing_secret_key_stops_the_launcher_without_a_traceback(tmp_path):
    stopped = run(["-m", "cms.launch"], tmp_path)
    assert stopped.returncode == 2
    assert "SECRET_KEY is not set." in stopped.stderr
    assert "Traceback" not in stopped.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_secret_key_may_stand_in_a_file(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("kept in a file")
    show = "from cms.settings import environment; print(environment.SECRET_KEY)"
    assert run(["-c", show], tmp_path, SECRET_KEY_FILE=str(secret)).stdout == "kept in a file\n"


@pytest.mark.parametrize(
    ("cdn", "reason"),
    [
        ('{"a": {"BACKEND": "akamai"}}', "“a” has no BACKEND that is known"),
        ('{"a": "cloudflare"}', "“a” has no BACKEND that is known"),
        ('{"a": {"BACKEND": "cloudflare", "ZONEID": "z"}}', "“a” needs BEARER_TOKEN or API_KEY"),
        ('{"a": {"BACKEND": "http", "LOCATION": "http://varnish", "HOSTNAMES": "x"}}', "HOSTNAMES of “a” is a list"),
        ("[]", "CDN is an object"),
    ],
)
def test_a_cache_that_cannot_be_told_stops_the_start(tmp_path, cdn, reason):
    stopped = run(["manage.py", "check"], tmp_path, SECRET_KEY="x" * 60, CDN=cdn)
    assert stopped.returncode != 0
    assert reason in stopped.stderr


def test_only_the_demo_is_without_https_where_nobody_says(tmp_path):
    show = "from cms.settings import environment; print(environment.HTTPS)"
    said = {
        (demo, https): run(
            ["-c", show], tmp_path, SECRET_KEY="x", DEMO=demo, **({} if https is None else {"HTTPS": https})
        ).stdout.strip()
        for demo in "01"
        for https in (None, "0", "1")
    }
    assert said == {
        ("0", None): "True", ("0", "0"): "False", ("0", "1"): "True",
        ("1", None): "False", ("1", "0"): "False", ("1", "1"): "True",
    }  # fmt: skip
