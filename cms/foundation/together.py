"""Rows of several tables in one query.

A page is made of many small things: items of four kinds, images, menus, cards of other pages. Asked for one kind after
the other, they cost a query each; a front end pays for every one. Here loaders say which querysets they want, and all
that are wanted at the same time become one ``UNION ALL`` whose columns are JSON objects. PostgreSQL's is written once
for questions of the same shapes (`prepared`).
"""

import datetime
import json
from collections.abc import Callable, Generator, Hashable, Mapping, Sequence
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import (
    BooleanField,
    CharField,
    Field,
    IntegerField,
    JSONField,
    Model,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import JSONObject
from django.utils import timezone

from .prepared import Ask, filled, settled, standing_for, writing
from .streams import StreamField

#: Databases limit the arguments of a function (PostgreSQL: 100), and a JSON object takes two per field.
FIELDS_PER_COLUMN = 40
#: Combinations of questions whose SQL is kept; beyond that all is written anew.
MOST_STATEMENTS = 1000

#: Of fields to which a text, and on PostgreSQL also a number and a truth, is what JSON says.
_TEXTS = (Field.to_python, CharField.to_python, TextField.to_python)
_AS_IN_JSON = (*_TEXTS, IntegerField.to_python, BooleanField.to_python)

Result = TypeVar("Result")
Name = TypeVar("Name", bound=Hashable)
Question = QuerySet | Ask
#: Yields questions and is sent their rows, list by list; returns what it made of them.
Loading = Generator[Sequence[Question], list[list[Any]], Result]


def gather(work: Mapping[Name, Loading[Result]]) -> dict[Name, Result]:
    """Run several loaders side by side; whatever they want at the same time is one query."""
    results: dict[Name, Result] = {}
    wanted: dict[Name, Sequence[Question]] = {}

    def proceed(name: Name, rows: list[list[Any]] | None) -> None:
        try:
            wanted[name] = work[name].send(rows)  # type: ignore[arg-type]  # the first send of a generator is None
        except StopIteration as end:
            results[name] = end.value

    for name in work:
        proceed(name, None)
    while wanted:
        asked, wanted = wanted, {}
        rows = iter(fetch([question for questions in asked.values() for question in questions]))
        for name, questions in asked.items():
            proceed(name, [next(rows) for _ in questions])
    return results


def fetch(questions: Sequence[Question]) -> list[list[Any]]:
    """Rows of each question as instances of its model, with the queryset's annotations, in no order."""
    if connection.vendor == "postgresql" and questions and all(isinstance(each, Ask) for each in questions):
        return _fetch_prepared(list(questions))  # type: ignore[arg-type]
    querysets = [each.queryset() if isinstance(each, Ask) else each for each in questions]
    if len(querysets) == 1:
        return [list(querysets[0])]
    if not querysets:
        return []
    combined, makers = _combined(querysets)
    return _sorted_out(combined, makers)


class Statement:
    """SQL that was written for some shapes; none where nothing can be found."""

    def __init__(self, questions: list[Ask]):
        with writing():
            querysets = [
                question.write(*question.fixed, **standing_for(number, question))
                for number, question in enumerate(questions)
            ]
            combined, self.makers = _combined(querysets)
            try:
                self.sql, self.parameters = settled(*combined.query.get_compiler(DEFAULT_DB_ALIAS).as_sql())
            except EmptyResultSet:
                self.sql, self.parameters = "", ()


_statements: dict[tuple, Statement] = {}


def _fetch_prepared(questions: list[Ask]) -> list[list[Any]]:
    shapes = tuple(question.shape for question in questions)
    statement = _statements.get(shapes)
    if statement is None:
        if len(_statements) >= MOST_STATEMENTS:
            _statements.clear()
        statement = _statements[shapes] = Statement(questions)
    if not statement.sql:
        return [[] for _ in questions]
    with connection.planned_cursor() as cursor:  # type: ignore[attr-defined]  # of our own wrapper
        cursor.execute(statement.sql, filled(statement.parameters, questions))
        return _sorted_out(cursor.fetchall(), statement.makers)


class Maker:
    """Makes instances of a queryset's model out of JSON objects with its fields and annotations."""

    def __init__(self, queryset: QuerySet):
        self.model, self.db = queryset.model, queryset.db
        self.plan = _fields_of(queryset)
        attnames = {field.attname for field in self.model._meta.concrete_fields}
        converters = {name: _converter(field) for name, field in self.plan.items()}
        self.held = [(name, convert) for name, convert in converters.items() if name in attnames]
        self.names = [name for name, _ in self.held]
        self.annotated = [(name, convert) for name, convert in converters.items() if name not in attnames]

    def __call__(self, values: dict[str, Any]) -> Model:
        held = [
            value if (value := values[name]) is None or convert is None else convert(value)
            for name, convert in self.held
        ]
        instance = self.model.from_db(self.db, self.names, held)
        for name, convert in self.annotated:
            value = values[name]
            setattr(instance, name, value if value is None or convert is None else convert(value))
        return instance


def _combined(querysets: list[QuerySet]) -> tuple[QuerySet, list[Maker]]:
    """One queryset with the rows of all, and who makes instances of them."""
    makers = [Maker(queryset) for queryset in querysets]
    columns = max(-(-len(maker.plan) // FIELDS_PER_COLUMN) for maker in makers)
    legs = [
        _leg(number, queryset, maker.plan, columns)
        for number, (queryset, maker) in enumerate(zip(querysets, makers, strict=True))
    ]
    return legs[0].union(*legs[1:], all=True) if len(legs) > 1 else legs[0], makers


def _sorted_out(found: Any, makers: list[Maker]) -> list[list[Any]]:
    rows: list[list[Any]] = [[] for _ in makers]
    for number, first, *others in found:
        values = _loaded(first)
        for each in others:
            values |= _loaded(each)
        rows[number].append(makers[number](values))
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


def _converter(field: Field) -> Callable[[Any], Any] | None:
    """Makes of a value out of a JSON object what the field's own column would have given; None where it is that."""
    if isinstance(field, (JSONField, StreamField)):
        stream = field if isinstance(field, StreamField) else None
        is_text = connection.vendor == "sqlite"  # which keeps JSON as text: in an object that stands as a string

        def from_json(value: Any) -> Any:
            value = json.loads(value) if is_text and isinstance(value, str) else value
            return stream.read(value) if stream is not None else value

        return from_json
    if type(field).to_python in (_AS_IN_JSON if connection.vendor == "postgresql" else _TEXTS):
        return None

    def plain(value: Any) -> Any:
        value = field.to_python(value)
        if isinstance(value, datetime.datetime) and timezone.is_naive(value):
            return timezone.make_aware(value, datetime.UTC)  # SQLite keeps moments in UTC and does not say so
        return value

    return plain
