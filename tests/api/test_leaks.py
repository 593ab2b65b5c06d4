"""Nothing that the public may not see leaves the API: by no address, no parameter, no count and no difference.

The crawl reads the contract to find every endpoint and parameter, so one that is added is crawled at once.
"""

import itertools
import re

import pytest
from django.apps import apps
from django.test import Client

from brands.directory import BrandDirectory
from brands.models import Brand
from cms.changes.position import of_brand, place_of
from cms.discovery.sitemap import sitemap_pages
from cms.foundation.negotiation import markdown_path
from cms.library.models import LibraryItem, Role
from tests.api.planting import plant
from tests.factories.brands import home_of
from tests.settling import settle_all

NONSENSE = "qznonsense0x"
#: Addresses that may be told from nothing: a page behind a password answers 401, one that was taken away 410.
KNOWN_ADDRESSES = ("private by password", "alias of password", "unpublished target")
NO_SUCH_KEY = 987_654_321
SUGGESTION = re.compile(r',"suggestion":(?:null|"([^"]*)")')


@pytest.fixture
def planted(brands, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):  # the search index hears of everything
        return plant(brands)


@pytest.fixture
def get():
    client = Client(HTTP_HOST="api.localhost:8000")
    return lambda path, query=None: client.get(path, query or {})


def keys() -> set[int]:
    """Primary keys of everything that an endpoint may be asked for, and one of nothing."""
    models = [model for model in apps.get_models() if issubclass(model, LibraryItem)]
    pages = apps.get_model("wagtailcore.Page").objects.values_list("pk", flat=True)
    return {NO_SUCH_KEY, *pages, *itertools.chain(*(model.objects.values_list("pk", flat=True) for model in models))}


@pytest.fixture(autouse=True)
def _nobody_else_writes(monkeypatch):
    """PostgreSQL settles nothing of the transaction that a test runs in."""
    settle_all(monkeypatch)


def first_places() -> list[str]:
    """The first place of each brand in the change log, from which everything is told."""
    rows = [of_brand(brand).order_by("pk").first() for brand in Brand.objects.all()]
    return [place_of(row) for row in rows if row is not None]


def values(parameter: dict, planted) -> list:
    """Values of a query parameter that its schema allows, and those that somebody curious would try."""
    schema, name = parameter["schema"], parameter["name"]
    if schema.get("type") == "array":
        choices = schema["items"].get("enum", [])
        return [",".join(choices), *choices[:12]] if choices else ["shared,shared"]
    if "enum" in schema:
        return schema["enum"]
    if schema.get("type") == "integer":
        return [schema.get("minimum", 1), schema.get("maximum", 1)] if name == "limit" else sorted(keys())
    if name == "after":
        return first_places()
    if name == "path":
        return ["/", *(f"/{page.slug}/" for page in planted.hidden_pages.values())]
    return {"locale": ["nl", "en"], "updated_after": ["2000-01-01T00:00:00Z"], "cursor": []}.get(name, ["a"])


def read_from(contract) -> list[tuple[str, dict]]:
    """The addresses that answer GET."""
    return [(path, methods) for path, methods in contract["paths"].items() if "get" in methods]


def requests(contract, brand, planted):
    """Every endpoint with every key, and with every value of each of its parameters by itself."""
    for template, methods in read_from(contract):
        path = template.replace("{brand}", brand.key).replace("{name}", "gone")
        parameters = [each for each in methods["get"]["parameters"] if each["in"] == "query"]
        needed = {each["name"]: values(each, planted)[0] for each in parameters if each["required"]}
        for address in [path.replace("{id}", str(key)) for key in sorted(keys())] if "{id}" in path else [path]:
            yield address, needed
        address = path.replace("{id}", str(home_of(brand).pk))
        for parameter in parameters:
            for value in values(parameter, planted):
                yield address, {**needed, parameter["name"]: value}


def texts(get, address, query):
    """Everything that an answer says, through all its pieces."""
    while True:
        response = get(address, query)
        yield response.content.decode() + str(response.headers)
        answer = response.json() if response.status_code == 200 else {}
        following = answer.get("next") if answer.get("more", True) else None
        if not following:
            return
        query = {**query, "after" if "more" in answer else "cursor": following}


class TestCrawl:
    @pytest.mark.crawl
    @pytest.mark.parametrize("number", [0, 1])
    def test_no_hidden_word_is_ever_said_and_every_public_one_is(self, contract, planted, brands, get, number):
        brand = brands[number]
        forbidden, unseen = planted.forbidden(brand), dict(planted.own[brand.key])
        for address, query in requests(contract, brand, planted):
            asked = " ".join(map(str, query.values()))
            for text in texts(get, address, query):
                said = [what for what, word in forbidden.items() if word in text and word not in asked]
                assert not [what for what in said if not is_taken_away(what, address)], (address, query)
                unseen = {what: word for what, word in unseen.items() if word not in text}
        assert not unseen

    @pytest.mark.crawl
    def test_the_sites_say_no_hidden_word_either(self, planted, brands, site_client):
        directory = BrandDirectory()
        for brand in brands:
            forbidden = planted.forbidden(brand)
            for page in sitemap_pages(directory, brand):
                response = site_client(brand, page.specific.get_url_parts()[2])
                assert response.status_code == 200
                markdown = site_client(brand, markdown_path(page.specific.get_url_parts()[2]))
                assert markdown.status_code == 200
                for text in (response.content.decode(), markdown.content.decode()):
                    assert [what for what, word in forbidden.items() if word in text] == [], page
            for path in ("/sitemap.xml", "/robots.txt", "/feed.rss", "/feed.atom", "/llms.txt"):
                text = site_client(brand, path).content.decode()
                assert [what for what, word in forbidden.items() if word in text] == [], path


def is_taken_away(what: str, address: str) -> bool:
    """Who keeps pages is told that one was taken away, by its address, as whoever asks there is (410)."""
    return what.startswith("unpublished target") and address.endswith("/changes")


@pytest.mark.crawl
class TestOracles:
    """Asking for a hidden word, path or key is answered as asking for nonsense is."""

    def test_words(self, contract, planted, brands, get):
        asked = 0
        for brand in brands:
            for path, methods in read_from(contract):
                free = [each["name"] for each in methods["get"]["parameters"] if is_free_text(each)]
                address = path.replace("{brand}", brand.key).replace("{id}", str(home_of(brand).pk))
                for name in free:
                    nothing = answer(get, address, name, NONSENSE)
                    for what, word in planted.forbidden(brand).items():
                        if name == "path" and what.startswith(KNOWN_ADDRESSES):
                            continue
                        told = answer(get, address, name, word)
                        assert unguessed(told, planted, brand) == unguessed(nothing, planted, brand), (
                            address,
                            name,
                            what,
                        )
                        asked += 1
        assert asked > 500

    def test_keys(self, contract, planted, brands, get):
        for brand in brands:
            foreign = {home_of(other).pk for other in brands if other != brand}
            private = {page.pk for what, page in planted.hidden_pages.items() if "password" not in what}
            drafts = set(Role.objects.filter(live=False).values_list("pk", flat=True))
            for path, _ in read_from(contract):
                hidden = {"pages": foreign | private, "roles": drafts}.get(
                    path.rpartition("/{id}")[0].rpartition("/")[2]
                )
                for key in hidden or ():
                    address = path.replace("{brand}", brand.key)
                    response = get(address.replace("{id}", str(key)))
                    nothing = get(address.replace("{id}", str(NO_SUCH_KEY)))
                    assert (response.status_code, response.content) == (nothing.status_code, nothing.content)

    def test_a_page_with_a_password_says_that_it_has_one_and_no_more(self, planted, brands, get):
        locked = {what: page for what, page in planted.hidden_pages.items() if "password" in what and "iduet" in what}
        answers = {
            get(f"/api/v1/brands/iduet/pages/{page.pk}").content.replace(str(page.pk).encode(), b"1")
            for page in locked.values()
        }
        assert len(locked) == 3
        assert len(answers) == 1
        assert b"password-needed" in answers.pop()

    def test_hidden_parents_have_no_pages_below_them(self, planted, brands, get):
        for page in planted.hidden_pages.values():
            answers = [get("/api/v1/brands/iduet/pages", {"parent": key}).json() for key in (page.pk, NO_SUCH_KEY)]
            assert answers[0] == answers[1]


def is_free_text(parameter: dict) -> bool:
    schema = parameter["schema"]
    inner = schema.get("items", schema)
    return (
        parameter["in"] == "query" and inner.get("type") == "string" and "enum" not in inner and "format" not in inner
    )


def unguessed(told: tuple[int, str], planted, brand) -> tuple[int, str]:
    """An answer without the word that a search thinks was meant, which is one that the public reads on this brand."""
    status, text = told
    meant = SUGGESTION.search(text)
    if meant and meant[1]:
        assert not [word for word in planted.forbidden(brand).values() if word in meant[1]]
    return status, SUGGESTION.sub("", text)


def answer(get, address: str, name: str, word: str) -> tuple[int, str]:
    """Status and body of an answer to a word, with the word itself left out."""
    value = {"path": f"/{word}/", "roles": f"shared,{word}"}.get(name, word)
    query = {"q": word} if name in ("locale", "cursor") and address.endswith("search") else {}
    query |= {"path": "/"} if name == "locale" and address.endswith("resolve") else {}
    query |= {"roles": "shared,shared"} if name == "locale" and address.endswith("compare") else {}
    response = get(address, {**query, name: value})
    return response.status_code, response.content.decode().replace(word, "…")
