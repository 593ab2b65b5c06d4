"""What was taken out comes in again: in another brand, and in the same one after it was deleted."""

import json
import re
import shutil

import pytest
from wagtail.models import Page

from brands.directory import BrandDirectory
from cms.library.models import CallToAction, Example, Question, Role
from cms.media.models import MediaDocument, MediaImage
from cms.moving.models import Imported, ImportLine, ImportRun
from cms.moving.taking_out.reading import Files
from cms.moving.taking_out.telling import Telling
from tests.factories.brands import home_of

from .conftest import run, take_in

pytestmark = pytest.mark.django_db

#: What editors' converter adds to a text, and blocks to their values: names of places, not words.
PLACES = re.compile(r' data-block-key=\\?"[^"\\]*\\?"')


def pages_of(brand) -> dict[str, Page]:
    trees = [home_of(brand), home_of(brand, "en")]
    return {
        f"{home.locale.language_code}/{page.url_path.removeprefix(home.url_path)}": page.specific
        for home in trees
        for page in home.get_descendants(inclusive=True)
    }


def said(page, brand, names: dict[str, str]) -> dict:
    """All that a page says, its references as names that hold in any brand."""
    told = Telling(brand, Files(brand)).page(page, "")
    refers = {
        number: [each.model, names.get(str(each.key), str(each.key)), each.language, each.file.rpartition("/")[2][:9],
                 each.said.get("description", "")]
        for number, each in told.refers.items()
    }  # fmt: skip
    text = PLACES.sub("", json.dumps([told.data, refers], sort_keys=True))
    for key, name in names.items():
        text = text.replace(key, name)
    data, refers = _unwrapped(json.loads(text))
    for tag in data.get("page_tags", ()):
        tag["pk"] = tag["page"] = None
    return {**data, "refers": refers}


def _unwrapped(value):
    """Lists without what each entry is wrapped into when its block is stored anew."""
    if isinstance(value, dict):
        if value.get("type") == "item" and "value" in value:
            return _unwrapped(value["value"])
        return {name: _unwrapped(each) for name, each in value.items()}
    return [_unwrapped(each) for each in value] if isinstance(value, list) else value


def names_of_items() -> dict[str, str]:
    """Translation key of every item and page → what it is called, in whatever brand it is."""
    items = [item for model in (Role, Question, Example, CallToAction) for item in model.objects.filter(original=None)]
    pages = Page.objects.filter(depth__gt=2).order_by("-locale__language_code")
    return {
        **{str(item.translation_key): f"{type(item).__name__} {item}" for item in items},
        **{str(page.translation_key): page.draft_title for page in pages},
    }


def clear(brand) -> None:
    """Take away all pages of a brand below its home pages."""
    for language in ("nl", "en"):
        for page in home_of(brand, language).get_children():
            Page.objects.get(pk=page.pk).delete()


class TestInAnotherBrand:
    def test_every_page_says_the_same_field_by_field(self, folder, finhire, iduet):
        report = take_in(folder, "--publish")
        assert "not complete" not in report or ", 0 not complete" in report, report
        there, here, names = pages_of(finhire), pages_of(iduet), names_of_items()
        assert set(here) == set(there)
        types = {type(page).type_key() for page in here.values()}
        assert types >= {"home", "content", "comparison", "role", "faq", "examples", "article", "article_index",
                         "contact", "specialism"}  # fmt: skip
        for place, page in there.items():
            mine = here[place]
            assert (type(mine), mine.live, mine.locale) == (type(page), True, page.locale), place
            expected, found = said(page, finhire, names), said(mine, iduet, names)
            if place in ("nl/", "en/"):  # its title and address are the brand's own
                expected = {**expected, "title": found["title"], "slug": found["slug"]}
            assert found == expected, place
            if page.depth > 2:
                assert mine.first_published_at == page.first_published_at, place

    def test_a_comparison_has_its_roles_cells_weights_and_tags(self, folder, pages, iduet, site_client):
        take_in(folder, "--publish")
        page = pages_of(iduet)["nl/financien/cfo-of-cio/"]
        keys = page.role_keys()
        assert keys[0] != str(pages["cfo-of-cio"].roles[0].value.instance.translation_key)
        table = next(child.value for child in page.body if child.block_type == "criteria_table")
        assert table["rows"][0]["cells"] == dict(zip(keys, ("Geld", "IT"), strict=True))
        questions = page.decision_questions()
        assert [each["key"] for each in questions] == [f"q{at}" for at in range(5)]
        assert questions[0]["answers"][0]["weights"] == {keys[0]: 3, keys[1]: 0}
        html = site_client(iduet, "/financien/cfo-of-cio/").content.decode()
        for words in ("Het hangt ervan af.", "Wat kost een CFO?", "Een bank", "Geld", "Bel ons"):
            assert words in html

    def test_nothing_is_anybody_elses(self, folder, pages, finhire, iduet):
        take_in(folder, "--publish")
        directory = BrandDirectory()
        for place, page in pages_of(iduet).items():
            for kind, key in page.references():
                if kind in (Role, Question, Example, CallToAction):
                    item = kind.objects.get(pk=key)
                    assert item.brand in (None, iduet), (place, item)
                if kind is Page:
                    assert directory.brand_of(Page.objects.get(pk=key)) == iduet, place
                if kind in (MediaImage, MediaDocument):
                    assert kind.objects.get(pk=key).collection.name == "Iduet", place
        assert Role.objects.get(brand=iduet, locale__language_code="en").tagline == "In English"
        assert Role.objects.filter(short_name="CIO", original=None).count() == 1
        remarks = ImportLine.objects.filter(remarks__isnull=False).values_list("remarks", flat=True)
        assert {"about": "item", "words": "role CFO"} in [each for line in remarks for each in line]
        here = pages_of(iduet)
        assert here["nl/voorwaarden/"].translation_key == here["en/terms/"].translation_key
        assert here["nl/voorwaarden/"].translation_key != pages["voorwaarden"].translation_key
        assert here["en/terms/"].source_revision == here["nl/voorwaarden/"].live_revision

    def test_all_of_it_is_a_draft_and_pages_stand_in_the_same_order(self, alone, iduet):
        take_in(alone)
        here = pages_of(iduet)
        assert {page.live for place, page in here.items() if page.depth > 2} == {False}
        assert home_of(iduet).introduction == ""
        assert "Welkom" in home_of(iduet).get_latest_revision_as_object().introduction
        in_order = ["doel", "voorwaarden", "financien", "cfo", "vragen", "praktijk", "contact", "artikelen"]
        assert [each.slug for each in home_of(iduet).get_children()] == in_order
        assert not Role.objects.filter(brand=iduet, live=True).exists()


class TestAgain:
    def test_brings_nothing_twice(self, alone, iduet):
        take_in(alone, "--publish")
        before = {model: model.objects.count() for model in (Page, Role, Question, Example, MediaImage, Imported)}
        report = take_in(alone, "--publish")
        assert {model: model.objects.count() for model in before} == before
        assert re.search(r"1 comparisons: same", report), report
        assert "made" not in report
        assert "changed" not in report

    def test_leaves_alone_what_somebody_worked_on_and_brings_what_changed_there(self, alone, iduet):
        take_in(alone)
        mine = pages_of(iduet)
        mine["nl/doel/"].title = "Van ons"
        mine["nl/doel/"].save_revision()
        for name, title, other in (("doel", "Doel", "Doelen"), ("cfo", "De CFO", "Een CFO")):
            path = alone / "nl" / f"{name}.md"
            path.write_text(path.read_text().replace(f'title: "{title}"', f'title: "{other}"'))
        report = take_in(alone)
        assert re.search(r"1 pages: kept", report), report
        assert re.search(r"1 role pages: changed", report), report
        here = pages_of(iduet)
        assert here["nl/doel/"].get_latest_revision_as_object().title == "Van ons"
        assert here["nl/cfo/"].title == "Een CFO"

    def test_in_the_brand_itself_it_is_all_there(self, folder, pages, finhire):
        count = Page.objects.count()
        report = take_in(folder, brand="finhire")
        assert Page.objects.count() == count
        assert "made" not in report
        assert "kept" not in report, report
        assert not Imported.objects.exists()
        run("content", "export", folder.with_name("again"), "--brand", "finhire")
        for path in folder.rglob("*"):
            if path.is_file():
                assert path.read_bytes() == (folder.with_name("again") / path.relative_to(folder)).read_bytes(), path

    def test_what_was_deleted_comes_back_under_the_same_keys(self, folder, pages, finhire, site_client):
        there, keys = pages_of(finhire), {place: page.translation_key for place, page in pages_of(finhire).items()}
        names = names_of_items()
        expected = {place: said(page, finhire, names) for place, page in there.items()}
        clear(finhire)
        take_in(folder, "--publish", brand="finhire")
        here = pages_of(finhire)
        assert {place: page.translation_key for place, page in here.items()} == keys
        assert {place: said(page, finhire, names) for place, page in here.items()} == expected
        assert Role.objects.filter(short_name="CFO", locale__language_code="nl").count() == 1
        assert site_client(finhire, "/voorwaarden/").status_code == 200


def test_a_dry_run_changes_nothing_and_reports_all_the_same(alone, iduet, tmp_path):
    count = Page.objects.count(), Role.objects.count(), MediaImage.objects.count()
    report = tmp_path / "r.html"
    said_of_it = take_in(alone, "--dry-run", "--publish", "--report", report)
    assert "Nothing was changed." in said_of_it
    assert "1 comparisons: made" in said_of_it
    assert (Page.objects.count(), Role.objects.count(), MediaImage.objects.count()) == count
    assert not ImportRun.objects.exists()
    html = report.read_text()
    assert 'href="out/nl/financien/cfo-of-cio.md"' in html
    assert "the brand got one of its own" in html


@pytest.mark.parametrize("kind", ["zip", "gztar", "tar"])
def test_an_archive_is_as_good_as_a_folder(alone, iduet, tmp_path, kind):
    archive = shutil.make_archive(str(tmp_path / "packed"), kind, alone.parent, alone.name)
    assert "1 comparisons: made" in take_in(archive)
    assert "nl/voorwaarden/eronder/" in pages_of(iduet)
