"""One page of another system as a draft of ours: the same for an export and for what somebody pastes."""

from .body import read_body
from .chapters import fill
from .comparing import compare
from .draft import ARTICLE, COMPARISON, CONTENT, Draft
from .elementor import NotElementor, read_elementor
from .pieces import Heading, Pieces
from .plain import is_html, read_plain


def draft_of(
    title: str, source: str, *, kind: str = CONTENT, elementor: str = "", reused: dict[str, str] | None = None,
    introduction: str = "", comparisons: bool = True,
) -> Draft:  # fmt: skip
    """The draft of a body.

    :param kind: what the page is; a content page whose shape is a comparison's becomes one.
    :param elementor: what Elementor keeps of the page, where it was made with it.
    :param reused: number of a block that is kept apart there → its HTML.
    :param introduction: rich text that stands above the body there; without it the first lines are taken.
    :param comparisons: whether it may become a comparison.
    """
    found = _pieces(source, elementor, reused)
    draft = Draft(title=title, kind=kind)
    if kind == CONTENT and comparisons and compare(draft, found):
        return draft
    draft.introduction = introduction
    draft = fill(draft, found)
    remark_missing(draft)
    return draft


def draft_of_pasted(source: str, title: str = "") -> Draft:
    """The draft of what somebody pasted, text or HTML. Its title is the first heading unless one is given."""
    if is_html(source):
        found = _pieces(source, "", None)
        first = next((piece for piece in found.pieces if isinstance(piece, Heading)), None)
        if first is not None and not title:
            title = first.text
            found.pieces.remove(first)
    else:
        named, found = read_plain(source)
        title = title or named
    draft = Draft(title=title)
    if not compare(draft, found):
        fill(draft, found)
        remark_missing(draft)
    return draft


def _pieces(source: str, elementor: str, reused: dict[str, str] | None) -> Pieces:
    if elementor:
        try:
            return read_elementor(elementor, reused)
        except NotElementor as fault:
            found = read_body(source, reused)
            found.remark("builder", str(fault))
            return found
    return read_body(source, reused)


def remark_missing(draft: Draft) -> None:
    """Say which questions and answers are not there."""
    for section in draft.sections:
        for entry in section.entries if section.block == "questions" else []:
            if not entry.title:
                draft.remark("question", entry.text)
            elif not entry.text:
                draft.remark("answer", entry.title)


__all__ = ["ARTICLE", "COMPARISON", "CONTENT", "draft_of", "draft_of_pasted", "remark_missing"]
