"""Content that moves: all of it arrives, refers to what is there, and nothing stays of what fails."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError
from wagtail.models import Page

from brands.models import Brand
from cms.changes.models import Change
from cms.enquiries.models import EnquiryForm
from cms.foundation.rich_text import references_in
from cms.library.models import Question, Role
from cms.media.models import MediaDocument, MediaImage
from cms.navigation.models import Menu
from cms.pages.models import ContentPage
from tests.factories.brands import home_of
from tests.factories.library import make_role
from tests.factories.pages import make_comparison, make_content

from .conftest import run


def pages_of(brand, language="nl"):
    return {page.slug: page.specific for page in home_of(brand, language).get_descendants()}


def all_there_is():
    """Rows and files, to be compared."""
    models = (Page, Role, Question, Menu, EnquiryForm, MediaImage, MediaDocument, Brand, Change)
    media = Path(settings.MEDIA_ROOT)
    files = sorted(str(path) for path in media.rglob("*") if path.is_file())
    return [list(model.objects.order_by("pk").values()) for model in models], files


class TestAWholeBrand:
    def test_arrives_in_another_brand_published_as_it_was(self, parcel, filled, iduet, finhire, site_client):
        said = run("import_content", parcel, "--brand", "iduet", "--publish", "--write")
        assert re.search(r"pages +7 new", said), said
        pages = pages_of(iduet)
        assert set(pages) == {"doel", "openbaar", "eronder", "cfo", "cio", "vragen"}
        assert pages["openbaar"].title == "Openbaar"
        assert pages["openbaar"].get_latest_revision_as_object().title == "Nog een concept"
        assert {page.live for page in pages.values()} == {True}
        assert site_client(iduet, "/openbaar/eronder/").status_code == 200
        assert "Zoals wij het zeggen" in site_client(iduet, "/cio/").content.decode()
        assert home_of(finhire).get_descendants().count() == 6

    def test_refers_to_what_is_there(self, parcel, iduet):
        run("import_content", parcel, "--brand", "iduet", "--write")
        pages = pages_of(iduet)
        linked = dict(references_in(pages["openbaar"].get_latest_revision_as_object().introduction))
        assert linked[Page] == pages["doel"].pk
        document = MediaDocument.objects.get(pk=linked[MediaDocument])
        assert document.collection.name == pages["openbaar"].hero_image.collection.name == "Iduet"
        assert [tag.word for tag in pages["openbaar"].page_tags.all()] == ["Geld"]
        own = pages["cfo"].get_latest_revision_as_object().role
        assert (own.brand, own.short_name) == (iduet, "CFO")
        group = pages["cio"].get_latest_revision_as_object().role
        assert (group.brand, group.short_name) == (None, "CIO")
        assert Role.objects.get(brand=iduet, original=group).tagline == "Zoals wij het zeggen"
        menu = Menu.objects.get(brand=iduet, place="legal").get_latest_revision_as_object()
        assert menu.entries[0].value["link"]["page"].pk == pages["openbaar"].pk
        assert EnquiryForm.objects.filter(brand=iduet, key="contact").exists()

    def test_translations_are_of_each_other_and_of_no_other_brand(self, parcel, filled, iduet):
        run("import_content", parcel, "--brand", "iduet", "--write")
        dutch, english = pages_of(iduet)["openbaar"], pages_of(iduet, "en")["openbaar"]
        assert dutch.translation_key == english.translation_key != filled.translation_key

    def test_its_texts_and_theme_come_along_and_its_name_and_host_stay(self, parcel, iduet):
        run("import_content", parcel, "--brand", "iduet", "--write")
        iduet.refresh_from_db()
        assert (iduet.colour_primary, iduet.legal_name, iduet.name) == ("#123456", "Finhire B.V.", "Iduet")
        assert iduet.host == "iduet.localhost"

    def test_without_publishing_nothing_is_public(self, parcel, iduet, site_client):
        run("import_content", parcel, "--brand", "iduet", "--write")
        assert {page.live for page in pages_of(iduet).values()} == {False}
        assert site_client(iduet, "/openbaar/").status_code == 404

    def test_comes_back_to_itself_without_doubling(self, parcel, finhire):
        before = all_there_is()
        said = run("import_content", parcel, "--brand", "finhire", "--write")
        assert re.search(r"pages +0 new, +\d+ here already", said)
        rows, files = all_there_is()
        assert files == before[1]
        assert [len(each) for each in rows[:-1]] == [len(each) for each in before[0][:-1]]

    def test_what_was_lost_here_comes_back_under_the_same_keys(self, parcel, filled, finhire):
        key = filled.translation_key
        Page.objects.get(pk=filled.pk).delete()
        run("import_content", parcel, "--brand", "finhire", "--publish", "--write")
        back = pages_of(finhire)["openbaar"]
        assert (back.translation_key, back.live) == (key, True)


def test_cells_stay_with_a_role_that_has_another_key_here(finhire, iduet, tmp_path):
    roles = [make_role(brand=finhire, short_name="CFO"), make_role(short_name="CIO")]
    keys = [str(role.translation_key) for role in roles]
    row = {"criterion": "Focus", "cells": dict(zip(keys, ("Geld", "IT"), strict=True))}
    table = {"type": "criteria_table", "value": {"heading": "", "caption": "Twee rollen", "rows": [row]}}
    make_comparison(home_of(finhire), roles, "CFO of CIO", slug="cfo-of-cio", body=[table])
    run("export_content", tmp_path / "a", "--pages", "finhire/cfo-of-cio/")
    run("import_content", tmp_path / "a", "--brand", "iduet", "--publish", "--write")
    page = pages_of(iduet)["cfo-of-cio"]
    assert page.role_keys()[0] != keys[0]
    assert page.body[0].value["rows"][0]["cells"] == dict(zip(page.role_keys(), ("Geld", "IT"), strict=True))


class TestTrying:
    def test_changes_nothing_and_says_what_would_come(self, parcel, iduet):
        before = all_there_is()
        said = run("import_content", parcel, "--brand", "iduet", "--publish")
        assert "Tried only, and nothing kept" in said
        assert re.search(r"files +2 new", said)
        assert all_there_is() == before

    def test_what_cannot_be_published_here_is_said_and_nothing_is_kept(self, parcel, filled, iduet):
        make_content(home_of(iduet), "Bezet", slug="doel")
        before = all_there_is()
        with pytest.raises(CommandError, match=r"“doel” below “Iduet” already.*Nothing was changed"):
            run("import_content", parcel, "--brand", "iduet", "--write")
        assert all_there_is() == before

    def test_says_which_blocks_are_not_known_here(self, finhire, iduet, tmp_path, monkeypatch):
        section = {"type": "text_section", "value": {"heading": "Blijft", "text": "<p>Blijft</p>"}}
        make_content(home_of(finhire), "Nieuwer", slug="nieuwer", body=[section, section])
        run("export_content", tmp_path / "a.parcel", "--pages", "finhire/nieuwer/")
        body = ContentPage._meta.get_field("body").stream_block
        known = {name: block for name, block in body.child_blocks.items() if name != "text_section"}
        monkeypatch.setattr(body, "child_blocks", known)
        said = run("import_content", tmp_path / "a.parcel", "--brand", "iduet")
        assert said.count("there are no blocks “text_section” here") == 1
        assert "Nieuwer" in said


class TestPagesAndItems:
    def test_a_page_with_what_stands_below_it(self, filled, iduet, tmp_path):
        run("export_content", tmp_path / "a", "--pages", "finhire/openbaar/")
        target = make_content(home_of(iduet), "Plaats", slug="plaats")
        said = run("import_content", tmp_path / "a", "--brand", "iduet", "--below", "/plaats/", "--write")
        assert "“Doel” (nl) is referred to and is not here" in said
        assert {page.slug for page in target.get_descendants()} == {"openbaar", "eronder"}

    def test_items_of_the_group(self, iduet, finhire, tmp_path):
        role = make_role(short_name="CTO", tagline="Hier")
        run("export_content", tmp_path / "a", "--items", f"role:{role.pk}")
        role.tagline = "Intussen anders"
        role.save_revision().publish()
        assert re.search(r"items +0 new, +1 here", run("import_content", tmp_path / "a", "--brand", "iduet", "--write"))
        role.refresh_from_db()
        assert role.get_latest_revision_as_object().tagline == "Intussen anders"
        run("import_content", tmp_path / "a", "--brand", "iduet", "--replace", "--write")
        role.refresh_from_db()
        assert (role.tagline, role.get_latest_revision_as_object().tagline) == ("Intussen anders", "Hier")

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (("--items", "house:1"), "There is no kind “house”"), (("--items", "role:999999"), "There is no role"),
            (("--brand", "nobody"), "There is no brand"), (("--pages", "iduet/nowhere/"), "no page at /nowhere/"),
        ],
    )  # fmt: skip
    def test_what_is_not_there_is_said(self, brands, tmp_path, arguments, words):
        with pytest.raises(CommandError, match=words):
            run("export_content", tmp_path / "a", *arguments)
        assert list(tmp_path.iterdir()) == []
