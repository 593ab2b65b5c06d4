"""Blocks that cannot be read: the editor does not show them, so that saving would lose them unseen."""

from typing import Any

from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages

from cms.foundation.streams import left_out_of


@hooks.register("before_edit_page")
@hooks.register("before_edit_snippet")
def warn_of_what_is_left_out(request, thing: Any) -> None:
    """Say so before anything is saved, and where it stays."""
    left_out = left_out_of(thing) if request.method == "GET" else 0
    if left_out:
        messages.warning(
            request,
            ngettext(
                "%(count)s part of this text cannot be read and is not shown here. Once you save, it is gone from the"
                " newest version; the earlier ones, in the history, keep it.",
                "%(count)s parts of this text cannot be read and are not shown here. Once you save, they are gone from"
                " the newest version; the earlier ones, in the history, keep them.",
                left_out,
            )
            % {"count": left_out},
        )
