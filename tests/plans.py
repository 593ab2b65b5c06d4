"""How PostgreSQL would find the rows of a query, when an index is worth it to her."""

import json
from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet


def plan_of(asked: QuerySet | str, *, scans_cost: bool = True) -> list[dict[str, Any]]:
    """The steps of a query's plan.

    :param scans_cost: reading whole tables counts as dear, as it is with many rows; small tables would always be read.
    """
    sql, given = asked.query.sql_with_params() if isinstance(asked, QuerySet) else (asked, None)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL enable_seqscan = {'off' if scans_cost else 'on'}")
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", given)
        told = cursor.fetchone()[0]
    return list(_steps((json.loads(told) if isinstance(told, str) else told)[0]["Plan"]))


def _steps(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from _steps(below)


def indexes_in(steps: list[dict[str, Any]]) -> set[str]:
    """Names of the indexes by which rows are found: those of which a condition is asked."""
    return {step["Index Name"] for step in steps if "Index Name" in step and "Index Cond" in step}


def read_whole(steps: list[dict[str, Any]]) -> set[str]:
    """Tables that are read from end to end, in one way or another."""
    return {step["Relation Name"] for step in steps if "Relation Name" in step and _has_no_condition(step)}


def _has_no_condition(step: dict[str, Any]) -> bool:
    return step["Node Type"] == "Seq Scan" or ("Index" in step["Node Type"] and "Index Cond" not in step)
