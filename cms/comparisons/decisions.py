"""Which of the compared roles the answers speak for, and why: the same on the page and in the API."""

from collections.abc import Iterable, Mapping
from typing import Any

from cms.foundation.links import Representation
from cms.library.models.example import RoleName


class DecidedRole(Representation):
    """A compared role. `key` stays the same in all languages."""

    id: int
    key: str
    name: str
    url: str | None


class Reason(Representation):
    """What an answer says for a role."""

    question: str
    answer: str
    reason: str


class RoleScore(Representation):
    """What speaks for a role: `points` of at most `most`, and `share`, the same in per cent."""

    role: DecidedRole
    points: int
    most: int
    share: int
    reasons: list[Reason]


class Decision(Representation):
    """The roles, best first, and those on top: several where they are level, none where nothing speaks."""

    advised: list[DecidedRole]
    ranking: list[RoleScore]


def decide(questions: Iterable[Mapping[str, Any]], roles: list[RoleName], answers: Mapping[str, str]) -> Decision:
    """Score the roles.

    :param questions: each with `key`, `question` and `answers`, and these with `key`, `answer`, `reason` and `weights`.
    :param answers: key of each question → key of the chosen answer.
    """
    questions = list(questions)
    scores = [_score(role, questions, answers) for role in roles]
    ranking = sorted(scores, key=lambda score: -score.share)
    best = ranking[0].share if ranking else 0
    advised = [score.role for score in ranking if best and score.share == best]
    return Decision(advised=advised, ranking=ranking)


def _score(role: RoleName, questions: list[Mapping[str, Any]], answers: Mapping[str, str]) -> RoleScore:
    points = most = 0
    reasons = []
    for question in questions:
        weights = {answer["key"]: answer["weights"].get(role.key, 0) for answer in question["answers"]}
        most += max(weights.values(), default=0)
        chosen = next((each for each in question["answers"] if each["key"] == answers.get(question["key"])), None)
        if chosen is not None and (weight := weights[chosen["key"]]):
            points += weight
            reasons.append((weight, question["question"], chosen))
    reasons.sort(key=lambda each: -each[0])
    return RoleScore(
        role=DecidedRole(id=role.id, key=role.key, name=role.short_name, url=role.url),
        points=points,
        most=most,
        share=round(100 * points / most) if most else 0,
        reasons=[
            Reason(question=question, answer=chosen["answer"], reason=chosen["reason"])
            for _weight, question, chosen in reasons
        ],
    )
