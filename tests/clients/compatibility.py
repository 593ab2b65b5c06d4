"""What a client of the released contract would trip over: `python -m tests.clients.compatibility`.

The contract as released stands in `docs/contract/v1.json`. Without arguments the command says what breaks; with
`--release` it takes the present contract as released, and refuses while something breaks.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PRESENT = ROOT / "tests" / "api" / "openapi.json"
#: Limits of what may be sent, and whether a lower (-1) or a higher (1) one refuses what was good before.
LIMITS = {"maximum": -1, "maxLength": -1, "maxItems": -1, "minimum": 1, "minLength": 1, "minItems": 1}

Schema = dict[str, Any]


def baseline_of(contract: Schema) -> Path:
    """Where the released contract of the same version stands."""
    return ROOT / "docs" / "contract" / f"v{contract['info']['version']}.json"


def without_words(value: Any, *, names: bool = False) -> Any:
    """A contract without its descriptions and titles, which may change. `names`: the keys are names, not keywords."""
    if isinstance(value, dict):
        return {
            key: without_words(inner, names=not names and key in ("properties", "schemas"))
            for key, inner in value.items()
            if names or not (key in ("description", "summary") or (key == "title" and isinstance(inner, str)))
        }
    return [without_words(inner) for inner in value] if isinstance(value, list) else value


class Comparison:
    """Two contracts, and what was taken away between them."""

    def __init__(self, before: Schema, after: Schema):
        self.before, self.after = before, after
        self.under_way: set[tuple[str, str, bool]] = set()

    def breaks(self) -> list[str]:
        """A line for each change that a client of the first may not survive. Empty when there are only additions."""
        found = []
        for path, operations in self.before["paths"].items():
            for method, operation in operations.items():
                name = f"{method.upper()} {path}"
                present = self.after["paths"].get(path, {}).get(method)
                found += [f"{name} is gone"] if present is None else self._operation(name, operation, present)
        return list(dict.fromkeys(found))

    def _operation(self, name: str, before: Schema, after: Schema) -> Iterator[str]:
        yield from self._parameters(name, before, after)
        yield from self._body(f"{name}: the body", before.get("requestBody"), after.get("requestBody"))
        if {} in before.get("security", [{}]) and {} not in after.get("security", [{}]):
            yield f"{name} asks for a token now"
        for status, answer in before["responses"].items():
            present = after["responses"].get(status)
            if present is None:
                yield f"{name} does not answer {status} any more"
                continue
            for media_type, content in answer.get("content", {}).items():
                there = present.get("content", {}).get(media_type)
                if there is None:
                    yield f"{name} does not answer {status} as {media_type} any more"
                else:
                    yield from self._schema(f"{name} {status}", content["schema"], there["schema"], sent=False)

    def _parameters(self, name: str, before: Schema, after: Schema) -> Iterator[str]:
        known, present = (
            {(one["in"], one["name"]): one for one in each.get("parameters", [])} for each in (before, after)
        )
        for key, parameter in present.items():
            if parameter.get("required") and not known.get(key, {}).get("required"):
                yield f"{name}: parameter {key[1]} is required now"
        for key, parameter in known.items():
            if key not in present:
                yield f"{name}: parameter {key[1]} is gone"
            else:
                where = f"{name}: parameter {key[1]}"
                yield from self._schema(where, parameter["schema"], present[key]["schema"], sent=True)

    def _body(self, where: str, before: Schema | None, after: Schema | None) -> Iterator[str]:
        if after is None:
            if before is not None:
                yield f"{where} is not read any more"
            return
        if after.get("required") and not (before or {}).get("required"):
            yield f"{where} is required now"
        for media_type, content in (before or {}).get("content", {}).items():
            there = after["content"].get(media_type)
            if there is None:
                yield f"{where} is not read as {media_type} any more"
            else:
                yield from self._schema(where, content["schema"], there["schema"], sent=True)

    def _schema(self, where: str, before: Schema, after: Schema, *, sent: bool) -> Iterator[str]:
        """What changed for who sends a value, or for who reads it."""
        names = (before.get("$ref", ""), after.get("$ref", ""))
        if all(names):
            if (*names, sent) in self.under_way:
                return  # being compared, or compared before
            self.under_way.add((*names, sent))
        was, now = (variants(schema, contract) for schema, contract in ((before, self.before), (after, self.after)))
        for kind, schema in was.items():
            if kind not in now:
                yield f"{where}: {kind} is gone"
            else:
                yield from self._variant(where, schema, now[kind], sent=sent)
        if not sent:
            # Readers leave out blocks and pages that they do not know, and survive nothing else.
            yield from (f"{where}: may be {kind} now" for kind in now.keys() - was.keys() if ":" not in kind)

    def _variant(self, where: str, before: Schema, after: Schema, *, sent: bool) -> Iterator[str]:
        yield from _choices(where, before, after, sent=sent)
        if before.get("format") != after.get("format"):
            yield f"{where}: has the format {after.get('format')} now"
        if sent:
            yield from _limits(where, before, after)
        if "items" in before and "items" in after:
            yield from self._schema(f"{where}[]", before["items"], after["items"], sent=sent)
        values = before.get("additionalProperties"), after.get("additionalProperties")
        if all(isinstance(each, dict) for each in values):
            yield from self._schema(f"{where}{{}}", *values, sent=sent)
        yield from self._properties(where, before, after, sent=sent)

    def _properties(self, where: str, before: Schema, after: Schema, *, sent: bool) -> Iterator[str]:
        present = after.get("properties", {})
        for name, schema in before.get("properties", {}).items():
            if name not in present:
                yield f"{where}.{name} is gone"
            else:
                yield from self._schema(f"{where}.{name}", schema, present[name], sent=sent)
        needed, needs = set(before.get("required", [])), set(after.get("required", []))
        changed = needs - needed if sent else (needed & present.keys()) - needs
        yield from (f"{where}.{name} is {'required' if sent else 'optional'} now" for name in sorted(changed))


def variants(schema: Schema, contract: Schema) -> dict[str, Schema]:
    """What a value may be, by kind: `string`, `null`, or for objects that name themselves `object:text_section`."""
    if "$ref" in schema:
        return variants(contract["components"]["schemas"][schema["$ref"].rpartition("/")[2]], contract)
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return {kind: one for each in schema[key] for kind, one in variants(each, contract).items()}
    if schema.get("type") == "object":
        for name in ("type", "kind", "@type"):
            named = schema.get("properties", {}).get(name, {}).get("const")
            if named is not None:
                return {f"object:{named}": schema}
        return {"object": schema}
    if "type" in schema:
        return {schema["type"]: schema}
    stated = schema.get("enum", [schema["const"]] if "const" in schema else None)
    return {"anything" if stated is None else type(stated[0]).__name__: schema}


def _choices(where: str, before: Schema, after: Schema, *, sent: bool) -> Iterator[str]:
    was, now = _values(before), _values(after)
    if now is None:
        if was is not None and not sent:
            yield f"{where}: may be anything now"
    elif was is None:
        if sent:
            yield f"{where}: may only be {', '.join(sorted(now))} now"
    else:
        yield from (f"{where}: the value {value} is gone" for value in sorted(was - now))


def _values(schema: Schema) -> set[str] | None:
    """The values that a schema lists; None where it lists none."""
    values = schema.get("enum", [schema["const"]] if "const" in schema else None)
    return None if values is None else {str(value) for value in values}


def _limits(where: str, before: Schema, after: Schema) -> Iterator[str]:
    for limit, direction in LIMITS.items():
        if limit in after and (limit not in before or (after[limit] - before[limit]) * direction > 0):
            yield f"{where}: {limit} is {after[limit]} now"
    if "pattern" in after and after["pattern"] != before.get("pattern"):
        yield f"{where}: must match {after['pattern']} now"


def breaks(before: Schema, after: Schema) -> list[str]:
    """What a client of the first contract would trip over in the second, a line each."""
    return Comparison(before, after).breaks()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--release", action="store_true", help="take the present contract as released")
    options = parser.parse_args(arguments)
    present = json.loads(PRESENT.read_text())
    baseline = baseline_of(present)
    found = breaks(json.loads(baseline.read_text()), present) if baseline.exists() else []
    for line in found:
        sys.stdout.write(f"{line}\n")
    if found:
        return 1
    if options.release:
        baseline.write_text(json.dumps(without_words(present), indent=1, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
