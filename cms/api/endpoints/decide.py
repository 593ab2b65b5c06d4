"""The decision aid of a comparison, answered."""

from typing import Annotated

from ninja import Body, Path
from pydantic import BaseModel, ConfigDict, Field

from cms.comparisons.decisions import Decision
from cms.comparisons.models import ComparisonPage
from cms.foundation.parameters import asked_of

from ..contract import for_one
from ..private import check_origin
from ..problems import (
    BRAND_NOT_FOUND,
    INVALID_BODY,
    INVALID_PARAMETER,
    NOT_FOUND,
    ORIGIN_REFUSED,
    PASSWORD_NEEDED,
    ParameterError,
    Refused,
)
from ..viewpoint import BrandKey, Id, brand_of
from .page import page_with_key

Key = Annotated[str, Field(min_length=1, max_length=24)]


class Answers(BaseModel):
    """An answer to each question."""

    model_config = ConfigDict(extra="forbid")

    answers: dict[Key, Key] = Field(
        max_length=12, description="`key` of each question of the page's block `decision_aid` → `key` of an answer."
    )


@for_one(
    "/brands/{brand}/comparisons/{id}/decide",
    method="POST",
    answers=Decision,
    refuses=[PASSWORD_NEEDED, BRAND_NOT_FOUND, NOT_FOUND, ORIGIN_REFUSED, INVALID_BODY],
)
def decide(request, brand: Path[BrandKey], id: Path[Id], body: Body[Answers]):  # noqa: A002
    """Which role of a comparison the answers to its questions speak for, and why.

    The page itself says the same under the answers as parameters of its address: `?strategy=business&…`. A page behind
    a password wants the token of `unlock` here too.
    """
    owner = brand_of(request, brand)
    check_origin(request, owner)
    page, _root, scope = page_with_key(request, owner, id)
    found = page.specific
    if not isinstance(found, ComparisonPage) or not found.parameters():
        raise Refused(NOT_FOUND, "The brand has no comparison with a decision aid under this id.")
    declared = found.parameters()
    asked = asked_of(declared, body.answers)
    errors = [
        ParameterError(
            parameter=f"answers.{name}",
            detail="This is none of its answers." if name in asked.unusable else "This question needs an answer.",
            valid=sorted(declared[name]),
        )
        for name in declared
        if name not in asked.values
    ]
    errors += [
        ParameterError(parameter=f"answers.{name}", detail="There is no such question.", valid=sorted(declared))
        for name in body.answers
        if name not in declared
    ]
    if errors:
        names = ", ".join(error.parameter for error in errors)
        raise Refused(INVALID_PARAMETER, f"Not usable: {names}.", errors)
    scope.prefetch(found.references())
    return found.decide(scope, asked.values)
