"""What somebody answered to a decision aid, in its template."""

from django import template
from django.utils.translation import gettext as _

from cms.foundation.parameters import Asked

register = template.Library()


@register.filter
def answer_to(asked: Asked | str, key: str) -> str:
    """Key of the answer that was given to a question; empty where none was, as in the preview of a block."""
    return asked.values.get(key, "") if isinstance(asked, Asked) else ""


@register.filter
def problem_at(asked: Asked | str, key: str) -> str:
    """What is wrong with the answer to a question; empty before anything was answered."""
    if not isinstance(asked, Asked) or not asked or key in asked.values:
        return ""
    return (
        _("This answer is no longer there. Choose one of these.") if key in asked.unusable else _("Choose an answer.")
    )
