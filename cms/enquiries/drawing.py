"""A form as it is drawn: empty in a page that everybody gets, or with what somebody has typed."""

from dataclasses import dataclass, field

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from .asking import TRAP, Asked, asked
from .models import FormDetails


@dataclass
class Sent:
    """What came with a request and is shown again: the answers with their errors, and what is wrong as a whole."""

    key: str
    form: forms.Form
    notice: str = ""
    trapped: bool = False


@dataclass
class DrawnForm:
    """What the template of a form is made of."""

    details: FormDetails
    sent: Sent | None = None
    fields: list[Asked] = field(init=False)

    def __post_init__(self):
        self.fields = list(asked(self.details, self.id, self.sent.form if self.sent else None))

    @property
    def id(self) -> str:
        return f"form-{self.details.key}"

    @property
    def action(self) -> str:
        """Where it is sent: without a fragment, which would keep browsers from going to what is wrong by themselves."""
        return address_of("enquiry_form", self.details)

    @property
    def problems(self) -> list[Asked]:
        return [each for each in self.fields if each.errors]

    @property
    def trap(self) -> str:
        return TRAP


def address_of(name: str, details: FormDetails) -> str:
    """Path of one of a form's addresses on its brand's host."""
    with override(details.language):
        return reverse(name, args=[details.key], urlconf=settings.SITE_URLCONF)
