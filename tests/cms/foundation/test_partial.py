"""Data of which parts are left out: in what is written, and in its schema."""

import pytest
from pydantic import ValidationError

from cms.foundation.partial import Partial


class Short(Partial):
    first: int = 0
    second: str | None = None
    inner: "Short | None" = None

    def is_said(self, field, value):
        return field in self.model_fields_set


def test_what_is_not_said_is_not_there_and_a_null_that_is_said_is():
    assert Short().model_dump() == {}
    assert Short(second=None, inner=Short(first=1)).model_dump() == {"second": None, "inner": {"first": 1}}
    assert Short(inner=None).model_dump_json() == '{"inner":null}'


def test_the_schema_promises_no_default():
    schema = Short.model_json_schema()["$defs"]["Short"]
    assert all("default" not in field for field in schema["properties"].values())
    assert "required" not in schema


def test_nothing_else_is_taken():
    with pytest.raises(ValidationError):
        Short(third=1)
