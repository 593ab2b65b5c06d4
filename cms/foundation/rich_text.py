"""Rich text: clean HTML, links resolved for the reader, English terms in Dutch text marked as such."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from markdownify import markdownify
from pydantic import computed_field
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.rich_text import RichText as WagtailRichText
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from .comparing import ParagraphsComparison
from .links import Representation
from .offering import is_offered
from .representation import Represented
from .scope import Scope

FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link", "english", "dutch"]
INLINE_FEATURES = ["bold", "italic", "link", "english", "dutch"]

_ANCHOR = re.compile(r"<a(\s[^>]*)?>(.*?)</a>", re.DOTALL)
_TAG = re.compile("<[^>]+>")
_KEY = re.compile("[0-9]{1,18}")  # no more than a database's integer holds
_EDITORS_KEY = re.compile(r' data-block-key="[^"]*"')


@lru_cache(maxsize=2000)
def as_markdown(html: str) -> str:
    """HTML as Markdown. Texts of the library stand on many pages, and parsing one takes longer than all else of it."""
    return markdownify(html, heading_style="ATX", bullets="-", strip=["span"]).strip()


class RichText(Representation):
    """A formatted text as HTML whose links are public addresses, and the same as Markdown."""

    html: str

    @computed_field  # type: ignore[prop-decorator]  # made only when asked: templates never do
    @property
    def markdown(self) -> str:
        return as_markdown(self.html)

    def __bool__(self):
        return bool(self.html)

    def __str__(self):
        return self.__html__()

    def __html__(self):
        return mark_safe(self.html)  # noqa: S308 - cleaned by Wagtail's converter when saved, links built here


def references_in(source: str) -> Iterator[tuple[type[Model], int]]:
    """Pages and documents that a stored rich text links to."""
    models = {"page": Page, "document": get_document_model()}
    for match in FIND_A_TAG.finditer(source or ""):
        attributes = extract_attrs(match.group(1))
        if attributes.get("linktype") in models and (key := _key(attributes)):
            yield models[attributes["linktype"]], key


def represent_rich_text(source: str, scope: Scope) -> RichText:
    """HTML of a stored rich text; a link to a page that is not public here leaves only its words."""

    def anchor(match: re.Match) -> str:
        attributes, words = extract_attrs(match.group(1) or ""), match.group(2)
        if attributes.get("linktype") == "page":
            target = scope.get(Page, _key(attributes))
            if target is None:
                scope.miss(f"A link in a text leads to a page that is not public: “{_TAG.sub('', words)}”.")
                return words
            return f'<a href="{escape(target.url)}">{words}</a>'
        if attributes.get("linktype") == "document":
            document = scope.get(get_document_model(), _key(attributes))
            return f'<a href="{escape(document.url)}">{words}</a>' if document else words
        href = attributes.get("href")
        return f'<a href="{escape(href)}">{words}</a>' if href else words

    if is_blank(source):
        return RichText(html="")
    return RichText(html=_ANCHOR.sub(anchor, _EDITORS_KEY.sub("", source)).strip())


def is_blank(source: str | None) -> bool:
    """Whether a stored rich text says nothing: the editor keeps an empty paragraph where a text was taken out."""
    return not _TAG.sub("", source or "").strip()


def link_errors(source: str, scope: Scope) -> ValidationError | None:
    """Links of a stored rich text that lead to a page that is not public, or out of the brand without saying so."""
    errors = []
    for match in _ANCHOR.finditer(source or ""):
        attributes, words = extract_attrs(match.group(1) or ""), _TAG.sub("", match.group(2))
        if attributes.get("linktype") == "page":
            target = scope.get(Page, _key(attributes))
            if target is None:
                errors.append(_("“%(words)s” leads to a page that is not public.") % {"words": words})
            elif target.leaves_brand and not is_offered(target.page):
                errors.append(
                    _("“%(words)s” leads to a page of %(brand)s. If that is meant, link to its web address instead.")
                    % {"words": words, "brand": target.root.brand.name}
                )
        elif attributes.get("linktype") == "document" and scope.get(get_document_model(), _key(attributes)) is None:
            errors.append(_("“%(words)s” leads to a document that is not public.") % {"words": words})
    return ValidationError(errors) if errors else None


def _key(attributes: dict) -> int | None:
    return int(attributes["id"]) if _KEY.fullmatch(attributes.get("id", "")) else None


class RichTextBlock(Represented, blocks.RichTextBlock):
    """Rich text with the house's features."""

    schema = RichText

    def __init__(self, **kwargs):
        kwargs.setdefault("features", FEATURES)
        super().__init__(**kwargs)

    def represent(self, value, scope):
        return represent_rich_text(source_of(value), scope)

    def references(self, value):
        yield from references_in(source_of(value))

    def get_comparison_class(self):
        return ParagraphsComparison

    def publish_error(self, value, scope):
        if self.required and is_blank(source_of(value)):
            return ValidationError(_("This is needed before publishing."))
        return link_errors(source_of(value), scope)


def source_of(value: WagtailRichText | str | None) -> str:
    """Stored form of a rich text value."""
    return value.source if isinstance(value, WagtailRichText) else value or ""
