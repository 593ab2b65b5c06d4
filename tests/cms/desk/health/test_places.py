"""Everything that refuses publishing is named by the content path of the field that mends it."""

from cms.desk.health.places import placed_errors, places_of

from .conftest import block, item


def test_blocks_are_placed_as_the_editor_names_them(draft):
    inner = item({"value": "1", "label": "one"})
    section = block("facts", {"heading": "Facts", "facts": [inner]})
    paths = [place.path for place in places_of(draft(body=[section]))]
    assert f"body.{section['id']}.facts.{inner['id']}.source" in paths
    assert len(paths) == len(set(paths))


def test_errors_of_blocks_inside_blocks_are_placed(draft, roles):
    cell = {str(roles[0].translation_key): "One side"}
    rows = [item({"criterion": "Focus", "cells": cell})]
    table = block("criteria_table", {"heading": "", "caption": "Both", "rows": rows})
    text = block("text_section", {"heading": "Why", "text": ""})
    page = draft(body=[table, text])
    found = dict(placed_errors(page, page.publish_errors()))
    assert found == {
        f"body.{table['id']}.rows.{rows[0]['id']}.cells": "“Focus” is empty for CTO.",
        f"body.{text['id']}.text": "This is needed before publishing.",
    }


def test_errors_of_plain_fields_are_placed_at_them(draft):
    page = draft(roles=[])
    assert dict(placed_errors(page, page.publish_errors())) == {"roles": "Choose at least two different roles."}
