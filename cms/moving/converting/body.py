"""A body as its editor kept it: with shortcodes or without."""

from .html import read_html
from .pieces import Pieces
from .wpbakery import has_shortcodes, read_shortcodes


def read_body(source: str, reused: dict[str, str] | None = None) -> Pieces:
    """Pieces of a body of the classic editor, of blocks, or of WPBakery."""
    if has_shortcodes(source):
        return read_shortcodes(source, reused)
    return read_html(source, reused)
