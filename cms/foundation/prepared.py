"""Questions that are put into SQL once.

Django needs longer to write the SQL of a page's queries than PostgreSQL to answer them, and writes the same each time.
So a loader says how its queryset is written and, apart from that, what it is asked with (`ask`). What was written is
kept by its shape and asked again with other keys. SQLite, on which one works and tests, is asked the plain way.

    yield [ask(_images, keys=keys)]

    def _images(keys):
        return MediaImage.objects.filter(pk__among=keys)
"""

import datetime
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Field, ForeignObject, QuerySet
from django.db.models.lookups import In, StartsWith
from django.utils import timezone

PLACE = re.compile("%s|%%")

_writing: ContextVar[bool] = ContextVar("writing", default=False)


@dataclass(frozen=True, slots=True)
class Ask:
    """A question. `fixed` becomes part of what is written; `given` are texts and lists that vary."""

    write: Callable[..., QuerySet]
    fixed: tuple[Any, ...]
    given: dict[str, Any]

    @property
    def shape(self) -> tuple[Any, ...]:
        """Questions of the same shape are the same SQL."""
        return self.write, self.fixed, tuple(self.given)

    def queryset(self) -> QuerySet:
        """The question as a queryset of its own."""
        return self.write(*self.fixed, **self.given)


def ask(write: Callable[..., QuerySet], *fixed: Any, **given: Any) -> Ask:
    """A question to be asked with others.

    :param write: a function of a module, of `fixed` and `given`. It hands `given` on to lookups and does not look into
        them: lists to `among`, texts to `exact` and the like, and to `begins`.
    :param fixed: hashable, and of few values, such as a brand's trees.
    :param given: what has many values: lists of keys, and texts.
    """
    return Ask(write, fixed, given)


class Several:
    """Stands for a list of values that is not known yet."""

    def __init__(self, place: tuple[int, str]):
        self.place = place


class Text(str):
    """Stands for a text that is not known yet."""

    place: tuple[int, str]


class Moment(datetime.datetime):
    """Stands for the moment at which the question will be asked."""


@dataclass(frozen=True, slots=True)
class Converted:
    """Among the parameters of written SQL: a list, whose values go through a field."""

    place: tuple[int, str]
    field: Field


@dataclass(frozen=True, slots=True)
class Beginning:
    """Among the parameters of written SQL: a text as the beginning of a pattern."""

    place: tuple[int, str]


NOW = Moment(2000, 1, 1, tzinfo=datetime.UTC)


@contextmanager
def writing() -> Iterator[None]:
    """While SQL is written that will be asked later."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


def moment() -> datetime.datetime:
    """Now, for a queryset: in what is written once, the moment at which it is asked."""
    return NOW if _writing.get() else timezone.now()


def standing_for(number: int, question: Ask) -> dict[str, Any]:
    """What a question is written with, in place of what it will be asked with."""
    placed: dict[str, Any] = {}
    for name, value in question.given.items():
        if isinstance(value, str):
            placed[name] = Text("?")
            placed[name].place = (number, name)
        else:
            placed[name] = Several((number, name))
    return placed


def settled(sql: str, parameters: tuple) -> tuple[str, tuple]:
    """The SQL with what never varies written out, and the parameters that do: fewer to send, and to plan for."""
    coming, varying = iter(parameters), []
    operations: Any = connection.ops  # of PostgreSQL: the stubs know what all databases have

    def written_out(found: re.Match) -> str:
        if found[0] == "%%":
            return found[0]
        each = next(coming)
        if each is NOW or isinstance(each, (Converted, Beginning, Text)):
            varying.append(each)
            return "%s"
        return operations.compose_sql("%s", [each]).replace("%", "%%")

    return PLACE.sub(written_out, sql), tuple(varying)


def filled(parameters: tuple, questions: list[Ask]) -> list[Any]:
    """The parameters of written SQL, with what is asked now."""
    now = timezone.now()

    def fill(each: Any) -> Any:
        if isinstance(each, Converted):
            number, name = each.place
            return [each.field.get_db_prep_value(value, connection) for value in questions[number].given[name]]
        if isinstance(each, Beginning):
            number, name = each.place
            return f"{connection.ops.prep_for_like_query(questions[number].given[name])}%"
        if isinstance(each, Text):
            number, name = each.place
            return questions[number].given[name]
        return now if each is NOW else each

    return [fill(each) for each in parameters]


class Among(In):
    """`in`, also for a list that is not known yet."""

    lookup_name = "among"

    def get_prep_lookup(self):
        return self.rhs if isinstance(self.rhs, Several) else super().get_prep_lookup()

    def as_sql(self, compiler, connection):
        if not isinstance(self.rhs, Several):
            return super().as_sql(compiler, connection)
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", (*parameters, Converted(self.rhs.place, self.lhs.output_field))


class Begins(StartsWith):
    """`startswith`, also for a text that is not known yet."""

    def as_sql(self, compiler, connection):
        if not isinstance(self.rhs, Text):
            return super().as_sql(compiler, connection)
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} LIKE %s", (*parameters, Beginning(self.rhs.place))


for each in (Field, ForeignObject):  # which look up lookups apart
    each.register_lookup(Among)
Field.register_lookup(Begins, "begins")
