"""POST /brands/{brand}/comparisons/{id}/decide"""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import PageViewRestriction

from tests.api.conftest import problem_of
from tests.cms.comparisons.test_decision_aid import FOR_CIO, NAMES, aid
from tests.factories.brands import home_of
from tests.factories.library import make_role
from tests.factories.pages import make_comparison


@pytest.fixture
def roles(brands):
    return [make_role("CIO"), make_role("CTO")]


@pytest.fixture
def page(iduet, roles):
    return make_comparison(home_of(iduet), roles, "CIO vs. CTO", body=[aid(roles)], slug="cio-vs-cto")


@pytest.fixture
def send(conforms):
    """`send(brand, id, answers)` posts answers."""
    client = Client(HTTP_HOST="api.localhost:8000")

    def post(brand, key, answers, token=None):
        path = f"/api/v1/brands/{brand.key}/comparisons/{key}/decide"
        headers = {"authorization": f"Bearer {token}"} if token else {}
        response = client.post(path, {"answers": answers}, content_type="application/json", headers=headers)
        conforms(response)
        return response

    return post


class TestApi:
    def test_it_says_what_the_page_says(self, site_client, send, page, iduet):
        answer = send(iduet, page.pk, FOR_CIO)
        assert answer.status_code == 200
        told = answer.json()
        assert [role["name"] for role in told["advised"]] == ["CIO"]
        html = BeautifulSoup(site_client(iduet, "/cio-vs-cto/", data=FOR_CIO).content, "html.parser")
        shown = [one.get_text(" ", strip=True) for one in html.select(".decision__share")]
        assert [f"{score['share']} % van de mogelijke punten" for score in told["ranking"]] == shown
        assert answer["Cache-Control"] == "private, no-store"

    def test_refusals_name_the_answer(self, send, page, iduet):
        problem = send(iduet, page.pk, {**FOR_CIO, "two": "x", "six": "y", "three": "pace"} | {"one": "grip"}).json()
        assert problem["status"] == 400
        assert {(one["parameter"], tuple(one["valid"])) for one in problem["errors"]} == {
            ("answers.two", ("grip", "pace")),
            ("answers.six", tuple(sorted(NAMES))),
        }
        assert [one["parameter"] for one in send(iduet, page.pk, {}).json()["errors"]] == [
            f"answers.{name}" for name in NAMES
        ]

    def test_of_what_is_not_public_it_knows_nothing(self, send, page, roles, iduet, finhire):
        draft = make_comparison(home_of(iduet), roles, body=[aid(roles)], publish=False)
        hidden = [send(finhire, page.pk, FOR_CIO), send(iduet, draft.pk, FOR_CIO), send(iduet, 987_654, FOR_CIO)]
        assert {(problem_of(one), one.content) for one in hidden} == {((404, "not-found"), hidden[0].content)}

    def test_a_page_without_questions(self, send, roles, iduet):
        for other in (make_comparison(home_of(iduet), roles), home_of(iduet)):
            assert problem_of(send(iduet, other.pk, FOR_CIO)) == (404, "not-found")

    @pytest.mark.parametrize("body", [b"", b"[]", b"null", b'{"answers": 1}', b'{"answers": {"a": null}}', b"\xff"])
    def test_hostile_bodies(self, body, page):
        path = f"/api/v1/brands/iduet/comparisons/{page.pk}/decide"
        response = Client(HTTP_HOST="api.localhost:8000").post(path, body, content_type="application/json")
        assert response.status_code == 400


class TestBehindAPassword:
    @pytest.fixture
    def locked(self, brands, roles):
        """Brand key → a comparison behind a password."""
        pages = {}
        for brand in brands:
            page = make_comparison(home_of(brand), roles, body=[aid(roles)], slug="locked")
            PageViewRestriction.objects.create(page=page, restriction_type="password", password=f"of {brand.key}")
            pages[brand.key] = page
        return pages

    def token(self, brand, page):
        path = f"/api/v1/brands/{brand.key}/pages/{page.pk}/unlock"
        given = Client(HTTP_HOST="api.localhost:8000").post(
            path, {"password": f"of {brand.key}"}, content_type="application/json"
        )
        return given.json()["token"]

    def test_its_token_decides_and_no_other(self, locked, page, send, brands):
        tokens = {brand.key: self.token(brand, locked[brand.key]) for brand in brands}
        for brand in brands:
            mine = locked[brand.key]
            told = send(brand, mine.pk, FOR_CIO, tokens[brand.key])
            assert [role["name"] for role in told.json()["advised"]] == ["CIO"]
            others = [token for key, token in tokens.items() if key != brand.key]
            for token in (None, "nonsense", *others):
                refused = send(brand, mine.pk, FOR_CIO, token)
                assert problem_of(refused) == (401, "password-needed")
                assert refused.json()["unlock"] == f"/api/v1/brands/{brand.key}/pages/{mine.pk}/unlock"
                assert "CIO" not in refused.text
            foreign = next(each for key, each in locked.items() if key != brand.key)
            assert problem_of(send(brand, foreign.pk, FOR_CIO, tokens[brand.key])) == (404, "not-found")
        public = send(brands[0], page.pk, FOR_CIO, tokens["iduet"])
        assert public.status_code == 200

    @pytest.mark.parametrize("kind", ["login", "groups"])
    def test_what_asks_for_more_than_a_password_is_not_there(self, locked, send, iduet, kind):
        token = self.token(iduet, locked["iduet"])
        PageViewRestriction.objects.create(page=home_of(iduet), restriction_type=kind)
        assert problem_of(send(iduet, locked["iduet"].pk, FOR_CIO, token)) == (404, "not-found")
