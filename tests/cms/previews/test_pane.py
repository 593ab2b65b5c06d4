"""The editor's pane: the draft on its brand's own address, or in its separate front end."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.pages.models import ContentPage
from cms.previews.grants import redeem, revoke
from cms.previews.models import Code, Grant, Use
from tests.cms.previews.conftest import send_form
from tests.factories.brands import home_of
from tests.factories.forms import page_data

PANE = "/_preview/pane/"


def preview_address(page) -> str:
    return reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])


class TestOnTheBrandsAddress:
    def test_the_code_opens_the_draft_itself(self, brands, drafts, editor_of, open_pane, site):
        for brand in brands:
            action, code = open_pane(editor_of(brand), drafts[brand.key])
            assert action == f"{brand.root_url}{PANE}"
            assert code not in action
            shown = site(brand).post(PANE, {"code": code})
            assert shown.status_code == 200
            assert f"Drafted by {brand.key}" in shown.text
            assert f'href="{brand.root_url}/theme.css"' not in shown.text  # it is the brand's own address
            assert shown["Cache-Control"] == "private, no-store"
            assert shown["X-Robots-Tag"] == "noindex, nofollow"
            assert shown["Referrer-Policy"] == "no-referrer"
            assert shown["Content-Security-Policy"] == "frame-ancestors http://desk.localhost:8000"
            assert "X-Frame-Options" not in shown
            assert not shown.cookies

    def test_it_shows_what_stands_in_the_form_and_the_public_sees_none_of_it(
        self, brands, drafts, editor_of, open_pane, site, site_client
    ):
        iduet, _ = brands
        page, editor = drafts["iduet"], editor_of(iduet)
        for title in ("First thought", "Second thought"):
            _, code = open_pane(editor, page, title=title, introduction="<p>Not saved.</p>")
            shown = site(iduet).post(PANE, {"code": code}).text
            assert title in shown
            assert "Not saved." in shown
        assert Grant.objects.count() == 1  # one per editor and page, renewed
        assert "thought" not in site_client(iduet, page.get_url_parts()[2]).text

    def test_a_new_page_is_shown_before_it_is_stored(self, brands, editor_of, desk_client, site):
        for brand in brands:
            address = reverse("wagtailadmin_pages:preview_on_add", args=["pages", "contentpage", home_of(brand).pk])
            client = desk_client(editor_of(brand))
            data = page_data(ContentPage, title=f"New at {brand.key}", slug="new")
            assert client.post(address, data).json()["is_valid"]
            response = client.get(address, {"in_preview_panel": "true"})
            code = response.context["code"]
            shown = site(brand).post(PANE, {"code": code})
            assert f"New at {brand.key}" in shown.text

    def test_the_desk_shows_it_itself_in_a_window_of_its_own(self, iduet, finhire, drafts, editor_of, desk_client):
        client = desk_client(editor_of(iduet))
        shown = client.get(send_form(client, drafts["iduet"]))
        assert "Drafted by iduet" in shown.text
        assert not Grant.objects.exists()

    def test_a_page_in_english_is_shown_in_english(self, brands, editor_of, open_pane, site):
        for brand in brands:
            _, code = open_pane(editor_of(brand), home_of(brand, "en"))
            assert '<html lang="en">' in site(brand).post(PANE, {"code": code}).text

    def test_content_checks_reach_it_from_the_desk(self, brands, drafts, editor_of, open_pane, site):
        for brand in brands:
            _, code = open_pane(editor_of(brand), drafts[brand.key])
            text = site(brand).post(PANE, {"code": code}).text
            assert "<wagtail-userbar>" in text
            assert 'data-wagtail-userbar-origin="//desk.localhost:8000"' in text
            assert '"//desk.localhost:8000/static/wagtailadmin/js/userbar.js' in text
            assert '<script src="http://desk.localhost:8000/static/js/desk/pane-links.js"></script>' in text
            assert f'"allowedOrigins": ["http://desk.localhost:8000", "{brand.root_url}"]' in text

    def test_public_pages_have_no_userbar(self, drafts, iduet, site_client):
        assert "wagtail-userbar" not in site_client(iduet, drafts["iduet"].get_url_parts()[2]).text


class TestCodes:
    def test_open_once(self, iduet, drafts, editor_of, open_pane, site):
        _, code = open_pane(editor_of(iduet), drafts["iduet"])
        assert site(iduet).post(PANE, {"code": code}).status_code == 200
        again = site(iduet).post(PANE, {"code": code})
        assert again.status_code == 410
        assert "Drafted" not in again.text

    def test_of_one_brand_open_nothing_of_another_and_stay_good(self, brands, drafts, editor_of, open_pane, site):
        for brand, other in (brands, brands[::-1]):
            _, code = open_pane(editor_of(brand), drafts[brand.key])
            elsewhere = site(other).post(PANE, {"code": code})
            assert elsewhere.status_code == 404
            assert "Drafted" not in elsewhere.text
            assert site(brand).post(PANE, {"code": code}).status_code == 200

    def test_last_a_minute(self, iduet, drafts, editor_of, open_pane, site):
        _, code = open_pane(editor_of(iduet), drafts["iduet"])
        assert Code.objects.get().expires_at < timezone.now() + timedelta(minutes=1, seconds=1)
        Code.objects.update(expires_at=timezone.now())
        assert site(iduet).post(PANE, {"code": code}).status_code == 410

    def test_of_a_grant_that_was_revoked_or_has_ended_open_nothing(self, iduet, drafts, editor_of, open_pane, site):
        editor = editor_of(iduet)
        _, code = open_pane(editor, drafts["iduet"])
        revoke(Grant.objects.get())
        assert site(iduet).post(PANE, {"code": code}).status_code == 410
        _, code = open_pane(editor, drafts["iduet"])
        Grant.objects.update(expires_at=timezone.now())
        assert site(iduet).post(PANE, {"code": code}).status_code == 410

    def test_of_somebody_who_has_left_open_nothing(self, iduet, drafts, editor_of, open_pane, site):
        editor = editor_of(iduet)
        _, code = open_pane(editor, drafts["iduet"])
        editor.is_active = False
        editor.save()
        assert site(iduet).post(PANE, {"code": code}).status_code == 410

    def test_of_a_page_that_went_to_another_brand_open_nothing(self, brands, drafts, editor_of, open_pane, site):
        iduet, finhire = brands
        _, code = open_pane(editor_of(iduet), drafts["iduet"])
        drafts["iduet"].move(home_of(finhire), pos="last-child")
        for brand in brands:
            assert site(brand).post(PANE, {"code": code}).status_code in (404, 410)

    @pytest.mark.parametrize("code", ["", "nonsense", "\0", "x" * 5000, "\ud800".encode("utf-8", "surrogatepass")])
    def test_that_we_never_gave_open_nothing(self, brands, site, code):
        for brand in brands:
            assert site(brand).post(PANE, {"code": code}).status_code == 404

    def test_stand_in_the_database_as_hashes_only(self, iduet, drafts, editor_of, open_pane):
        _, code = open_pane(editor_of(iduet), drafts["iduet"])
        assert code not in str(list(Code.objects.values()) + list(Grant.objects.values()))

    def test_are_sent_and_never_asked_for(self, iduet, drafts, site):
        assert site(iduet).get(PANE).status_code == 405
        assert site(iduet).get(PANE, {"code": "x"}).status_code == 405


class TestUses:
    def test_are_remembered_and_logged_without_the_code(self, iduet, drafts, editor_of, open_pane, site, caplog):
        caplog.set_level("INFO")
        _, code = open_pane(editor_of(iduet), drafts["iduet"])
        site(iduet).post(PANE, {"code": code})
        use = Use.objects.get()
        assert (use.way, use.grant.page_id) == (Use.Way.OPENED, drafts["iduet"].pk)
        (line,) = [record.getMessage() for record in caplog.records if record.name == "cms.previews.grants"]
        assert use.grant.key in line
        assert use.client in line
        assert code not in caplog.text
        assert "127.0.0.1" not in line


class TestInASeparateFrontEnd:
    @pytest.fixture
    def headless(self, finhire):
        finhire.front_end_url = "https://www.finhire.example/"
        finhire.save()
        return finhire

    @pytest.mark.parametrize("view", ["preview_on_edit", "view_draft"])
    @pytest.mark.parametrize("query", [{}, {"in_preview_panel": "true"}])
    def test_every_preview_leads_there_with_a_code_and_the_pages_path(
        self, iduet, headless, drafts, editor_of, desk_client, view, query
    ):
        page = drafts["finhire"]
        client = desk_client(editor_of(headless))
        send_form(client, page)
        response = client.get(reverse(f"wagtailadmin_pages:{view}", args=[page.pk]), query)
        assert response.status_code == 302
        assert response["Referrer-Policy"] == "no-referrer"
        assert "no-store" in response["Cache-Control"]
        address = urlsplit(response["Location"])
        assert (address.scheme, address.netloc, address.path) == ("https", "www.finhire.example", f"/{page.slug}/")
        (code,) = parse_qs(address.query)["preview"]
        assert redeem(code).page_id == page.pk

    def test_the_other_brand_is_shown_as_before(self, iduet, headless, drafts, editor_of, open_pane, site):
        _, code = open_pane(editor_of(iduet), drafts["iduet"])
        assert site(iduet).post(PANE, {"code": code}).status_code == 200


class TestAStranger:
    def test_opens_no_preview_of_another_brand(self, brands, drafts, editor_of, desk_client):
        for brand, other in (brands, brands[::-1]):
            client = desk_client(editor_of(other))
            for query in ({}, {"in_preview_panel": "true"}):
                assert client.get(preview_address(drafts[brand.key]), query).status_code == 404
        assert not Grant.objects.exists()

    def test_opens_none_without_sign_in(self, drafts):
        client = Client(HTTP_HOST="desk.localhost:8000")
        for page in drafts.values():
            assert client.get(preview_address(page), {"in_preview_panel": "true"}).status_code == 302
        assert not Grant.objects.exists()
