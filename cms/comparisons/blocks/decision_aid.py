"""Which do I need? Questions that an editor writes, whose answers speak for one role or another."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks.text_section import heading_block, introduction_block
from cms.foundation.links import Representation
from cms.foundation.representation import Represented, Section
from cms.library.blocks.preview import first_items
from cms.library.models import Role

from .criteria_table import compared_roles
from .weights import WeightsBlock

LEAST_QUESTIONS, MOST_QUESTIONS = 5, 6
LEAST_ANSWERS, MOST_ANSWERS = 2, 4
LONGEST_KEY = 24


class AidAnswer(Representation):
    """An answer that can be chosen."""

    key: str
    answer: str


class AidQuestion(Representation):
    """A question with its answers. `key` is the name of its parameter."""

    key: str
    question: str
    explanation: str
    answers: list[AidAnswer]


class DecisionAid(Representation):
    """The questions. Which role the answers speak for is decided on the server."""

    heading: str
    introduction: str
    questions: list[AidQuestion]


class KeyBlock(blocks.CharBlock):
    """How a question or answer is called in addresses."""

    def __init__(self, **kwargs):
        super().__init__(
            **{
                "required": False,
                "max_length": LONGEST_KEY,
                "label": _("Name in addresses"),
                "help_text": _("Made of the text when left empty. A result that was shared stands under this name."),
                "validators": [RegexValidator(r"^[a-z][a-z0-9-]*\Z", _("Use lower-case letters, digits and hyphens."))],
                **kwargs,
            }
        )


class AnswerBlock(blocks.StructBlock):
    """An answer, and for whom it speaks."""

    answer = blocks.CharBlock(label=_("Answer"), max_length=160)
    reason = blocks.CharBlock(
        label=_("Reason"), max_length=240,
        help_text=_("Why this answer speaks for the roles that it weighs for. Shown with the advice."),
    )  # fmt: skip
    weights = WeightsBlock(
        label=_("Weight per role"), help_text=_("0: says nothing about the role. 3: speaks clearly for it.")
    )
    key = KeyBlock()

    class Meta:
        icon = "check"
        label = _("Answer")


class AidQuestionBlock(blocks.StructBlock):
    """A question with its answers."""

    question = blocks.CharBlock(label=_("Question"), max_length=160)
    explanation = blocks.CharBlock(label=_("Explanation"), required=False, max_length=240)
    answers = blocks.ListBlock(AnswerBlock(), label=_("Answers"), min_num=LEAST_ANSWERS, max_num=MOST_ANSWERS)
    key = KeyBlock()

    class Meta:
        icon = "help"
        label = _("Question")


class DecisionAidBlock(Represented, Section):
    """Questions that lead to the role that fits."""

    schema = DecisionAid

    heading = heading_block()
    introduction = introduction_block()
    questions = blocks.ListBlock(
        AidQuestionBlock(), label=_("Questions"), min_num=LEAST_QUESTIONS, max_num=MOST_QUESTIONS,
        help_text=_("Five or six. Each answer weighs for the roles of this page."),
    )  # fmt: skip

    def clean(self, value):
        cleaned = super().clean(value)
        errors = [_key_errors(question) for question in cleaned["questions"]]
        twice = _twice(question["key"] for question in cleaned["questions"])
        for place, question in enumerate(cleaned["questions"]):
            if question["key"] in twice:
                errors[place] = StructBlockValidationError(block_errors={"key": _said_twice()})
        if any(errors):
            raise StructBlockValidationError(block_errors={"questions": ListBlockValidationError(block_errors=errors)})
        _fill_keys(cleaned["questions"], "question")
        for question in cleaned["questions"]:
            _fill_keys(question["answers"], "answer")
        return cleaned

    def represent(self, value, scope):
        return DecisionAid(
            heading=value["heading"] or "",
            introduction=value["introduction"] or "",
            questions=[
                AidQuestion(
                    key=question["key"],
                    question=question["question"],
                    explanation=question["explanation"],
                    answers=[AidAnswer(key=one["key"], answer=one["answer"]) for one in question["answers"]],
                )
                for question in questions_of(value)
            ],
        )

    def publish_error(self, value, scope):
        """Every answer weighs each role of the page, and every role has something that speaks for it."""
        roles = compared_roles(scope)
        errors: list[Any] = []
        for question in value["questions"]:
            answers: list[Any] = []
            for answer in question["answers"]:
                missing = [role.short_name for role in roles if answer["weights"].get(role.key) is None]
                message = _("No weight for %(roles)s.") % {"roles": ", ".join(missing)}
                answers.append(
                    StructBlockValidationError(block_errors={"weights": ValidationError(message)}) if missing else None
                )
            inner = ListBlockValidationError(block_errors=answers) if any(answers) else None
            errors.append(StructBlockValidationError(block_errors={"answers": inner}) if inner else None)
        if any(errors):
            return StructBlockValidationError(block_errors={"questions": ListBlockValidationError(block_errors=errors)})
        said = [answer["weights"] for question in value["questions"] for answer in question["answers"]]
        silent = [role.short_name for role in roles if not any(weights.get(role.key) for weights in said)]
        if not silent:
            return None
        message = _("No answer speaks for %(roles)s.") % {"roles": ", ".join(silent)}
        return StructBlockValidationError(non_block_errors=[ValidationError(message)])

    def get_preview_value(self):
        keys = [str(reference.instance.translation_key) for reference in first_items(Role, 2)]
        questions = [
            {
                "question": question,
                "answers": [
                    {
                        "answer": answer,
                        "reason": "Dat vraagt om deze rol.",
                        "weights": dict.fromkeys(keys[at : at + 1], 3),
                    }
                    for at, answer in enumerate(answers)
                ],
            }
            for question, answers in PREVIEW.items()
        ]
        return self.normalize({"heading": "Welke rol heb je nodig?", "questions": questions})

    class Meta:
        icon = "help"
        label = _("Decision aid")
        description = _("Five or six questions that lead to the role that fits, with reasons.")
        template = "blocks/decision_aid.html"


PREVIEW = {
    "Waar gaat het de komende twee jaar om?": ("Grip en samenhang", "Product en groei"),
    "Hoe groot is de organisatie?": ("Groot en gevestigd", "Klein en snel"),
    "Wat doet techniek bij jullie?": ("Ze ondersteunt het werk", "Ze is het product"),
    "Hoe liggen de afspraken?": ("Vast, met controle", "Los, met tempo"),
    "Wat moet er veranderen?": ("De organisatie", "De techniek"),
}


def questions_of(value: Any) -> list[dict[str, Any]]:
    """The questions of a block's value with a key each, as `decide` takes them; in a draft texts may be empty."""
    questions = [
        {
            "key": question.get("key") or "",
            "question": question.get("question") or "",
            "explanation": question.get("explanation") or "",
            "answers": [
                {
                    "key": answer.get("key") or "",
                    "answer": answer.get("answer") or "",
                    "reason": answer.get("reason") or "",
                    "weights": {key: weight for key, weight in answer["weights"].items() if isinstance(weight, int)},
                }
                for answer in question["answers"]
            ],
        }
        for question in value["questions"]
    ]
    _fill_keys(questions, "question")
    for question in questions:
        _fill_keys(question["answers"], "answer")
    return questions


def _fill_keys(items: Iterable[Any], named_by: str) -> None:
    """Give each item without a key one of its own, made of its text."""
    items = list(items)
    taken = {item["key"] for item in items if item["key"]}
    for number, item in enumerate(items, start=1):
        if item["key"]:
            continue
        words = slugify(item[named_by] or "").lstrip("0123456789-")[: LONGEST_KEY - 3].rstrip("-") or named_by
        item["key"] = words if words not in taken else f"{words}-{number}"
        taken.add(item["key"])


def _key_errors(question: Any) -> StructBlockValidationError | None:
    twice = _twice(answer["key"] for answer in question["answers"])
    if not twice:
        return None
    errors = [
        StructBlockValidationError(block_errors={"key": _said_twice()}) if answer["key"] in twice else None
        for answer in question["answers"]
    ]
    return StructBlockValidationError(block_errors={"answers": ListBlockValidationError(block_errors=errors)})


def _twice(keys: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    return {key for key in keys if key and (key in seen or seen.add(key))}  # type: ignore[func-returns-value]


def _said_twice() -> ValidationError:
    return ValidationError(_("Another one here has this name."))
