"""Backup, restore and drill on a real database of the kind that the suite runs on, and what a copy may not do."""

import io
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import Page, PageViewRestriction

from brands.models import Brand
from cms.operations.models import LastDone
from cms.operations.recovery import leaks, snapshot, transfer
from cms.operations.recovery.elsewhere import empty_place
from tests.buckets import empty_bucket, speaks_s3
from tests.factories.brands import home_of, make_brand
from tests.factories.pages import make_content

pytestmark = pytest.mark.crawl  # a database more for each


@pytest.fixture(scope="module")
def installation(django_db_setup, django_db_blocker, tmp_path_factory):
    """Two brands with something private each, in a database of their own: a drill goes on past a test's transaction."""
    folder = tmp_path_factory.mktemp("installation")
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            own, copy = connection.settings_dict["NAME"], folder / "db.sqlite3"
            with closing(sqlite3.connect(own)) as source, closing(sqlite3.connect(copy)) as target:
                source.backup(target)
        with empty_place(folder):
            if connection.vendor == "postgresql":
                call_command("migrate", verbosity=0)
                for key in ("iduet", "finhire"):
                    make_brand(key)
            for brand in Brand.objects.all():
                home = home_of(brand)
                make_content(home, f"Openbaar bij {brand.name}")
                make_content(home, f"Zandkasteel concept {brand.name}", publish=False)
                locked = make_content(home, f"Zandkasteel besloten {brand.name}")
                PageViewRestriction.objects.create(page=locked, restriction_type="login")
            default_storage.save("images/één.webp", ContentFile(b"a picture"))
            default_storage.save("documents/a.pdf", ContentFile(b"a document"))
            yield folder


def run(*command) -> str:
    out = io.StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


def test_the_drill_restores_compares_and_crawls(installation):
    said = run("drill")
    assert re.search(r"rows of \d+ tables compared: all equal", said)
    assert re.search(r"\d+ files compared: all equal", said)
    assert int(re.search(r"(\d+) private words", said)[1]) >= 4
    assert re.search(r"The drill passed in [\d.]+ s", said)
    assert LastDone.objects.get(name="drill").seconds > 0
    assert not Brand.objects.filter(quiet=True).exists()
    assert [path for path in settings.DATA_DIRECTORY.iterdir() if path.name.startswith("drill-")] == []


def test_a_leak_on_the_copy_fails_the_drill(installation, monkeypatch):
    monkeypatch.setattr(leaks, "private_words", lambda directory, brand: {f"Openbaar bij {brand.name}"})
    with pytest.raises(CommandError, match=r"Openbaar bij Iduet"):
        run("drill")


def test_a_row_that_is_not_what_it_was_is_noticed_and_all_is_taken_back(installation, monkeypatch, tmp_path):
    run("backup", tmp_path / "a.tar.gz")
    compare = snapshot._compare

    def after_a_change(folder, rows):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE wagtailcore_page SET title = 'other' WHERE depth = 1")
        compare(folder, rows)

    monkeypatch.setattr(snapshot, "_compare", after_a_change)
    with empty_place(tmp_path / "place"):
        with pytest.raises(CommandError, match="wagtailcore_page: 2 rows are not what they were"):
            run("restore", tmp_path / "a.tar.gz")
        assert snapshot.is_empty()
        assert list((tmp_path / "place").rglob("*")) == []


def test_a_restored_copy_is_whole_and_quiet_and_goes_on_counting(installation, tmp_path):
    made = run("backup", tmp_path / "a.tar.gz")
    assert re.search(r"[\d,]+ rows of \d+ tables and \d+ files, [\d.]+ MB, in [\d.]+ s", made)
    pages = Page.objects.count()
    with empty_place(tmp_path / "place"):
        assert "go-live" in run("restore", tmp_path / "a.tar.gz")
        assert Page.objects.count() == pages
        with default_storage.open("images/één.webp") as file:
            assert file.read() == b"a picture"
        assert set(Brand.objects.values_list("quiet", flat=True)) == {True}
        assert make_content(home_of(Brand.objects.get(key="iduet")), "New").pk > 0
        with pytest.raises(CommandError, match="There is a database already"):
            run("restore", tmp_path / "a.tar.gz")
        assert Page.objects.count() == pages + 1


def test_files_that_are_there_already_stop_a_restore(installation, tmp_path):
    run("backup", tmp_path / "a.tar.gz")
    stray = tmp_path / "place" / "media" / "images" / "stray.webp"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"mine")
    with empty_place(tmp_path / "place"):
        with pytest.raises(CommandError, match="uploaded files"):
            run("restore", tmp_path / "a.tar.gz")
        assert snapshot.is_empty()
    assert stray.read_bytes() == b"mine"


def test_an_archive_of_another_release_is_refused(installation, tmp_path, monkeypatch):
    monkeypatch.setattr(snapshot, "migrations", lambda: [["brands", "0001_initial"], ["brands", "9999_from_tomorrow"]])
    run("backup", tmp_path / "a.tar.gz")
    with empty_place(tmp_path / "place"):
        with pytest.raises(CommandError, match=r"another release, which has brands\.9999_from_tomorrow"):
            run("restore", tmp_path / "a.tar.gz")
        assert snapshot.is_empty()


def test_a_backup_says_what_is_wrong(installation, tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        run("backup", tmp_path / "nowhere" / "a.tar.gz")
    with pytest.raises(CommandError, match="There is no file"), empty_place(tmp_path / "place"):
        run("restore", Path("/nowhere/a.tar.gz"))
    with empty_place(tmp_path / "other"), pytest.raises(CommandError, match="no database to back up"):
        run("backup", tmp_path / "b.tar.gz")


@pytest.mark.enable_socket
def test_from_a_bucket_and_into_one(installation, tmp_path, monkeypatch):
    before = {name: (settings.MEDIA_ROOT / name).read_bytes() for name in transfer.media_files()}
    with speaks_s3() as address:
        with empty_bucket(address) as bucket:
            for name, content in before.items():
                default_storage.save(name, ContentFile(content))
            run("backup", tmp_path / "a.tar.gz")
            assert "The drill passed" in run("drill")
            assert {each.key for each in bucket.objects.all()} == set(before)  # the drill put nothing into it
        with empty_place(tmp_path / "place"), empty_bucket(address) as bucket:
            run("restore", tmp_path / "a.tar.gz")
            assert {each.key: each.get()["Body"].read() for each in bucket.objects.all()} == before
        with empty_place(tmp_path / "other"), empty_bucket(address) as bucket:
            monkeypatch.setattr(transfer, "quieten", lambda: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                run("restore", tmp_path / "a.tar.gz")
            assert list(bucket.objects.all()) == []
