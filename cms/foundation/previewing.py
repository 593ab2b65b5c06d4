"""Where the preview of a page is shown, when that is not the desk. A higher room says so at start."""

from collections.abc import Callable
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
