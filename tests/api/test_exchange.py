"""POST /preview/exchange: a code works once, for a short time, and gives a token of one draft."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from cms.previews.grants import read_token, revoke
from cms.previews.models import Code, Grant, Use
from tests.api.conftest import problem_of
from tests.api.previewing import code_of, editors_grant, shared_grant, with_front_end

EXCHANGE = "/preview/exchange"


@pytest.mark.parametrize("make", [editors_grant, shared_grant])
def test_a_code_gives_a_token_and_says_where_the_draft_stands(brands, send, make):
    for brand in brands:
        grant = make(brand)
        answer = send(EXCHANGE, {"code": code_of(grant)}).json()
        assert (answer["brand"], answer["language"], answer["path"]) == (brand.key, "nl", f"/{grant.page.slug}/")
        assert read_token(answer["token"])[0] == grant
        lasts = datetime.fromisoformat(answer["expires_at"]) - timezone.now()
        assert timedelta(minutes=14) < lasts <= timedelta(minutes=15)
        assert Use.objects.get(grant=grant).way == Use.Way.EXCHANGED


def test_a_token_ends_with_its_grant(iduet, finhire, send):
    grant = shared_grant(iduet)
    code = code_of(grant)
    Grant.objects.update(expires_at=timezone.now() + timedelta(minutes=2))
    expires_at = datetime.fromisoformat(send(EXCHANGE, {"code": code}).json()["expires_at"])
    assert expires_at <= Grant.objects.get().expires_at


def test_a_code_works_once(iduet, finhire, send):
    code = code_of(editors_grant(iduet))
    assert send(EXCHANGE, {"code": code}).status_code == 200
    assert problem_of(send(EXCHANGE, {"code": code})) == (410, "code-spent")


def test_what_has_ended_opens_nothing(iduet, finhire, send):
    grant = editors_grant(iduet)
    code = code_of(grant)
    Code.objects.update(expires_at=timezone.now())
    assert problem_of(send(EXCHANGE, {"code": code})) == (410, "code-spent")
    Code.objects.update(expires_at=timezone.now() + timedelta(minutes=1))
    revoke(grant)
    assert problem_of(send(EXCHANGE, {"code": code})) == (410, "code-spent")


def test_a_page_that_went_to_another_brand_is_not_told(brands, send):
    iduet, finhire = brands
    grant = shared_grant(iduet)
    code = code_of(grant)
    grant.page.move(finhire.site.root_page, pos="last-child")
    assert problem_of(send(EXCHANGE, {"code": code})) == (404, "code-unknown")


@pytest.mark.parametrize("code", ["x", "\0", "é", "x" * 64])
def test_what_we_never_gave_is_unknown(db, send, code):
    assert problem_of(send(EXCHANGE, {"code": code})) == (404, "code-unknown")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "invalid-parameter"), (b"{", "invalid-body"), (b"[]", "invalid-parameter"), (b"{}", "invalid-parameter"),
        (b'{"code": "' + b"x" * 65 + b'"}', "invalid-parameter"), (b'{"code": ["x"]}', "invalid-parameter"),
    ],
)  # fmt: skip
def test_bad_input_is_said(db, send, body, problem):
    assert problem_of(send(EXCHANGE, body)) == (400, problem)


def test_nobody_stores_the_answer(iduet, finhire, send):
    for response in (send(EXCHANGE, {"code": code_of(editors_grant(iduet))}), send(EXCHANGE, {"code": "x"})):
        assert response["Cache-Control"] == "private, no-store"
        assert response["Referrer-Policy"] == "no-referrer"


class TestOrigins:
    def test_only_the_brands_own_front_end_may_ask_and_the_code_stays_good(self, brands, send):
        iduet, finhire = brands
        ours, theirs = with_front_end(iduet), with_front_end(finhire)
        code = code_of(editors_grant(iduet))
        for origin in (theirs, "https://elsewhere.example", "null"):
            refused = send(EXCHANGE, {"code": code}, origin=origin)
            assert problem_of(refused) == (403, "origin-refused")
            assert "Access-Control-Allow-Origin" not in refused
        given = send(EXCHANGE, {"code": code}, origin=ours)
        assert (given.status_code, given["Access-Control-Allow-Origin"]) == (200, ours)

    def test_a_front_end_can_read_why_a_code_is_unknown(self, brands, send):
        origin = with_front_end(brands[0])
        assert send(EXCHANGE, {"code": "x"}, origin=origin)["Access-Control-Allow-Origin"] == origin
        assert "Access-Control-Allow-Origin" not in send(EXCHANGE, {"code": "x"}, origin="https://elsewhere.example")
