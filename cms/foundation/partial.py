"""Data of which parts are left out: they are not there, and never null instead."""

from typing import Any

from pydantic import BaseModel, ConfigDict, model_serializer


class Partial(BaseModel):
    """Base of data of which only what `is_said` accepts is written. Its schema has no defaults, for there are none."""

    model_config = ConfigDict(extra="forbid")

    def is_said(self, field: str, value: Any) -> bool:
        """Whether a field is written out; `field` is its name, `value` what would stand there."""
        raise NotImplementedError

    @model_serializer(mode="wrap")
    def only_what_is_said(self, whole):
        if self is None:  # pydantic asks for parts inside this one, also where there are none
            return None  # type: ignore[unreachable]
        return {name: value for name, value in whole(self).items() if self.is_said(name, value)}

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema, handler):
        schema = handler(core_schema)
        for field in handler.resolve_ref_schema(schema).get("properties", {}).values():
            field.pop("default", None)
        return schema
