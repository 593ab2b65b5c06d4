"""How the draft of a page can be looked at, and where. Higher rooms say so at start."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

HandOver = Callable[[Any, HttpRequest], HttpResponse | None]

_hand_over: HandOver | None = None


def register_hand_over(hand_over: HandOver) -> None:
    """Say how a preview is handed over: ``hand_over(page, request)`` answers, or None shows it in the desk."""
    global _hand_over  # noqa: PLW0603 - filled once at start, as the loaders of `scope` are
    _hand_over = hand_over


def handed_over(page: Any, request: HttpRequest) -> HttpResponse | None:
    """The answer that leads a preview elsewhere; None where the desk shows it itself."""
    return _hand_over(page, request) if _hand_over is not None else None


@dataclass(frozen=True)
class PreviewMode:
    """A further way to look at a draft, beside the page as visitors get it.

    :param name: names it in addresses of the desk.
    :param label: what editors choose, translated when it is shown.
    :param show: ``show(page, request)`` answers with the draft as it is in memory.
    :param order: where it stands among the others.
    """

    name: str
    label: Any
    show: Callable[[Any, HttpRequest], HttpResponse]
    order: int


ModesOf = Callable[[Any], Iterable[PreviewMode]]

_modes: list[ModesOf] = []


def register_preview_modes(modes_of: ModesOf) -> None:
    """Add ways to look at drafts: ``modes_of(page)`` tells those of a page."""
    _modes.append(modes_of)


def preview_modes_of(page: Any) -> list[PreviewMode]:
    """All further ways to look at the draft of a page, in their order."""
    return sorted((mode for modes_of in _modes for mode in modes_of(page)), key=lambda mode: mode.order)
