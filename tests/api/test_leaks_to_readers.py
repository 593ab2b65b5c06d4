"""Who holds a token, a code or a password learns what it opens and no hidden word beside it."""

from datetime import timedelta

import pytest
from django.test import Client

from cms.previews.grants import new_code, share, token_of
from tests.api.planting import plant
from tests.api.test_leaks import keys, read_from, requests, texts
from tests.factories.brands import home_of, make_editor


@pytest.fixture
def planted(brands, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return plant(brands)


@pytest.fixture
def client():
    return Client(HTTP_HOST="api.localhost:8000")


def holder(client, token: str):
    """Asks with a token."""
    return lambda path, query=None: client.get(path, query or {}, headers={"authorization": f"Bearer {token}"})


def grant_of(brand, page):
    return share(make_editor(brand), brand, page, timedelta(days=1))[0]


def said(forbidden: dict[str, str], text: str) -> list[str]:
    return [what for what, word in forbidden.items() if word in text]


@pytest.mark.crawl
@pytest.mark.parametrize("number", [0, 1])
class TestAHolder:
    def test_of_a_draft_reads_it_with_nothing_hidden_beside_it(self, planted, brands, client, number):
        brand = brands[number]
        page = planted.hidden_pages[f"draft, {brand.key}"]
        forbidden = {what: word for what, word in planted.forbidden(brand).items() if what != f"draft, {brand.key}"}
        answer = holder(client, token_of(grant_of(brand, page)).text)(
            "/api/v1/preview", {"include": "layout,children,children.children"}
        )
        assert planted.word(f"draft, {brand.key}") in answer.text
        assert said(forbidden, answer.text) == []

    def test_of_a_draft_that_refers_to_hidden_things_reads_none_of_them(self, planted, brands, client, number):
        brand = brands[number]
        (page,) = [
            each for each in home_of(brand).get_children() if each.title == planted.own_word(brand, "page that refers")
        ]
        answer = holder(client, token_of(grant_of(brand, page)).text)("/api/v1/preview")
        assert answer.status_code == 200
        assert said(planted.forbidden(brand), answer.text) == []

    def test_of_a_draft_reads_it_at_no_other_address(self, contract, planted, brands, client, number):
        brand = brands[number]
        page = planted.hidden_pages[f"draft, {brand.key}"]
        get = holder(client, token_of(grant_of(brand, page)).text)
        forbidden = planted.forbidden(brand)
        for path, query in requests(contract, brand, planted):
            if path != "/api/v1/preview" and (not query or path.endswith("resolve")):
                asked = " ".join(map(str, query.values()))
                for text in texts(get, path, query):
                    assert [what for what in said(forbidden, text) if forbidden[what] not in asked] == [], (path, query)

    def test_of_a_password_reads_that_page_and_what_stands_below(self, planted, brands, client, number):
        brand = brands[number]
        page = planted.hidden_pages[f"private by password, {brand.key}"]
        opened = {f"{what}, {brand.key}" for what in ("private by password", "below private by password")}
        forbidden = {what: word for what, word in planted.forbidden(brand).items() if what not in opened}
        token = client.post(
            f"/api/v1/brands/{brand.key}/pages/{page.pk}/unlock",
            {"password": planted.word(f"password, {brand.key}")},
            content_type="application/json",
        ).json()["token"]
        get = holder(client, token)
        for key in keys():
            answer = get(f"/api/v1/brands/{brand.key}/pages/{key}", {"include": "layout,children,children.children"})
            text = answer.text.replace(planted.word(f"alias of password, {brand.key}"), "")  # its address is its own
            assert said({what: word for what, word in forbidden.items() if "alias of password" not in what}, text) == []

    def test_of_nothing_learns_nothing_by_sending(self, contract, planted, brands, client, number):
        brand = brands[number]
        code = new_code(grant_of(brands[1 - number], planted.hidden_pages[f"draft, {brands[1 - number].key}"]))
        bodies = [{"password": "x"}, {"code": "x"}, {"password": planted.word(f"password, {brand.key}")}, {}, []]
        nothing: dict[str, tuple] = {}
        posts = [path for path, methods in contract["paths"].items() if "post" in methods]
        assert len(posts) == len(contract["paths"]) - len(read_from(contract)) >= 2
        locked = {page.pk for what, page in planted.hidden_pages.items() if "password" in what and brand.key in what}
        for template in posts:
            path = template.replace("{brand}", brand.key)
            for body in bodies:
                for key in sorted(keys()) if "{id}" in path else [0]:
                    answer = client.post(path.replace("{id}", str(key)), body, content_type="application/json")
                    assert said(planted.forbidden(brand), answer.text) == []
                    if key not in locked:
                        told = (answer.status_code, answer.content)
                        assert told == nothing.setdefault(f"{template} {body}", told), (path, key)
        assert code not in str(nothing)
