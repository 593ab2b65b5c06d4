"""Requests that nobody meant, from the contract and beside it: no fault of ours, and every answer as the contract says.

`make test-all` runs these; the same requests every time.
"""

import json
import warnings
from contextlib import suppress
from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable

from cms.api.management.commands.api_contract import contract_text
from cms.wsgi import application
from tests.api.test_answering import HOSTILE
from tests.connections import one_connection
from tests.factories.brands import home_of
from tests.factories.library import make_example, make_question, make_role
from tests.factories.media import make_image
from tests.factories.pages import make_comparison, make_faq

with warnings.catch_warnings():  # of what it imports
    warnings.simplefilter("ignore")
    import schemathesis
    from schemathesis.checks import load_all_checks, not_a_server_error
    from schemathesis.specs.openapi import checks as openapi_checks

pytestmark = [pytest.mark.judge, pytest.mark.filterwarnings("ignore::DeprecationWarning:schemathesis")]

ADDRESS = "http://api.localhost:8000"
CHECKS = [
    not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_schema_conformance,
]
MODES = (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE)
#: Of each operation and mode, with keys that stand for something and without.
EXAMPLES = 12


@pytest.fixture
def keys(iduet, finhire):
    """Keys that stand for something, by the part of the address before them."""
    home, roles = home_of(iduet), [make_role("CIO"), make_role("CTO")]
    question, example = make_question(), make_example()
    body = [
        {"type": "role_cards", "value": {"roles": [role.pk for role in roles]}},
        {"type": "questions", "value": {"questions": [question.pk]}},
    ]
    page = make_comparison(home, roles, body=body, hero_image=make_image())
    make_faq(home_of(finhire), [question])
    return {
        "pages": page.pk, "comparisons": page.pk, "roles": roles[0].pk, "questions": question.pk,
        "examples": example.pk,
    }  # fmt: skip


@pytest.fixture
def _one_connection():
    """The test's own connection to the database stays open between requests. Django's own client does the same."""
    with one_connection():
        yield


@pytest.fixture
def document(keys, _one_connection):
    """The OpenAPI document as a client reads it."""
    load_all_checks()
    loaded = schemathesis.openapi.from_dict(json.loads(contract_text()))
    loaded.app = application
    return loaded


def known(path: str, keys: dict[str, int]) -> dict:
    """Values of an address's own parameters that stand for something."""
    found: dict = {"brand": "iduet"} if "{brand}" in path else {}
    if "{id}" in path:
        found["id"] = keys[path.partition("/{id}")[0].rpartition("/")[2]]
    return found


def fuzz(cases, ask) -> None:
    """Ask some of what a strategy makes: the same every time, and the first failure as it is."""

    @settings(
        derandomize=True,
        database=None,
        deadline=None,
        max_examples=EXAMPLES,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def run(case):
        ask(case)

    with suppress(Unsatisfiable):  # an operation without parameters cannot be asked wrongly
        run()


class TestGenerated:
    def test_every_operation(self, document, keys):
        asked = []

        def ask(case):
            response = case.call(base_url=ADDRESS)
            case.validate_response(response, checks=CHECKS)
            asked.append(response.status_code)

        for found in document.get_all_operations():
            operation = found.ok()
            for parameters in [None, known(operation.path, keys)] if "{" in operation.path else [None]:
                for mode in MODES:
                    cases = operation.as_strategy(generation_mode=mode, path_parameters=parameters)
                    fuzz(cases, ask)
        assert len(asked) > 500
        assert {200, 400, 404} <= set(asked)


class TestCorpus:
    """What a generator does not think of."""

    @pytest.fixture
    def ask(self, conforms, keys):
        client = Client(HTTP_HOST="api.localhost:8000")

        def get(path: str, query: str = "", **extra):
            # As a server hands it over: bytes, each a sign.
            raw = query.encode().decode("latin-1")
            response = client.generic("GET", f"/api/v1{path.removeprefix('/api/v1')}", QUERY_STRING=raw, **extra)
            assert response.status_code < 500, (path, query[:200])
            return response

        return get

    def test_every_parameter_twice_in_pairs_and_as_another_type(self, contract, ask, keys):
        asked = 0
        values = [*HOSTILE, quote("\u0000"), "%C0%80", "%F4%90%80%80", "9" * 5000, "-9223372036854775809", "1e309"]
        for path, methods in contract["paths"].items():
            if "get" not in methods:
                continue
            address = path.replace("{name}", "gone")
            for name, value in known(path, keys).items():
                address = address.replace(f"{{{name}}}", str(value))
            names = [one["name"] for one in methods["get"].get("parameters", []) if one["in"] == "query"]
            for value in values:
                together = "&".join(f"{name}={value}" for name in names)
                for query in (together, f"{together}&{together}", f"{value}", f"{value}={value}", f"[{value}]=1"):
                    ask(address, query)
                    asked += 1
            for name in names:
                for query in (f"{name}[]=1", f"{name}[a][b]=1", f"{name}.x=1", name, f"{name}=", f"={name}"):
                    ask(address, query)
                    asked += 1
        assert asked > 1000

    def test_depth_and_length(self, ask):
        pages = "/brands/iduet/pages"
        for fields in ("a(" * 3000, "seo" + ".title" * 3000, ",".join(["seo.title"] * 3000), "," * 50_000, "*" * 300):
            assert ask(pages, urlencode({"fields": fields})).status_code in (200, 400)
        ask("/brands/iduet/resolve", urlencode({"path": "/a" * 999}))
        ask("/brands/iduet/resolve", urlencode({"path": "/" * 2000}))
        ask("/brands/iduet/search", urlencode({"q": " ".join("ab" * 20)}))
        ask("/" + "a/" * 2000)
        ask("/brands/" + "a" * 30_000)

    def test_bodies_and_types_of_bodies_on_get(self, ask):
        types = (
            "application/json",
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            "text/plain; charset=x",
            "",
        )
        for body in (b"{}", b"null", b"\x00" * 1000, b"--x\r\n\r\n--x--", b"a=1&a=2", b"\xff" * 100):
            for content_type in types:
                response = ask("/brands/iduet/pages", data=body, content_type=content_type)
                assert response.status_code == 200, (body, content_type)

    def test_headers(self, ask):
        for name in (
            "HTTP_ACCEPT", "HTTP_ACCEPT_ENCODING", "HTTP_AUTHORIZATION", "HTTP_COOKIE", "HTTP_IF_MATCH",
            "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_ORIGIN", "HTTP_RANGE",
            "HTTP_REFERER", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_HTTP_METHOD_OVERRIDE",
        ):  # fmt: skip
            for value in (
                "",
                "\x01",
                "é" * 10,
                "x" * 9000,
                "*",
                '"',
                "Bearer",
                "Bearer " + "a." * 500,
                "Basic Og==",
                "0",
            ):
                assert ask("/brands/iduet/pages", **{name: value}).status_code in (200, 304, 401, 412), (name, value)

    @pytest.mark.parametrize(
        "host", ["api.localhost:99999", "api.localhost:0x50", "a" * 300, "[::1]", "é", "api.localhost."]
    )
    def test_hosts(self, keys, host):
        assert Client(HTTP_HOST=host).get("/api/v1/brands").status_code in (200, 400, 404)

    @pytest.mark.parametrize("method", ["POST", "PUT", "BREW", "get", "\u00e9", "X" * 1000, "CONNECT"])
    def test_methods(self, keys, method):
        response = Client(HTTP_HOST="api.localhost:8000").generic(method, "/api/v1/brands/iduet/pages", b"{}")
        assert response.status_code in (200, 405)
