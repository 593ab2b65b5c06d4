"""The contract is exact, complete, and changes only when somebody means it to."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from cms.api.management.commands.api_contract import contract_text
from cms.api.problems import EVERYWHERE, EVERYWHERE_IN_PRIVATE
from cms.api.router import api

CONTRACT = Path(__file__).parent / "openapi.json"
TYPED_BY = {"type", "$ref", "anyOf", "oneOf", "allOf", "enum", "const"}


def operations(contract):
    """Every operation with the name of its address."""
    for path, methods in contract["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def untyped(schema: dict, where: str) -> list[str]:
    """Places inside a schema that would let anything through."""
    found = [] if TYPED_BY & schema.keys() else [where]
    if schema.get("type") == "array":
        found += untyped(schema["items"], f"{where}[]") if schema.get("items") else [f"{where}[]"]
    if schema.get("type") == "object":
        closed = schema.get("additionalProperties")
        if isinstance(closed, dict):
            found += untyped(closed, f"{where}{{}}")
        elif closed is not False:
            found.append(f"{where} may hold anything")
    for name, inner in schema.get("properties", {}).items():
        found += untyped(inner, f"{where}.{name}")
    for key in ("anyOf", "oneOf", "allOf"):
        for number, inner in enumerate(schema.get(key, [])):
            found += untyped(inner, f"{where}|{number}")
    return found


class TestTheFile:
    def test_it_is_the_contract(self):
        assert CONTRACT.read_text() == contract_text(), "Renew it: make contract"

    def test_the_command_writes_checks_and_prints_it(self, tmp_path):
        path, out = tmp_path / "contract.json", io.StringIO()
        with pytest.raises(CommandError, match="renew it"):
            call_command("api_contract", check=path)
        call_command("api_contract", write=path)
        call_command("api_contract", check=path)
        call_command("api_contract", stdout=out)
        assert out.getvalue() == path.read_text() == contract_text()


class TestTypes:
    def test_the_walk_finds_what_is_not_typed(self):
        loose = {
            "type": "object",
            "properties": {"a": {}, "b": {"type": "array", "items": {}}, "c": {"type": "object"}},
        }
        assert untyped(loose, "x") == ["x may hold anything", "x.a", "x.b[]", "x.c may hold anything"]

    def test_nothing_public_is_typed_as_any(self, contract):
        found = []
        for name, schema in contract["components"]["schemas"].items():
            found += untyped(schema, name)
        for name, operation in operations(contract):
            for parameter in operation["parameters"]:
                found += untyped(parameter["schema"], f"{name}?{parameter['name']}")
            for status, described in [*operation["responses"].items(), ("body", operation.get("requestBody", {}))]:
                for content in described.get("content", {}).values():
                    found += untyped(content["schema"], f"{name} {status}")
        assert found == []

    def test_every_type_has_a_name_of_its_own(self, contract):
        assert [name for name in contract["components"]["schemas"] if "__" in name or not name.isidentifier()] == []

    def test_streams_are_unions_told_apart_by_their_type(self, contract):
        schemas = contract["components"]["schemas"]
        body = schemas["ComparisonDocument"]["properties"]["body"]["items"]
        assert body["discriminator"]["propertyName"] == "type"
        assert body["discriminator"]["mapping"]["criteria_table"] == "#/components/schemas/CriteriaTableItem"
        assert schemas["CriteriaTableItem"]["properties"]["type"]["const"] == "criteria_table"

    def test_every_page_type_is_in_the_union_of_pages(self, contract):
        page = contract["components"]["schemas"]["PageAnswer"]["properties"]["page"]
        kinds = {"home", "specialism", "comparison", "role", "faq", "examples", "article", "article_index"}
        assert kinds <= set(page["discriminator"]["mapping"])


class TestDescriptions:
    def test_it_is_openapi_3_1(self, contract):
        assert contract["openapi"].startswith("3.1")

    def test_every_address_says_what_it_does_and_which_problems_it_has(self, contract):
        for name, operation in operations(contract):
            private = api.endpoints[operation["operationId"]].is_private
            everywhere = {kind.status for kind in (EVERYWHERE_IN_PRIVATE if private else EVERYWHERE)}
            assert operation["summary"].endswith((".", ":")), name
            answers = {api.endpoints[operation["operationId"]].status}
            assert everywhere | (answers if private else answers | {304}) <= set(operation["responses"]), name

    def test_every_parameter_of_a_query_is_described(self, contract):
        for name, operation in operations(contract):
            for parameter in operation["parameters"]:
                assert parameter["in"] == "path" or parameter["description"], (name, parameter["name"])

    def test_what_needs_or_takes_a_token_says_so(self, contract):
        secured = {name: operation["security"] for name, operation in operations(contract) if "security" in operation}
        assert secured == {
            "GET /api/v1/preview": [{"bearer": []}],
            "GET /api/v1/brands/{brand}/resolve": [{}, {"bearer": []}],
            "GET /api/v1/brands/{brand}/pages/{id}": [{}, {"bearer": []}],
            "POST /api/v1/brands/{brand}/comparisons/{id}/decide": [{}, {"bearer": []}],
        }

    def test_every_endpoint_has_its_test_file(self):
        modules = {path.stem for path in Path("cms/api/endpoints").glob("*.py")} - {"__init__"}
        assert modules <= {path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_*.py")}


class TestDocumentation:
    @pytest.mark.parametrize("host", ["api.localhost:8000", "iduet.localhost:8000"])
    def test_it_needs_nothing_from_elsewhere_and_no_inline_script(self, iduet, host):
        page = Client(HTTP_HOST=host).get("/api/v1/docs")
        text = page.content.decode()
        assert page.status_code == 200
        assert "//cdn" not in text
        assert "http" not in text.replace("http-equiv", "")
        assert "/static/ninja/swagger-ui-bundle.js" in text
        assert "<script>" not in text

    def test_the_document_is_served_as_the_file_has_it(self, db, contract):
        served = Client(HTTP_HOST="api.localhost:8000").get("/api/v1/openapi.json")
        assert served["Access-Control-Allow-Origin"] == "*"
        assert served.json()["paths"].keys() == contract["paths"].keys()
