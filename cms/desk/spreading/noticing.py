"""After a request that takes something from the public, its person is told whether visitors may still see it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from brands.directory import directory_for
from brands.hosts import DESK
from cms.changes.models import Change
from cms.foundation.transactions import SAFE_METHODS

from ..ownership import may_see
from .withdrawals import Spreading, is_withdrawal, last_of, spreading, withdrawals

_written: ContextVar[list[Change] | None] = ContextVar("withdrawals_of_a_request", default=None)


def on_change_recorded(sender, instance: Change, created: bool = False, **kwargs) -> None:
    """Receiver: the request that writes the row hears of it."""
    rows = _written.get()
    if rows is not None and created and is_withdrawal(instance):
        rows.append(instance)


@contextmanager
def _noticed() -> Iterator[list[Change]]:
    rows: list[Change] = []
    token = _written.set(rows)
    try:
        yield rows
    finally:
        _written.reset(token)


class TellsWithdrawals:
    """Middleware outside the transaction of a request: by then this host has let go of what was withdrawn."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE_METHODS or getattr(request, "host_kind", None) != DESK:
            return self.get_response(request)
        with _noticed() as rows:
            response = self.get_response(request)
        is_page = not response.get("Content-Type", "").startswith("application/json")
        if rows and is_page and response.status_code < 400 and hasattr(request, "_messages"):
            self._tell(request, rows)
        return response

    @staticmethod
    def _tell(request: HttpRequest, rows: list[Change]) -> None:
        """Of several things that left together, the highest in the tree is named; none of another brand."""
        directory = directory_for(request)
        own = [row for row in rows if may_see(request.user, row, directory)]
        if own:
            first = min(own, key=lambda row: len(next(iter(row.addresses_before), "")))
            if (kept := withdrawals().filter(pk=first.pk).first()) is not None:  # else it was rolled back
                say(request, spreading(kept))


def say(request: HttpRequest, state: Spreading) -> None:
    if state.is_done:
        messages.success(request, state.words)
    else:
        way = messages.button(address_of(state), _("See how far it is"))
        messages.warning(request, state.words, buttons=[way])


def address_of(state: Spreading) -> str:
    return reverse("spreading", args=[state.change.pk])


def warn_while_spreading(request: HttpRequest, thing) -> None:
    """In the editor of what was withdrawn lately: say so as long as visitors may see it."""
    if request.method == "GET" and (change := last_of(thing)) is not None:
        state = spreading(change)
        if not state.is_done:
            say(request, state)
