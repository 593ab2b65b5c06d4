"""The first look at an export: what there is and where it stands, without its bodies. It also finds out whether the
file can be read to its end, before anything is written."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from ..converting.converting import ARTICLE, COMPARISON, CONTENT, draft_of
from ..converting.names import compared_in
from .export import Author, Channel, Post, Term
from .languages import Languages
from .media import Attachment
from .reading import ExportRefused, read_export
from .uploads import path_of

#: Raised when what we make of a page changes, so that the next import brings pages up to date.
CONVERSION = "2"
MOST_THINGS = 200_000
MOST_REUSED = 20 * 1024 * 1024  # characters of blocks that are kept apart
KINDS = {"page": CONTENT, "post": ARTICLE}
#: What was on its way, as far as it is worth taking over.
STATUSES = frozenset({"publish", "draft", "pending", "future", "private"})
LONGEST_TITLE = 255


@dataclass
class Known:
    """A page or post, without what it says. `kind` is a draft's; `group` what it shares with its translations."""

    id: str
    kind: str
    title: str
    slug: str
    link: str
    parent: str
    order: int
    language: str
    group: str
    status: str
    protected: bool
    digest: str
    first: str
    remarks: list[tuple[str, str]] = field(default_factory=list)
    page: int = 0
    model: type | None = None
    outcome: str = ""
    revision: int = 0


@dataclass
class Left:
    """Something that is not taken over, and why."""

    id: str
    kind: str
    title: str
    link: str
    about: str
    words: str = ""


class Survey:
    """What is in an export.

    :param known_languages: of the brand, the one at “/” first.
    """

    def __init__(self, path: Path, known_languages: list[str]):
        self.path, self.known_languages = path, known_languages
        self.channel = Channel()
        self.languages = Languages(self.channel, known_languages)
        self.authors: dict[str, str] = {}
        self.pages: dict[str, Known] = {}
        self.attachments: dict[str, Attachment] = {}
        self.reused: dict[str, str] = {}
        self.left: list[Left] = []
        self._terms: list[Term] = []
        self._reused_size = 0

    def read(self) -> "Survey":
        """:raises ExportRefused: where the file cannot be read to its end, or holds more than any site."""
        for number, thing in enumerate(read_export(self.path)):
            if number > MOST_THINGS:
                raise ExportRefused(f"it holds more than {MOST_THINGS} things.")
            self._thing(thing)
        return self

    @property
    def origin(self) -> str:
        """The address of the site that was exported, as the memory knows it."""
        return re.sub(r"^https?://(?:www\.)?", "", self.channel.base_url or self.channel.link).rstrip("/")[:255]

    def posts(self) -> Iterator[tuple[Known, Post]]:
        """Pages and posts with all that they say, each once, in the file's order."""
        seen: set[str] = set()
        for thing in read_export(self.path):
            if isinstance(thing, Post) and (name := name_of(thing)) in self.pages and name not in seen:
                seen.add(name)
                yield self.pages[name], thing

    def author_of(self, post: Post) -> str:
        return (self.authors.get(post.author) or post.author)[:120]

    def _thing(self, thing: Channel | Author | Term | Post) -> None:
        if isinstance(thing, Channel):
            self.channel = thing
            self.languages = Languages(thing, self.known_languages)
            for term in self._terms:
                self.languages.add(term)
        elif isinstance(thing, Author):
            self.authors[thing.login] = thing.display_name or thing.login
        elif isinstance(thing, Term):
            self._terms.append(thing)
        else:
            self._post(thing)

    def _post(self, post: Post) -> None:
        name, title = name_of(post), title_of(post)
        if name in self.pages or name in self.attachments:
            self.left.append(Left(name, post.type, title, post.link, "kind", "twice in the file"))
        elif post.type == "attachment":
            self.attachments[name] = self._attachment(post, name, title)
        elif post.type == "wp_block" and self._reused_size < MOST_REUSED:
            self._reused_size += len(post.content)
            self.reused[post.id] = post.content
        elif post.type not in KINDS:
            self.left.append(Left(name, post.type, title, post.link, "kind", post.type))
        elif post.status not in STATUSES:
            self.left.append(Left(name, post.type, title, post.link, "status", post.status))
        elif self.languages.of(post) not in self.known_languages:
            self.left.append(Left(name, post.type, title, post.link, "language", self.languages.of(post)))
        else:
            self.pages[name] = self._known(post, name, title)

    def _known(self, post: Post, name: str, title: str) -> Known:
        kind = KINDS[post.type]
        if kind == CONTENT and compared_in(title):
            kind = draft_of(title, post.content, elementor=elementor_of(post)).kind
        return Known(
            id=name, kind=kind, title=title, slug=post.slug, link=post.link or post.guid, parent=post.parent,
            order=post.menu_order, language=self.languages.of(post), group=self.languages.group(post),
            status=post.status, protected=bool(post.password), digest=digest_of(post, self.author_of(post)),
            first=post.date,
        )  # fmt: skip

    @staticmethod
    def _attachment(post: Post, name: str, title: str) -> Attachment:
        alt = " ".join(unescape(post.meta.get("_wp_attachment_image_alt", "")).split())
        caption = " ".join(re.sub(r"<[^>]*>", " ", unescape(post.excerpt)).split())
        url = post.attachment_url or post.guid
        digest = hashlib.sha256(repr((CONVERSION, url, title, alt)).encode()).hexdigest()
        credit = " ".join(re.sub(r"<[^>]*>", " ", unescape(post.meta.get("_media_credit", ""))).split())
        return Attachment(name, path_of(post), url, post.link, title, alt, caption, digest, credit)


def name_of(post: Post) -> str:
    """What a thing is called there: its number, or its address where it has none."""
    return (post.id or post.guid or post.link or post.slug)[:190]


def title_of(post: Post) -> str:
    """A title as people read it."""
    words = " ".join(re.sub(r"<[^>]*>", " ", unescape(post.title)).split())
    return (words or post.slug.replace("-", " ") or name_of(post))[:LONGEST_TITLE]


def elementor_of(post: Post) -> str:
    """What Elementor keeps of a page that was made with it."""
    return post.meta.get("_elementor_data", "") if post.meta.get("_elementor_edit_mode") == "builder" else ""


def digest_of(post: Post, author: str) -> str:
    """What a page says, in a word: another one when it changes there."""
    said = (
        CONVERSION,
        post.title,
        post.content,
        post.excerpt,
        post.date,
        author,
        post.terms,
        sorted(post.meta.items()),
    )
    return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()


__all__ = ["COMPARISON", "Known", "Left", "Survey", "digest_of", "elementor_of", "name_of", "title_of"]
