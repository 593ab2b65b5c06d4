"""Questions with answers as blocks and plugins draw them: what opens and closes, and what says that it is a FAQ."""

from collections.abc import Callable
from typing import Any

from bs4 import Tag

from .inline import words_of

#: Class of one question with its answer → class of the question, class of the answer.
DRAWN = {
    "schema-faq-section": ("schema-faq-question", "schema-faq-answer"),  # Yoast
    "rank-math-faq-item": ("rank-math-question", "rank-math-answer"),
    "rank-math-list-item": ("rank-math-question", "rank-math-answer"),
    "wp-block-accordion-item": ("wp-block-accordion-heading", "wp-block-accordion-panel"),
    "kt-accordion-pane": ("kt-blocks-accordion-title", "kt-accordion-panel-inner"),
    "uagb-faq-child__outer-wrap": ("uagb-question", "uagb-faq-content"),
    "elementor-accordion-item": ("elementor-tab-title", "elementor-tab-content"),
    "elementor-toggle-item": ("elementor-tab-title", "elementor-tab-content"),
    "vc_tta-panel": ("vc_tta-panel-title", "vc_tta-panel-body"),
    "vc_toggle": ("vc_toggle_title", "vc_toggle_content"),
    "c-accordion__item": ("c-accordion__title", "c-accordion__content"),
}
Answer = Callable[[list], str]


def as_faq(node: Tag, answer: Answer) -> list[tuple[str, str]]:
    """Question and answer of an element that is one; of anything else nothing."""
    if node.name == "details":
        return _opened(node, answer)
    classes: Any = node.get("class") or []
    for name in classes if isinstance(classes, list) else str(classes).split():
        if name in DRAWN:
            asked, answered = (node.find(class_=each) for each in DRAWN[name])
            if isinstance(asked, Tag) and words_of(asked):
                return [(words_of(asked), answer([answered]) if isinstance(answered, Tag) else "")]
    return []


def _opened(node: Tag, answer: Answer) -> list[tuple[str, str]]:
    summary = node.find("summary", recursive=False)
    if not isinstance(summary, Tag) or not words_of(summary):
        return []
    return [(words_of(summary), answer([child for child in node.children if child is not summary]))]
