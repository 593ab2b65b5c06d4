"""The contract only grows within its version, and the comparison that says so sees what it must see."""

import copy
import json
import re

import pytest

from .compatibility import PRESENT, baseline_of, breaks, main, without_words

PAGES = "/api/v1/brands/{brand}/pages"
UNLOCK = "/api/v1/brands/{brand}/pages/{id}/unlock"


@pytest.fixture(scope="module")
def present():
    return json.loads(PRESENT.read_text())


@pytest.fixture
def changed(present):
    return copy.deepcopy(present)


def parameter(contract: dict, name: str) -> dict:
    return next(one for one in contract["paths"][PAGES]["get"]["parameters"] if one["name"] == name)


def schema(contract: dict, name: str) -> dict:
    return contract["components"]["schemas"][name]


def test_what_was_released_still_holds(present):
    released = json.loads(baseline_of(present).read_text())
    found = breaks(released, present)
    assert found == [], "This breaks clients. Keep what was there, or bring a new version beside it (docs/clients.md)."


def test_a_contract_agrees_with_itself_and_with_itself_without_words(present):
    assert breaks(present, present) == []
    assert breaks(without_words(present), present) == []
    assert breaks(present, without_words(present)) == []


def lose_path(it):
    del it["paths"]["/api/v1/brands/{brand}/compare"]


def lose_method(it):
    it["paths"]["/api/v1/brands"]["post"] = it["paths"]["/api/v1/brands"].pop("get")


def lose_parameter(it):
    operation = it["paths"][PAGES]["get"]
    operation["parameters"] = [one for one in operation["parameters"] if one["name"] != "sort"]


def require_parameter(it):
    it["paths"][PAGES]["get"]["parameters"].append(
        {"in": "query", "name": "key", "required": True, "schema": {"type": "string"}}
    )


def require_what_was_optional(it):
    parameter(it, "q")["required"] = True


def lose_choice(it):
    parameter(it, "type")["schema"]["items"]["enum"].remove("article")


def change_type_of_parameter(it):
    parameter(it, "limit")["schema"]["type"] = "string"


def lower_limit(it):
    parameter(it, "limit")["schema"]["maximum"] = 50


def ask_for_pattern(it):
    parameter(it, "q")["schema"]["pattern"] = "^[a-z]+$"


def lose_property(it):
    del schema(it, "PageCard")["properties"]["summary"]
    schema(it, "PageCard")["required"].remove("summary")


def make_optional(it):
    schema(it, "RoleCard")["required"].remove("tagline")


def change_type(it):
    schema(it, "RoleCard")["properties"]["id"]["type"] = "string"


def let_be_null(it):
    schema(it, "RoleCard")["properties"]["tagline"] = {"anyOf": [{"type": "string"}, {"type": "null"}]}


def lose_block(it):
    schema(it, "HomeDocument")["properties"]["body"]["items"]["oneOf"].pop(0)


def lose_value(it):
    schema(it, "Link")["properties"]["kind"]["enum"].remove("email")


def lose_entry_of_map(it):
    del schema(it, "ExampleCase")["properties"]["sector"]


def lose_answer(it):
    it["paths"][PAGES]["get"]["responses"]["200"]["content"] = {}


def require_in_body(it):
    schema(it, "Password")["properties"]["user"] = {"type": "string"}
    schema(it, "Password")["required"].append("user")


def ask_for_token(it):
    it["paths"][PAGES]["get"]["security"] = [{"bearer": []}]


BREAKING = {
    lose_path: "compare is gone",
    lose_method: "GET /api/v1/brands is gone",
    lose_parameter: "parameter sort is gone",
    require_parameter: "parameter key is required now",
    require_what_was_optional: "parameter q is required now",
    lose_choice: r"parameter type\[\]: the value article is gone",
    change_type_of_parameter: "parameter limit: integer is gone",
    lower_limit: "parameter limit: maximum is 50 now",
    ask_for_pattern: "parameter q: must match",
    lose_property: r"\.summary is gone",
    make_optional: r"\.tagline is optional now",
    change_type: r"\.id: integer is gone",
    let_be_null: r"\.tagline: may be null now",
    lose_block: r"body\[\]: object:\w+ is gone",
    lose_value: "the value email is gone",
    lose_entry_of_map: r"\.sector is gone",
    lose_answer: "does not answer 200 as application/json",
    require_in_body: r"body\.user is required now",
    ask_for_token: "asks for a token now",
}


@pytest.mark.parametrize(("change", "says"), BREAKING.items(), ids=[change.__name__ for change in BREAKING])
def test_what_breaks_clients_is_seen(change, says, present, changed):
    change(changed)
    found = breaks(present, changed)
    assert any(re.search(says, line) for line in found), found


def add_path(it):
    it["paths"]["/api/v1/changes"] = it["paths"]["/api/v1/brands"]


def add_parameter(it):
    it["paths"][PAGES]["get"]["parameters"].append({"in": "query", "name": "key", "schema": {"type": "string"}})


def add_choice(it):
    parameter(it, "type")["schema"]["items"]["enum"].append("vacancy")


def raise_limit(it):
    parameter(it, "limit")["schema"]["maximum"] = 500


def add_property(it):
    schema(it, "PageCard")["properties"]["hero"] = {"type": "string"}
    schema(it, "PageCard")["required"].append("hero")


def add_block(it):
    it["components"]["schemas"]["VideoItem"] = {
        "type": "object",
        "properties": {"type": {"const": "video", "type": "string"}},
        "required": ["type"],
    }
    blocks = schema(it, "HomeDocument")["properties"]["body"]["items"]["oneOf"]
    blocks.append({"$ref": "#/components/schemas/VideoItem"})


def add_status(it):
    responses = it["paths"][PAGES]["get"]["responses"]
    responses["451"] = responses["404"]


def allow_more_in_body(it):
    schema(it, "Password")["properties"]["remember"] = {"type": "boolean"}


def rename_a_component(it):
    text = json.dumps(it).replace('schemas/RoleCard"', 'schemas/CardOfRole"')
    it.clear()
    it.update(json.loads(text))
    it["components"]["schemas"]["CardOfRole"] = it["components"]["schemas"].pop("RoleCard")


@pytest.mark.parametrize(
    "change",
    [add_path, add_parameter, add_choice, raise_limit, add_property, add_block, add_status, allow_more_in_body,
     rename_a_component],
)  # fmt: skip
def test_additions_are_none_of_them(change, present, changed):
    change(changed)
    assert changed != present
    assert breaks(present, changed) == []


def test_releasing_is_refused_while_something_breaks(tmp_path, monkeypatch, capsys, present, changed):
    contract, released = tmp_path / "openapi.json", tmp_path / "v1.json"
    monkeypatch.setattr("tests.clients.compatibility.PRESENT", contract)
    monkeypatch.setattr("tests.clients.compatibility.baseline_of", lambda _: released)
    contract.write_text(json.dumps(present))
    assert main(["--release"]) == 0
    first = released.read_text()
    lose_path(changed)
    contract.write_text(json.dumps(changed))
    assert main(["--release"]) == 1
    assert "compare is gone" in capsys.readouterr().out
    assert released.read_text() == first
