"""Forms that answer whatever is sent to them: what no browser of an editor's sends is refused at its field.

Wagtail reads rich text out of JSON and shows a chooser's choice by its key, and fails on what is neither.
"""

import logging
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

#: What reading raises for what was never such a value.
UNREADABLE = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, ValidationError, RecursionError)


class ReadsWhatWasSent:
    """Mixed into a form, before Django's."""

    fields: dict[str, forms.Field]
    data: Any

    def _widget_data_value(self, widget: forms.Widget, html_name: str) -> Any:
        try:
            return super()._widget_data_value(widget, html_name)  # type: ignore[misc]
        except UNREADABLE as fault:
            logger.warning("What was sent as “%s” could not be read: %s", html_name, type(fault).__name__)
            self.__dict__.setdefault("unreadable", set()).add(html_name)
            return None

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        unreadable: set[str] = self.__dict__.get("unreadable", set())
        for name, field in self.fields.items():
            sent_as = self[name].html_name  # type: ignore[index]
            if sent_as in unreadable:
                self.add_error(name, _("This could not be read. Reload the page and try again."))  # type: ignore[attr-defined]
            elif type(field) is forms.ModelChoiceField and name in self.errors:  # type: ignore[attr-defined]
                self.data = self.data.copy()
                self.data[sent_as] = ""
