"""`manage.py wordpress import`."""

import io

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from cms.moving.models import Imported, ImportRun

from .exports import HOST, Export, Item

pytestmark = pytest.mark.django_db


def run(path, *more, brand="finhire"):
    out = io.StringIO()
    call_command("wordpress", "import", str(path), "--brand", brand, *more, stdout=out)
    return out.getvalue()


@pytest.fixture
def export(tmp_path, brands):
    items = [
        Item(1, "Over <b>ons</b>", "<p>x</p><script>alert(1)</script>", slug="over"),
        Item(2, "Menu", type="nav_menu_item"),
    ]
    return Export(items).write(tmp_path / "site.xml")


def test_it_says_what_was_made_and_writes_a_report(export):
    said = run(export)
    assert "1 pages: made" in said
    assert "1 to look at: A script or style was not taken over" in said
    report = export.with_name("site.finhire.report.html").read_text(encoding="utf-8")
    page = Page.objects.get(pk=Imported.objects.get().object_id)
    assert f"/admin/pages/{page.pk}/edit/" in report
    assert f'href="{HOST}/over/"' in report
    assert "nav_menu_item" in report
    assert "<script" not in report


def test_a_dry_run_changes_nothing_and_reports_all_the_same(export, tmp_path):
    said = run(export, "--dry-run", "--report", str(tmp_path / "r.html"))
    assert "Nothing was changed." in said
    assert "Over ons" in (tmp_path / "r.html").read_text(encoding="utf-8")
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (["--uploads", "nowhere"], "neither a folder nor"),
        (["--fetch-from", "http://x/"], "not a host name"),
        (["--report", "/nowhere/at/all.html"], "cannot be written"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(export, more, why):
    with pytest.raises(CommandError, match=why):
        run(export, *more)
    assert not Imported.objects.exists()


def test_an_unknown_brand_and_a_hostile_file_are_refused(export, tmp_path):
    with pytest.raises(CommandError, match="There is no brand nobody"):
        run(export, brand="nobody")
    bomb = tmp_path / "bomb.xml"
    bomb.write_text('<!DOCTYPE r [<!ENTITY a "b">]><rss>&a;</rss>', encoding="utf-8")
    with pytest.raises(CommandError, match=r"entities are not read: .* Nothing was changed"):
        run(bomb)
