"""POST /brands/{brand}/comparisons/{id}/decide"""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

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

    def post(brand, key, answers):
        path = f"/api/v1/brands/{brand.key}/comparisons/{key}/decide"
        response = client.post(path, {"answers": answers}, content_type="application/json")
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
        without = make_comparison(home_of(iduet), roles)
        hidden = [send(finhire, page.pk, FOR_CIO), send(iduet, draft.pk, FOR_CIO), send(iduet, without.pk, FOR_CIO),
                  send(iduet, 987_654, FOR_CIO)]  # fmt: skip
        assert {(one.status_code, one.content) for one in hidden} == {(404, hidden[0].content)}

    @pytest.mark.parametrize("body", [b"", b"[]", b"null", b'{"answers": 1}', b'{"answers": {"a": null}}', b"\xff"])
    def test_hostile_bodies(self, body, page):
        path = f"/api/v1/brands/iduet/comparisons/{page.pk}/decide"
        response = Client(HTTP_HOST="api.localhost:8000").post(path, body, content_type="application/json")
        assert response.status_code == 400
