"""Rows of several tables in one query.

A page is made of many small things: items of four kinds, images, menus, cards of other pages. Asked for one kind after
the other, they cost a query each; a front end pays for every one. Here loaders say which querysets they want, and all
that are wanted at the same time become one ``UNION ALL`` whose columns are JSON objects.
"""

import datetime
import json
from collections.abc import Generator, Hashable, Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import Field, JSONField, Model, QuerySet, Value
from django.db.models.functions import JSONObject
from django.utils import timezone
from wagtail.fields import StreamField

#: Databases limit the arguments of a function (PostgreSQL: 100), and a JSON object takes two per field.
FIELDS_PER_COLUMN = 40

Result = TypeVar("Result")
Name = TypeVar("Name", bound=Hashable)
#: Yields querysets and is sent their rows, list by list; returns what it made of them.
Loading = Generator[Sequence[QuerySet], list[list[Any]], Result]


def gather(work: Mapping[Name, Loading[Result]]) -> dict[Name, Result]:
    """Run several loaders side by side; whatever they want at the same time is one query."""
    results: dict[Name, Result] = {}
    wanted: dict[Name, Sequence[QuerySet]] = {}

    def proceed(name: Name, rows: list[list[Any]] | None) -> None:
        try:
            wanted[name] = work[name].send(rows)  # type: ignore[arg-type]  # the first send of a generator is None
        except StopIteration as end:
            results[name] = end.value

    for name in work:
        proceed(name, None)
    while wanted:
        asked, wanted = wanted, {}
        rows = iter(fetch([queryset for querysets in asked.values() for queryset in querysets]))
        for name, querysets in asked.items():
            proceed(name, [next(rows) for _ in querysets])
    return results


def fetch(querysets: Sequence[QuerySet]) -> list[list[Any]]:
    """Rows of each queryset as instances of its model, with the queryset's annotations, in no order."""
    if len(querysets) == 1:
        return [list(querysets[0])]
    plans = [_fields_of(queryset) for queryset in querysets]
    columns = max((-(-len(plan) // FIELDS_PER_COLUMN) for plan in plans), default=0)
    legs = [
        _leg(number, queryset, plan, columns)
        for number, (queryset, plan) in enumerate(zip(querysets, plans, strict=True))
    ]
    rows: list[list[Any]] = [[] for _ in querysets]
    for number, *objects in legs[0].union(*legs[1:], all=True) if legs else ():
        values = {name: value for each in objects for name, value in _loaded(each).items()}
        rows[number].append(_instance(querysets[number], plans[number], values))
    return rows


def _fields_of(queryset: QuerySet) -> dict[str, Field]:
    """Name → field of all that the rows of a queryset hold: the fields that are not deferred, and annotations."""
    names, deferred = queryset.query.deferred_loading
    options = queryset.model._meta
    held = {
        field.attname: field
        for field in options.concrete_fields
        if field.primary_key or ((field.name in names or field.attname in names) != deferred)
    }
    annotations = queryset.query.annotation_select
    return held | {name: expression.output_field for name, expression in annotations.items()}


def _leg(number: int, queryset: QuerySet, plan: dict[str, Field], columns: int) -> QuerySet:
    names = list(plan)
    starts = range(0, columns * FIELDS_PER_COLUMN, FIELDS_PER_COLUMN)
    objects = {
        f"_object_{start}": JSONObject(**{name: name for name in names[start : start + FIELDS_PER_COLUMN]})
        for start in starts
    }
    return queryset.order_by().annotate(_leg=Value(number), **objects).values_list("_leg", *objects)


def _loaded(value: Any) -> dict[str, Any]:
    """A JSON object as Python has it; SQLite hands it over as text."""
    return json.loads(value) if isinstance(value, str) else value


def _instance(queryset: QuerySet, plan: dict[str, Field], values: dict[str, Any]) -> Model:
    model = queryset.model
    converted = {name: _python(field, values[name]) for name, field in plan.items()}
    attnames = {field.attname for field in model._meta.concrete_fields}
    held = [name for name in converted if name in attnames]
    instance = model.from_db(queryset.db, held, [converted[name] for name in held])
    for name in converted.keys() - attnames:
        setattr(instance, name, converted[name])
    return instance


def _python(field: Field, value: Any) -> Any:
    """A value out of a JSON object as the field's own column would have given it."""
    if value is None:
        return None
    if isinstance(field, (JSONField, StreamField)):
        # SQLite keeps JSON as text, which stands in an object as a string.
        value = json.loads(value) if isinstance(value, str) else value
        return field.to_python(value) if isinstance(field, StreamField) else value
    value = field.to_python(value)
    if isinstance(value, datetime.datetime) and timezone.is_naive(value):
        return timezone.make_aware(value, datetime.UTC)  # SQLite keeps moments in UTC and does not say so
    return value
