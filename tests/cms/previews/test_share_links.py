"""Preview links for somebody without sign-in: made and taken back in the desk, opened once on the brand's address."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.previews.grants import redeem, revoke, visit_of
from cms.previews.models import REMEMBERED, Code, Grant, Use, forget_old_grants
from tests.factories.brands import home_of
from tests.factories.library import make_role
from tests.factories.pages import make_content

LINK = re.compile(r'value="(http[^"]+#[^"]+)"')
WANTED = {"made_for": "Ann of legal", "shows": "latest", "days": "7"}


def address(page) -> str:
    return reverse("share_links", args=[page.pk])


@pytest.fixture
def make_link(desk_client):
    """`make_link(user, page)` makes a link in the desk: its path on the brand's host, and its code."""

    def made(user, page, **wanted) -> tuple[str, str]:
        response = desk_client(user).post(address(page), {**WANTED, **wanted})
        link, _, code = LINK.search(response.text)[1].partition("#")
        assert "no-store" in response["Cache-Control"]
        return "/" + link.split("/", 3)[3], code

    return made


def press(client, path: str, code: str):
    """Press the button of a link's page."""
    return client.post(path, {"code": code})


class TestOpening:
    def test_looking_at_a_link_uses_up_nothing_and_tells_nothing(self, brands, drafts, editor_of, make_link, site):
        for brand in brands:
            path, _ = make_link(editor_of(brand), drafts[brand.key])
            for _ in range(3):
                page = site(brand).get(path)
                assert page.status_code == 200
                assert f"by {brand.key}" not in page.text
                assert "data-preview-link" in page.text
                assert (page["Cache-Control"], page["Referrer-Policy"]) == ("private, no-store", "no-referrer")
                assert page["X-Robots-Tag"] == "noindex, nofollow"
                assert page["Content-Security-Policy"].endswith("frame-ancestors 'none'")
            assert site(brand).head(path).status_code == 200
        assert not Use.objects.exists()
        assert not Code.objects.exclude(used_at=None).exists()

    def test_the_button_shows_the_draft_in_this_browser_only(self, brands, drafts, editor_of, make_link, site):
        for brand in brands:
            page = drafts[brand.key]
            path, code = make_link(editor_of(brand), page)
            visitor = site(brand)
            opened = press(visitor, path, code)
            assert (opened.status_code, opened["Location"]) == (303, path)
            cookie = opened.cookies["preview"]
            assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (path, True, "Lax")
            assert code not in cookie.value
            for _ in range(2):
                shown = visitor.get(path)
                assert f"Drafted by {brand.key}" in shown.text
                assert (shown["Cache-Control"], shown["Referrer-Policy"]) == ("private, no-store", "no-referrer")
                assert "wagtail-userbar" not in shown.text
            page.title = "Drafted again"
            page.save_revision()
            assert "Drafted again" in visitor.get(path).text
            assert press(site(brand), path, code).status_code == 410
            assert "Drafted" not in site(brand).get(path).text

    def test_a_link_may_show_a_version(self, iduet, drafts, editor_of, make_link, site):
        page = drafts["iduet"]
        path, code = make_link(editor_of(iduet), page, shows="version")
        page.title = "Drafted again"
        page.save_revision()
        visitor = site(iduet)
        press(visitor, path, code)
        assert "Drafted by iduet" in visitor.get(path).text

    def test_nothing_else_that_is_not_public_is_shown(self, iduet, finhire, editor_of, make_link, site):
        parent = make_content(home_of(iduet), "The parent that is a draft", publish=False)
        role = make_role("The role that is taken away")
        cards = [{"type": "role_cards", "value": {"roles": [role.pk]}}]
        page = make_content(parent, "The page", publish=False, body=cards)
        role.unpublish()
        path, code = make_link(editor_of(iduet), page)
        visitor = site(iduet)
        press(visitor, path, code)
        shown = visitor.get(path).text
        assert "The page" in shown
        assert "The parent that is a draft" not in shown
        assert "The role that is taken away" not in shown  # the notes to an editor name it
        assert visitor.get(page.get_url_parts()[2]).status_code == 404

    def test_a_separate_front_end_gets_a_code_of_its_own(self, brands, drafts, editor_of, make_link, site):
        _, finhire = brands
        finhire.front_end_url = "https://www.finhire.example"
        finhire.save()
        path, code = make_link(editor_of(finhire), drafts["finhire"])
        visitor = site(finhire)
        opened = press(visitor, path, code)
        there, _, fresh = opened["Location"].partition("?preview=")
        assert there == f"https://www.finhire.example/{drafts['finhire'].slug}/"
        assert redeem(fresh).kind == Grant.Kind.SHARE
        assert "data-preview-link" in visitor.get(path).text  # her browser may open it again, with a further code
        again = visitor.post(path)
        assert again.status_code == 303
        assert fresh not in again["Location"]

    def test_it_speaks_the_language_of_its_page(self, iduet, finhire, editor_of, make_link, site):
        path, code = make_link(editor_of(iduet), home_of(iduet, "en"))
        visitor = site(iduet)
        assert '<html lang="en">' in visitor.get(path).text
        press(visitor, path, code)
        assert '<html lang="en">' in visitor.get(path).text
        assert '<html lang="en">' in press(site(iduet), path, code).text


class TestEnds:
    @pytest.fixture
    def opened(self, iduet, finhire, drafts, editor_of, make_link, site):
        """A link that is open in a browser, and one of the same page that nobody has opened."""
        editor = editor_of(iduet)
        path, code = make_link(editor, drafts["iduet"])
        visitor = site(iduet)
        press(visitor, path, code)
        return visitor, path, make_link(editor, drafts["iduet"])

    def closed(self, opened, iduet, site) -> bool:
        visitor, path, (unopened, code) = opened
        answers = [visitor.get(path), site(iduet).get(unopened), press(site(iduet), unopened, code)]
        assert not any("Drafted" in answer.text for answer in answers)
        return [answer.status_code for answer in answers] == [410, 410, 410]

    def test_when_they_are_taken_back(self, opened, iduet, site):
        for grant in Grant.objects.all():
            revoke(grant)
        assert self.closed(opened, iduet, site)

    def test_when_their_time_is_over(self, opened, iduet, site):
        Grant.objects.update(expires_at=timezone.now())
        assert self.closed(opened, iduet, site)

    def test_when_who_made_them_has_left(self, opened, iduet, site):
        maker = Grant.objects.first().made_by
        maker.is_active = False
        maker.save()
        assert self.closed(opened, iduet, site)

    def test_with_the_page(self, opened, iduet, drafts, site):
        drafts["iduet"].delete()
        visitor, path, _ = opened
        assert visitor.get(path).status_code == 404

    def test_and_are_forgotten_a_month_later(self, opened):
        over = timezone.now() - REMEMBERED[Grant.Kind.SHARE]
        Grant.objects.update(expires_at=over + timedelta(minutes=1))
        forget_old_grants()
        assert (Grant.objects.count(), Use.objects.count()) == (2, 1)
        Grant.objects.update(expires_at=over)
        forget_old_grants()
        assert not Grant.objects.exists()
        assert not Use.objects.exists()


class TestAnotherBrand:
    def test_opens_nothing_with_a_link_its_code_or_its_cookie(self, brands, drafts, editor_of, make_link, site):
        for brand, other in (brands, brands[::-1]):
            path, code = make_link(editor_of(brand), drafts[brand.key])
            stranger = site(other)
            assert stranger.get(path).status_code == 404
            assert press(stranger, path, code).status_code == 404
            stranger.cookies["preview"] = visit_of(Grant.objects.get(brand=brand))
            answer = stranger.get(path)
            assert answer.status_code == 404
            assert "Drafted" not in answer.text
            assert press(site(brand), path, code).status_code == 303  # it stayed good

    def test_a_cookie_or_code_of_one_link_opens_no_other(self, iduet, finhire, drafts, editor_of, make_link, site):
        editor = editor_of(iduet)
        first, code = make_link(editor, drafts["iduet"])
        second, _ = make_link(editor, home_of(iduet))
        visitor = site(iduet)
        assert press(visitor, second, code).status_code == 404
        press(visitor, first, code)
        visitor.cookies["preview"]["path"] = "/"
        assert "data-preview-link" in visitor.get(second).text

    def test_an_editor_finds_no_links_of_another_brands_page_and_makes_none(
        self, brands, drafts, editor_of, publisher_of, make_link, desk_client
    ):
        for brand, other in (brands, brands[::-1]):
            page = drafts[brand.key]
            make_link(editor_of(brand), page)
            client = desk_client(publisher_of(other))
            assert client.get(address(page)).status_code == 404
            assert client.post(address(page), WANTED).status_code == 404
            assert client.post(address(page), {"revoke": Grant.objects.get(brand=brand).key}).status_code == 404
            # and what she names in the body of a request about her own page is not found either
            client.post(address(drafts[other.key]), {"revoke": Grant.objects.get(brand=brand).key})
            assert Grant.objects.valid().filter(brand=brand).count() == 1

    def test_nobody_finds_anything_without_sign_in(self, drafts):
        client = Client(HTTP_HOST="desk.localhost:8000")
        for page in drafts.values():
            assert client.get(address(page)).status_code == 302
            assert client.post(address(page), WANTED).status_code == 302
        assert not Grant.objects.exists()


class TestForgery:
    @pytest.mark.parametrize(
        "headers",
        [
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
            {"sec-fetch-site": "same-origin", "origin": "http://finhire.localhost:8000"},
            {"origin": "null"},
        ],
    )
    def test_a_form_of_another_site_opens_nothing(self, iduet, finhire, drafts, editor_of, make_link, headers):
        path, code = make_link(editor_of(iduet), drafts["iduet"])
        answer = Client(HTTP_HOST="iduet.localhost:8000", headers=headers).post(path, {"code": code})
        assert answer.status_code == 404
        assert not answer.cookies
        assert not Code.objects.exclude(used_at=None).exists()

    @pytest.mark.parametrize("cookie", ["", "nonsense", "a:b:c", "x" * 5000])
    def test_a_cookie_that_we_never_gave_opens_nothing(
        self, iduet, finhire, drafts, editor_of, make_link, site, cookie
    ):
        path, _ = make_link(editor_of(iduet), drafts["iduet"])
        visitor = site(iduet)
        visitor.cookies["preview"] = cookie
        assert "data-preview-link" in visitor.get(path).text

    @pytest.mark.parametrize("key", ["nothing", "%00", "x" * 300, "é"])
    def test_an_address_that_we_never_gave_is_not_there(self, brands, site, key):
        for brand in brands:
            assert site(brand).get(f"/_preview/{key}/").status_code == 404
            assert site(brand).post(f"/_preview/{key}/", {"code": "x"}).status_code == 404


class TestInTheDesk:
    def test_links_are_listed_with_their_last_use_and_taken_back(
        self, brands, drafts, editor_of, make_link, desk_client, site
    ):
        for brand in brands:
            editor, page = editor_of(brand), drafts[brand.key]
            path, code = make_link(editor, page)
            client = desk_client(editor)
            listed = client.get(address(page)).text
            assert "Ann of legal" in listed
            assert "nog niet" in listed
            assert code not in listed
            press(site(brand), path, code)
            assert "(1 keer)" in client.get(address(page)).text
            client.post(address(page), {"revoke": path.split("/")[2]})
            after = client.get(address(page)).text
            assert "opent niets meer" in after
            assert "(1 keer)" not in after
            assert site(brand).get(path).status_code == 410

    def test_making_and_taking_back_stand_in_the_pages_history(
        self, iduet, finhire, drafts, editor_of, make_link, desk_client
    ):
        editor, page = editor_of(iduet), drafts["iduet"]
        path, _ = make_link(editor, page)
        desk_client(editor).post(address(page), {"revoke": path.split("/")[2]})
        entries = PageLogEntry.objects.filter(page=page.pk, action__startswith="previews.").order_by("pk")
        assert [(entry.action, entry.user) for entry in entries] == [
            ("previews.share", editor), ("previews.revoke", editor),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "wrong", [{"made_for": ""}, {"made_for": "x" * 81}, {"days": "400"}, {"days": "x"}, {"shows": "everything"}]
    )
    def test_bad_input_is_said_and_nothing_is_lost(self, iduet, finhire, drafts, editor_of, desk_client, wrong):
        response = desk_client(editor_of(iduet)).post(address(drafts["iduet"]), {**WANTED, "made_for": "Ben", **wrong})
        assert response.context["form"].errors
        assert "error-message" in response.text
        assert wrong.get("made_for", "Ben") in response.text
        assert not Grant.objects.exists()

    def test_the_way_there_stands_in_the_editors_menu(self, iduet, finhire, drafts, editor_of, desk_client):
        page = drafts["iduet"]
        text = desk_client(editor_of(iduet)).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
        assert address(page) in text

    def test_a_link_that_does_not_exist_is_not_taken_back(self, iduet, finhire, drafts, editor_of, desk_client):
        client = desk_client(editor_of(iduet))
        assert "Die link is er niet." in client.post(address(drafts["iduet"]), {"revoke": "\0"}, follow=True).text
