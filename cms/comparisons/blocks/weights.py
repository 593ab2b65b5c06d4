"""How much an answer speaks for each compared role. A weight belongs to its role as a table's cell does."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .criteria_table import CellsBlock, CellsField, CellsWidget

MOST_WEIGHT = 3


class WeightsWidget(CellsWidget):
    """A number per role of the page."""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["most"] = MOST_WEIGHT
        return context


class WeightsField(CellsField):
    """Role key → whole number from 0 to `MOST_WEIGHT`."""

    widget = WeightsWidget
    default_error_messages = {"invalid": _("The weights could not be read.")}

    def clean(self, value):
        if isinstance(value, dict):
            value = {key: str(weight) for key, weight in value.items()}
        weights = {key: weight for key, weight in super().clean(value).items() if weight}
        if not all(weight.isascii() and weight.isdigit() and int(weight) <= MOST_WEIGHT for weight in weights.values()):
            raise ValidationError(
                _("A weight is a whole number from 0 (says nothing) to %(most)s (speaks clearly for the role)."),
                params={"most": MOST_WEIGHT},
            )
        return {key: int(weight) for key, weight in weights.items()}

    def to_python(self, value):
        read = super().to_python(value)
        return {key: str(weight) for key, weight in read.items()} if isinstance(read, dict) else read


class WeightsBlock(CellsBlock):
    """The weights of an answer, by role."""

    schema = dict[str, int]

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.field = WeightsField(required=False)

    def to_python(self, value):
        weights = dict(value or {})
        if not all(isinstance(weight, (int, str)) for weight in weights.values()):
            raise TypeError("Weights are numbers.")
        return weights

    def get_searchable_content(self, value):
        return []

    class Meta:
        icon = "order"
        label = _("Weights")
