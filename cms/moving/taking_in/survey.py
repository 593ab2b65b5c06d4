"""The first look at a folder of Markdown: which pages it holds, where they stand, and what each is known by.

Whatever cannot be read is refused here, before anything is written.
"""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import UUID

from django.apps import apps
from django.utils.text import slugify
from pydantic import BaseModel, ValidationError

from cms.foundation.pages import BasePage

from ..converting.draft import ARTICLE, COMPARISON, CONTENT
from ..converting.inline import UNSTORABLE
from ..converting.names import compared_in
from ..taking_out.shapes import ENDING, FORMAT, LIBRARY_FILE, ItemTold, LibraryFile, PageFile, digest_of
from .front_matter import LONGEST_TITLE, Head, head_of
from .markdown import draft_of_markdown, title_in
from .source import MOST_OF_DATA, Refused, Source

#: Raised when what we make of a page changes, so that the next import brings pages up to date.
CONVERSION = "1"
MARKDOWN = frozenset({".md", ".markdown"})
#: What other tools make pages of, and this does not.
OTHERS = frozenset({".mdx", ".html", ".htm", ".adoc", ".rst"})
INDEXES = frozenset({"index", "_index"})
HOME, ARTICLE_INDEX = "home", "article_index"
#: Folders whose pages are articles, and what a page of one calls itself.
OF_ARTICLES = frozenset({"_posts", "posts", "post", "blog", "articles", "artikelen", "news", "nieuws"})
ARTICLE_TYPES = frozenset({"post", "posts", "article", "blog", "news"})
MADE_OF_MARKDOWN = frozenset({CONTENT, ARTICLE, COMPARISON, ARTICLE_INDEX})
DATED = re.compile(r"\A\d{4}-\d{2}-\d{2}-(?=.)")
LONGEST_NAME = 190
#: Is told what a person should look at: a name out of `ABOUT`, and the words that it is about.
Remark = Callable[[str, str], None]


@dataclass
class Known:
    """A page of the folder, without what it says. `at` is its place below its language, empty for the first page.

    `told`: there are data beside it; `edited`: its Markdown is no longer what the data were told with; `heads`: names
    in its front matter that are no longer so.
    """

    id: str
    file: str
    kind: str
    title: str
    slug: str
    link: str
    at: str
    order: int
    language: str
    group: str
    status: str
    digest: str
    first: str
    head: Head
    told: bool = False
    edited: bool = False
    heads: frozenset[str] = frozenset()
    protected: bool = False
    remarks: list[tuple[str, str]] = field(default_factory=list)
    page: int = 0
    model: type | None = None
    outcome: str = ""
    revision: int = 0


@dataclass
class Left:
    """A file that is not taken over, and why."""

    file: str
    about: str
    words: str = ""
    title: str = ""


class Survey:
    """What is in a folder.

    :param languages: of the brand, the one at “/” first.
    """

    def __init__(self, source: Source, languages: list[str]):
        self.source, self.languages = source, languages
        self.pages: dict[str, Known] = {}
        self.left: list[Left] = []
        self.places: dict[tuple[str, str], Known] = {}
        self.library: dict[tuple[str, UUID], list[ItemTold]] = {}
        self.prefix = self._prefix()

    def read(self) -> "Survey":
        """:raises Refused: where a file cannot be read, with the line."""
        self._library()
        data = {name for name in self.source.names if name.endswith(ENDING)}
        for name in self.source.names:
            suffix = PurePosixPath(name).suffix.lower()
            if suffix in MARKDOWN:
                self._page(name)
            elif suffix in OTHERS:
                self.left.append(Left(name, "kind", suffix))
        pages = {str(PurePosixPath(known.file).with_suffix(ENDING)) for known in self.pages.values()}
        left = {each.file for each in self.left}
        for name in sorted(data - pages - left):
            if self._is_ours(name) and PurePosixPath(name).name != LIBRARY_FILE:
                self.left.append(Left(name, "no markdown"))
        if not self.pages and not self.left:
            raise Refused("there is no Markdown in it (.md).")
        return self

    @cached_property
    def site(self) -> str:
        """Address of the site that the pages are of, as their front matter has it; empty where it has none."""
        for known in self.pages.values():
            match = re.match(r"https?://[^/\s?#]+", known.head.url)
            if match:
                return match[0]
        return ""

    def told_of(self, known: Known) -> PageFile:
        """The data beside a page."""
        return self._data(str(PurePosixPath(known.file).with_suffix(ENDING)), PageFile)

    def body_of(self, known: Known) -> str:
        """The Markdown of a page."""
        return head_of(known.file, self.source.text(known.file))[2]

    # What there is

    def _prefix(self) -> str:
        """The folders in which all of it stands, such as `content/`."""
        prefix = ""
        while True:
            below = {name[len(prefix) :].partition("/")[0::2] for name in self.source.names}
            tops = {top for top, _rest in below}
            if len(tops) != 1 or not all(rest for _top, rest in below) or tops & {*self.languages, *OF_ARTICLES}:
                return prefix
            prefix += f"{tops.pop()}/"

    def _library(self) -> None:
        name = f"{self.prefix}{LIBRARY_FILE}"
        if self.source.has(name) and self._is_ours(name):
            for item in self._data(name, LibraryFile).items:
                self.library.setdefault((item.model, item.key), []).append(item)

    def _is_ours(self, name: str) -> bool:
        return re.match(r'\s*\{\s*"format"\s*:', self.source.text(name, MOST_OF_DATA)[:200]) is not None

    def _data(self, name: str, shape: type[Any]) -> Any:
        text = self.source.text(name, MOST_OF_DATA)
        try:
            found = json.loads(text)
            if isinstance(found, dict) and found.get("format") != FORMAT:
                raise Refused(
                    f"the data have format {str(found.get('format'))[:20]}; this release reads {FORMAT}.", name
                )
            if _is_unstorable(found):
                raise Refused("the data hold signs that no database keeps.", name)
            made: BaseModel = shape.model_validate(found)
        except ValidationError as fault:
            first = fault.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise Refused(f"the data have not their shape: {where[:100]}: {first['msg']}.", name) from fault
        except (ValueError, RecursionError) as fault:
            raise Refused(f"this is no sound JSON: {str(fault)[:200]}.", name, getattr(fault, "lineno", 1)) from fault
        return made

    def _page(self, name: str) -> None:
        text = self.source.text(name)
        head, found, body = head_of(name, text)
        told, data = self._beside(name)
        at, language = self._place(name, head)
        if language not in self.languages:
            self.left.append(Left(name, "language", language, head.title))
            return
        title = (head.title or title_in(body) or PurePosixPath(at or name).name.replace("-", " "))[:LONGEST_TITLE]
        known = Known(
            id=_identity(name[len(self.prefix) :], head, language), file=name, kind="", title=title,
            slug=_slug(head, at), link=head.path, at=at, order=head.order, language=language,
            group=head.group or (at if self._is_by_language(name) else ""),
            status="draft" if head.draft else "publish", first=head.first or str(head.date or ""), head=head,
            digest=hashlib.sha256(repr((CONVERSION, text, data)).encode("utf-8", "surrogatepass")).hexdigest(),
        )  # fmt: skip
        known.kind = self._kind(known, told, body)
        if told is not None and known.kind == told.type:
            known.told, known.edited = True, digest_of(body) != told.body
            changed = {key for key in {*told.head, *found} if told.head.get(key) != found.get(key)}
            known.heads = frozenset(changed)
        self._add(known)

    def _add(self, known: Known) -> None:
        same = self.pages.get(known.id) or self.places.get((known.language, known.at))
        if same is not None:
            raise Refused(f"this is the same page as {same.file}: {known.id}. Take one of them out.", known.file)
        self.pages[known.id] = self.places[(known.language, known.at)] = known

    def _beside(self, name: str) -> tuple[PageFile | None, str]:
        beside = str(PurePosixPath(name).with_suffix(ENDING))
        if not self.source.has(beside) or not self._is_ours(beside):
            return None, ""
        return self._data(beside, PageFile), self.source.text(beside, MOST_OF_DATA)

    # Where it stands, and what it is

    def _place(self, name: str, head: Head) -> tuple[str, str]:
        """Place below the language, and language: what the front matter says, its folder, its name, or the first."""
        parts = list(PurePosixPath(name[len(self.prefix) :]).with_suffix("").parts)
        language = head.language
        if parts[0] in self.languages and len(parts) > 1:
            language = language or parts[0]
            parts = parts[1:]
        stem, _dot, suffix = parts[-1].rpartition(".")
        if stem and suffix in self.languages:
            language = language or suffix
            parts[-1] = stem
        if parts[-1] in INDEXES:
            parts.pop()
        elif "_posts" in parts:
            parts[-1] = DATED.sub("", parts[-1])
        return "/".join(parts), language or self.languages[0]

    def _is_by_language(self, name: str) -> bool:
        """Whether other languages' files stand in folders or under names alike."""
        path = PurePosixPath(name[len(self.prefix) :]).with_suffix("")
        return path.parts[0] in self.languages or path.name.rpartition(".")[2] in self.languages

    def _kind(self, known: Known, told: PageFile | None, body: str) -> str:
        if told is not None:
            if told.type in page_types() and not (told.type == HOME and known.at):
                return told.type
            known.remarks.append(("type", told.type))
        wanted = known.head.type.lower()
        parts = PurePosixPath(known.at).parts
        is_index = PurePosixPath(known.file).stem.partition(".")[0] in INDEXES
        if wanted in MADE_OF_MARKDOWN - {CONTENT}:
            return wanted
        if wanted in ARTICLE_TYPES:
            return ARTICLE
        if parts and parts[0] in OF_ARTICLES and not wanted:
            return ARTICLE_INDEX if is_index and len(parts) == 1 else ARTICLE
        if wanted in page_types() and wanted != CONTENT and told is None:
            known.remarks.append(("type", wanted))
        if compared_in(known.title) and not is_index:
            return draft_of_markdown(known.title, body, kind=CONTENT).kind
        return CONTENT


def page_types() -> dict[str, type[Any]]:
    """Name of a page type → its model."""
    return {model.type_key(): model for model in apps.get_models() if issubclass(model, BasePage)}


def _identity(name: str, head: Head, language: str) -> str:
    """What a page is known by when it comes again: its translation key, its key, or its place in the folder."""
    if uuid_of(head.group):
        found = f"{language}:{uuid_of(head.group)}"
    else:
        found = f"key:{head.key}" if head.key else f"file:{name}"
    return found if len(found) <= LONGEST_NAME else hashlib.sha256(found.encode()).hexdigest()


def uuid_of(text: str) -> UUID | None:
    """The UUID that a text is; None where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _slug(head: Head, at: str) -> str:
    try:
        last = urlsplit(head.path).path.rstrip("/").rpartition("/")[2]
    except ValueError:  # such as //[
        last = ""
    return slugify(unquote(head.slug.rpartition("/")[2] or last or PurePosixPath(at).name))


def _is_unstorable(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_is_unstorable(each) for pair in value.items() for each in pair)
    if isinstance(value, list):
        return any(_is_unstorable(each) for each in value)
    return isinstance(value, str) and UNSTORABLE.search(value) is not None
