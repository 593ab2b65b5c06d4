"""What the launcher makes ready, and that it leaves alone what is."""

import multiprocessing
import os
import time

import pytest

from cms import launch


@pytest.fixture
def calls(monkeypatch, settings, tmp_path):
    """Names of the commands that preparing calls, none of which runs."""
    settings.DATA_DIRECTORY = tmp_path / "data"
    settings.DEMO = True
    called = []

    def call(name, **options):
        called.append(name)
        if "stdout" in options:
            options["stdout"].write("addresses and sign-ins")

    monkeypatch.setattr(launch, "call_command", call)
    monkeypatch.setattr(launch.connections, "close_all", lambda: None)
    monkeypatch.setattr(launch, "static_files_are_old", lambda: False)
    return called


@pytest.mark.django_db
def test_a_first_start_does_everything_in_order(calls, monkeypatch):
    monkeypatch.setattr(launch, "migrations_are_missing", lambda: True)
    assert launch.prepare() == "addresses and sign-ins"
    assert calls == ["migrate", "provision_demo"]


@pytest.mark.django_db
def test_a_second_start_leaves_alone_what_is_ready(calls, settings):
    settings.DEMO = False
    assert launch.prepare() == ""
    assert calls == []


@pytest.mark.django_db
def test_each_step_says_how_long_it_took(calls, capsys):
    launch.prepare()
    assert "Provision the demo brands … 0.0 s\n" in capsys.readouterr().out


@pytest.mark.parametrize(("age", "old"), [(None, True), (-3600, False), (10 * 365 * 24 * 3600, True)])
def test_static_files_are_collected_when_a_source_is_younger_than_the_manifest(settings, tmp_path, age, old):
    settings.STATIC_ROOT = tmp_path
    if age is not None:
        manifest = tmp_path / "staticfiles.json"
        manifest.touch()
        os.utime(manifest, (time.time() - age,) * 2)
    assert launch.static_files_are_old() is old


def test_development_serves_the_sources_of_static_files(settings, tmp_path):
    settings.STATIC_ROOT, settings.DEBUG = tmp_path, True
    assert launch.static_files_are_old() is False


def test_static_files_are_collected_beside_the_other_work(monkeypatch, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    collected = tmp_path / "collected"
    monkeypatch.setattr(launch, "static_files_are_old", lambda: True)
    monkeypatch.setattr(launch, "call_command", lambda name, **options: collected.write_text(name))
    with launch.static_files_collected_meanwhile():
        pass
    assert collected.read_text() == "collectstatic"


def test_of_platforms_that_start_at_once_one_collects_static_files(monkeypatch, settings, tmp_path):
    """Each has data of its own, and all run from one folder of code."""
    settings.STATIC_ROOT = tmp_path / "static"
    told = tmp_path / "told"

    def collect(name, **options):
        with told.open("a") as file:
            file.write("begun ")
        time.sleep(0.3)
        (settings.STATIC_ROOT / "staticfiles.json").touch()

    monkeypatch.setattr(launch, "call_command", collect)
    starts = [multiprocessing.get_context("fork").Process(target=launch.collect_static_files) for _ in range(3)]
    for start in starts:
        start.start()
    for start in starts:
        start.join(20)
    assert [start.exitcode for start in starts] == [0, 0, 0]
    assert told.read_text() == "begun "


def test_who_starts_while_another_collects_waits_for_a_whole_manifest(monkeypatch, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    ready = tmp_path / "ready"

    def start():
        with launch.static_files_collected_meanwhile():
            ready.touch()

    monkeypatch.setattr(launch, "static_files_are_old", lambda: False)
    starting = multiprocessing.get_context("fork").Process(target=start)
    with launch.alone_with_static_files():
        starting.start()
        starting.join(0.5)
        assert not ready.exists()
    starting.join(20)
    assert ready.exists()


def test_static_files_that_cannot_be_collected_stop_the_start(monkeypatch, settings, tmp_path, capfd):
    settings.STATIC_ROOT = tmp_path / "static"
    monkeypatch.setattr(launch, "static_files_are_old", lambda: True)
    monkeypatch.setattr(launch, "call_command", lambda name, **options: 1 / 0)
    with pytest.raises(launch.CannotStartError, match="static files"), launch.static_files_collected_meanwhile():
        pass
    assert "ZeroDivisionError" in capfd.readouterr().err
