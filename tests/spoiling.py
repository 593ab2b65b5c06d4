"""Good things with something wrong in them: bytes, JSON, and what a form posts. The same for the same seed."""

import json
import random
from typing import Any

from django.db import connection

NASTY = [
    b"<script>alert(1)</script>", b"<![CDATA[", b"]]>", b"<item>", b"</item>", b"<!DOCTYPE x>", b"&x;", b"&#0;", b"\0",
    b"[vc_row]", b'{"elType":', b"<img src=x onerror=alert(1)>", b'<a href="javascript:alert(1)">x</a>', b"\xff",
    b"../../etc/passwd", b"<svg onload=alert(1)>", b"%00", b"\\u0000", b"\\ud800", b"[/vc_row]", b"<h2>FAQ</h2>",
    b"<wp:post_id>1</wp:post_id>",
]  # fmt: skip
#: What stands in JSON where something else belongs.
STRANGE = [
    None, "", "x" * 3000, -1, 10**25, [], {}, [[]], {"type": "x"}, True, "\0", 1.5, "2026-13-45", ["a", None], 7, "7",
    {"id": 1}, "\ud800", [{"type": "item", "value": None, "id": 3}], "<p><embed embedtype='image' id='x'/></p>",
]  # fmt: skip
#: What a form posts where something else belongs.
TYPED = [
    "", "x", "-1", "0", "1", "999999999999999999999999", "1e9", "100000000", "\0", "null", "[]", "{}", '{"a": [1]}',
    "{", '{"blocks": [{"text": 1}], "entityMap": {}}', '{"blocks": null}', "2026-13-45", "true", "x" * 5000, "é\u202e",
    "[[[", "<script>alert(1)</script>", "on", "NaN",
    '{"blocks": [{"key": "a", "text": "x", "type": "unstyled", "entityRanges": [{"key": 5}]}], "entityMap": {}}',
]  # fmt: skip


def chance_of(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - the same each time


def spoiled(data: bytes, chance: random.Random, inside: bool = False) -> bytes:
    """The bytes with a few changes: something put in, taken out or doubled; where `inside`, only put into texts.

    Most changes elsewhere are the end of XML; what stands inside is read, and has to be made harmless.
    """
    for _number in range(chance.randint(1, 4)):
        place, length = chance.randrange(max(len(data), 1)), chance.randint(1, 60)
        way = 4 if inside else chance.randrange(5)
        if way == 0:
            data = data[:place] + chance.choice(NASTY) + data[place:]
        elif way == 1:
            data = data[:place] + data[place + length :]
        elif way == 2:
            data = data[:place] + data[place : place + length] * 2 + data[place + length :]
        elif way == 3:
            data = data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :]
        else:  # inside a text, where it does no harm to the XML
            end = data.find(b"]]>", place)
            data = data[:end] + chance.choice(NASTY).replace(b"]]>", b"") + data[end:] if end >= 0 else data
    return data


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A binary file with a few bytes changed, taken out or doubled, or with its end cut off; at its head more often."""
    for _number in range(chance.randint(1, 6)):
        if not data:
            break
        place = chance.randrange(min(len(data), 200) if chance.random() < 0.5 else len(data))
        way = chance.randrange(5)
        if way == 0:
            data = data[:place] + chance.randbytes(chance.randint(1, 4)) + data[place + 4 :]
        elif way == 1:
            data = data[:place] + data[place + chance.randint(1, 200) :]
        elif way == 2:
            data = data[:place] + data[place : place + 60] * 2 + data[place + 60 :]
        elif way == 3:
            data = data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :]
        else:
            data = data[: max(place, 1)] if chance.random() < 0.3 else data + chance.choice(NASTY)
    return data


def mutated(value: Any, chance: random.Random, strange: list = STRANGE) -> Any:
    """The same JSON with one place changed into something that does not belong there."""
    if isinstance(value, dict) and value and chance.random() < 0.85:
        name = chance.choice(sorted(value))
        if chance.random() < 0.1:
            return {key: each for key, each in value.items() if key != name}
        return {**value, name: mutated(value[name], chance, strange)}
    if isinstance(value, list) and value and chance.random() < 0.85:
        place = chance.randrange(len(value))
        return [*value[:place], mutated(value[place], chance, strange), *value[place + 1 :]]
    return chance.choice(strange)


def mistyped(data: dict[str, Any], chance: random.Random, among: str = "") -> dict[str, Any]:
    """What a form posts with some of it changed, left out or twice; of the names that begin with `among`."""
    changed = dict(data)
    for _number in range(chance.randint(1, 3)):
        names = sorted(name for name in changed if name.startswith(among))
        if not names:
            break
        name, way = chance.choice(names), chance.random()
        if way < 0.2:
            del changed[name]
        elif way < 0.3:
            changed[name] = [changed[name], chance.choice(TYPED)]
        elif way < 0.4:
            changed[f"{name}-{chance.choice(('0', 'x', '0-value', 'count'))}"] = chance.choice(TYPED)
        else:
            changed[name] = chance.choice(TYPED)
    return changed


def keep(row, name: str, value) -> None:
    """Write into the row itself, past all that checks."""
    text = json.dumps(value)
    if connection.vendor == "postgresql":
        text = text.replace("\\u0000", "").replace("\\ud800", "")  # neither can stand there
    statement = f'UPDATE {row._meta.db_table} SET "{name}" = %s WHERE "{row._meta.pk.column}" = %s'  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, [text, row.pk])
