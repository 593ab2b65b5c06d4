"""POST /brands/{brand}/pages/{id}/unlock: the password of a page, and what its token opens."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.previews.models import Guess
from cms.previews.unlocking import GUESSES_LAST
from tests.api.conftest import problem_of
from tests.factories.brands import home_of
from tests.factories.pages import make_content, make_mirror

PASSWORD = {"password": "open sesame"}


def lock(page, password="open sesame", kind="password"):
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, password=password)


@pytest.fixture
def locked(brands):
    """Brand key → a page behind a password, with a page below it."""
    pages = {}
    for brand in brands:
        page = make_content(home_of(brand), f"Secret of {brand.key}", slug="secret")
        make_content(page, f"Below the secret of {brand.key}", slug="below")
        lock(page)
        pages[brand.key] = page
    return pages


def address(page, brand: str = "iduet") -> str:
    return f"/brands/{brand}/pages/{page.pk}"


class TestTheWay:
    def test_from_the_refusal_to_the_page(self, locked, ask, send):
        for brand, page in locked.items():
            for where, query in ((f"/brands/{brand}/resolve", {"path": "/secret/"}), (address(page, brand), {})):
                refused = ask(where, query)
                assert problem_of(refused) == (401, "password-needed")
                assert refused["WWW-Authenticate"].startswith("Bearer")
                assert "Secret" not in refused.text
                unlock = refused.json()["unlock"].removeprefix("/api/v1")
                token = send(unlock, PASSWORD).json()["token"]
                answer = ask(where, query, authorization=f"Bearer {token}")
                assert answer.status_code == 200
                assert answer.json()["page"]["title"] == f"Secret of {brand}"

    def test_the_token_opens_what_stands_below(self, locked, ask, send):
        token = send(f"{address(locked['iduet'])}/unlock", PASSWORD).json()["token"]
        below = ask("/brands/iduet/resolve", {"path": "/secret/below/"}, authorization=f"Bearer {token}")
        assert below.json()["page"]["title"] == "Below the secret of iduet"

    def test_the_list_of_children_is_that_of_who_is_in(self, locked, ask, send):
        for brand, page in locked.items():
            below = page.get_children().get()
            hidden = make_content(page, "Behind another", slug="hidden")
            lock(hidden, "another")
            make_content(hidden, "Below another", slug="deeper")
            lock(make_content(page, "Behind sign-in", slug="staff"), kind="login")
            make_content(below, "Grandchild", slug="grandchild")
            token = send(f"{address(page, brand)}/unlock", PASSWORD).json()["token"]
            for where, query in ((f"/brands/{brand}/resolve", {"path": "/secret/"}), (address(page, brand), {})):
                wanted = {**query, "include": "children.children"}
                children = ask(where, wanted, authorization=f"Bearer {token}").json()["children"]
                told = [(child["title"], [each["title"] for each in child["children"]]) for child in children]
                assert told == [(f"Below the secret of {brand}", ["Grandchild"])]
            crumbs = ask(address(below, brand), authorization=f"Bearer {token}").json()["page"]["breadcrumbs"]
            assert crumbs[-1]["title"] == page.title
            both = send(f"{address(hidden, brand)}/unlock", {"password": "another"}, authorization=f"Bearer {token}")
            answer = ask(
                address(page, brand), {"include": "children"}, authorization=f"Bearer {both.json()['token']}"
            ).json()
            assert {child["title"] for child in answer["children"]} == {f"Below the secret of {brand}", hidden.title}

    def test_everything_that_saw_it_is_private(self, locked, ask, send):
        given = send(f"{address(locked['iduet'])}/unlock", PASSWORD)
        token = given.json()["token"]
        shown = ask(address(locked["iduet"]), authorization=f"Bearer {token}")
        public = ask(address(home_of_iduet(locked)), authorization=f"Bearer {token}")
        for response in (given, shown, public, ask(address(locked["iduet"]), authorization="Bearer x")):
            assert response["Cache-Control"] == "private, no-store"
            assert response["X-Robots-Tag"] == "noindex, nofollow"
            assert not {"ETag", "Last-Modified", "Cache-Tag", "Surrogate-Key"} & set(response.headers)
            assert response.get("Access-Control-Allow-Origin") is None

    def test_two_passwords_above_each_other_are_both_needed(self, locked, ask, send):
        page = locked["iduet"].get_children().get()
        lock(page, "another")
        first = send(f"{address(page)}/unlock", PASSWORD).json()["token"]
        assert problem_of(ask(address(page), authorization=f"Bearer {first}")) == (401, "password-needed")
        both = send(f"{address(page)}/unlock", {"password": "another"}, authorization=f"Bearer {first}").json()
        assert ask(address(page), authorization=f"Bearer {both['token']}").status_code == 200

    def test_an_alias_is_closed_as_its_source_is(self, locked, ask, send):
        below = locked["iduet"].get_children().get().specific
        alias = make_mirror(below, home_of_iduet(locked), "alias")
        assert problem_of(ask("/brands/iduet/resolve", {"path": "/alias/"})) == (401, "password-needed")
        token = send(f"{address(alias)}/unlock", PASSWORD).json()["token"]
        assert ask("/brands/iduet/resolve", {"path": "/alias/"}, authorization=f"Bearer {token}").status_code == 200


def home_of_iduet(locked):
    return locked["iduet"].get_parent()


class TestWhatOpensNothing:
    def test_a_wrong_password(self, locked, send):
        refused = send(f"{address(locked['iduet'])}/unlock", {"password": "open"})
        assert problem_of(refused) == (403, "password-wrong")
        assert "Secret" not in refused.text

    def test_a_token_of_another_brand(self, locked, ask, send):
        finhire = send(f"{address(locked['finhire'], 'finhire')}/unlock", PASSWORD).json()["token"]
        assert problem_of(ask(address(locked["iduet"]), authorization=f"Bearer {finhire}"))[0] == 401
        alias = make_mirror(locked["finhire"], home_of_iduet(locked), "alias")
        assert problem_of(ask(address(alias), authorization=f"Bearer {finhire}"))[0] == 401

    def test_another_brands_page(self, locked, send):
        for page in (locked["finhire"], home_of_iduet(locked)):
            assert problem_of(send(f"{address(page)}/unlock", PASSWORD)) == (404, "not-found")
        assert problem_of(send("/brands/nobody/pages/1/unlock", PASSWORD)) == (404, "brand-not-found")

    @pytest.mark.parametrize("kind", ["login", "groups"])
    def test_a_page_that_asks_for_more_than_a_password(self, locked, ask, send, kind):
        token = send(f"{address(locked['iduet'])}/unlock", PASSWORD).json()["token"]
        lock(home_of_iduet(locked), kind=kind)
        assert problem_of(ask(address(locked["iduet"]), authorization=f"Bearer {token}")) == (404, "not-found")
        assert problem_of(send(f"{address(locked['iduet'])}/unlock", PASSWORD)) == (404, "not-found")

    def test_a_token_after_the_password_has_changed(self, locked, ask, send):
        token = send(f"{address(locked['iduet'])}/unlock", PASSWORD).json()["token"]
        PageViewRestriction.objects.update(password="new")
        assert problem_of(ask(address(locked["iduet"]), authorization=f"Bearer {token}"))[0] == 401

    def test_a_token_after_a_quarter_of_an_hour(self, locked, ask, send, monkeypatch):
        token = send(f"{address(locked['iduet'])}/unlock", PASSWORD).json()["token"]
        later = timezone.now().timestamp() + 15 * 60 + 1
        monkeypatch.setattr("django.core.signing.time.time", lambda: later)
        assert problem_of(ask(address(locked["iduet"]), authorization=f"Bearer {token}"))[0] == 401

    @pytest.mark.parametrize("sent", ["", "Bearer", "Basic eDp5", "Bearer a:b:c", "Bearer " + "x" * 4000, "Bearer é"])
    def test_what_we_never_gave(self, locked, ask, sent):
        assert problem_of(ask(address(locked["iduet"]), authorization=sent))[0] == 401

    def test_an_empty_password(self, locked, send):
        PageViewRestriction.objects.update(password="")
        assert problem_of(send(f"{address(locked['iduet'])}/unlock", {"password": " "}))[0] == 403


class TestGuesses:
    def guess(self, page, client="1.2.3.4", password="wrong", brand="iduet"):
        return Client(HTTP_HOST="api.localhost:8000", REMOTE_ADDR=client).post(
            f"/api/v1{address(page, brand)}/unlock", {"password": password}, content_type="application/json"
        )

    def test_after_five_the_client_waits_even_with_the_right_one(self, locked, conforms):
        page = locked["iduet"]
        assert [self.guess(page).status_code for _ in range(5)] == [403] * 5
        refused = self.guess(page, password="open sesame")
        conforms(refused)
        assert problem_of(refused) == (429, "too-many-guesses")
        assert 0 < int(refused["Retry-After"]) <= GUESSES_LAST.total_seconds()

    def test_they_count_whatever_page_below_is_asked(self, locked):
        below = locked["iduet"].get_children().get()
        assert [self.guess(each).status_code for each in [locked["iduet"], below] * 3] == [403] * 5 + [429]

    def test_another_client_and_another_brands_page_are_not_held_up(self, locked):
        for _ in range(6):
            self.guess(locked["iduet"])
        assert self.guess(locked["iduet"], client="5.6.7.8").status_code == 403
        assert self.guess(locked["finhire"], brand="finhire").status_code == 403

    def test_many_clients_together_wait_too(self, locked, monkeypatch):
        monkeypatch.setattr("cms.previews.unlocking.GUESSES_OF_ALL", 3)
        answers = [self.guess(locked["iduet"], client=f"10.0.0.{number}").status_code for number in range(4)]
        assert answers == [403, 403, 403, 429]

    def test_they_are_forgotten(self, locked):
        for _ in range(6):
            self.guess(locked["iduet"])
        Guess.objects.update(at=timezone.now() - GUESSES_LAST + timedelta(seconds=5))
        assert int(self.guess(locked["iduet"])["Retry-After"]) <= 6
        Guess.objects.update(at=timezone.now() - GUESSES_LAST)
        assert self.guess(locked["iduet"], password="open sesame").status_code == 200
        assert not Guess.objects.exists()

    def test_neither_password_nor_address_is_kept(self, locked, caplog):
        self.guess(locked["iduet"], client="203.0.113.7", password="a guess")
        assert "203.0.113.7" not in str(list(Guess.objects.values()))
        assert "a guess" not in str(list(Guess.objects.values())) + caplog.text


class TestBadInput:
    @pytest.mark.parametrize(
        ("body", "problem"),
        [
            (b"", "invalid-parameter"), (b"{", "invalid-body"), (b"\xff", "invalid-body"),
            (b"[" * 100_000, "invalid-body"),
            (b"null", "invalid-parameter"), (b"[]", "invalid-parameter"), (b"{}", "invalid-parameter"),
            (b'{"password": 1}', "invalid-parameter"), (b'{"password": ""}', "invalid-parameter"),
            (b'{"password": "\\ud800"}', "invalid-parameter"), (b'{"password": "x", "more": 1}', "invalid-parameter"),
            (b'{"password": "' + b"x" * 256 + b'"}', "invalid-parameter"),
        ],
    )  # fmt: skip
    def test_is_said(self, locked, send, body, problem):
        assert problem_of(send(f"{address(locked['iduet'])}/unlock", body)) == (400, problem)

    def test_a_null_character_is_a_wrong_password(self, locked, send):
        assert problem_of(send(f"{address(locked['iduet'])}/unlock", {"password": "\0"}))[0] == 403

    @pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete"])
    def test_other_methods(self, locked, method):
        client = Client(HTTP_HOST="api.localhost:8000")
        response = getattr(client, method)(f"/api/v1{address(locked['iduet'])}/unlock")
        assert (response.status_code, response["Allow"]) == (405, "POST, OPTIONS")
        assert response["Cache-Control"] == "private, no-store"


class TestOrigins:
    FRONT_END = "https://www.iduet.example"

    @pytest.fixture
    def unlock(self, locked, iduet):
        iduet.front_end_url = f"{self.FRONT_END}/"
        iduet.save()
        return f"{address(locked['iduet'])}/unlock"

    def test_the_brands_front_end_and_site_may_ask(self, unlock, send, ask, locked):
        for origin in (self.FRONT_END, "http://iduet.localhost:8000"):
            given = send(unlock, PASSWORD, origin=origin)
            assert (given.status_code, given["Access-Control-Allow-Origin"]) == (200, origin)
            headers = {"origin": origin, "authorization": f"Bearer {given.json()['token']}"}
            assert ask(address(locked["iduet"]), **headers)["Access-Control-Allow-Origin"] == origin

    @pytest.mark.parametrize("origin", ["http://finhire.localhost:8000", "https://elsewhere.example", "null"])
    def test_another_site_may_not(self, unlock, send, origin):
        refused = send(unlock, PASSWORD, origin=origin)
        assert problem_of(refused) == (403, "origin-refused")
        assert "Access-Control-Allow-Origin" not in refused

    def test_browsers_are_told_beforehand(self, unlock, locked):
        client = Client(HTTP_HOST="api.localhost:8000")
        asks = {"access-control-request-method": "POST", "access-control-request-headers": "authorization"}
        for path in (unlock, address(locked["iduet"])):
            allowed = client.options(f"/api/v1{path}", headers={"origin": self.FRONT_END, **asks})
            assert allowed["Access-Control-Allow-Origin"] == self.FRONT_END
            assert "Authorization" in allowed["Access-Control-Allow-Headers"]
            refused = client.options(f"/api/v1{path}", headers={"origin": "https://elsewhere.example", **asks})
            assert "Access-Control-Allow-Origin" not in refused
