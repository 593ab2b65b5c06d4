"""The kinds of problems, each at the address that problem documents name as their type."""

from ninja import Path
from pydantic import BaseModel, ConfigDict, Field

from ..contract import reads
from ..problems import KINDS, NOT_FOUND, ProblemKind, Refused


class KindOfProblem(BaseModel):
    """A kind of problem and what one can do about it."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(description="As it stands in problem documents.")
    status: int
    title: str
    meaning: str


class KindsOfProblems(BaseModel):
    """All kinds of problems that this API answers with."""

    model_config = ConfigDict(extra="forbid")

    items: list[KindOfProblem]


def _described(kind: ProblemKind) -> KindOfProblem:
    return KindOfProblem(type=kind.uri, status=kind.status, title=kind.title, meaning=kind.meaning)


@reads("/problems", answers=KindsOfProblems, from_database=False)
def problem_kinds(request):
    """All kinds of problems."""
    return KindsOfProblems(items=[_described(kind) for kind in KINDS.values()])


@reads("/problems/{name}", answers=KindOfProblem, refuses=[NOT_FOUND], from_database=False)
def problem_kind(request, name: Path[str]):
    """One kind of problem, at the address that problem documents name as their type."""
    if name not in KINDS:
        raise Refused(NOT_FOUND, "There is no such kind of problem.")
    return _described(KINDS[name])
