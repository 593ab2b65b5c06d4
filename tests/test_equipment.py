"""The third ring says what it lacks, in one sentence, and installs nothing where it may not."""

import pytest

from tests import equipment
from tests.equipment import PROGRAMS, Program, main


@pytest.fixture
def bare_machine(monkeypatch):
    """Nothing is installed, and nobody here may install."""
    monkeypatch.setattr(equipment.shutil, "which", lambda command: None)
    monkeypatch.setattr(equipment.os, "geteuid", lambda: 1000)


class TestMain:
    def test_names_what_is_missing(self, bare_machine, capsys):
        assert main(["node", "nginx"]) == 1
        assert capsys.readouterr().err == (
            "Please install node (version 20 or newer), nginx: these tests drive them.\n"
        )

    def test_an_unknown_name_is_refused(self, capsys):
        assert main(["quartz"]) == 2
        assert "Known: chromium, node, java, nginx, wrk." in capsys.readouterr().err

    def test_what_is_there_is_left_alone(self, monkeypatch, capsys):
        monkeypatch.setattr(equipment, "install", pytest.fail)
        monkeypatch.setitem(PROGRAMS, "node", Program("sh", ()))
        assert main(["node"]) == 0
        assert capsys.readouterr().out == ""

    def test_as_root_on_debian_it_is_installed(self, bare_machine, monkeypatch, capsys):
        installed = []
        monkeypatch.setattr(equipment.os, "geteuid", lambda: 0)
        monkeypatch.setattr(
            equipment.shutil, "which", lambda command: "/bin/sh" if installed or command == "apt-get" else None
        )
        monkeypatch.setattr(equipment, "install", installed.extend)
        assert main(["java"]) == 0
        assert installed == [PROGRAMS["java"]]


class TestVersions:
    def test_one_that_is_too_old_is_missing(self):
        assert Program("python3", (), at_least=2).is_there()
        assert not Program("python3", (), at_least=99).is_there()
