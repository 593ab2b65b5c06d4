"""A form as Django checks it: made of what the visitor sees, so that what is drawn is what is checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _

from .models import FormDetails

#: Characters that an answer has at most, by kind of field.
LONGEST = {"text": 200, "long_text": 5000, "email": 254, "phone": 40}
SHOWN_SIDE_BY_SIDE = 5
#: A person leaves it empty; a program that fills in all it finds does not.
TRAP = "leave_empty"
#: Kinds whose answer is yes or no.
TICKED = ("checkbox", "consent")


class OneLine(forms.CharField):
    """A line of text: what was pasted with line breaks becomes one line."""

    def to_python(self, value):
        return " ".join((super().to_python(value) or "").split())


class PhoneField(OneLine):
    """A telephone number as people write it."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        message = _("Write the number with digits, such as +31 20 123 45 67.")
        self.validators.append(RegexValidator(r"^\+?[0-9][0-9 ()./-]{5,}\Z", message))


class AnswerForm(forms.Form):
    """The answers to a form. Fields are made by `form_of`."""

    use_required_attribute = False


def form_of(details: FormDetails, data: Mapping[str, Any] | None = None) -> AnswerForm:
    """The form with its answers, or empty without them. Messages are in the active language."""
    made = type("AnswerForm", (AnswerForm,), {item.value.name: _field(item) for item in details.fields})
    return made(data, prefix=None)


def _field(item) -> forms.Field:
    value, kind = item.value, item.type
    label = getattr(value, "label", "")
    asked: dict[str, Any] = {"label": label, "required": value.is_required}
    if kind in LONGEST:
        asked["max_length"] = LONGEST[kind]
        asked["error_messages"] = {"required": _("Please fill in “%(label)s”.") % {"label": label}}
    if kind == "email":
        asked["error_messages"]["invalid"] = _("Write an e-mail address such as name@example.com.")
        return forms.EmailField(**asked)
    if kind == "phone":
        return PhoneField(**asked)
    if kind == "long_text":
        return forms.CharField(**asked)
    if kind == "text":
        return OneLine(**asked)
    if kind == "choice":
        messages = {
            "required": _("Please choose an answer to “%(label)s”.") % {"label": label},
            "invalid_choice": _("Choose one of the answers."),
        }
        return forms.ChoiceField(**asked, choices=[(each, each) for each in value.options], error_messages=messages)
    needed = _("Without your consent we cannot answer you.") if kind == "consent" else _("Please tick this box.")
    return forms.BooleanField(**asked, error_messages={"required": needed})


@dataclass(frozen=True)
class Asked:
    """A field as a template draws it: its item, what was typed, and what is wrong with that."""

    item: Any
    form_id: str
    typed: str
    errors: list[str]

    @property
    def value(self):
        return self.item.value

    @property
    def id(self) -> str:
        return f"{self.form_id}-{self.item.value.name}"

    @property
    def label(self) -> str:
        return getattr(self.item.value, "label", "")

    @property
    def longest(self) -> int | None:
        return LONGEST.get(self.item.type)

    @property
    def side_by_side(self) -> bool:
        return self.item.type == "choice" and len(self.item.value.options) <= SHOWN_SIDE_BY_SIDE

    @property
    def target(self) -> str:
        """What the summary of errors leads to: of several buttons the first."""
        return f"{self.id}-1" if self.side_by_side else self.id

    @property
    def described_by(self) -> str:
        """Ids of what explains the field, for `aria-describedby`."""
        parts = [f"{self.id}-help"] if getattr(self.item.value, "help_text", "") else []
        return " ".join([*parts, f"{self.id}-problem"] if self.errors else parts)

    @property
    def template(self) -> str:
        return self.item.template


def asked(details: FormDetails, form_id: str, form: forms.Form | None) -> Iterator[Asked]:
    """Every field, in order, with what was typed where something was."""
    for item in details.fields:
        name = item.value.name
        typed = form.data.get(name, "") if form is not None else ""
        errors = [str(error) for error in form.errors.get(name, [])] if form is not None else []
        yield Asked(item, form_id, str(typed), errors)


def body_schema(details: FormDetails) -> dict[str, Any]:
    """JSON Schema (2020-12) of what a front end sends."""
    fields = {item.value.name: _schema(item) for item in details.fields}
    needed = [item.value.name for item in details.fields if item.value.is_required]
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["fields", "consent_version"],
        "properties": {
            "fields": {"type": "object", "additionalProperties": False, "required": needed, "properties": fields},
            "consent_version": {"const": details.consent_version},
        },
    }


def _schema(item) -> dict[str, Any]:
    value, kind = item.value, item.type
    if kind == "consent":
        return {"type": "boolean", "title": "consent", **({"const": True} if value.is_required else {})}
    said = {"title": value.label, **({"description": value.help_text} if value.help_text else {})}
    if kind == "checkbox":
        return {"type": "boolean", **said, **({"const": True} if value.is_required else {})}
    if kind == "choice":
        return {"type": "string", **said, "enum": list(value.options)}
    least = {"minLength": 1} if value.is_required else {}
    form = {"format": "email"} if kind == "email" else {}
    return {"type": "string", **said, **form, **least, "maxLength": LONGEST[kind]}
