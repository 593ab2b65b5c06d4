"""What the launcher settles first: the secret of a demo, and whether it may listen."""

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from cms.launch import CannotStartError, keep_secret, refuse_taken_address

SHOW_SECRET = "from cms.launch import settle_secret, settings; settle_secret(); print(settings.SECRET_KEY)"


def launch(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    values = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "cms.settings.production", "DATABASE_URL": ""}
    return subprocess.run(
        [sys.executable, *command],
        env={**values, "SECRET_KEY": "", **environment},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def taken():
    """A port on loopback that somebody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_a_secret_is_made_once_and_read_by_its_owner_alone(tmp_path):
    path = keep_secret(tmp_path / "data" / "secret_key")
    secret = path.read_text()
    assert len(secret) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert keep_secret(path).read_text() == secret
    assert [each.name for each in path.parent.iterdir()] == ["secret_key"]


def test_a_demo_keeps_its_secret_from_start_to_start(tmp_path):
    demo = {"DEMO": "1", "DATA_DIR": str(tmp_path)}
    first, second = (launch("-c", SHOW_SECRET, **demo).stdout.strip() for _ in range(2))
    assert first == second == (tmp_path / "secret_key").read_text()


def test_a_secret_that_is_set_is_used_and_none_is_made(tmp_path):
    shown = launch("-c", SHOW_SECRET, DEMO="1", DATA_DIR=str(tmp_path), SECRET_KEY="set by the operator")
    assert shown.stdout.strip() == "set by the operator"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.enable_socket
def test_a_free_address_is_not_refused(taken):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    refuse_taken_address("127.0.0.1", port)
    with socket.create_server(("127.0.0.1", port)) as again:  # looking does not take it
        assert again.getsockname()[1] == port


@pytest.mark.enable_socket
def test_a_taken_port_is_refused_with_advice(taken):
    with pytest.raises(CannotStartError, match=rf"127\.0\.0\.1:{taken} is not free .* such as PORT={taken + 1}"):
        refuse_taken_address("127.0.0.1", taken)


@pytest.mark.enable_socket
def test_a_taken_port_stops_the_start_before_any_work(taken, tmp_path):
    demo = {"DEMO": "1", "HTTPS": "0", "DATA_DIR": str(tmp_path), "BIND": "127.0.0.1", "PORT": str(taken)}
    stopped = launch("-m", "cms.launch", **demo)
    assert stopped.returncode == 2
    assert f"Cannot start: 127.0.0.1:{taken} is not free" in stopped.stderr
    assert "Traceback" not in stopped.stderr
    assert not Path(tmp_path / "db.sqlite3").exists()


def test_an_argument_is_refused(tmp_path):
    stopped = launch("-m", "cms.launch", "--port=1", SECRET_KEY="set", DATA_DIR=str(tmp_path))
    assert stopped.returncode == 2
    assert "takes no arguments" in stopped.stderr
