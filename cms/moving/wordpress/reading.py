"""Reading a WordPress export piece by piece: never more than one thing in memory, and nothing that hides in XML.

Document types are refused, and with them entities and all that they can do. What an element may hold is bounded, so
that no file however made takes more than a few tens of megabytes of memory.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from .export import THUMBNAIL_ALT, Author, Channel, Post, Term

PIECE = 64 * 1024  # bytes that are read at a time
MOST_OF_ONE = 16 * 1024 * 1024  # characters of one thing, with all that belongs to it
TOO_LARGE = "one thing in it is larger than {} MB."
MOST_META = 1_000  # custom fields of one thing
MOST_TERMS = 1_000
DEEPEST = 12
#: Control characters, which XML does not know and old databases are full of.
CONTROL = bytes(sorted(set(range(32)) - {9, 10, 13}))
FAMILY = "http://wordpress.org/export/"
CONTENT, DC = "http://purl.org/rss/1.0/modules/content/", "http://purl.org/dc/elements/1.1/"

CHANNEL_FIELDS = {
    "title": "title", "link": "link", "language": "language", "generator": "generator",
    "wp:base_site_url": "base_url", "wp:base_blog_url": "base_url", "wp:wxr_version": "wxr_version",
}  # fmt: skip
POST_FIELDS = {
    "title": "title", "link": "link", "guid": "guid", "dc:creator": "author", "content:encoded": "content",
    "excerpt:encoded": "excerpt", "wp:post_id": "id", "wp:post_date": "date", "wp:post_modified": "modified",
    "wp:post_name": "slug", "wp:status": "status", "wp:post_parent": "parent", "wp:post_type": "type",
    "wp:post_password": "password", "wp:attachment_url": "attachment_url",  # noqa: S105 - names of fields
}  # fmt: skip
TERM_FIELDS = {
    "wp:category": {"wp:category_nicename": "slug", "wp:cat_name": "name", "wp:category_parent": "parent",
                    "wp:category_description": "description"},
    "wp:tag": {"wp:tag_slug": "slug", "wp:tag_name": "name", "wp:tag_description": "description"},
    "wp:term": {"wp:term_slug": "slug", "wp:term_name": "name", "wp:term_taxonomy": "taxonomy",
                "wp:term_parent": "parent", "wp:term_description": "description"},
}  # fmt: skip
TAXONOMIES = {"wp:category": "category", "wp:tag": "post_tag", "wp:term": ""}
#: Custom fields that are read; what plugins keep beside them says nothing of a page.
READ_META = frozenset(
    {
        "_wp_attachment_image_alt", "_wp_attached_file", "_thumbnail_id", "_wp_page_template", "_media_credit",
        THUMBNAIL_ALT,
        "_elementor_data", "_elementor_edit_mode",
        *(f"_yoast_wpseo_{name}" for name in ("title", "metadesc", "canonical", "focuskw", "meta-robots-noindex")),
        *(f"rank_math_{name}" for name in ("title", "description", "canonical_url", "focus_keyword", "robots")),
        *(f"_wpml_import_{name}" for name in ("language_code", "translation_group", "source_language_code")),
        "_wpb_vc_js_status", "_icl_lang_duplicate_of",
    }
)  # fmt: skip

Thing = Channel | Author | Term | Post


class ExportRefused(Exception):
    """The file is no export that can be read. Nothing was changed. `line` is where, if that is known."""

    def __init__(self, message: str, line: int | None = None):
        super().__init__(f"line {line}: {message}" if line else message)
        self.line = line


def read_export(path: Path) -> Iterator[Thing]:
    """Everything in an export, one after the other, in the file's order; the channel where its first item begins.

    :raises ExportRefused: where the file is none, or is made to do harm; what was read before it is then worth nothing.
    """
    try:
        yield from _read(path)
    except OSError as fault:
        raise ExportRefused(f"{path.name} cannot be read: {fault.strerror or fault}.") from fault


def _read(path: Path) -> Iterator[Thing]:
    builder = _Builder()
    parser = DefusedXMLParser(target=builder, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    with path.open("rb") as file:
        start = file.read(4)
        file.seek(0)
        if not start.strip():
            raise ExportRefused("the file is empty.")
        strips = b"\0" not in start and start[:2] not in (b"\xff\xfe", b"\xfe\xff")
        silent = 0  # bytes of a tag or comment that does not end: the parser keeps them
        while piece := file.read(PIECE):
            heard = builder.heard
            with _refusing(parser):
                parser.feed(piece.translate(None, CONTROL) if strips else piece)
            silent = silent + len(piece) if heard == builder.heard else 0
            if silent > MOST_OF_ONE:
                raise ExportRefused(TOO_LARGE.format(MOST_OF_ONE // 1024 // 1024))
            yield from builder.take()
        with _refusing(parser):
            parser.close()
        yield from builder.take()
    if not builder.is_export:
        raise ExportRefused("this is no WordPress export: it has no channel with the WordPress namespace.")


class _refusing:  # noqa: N801 - reads as a verb
    """Turns what the parser says of a file into a refusal."""

    def __init__(self, parser: Any):
        self.parser = parser

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind, fault, trace) -> None:
        if isinstance(fault, DefusedXmlException):
            raise ExportRefused("document types and entities are not read: exports of WordPress have none.") from fault
        if isinstance(fault, ParseError):
            line = fault.position[0]
            if "encoding" in str(fault) or "invalid token" in str(fault):
                message = f"the text is not in the encoding that the file names, or is no XML ({fault.msg})."
            else:
                message = f"this is no sound XML ({fault.msg}). Export it again."
            raise ExportRefused(message, line) from fault
        if isinstance(fault, (LookupError, UnicodeError, ValueError)) and not isinstance(fault, ExportRefused):
            raise ExportRefused(f"the file's encoding cannot be read ({fault}).") from fault


class _Builder:
    """Target of the parser: keeps the element that is open, and hands over each thing when it is complete."""

    def __init__(self) -> None:
        self.channel = Channel()
        self.is_export = False
        self._done: list[Thing] = []
        self._open: list[tuple[str, list[str], dict[str, str]]] = []
        self._thing: Any = None
        self._tag = ""
        self._size = 0
        self._meta: tuple[str, str] = ("", "")
        self._told = False
        self.heard = 0

    def take(self) -> list[Thing]:
        done, self._done = self._done, []
        return done

    # What the parser calls

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.heard += 1
        name = _short(tag)
        if len(self._open) >= DEEPEST:
            raise ExportRefused("elements stand deeper in each other than in any export.")
        if tag.startswith(f"{{{FAMILY}"):
            self.is_export = True
        if not self._open and name != "rss":
            raise ExportRefused(f"this is no WordPress export: it begins with <{name}>, not with <rss>.")
        if len(self._open) == 2 and name in ("item", "wp:author", *TERM_FIELDS):
            self._begin(name)
        elif name == "wp:postmeta":
            self._meta = ("", "")
        self._count(len(name) + sum(map(len, attributes.values())))
        self._open.append((name, [], attributes))

    def data(self, text: str) -> None:
        self.heard += 1
        self._count(len(text))
        if self._open:
            self._open[-1][1].append(text)

    def end(self, tag: str) -> None:
        name, parts, attributes = self._open.pop()
        text = "".join(parts)
        depth = len(self._open)
        if self._thing is None:
            if depth == 2 and name in CHANNEL_FIELDS:
                self._say_channel(CHANNEL_FIELDS[name], text.strip())
            if depth <= 2:
                self._size = 0
        elif depth == 2:
            self._complete()
        elif depth == 3:
            self._say(name, text, attributes)
        elif depth == 4 and self._open[-1][0] == "wp:postmeta":
            self._say_meta(name, text)

    def close(self) -> None:
        if not self._told:
            self._done.append(self.channel)

    # What it makes of it

    def _count(self, more: int) -> None:
        self._size += more
        if self._size > MOST_OF_ONE:
            raise ExportRefused(TOO_LARGE.format(MOST_OF_ONE // 1024 // 1024))

    def _begin(self, name: str) -> None:
        self._tag, self._size = name, 0
        if name == "item":
            if not self._told:
                self._done.append(self.channel)
                self._told = True
            self._thing = Post()
        elif name == "wp:author":
            self._thing = Author(login="")
        else:
            self._thing = Term(taxonomy=TAXONOMIES[name], slug="")

    def _say_channel(self, field: str, text: str) -> None:
        if not getattr(self.channel, field):
            setattr(self.channel, field, text)

    def _say(self, name: str, text: str, attributes: dict[str, str]) -> None:
        if isinstance(self._thing, Author):
            if name in ("wp:author_login", "wp:author_display_name"):
                setattr(self._thing, name.removeprefix("wp:author_"), text.strip())
        elif isinstance(self._thing, Term):
            field = TERM_FIELDS[self._tag].get(name)
            if field:
                setattr(self._thing, field, text.strip())
        else:
            self._say_post(self._thing, name, text, attributes)

    def _say_post(self, post: Post, name: str, text: str, attributes: dict[str, str]) -> None:
        if name in POST_FIELDS:
            setattr(post, POST_FIELDS[name], text if name.endswith(":encoded") else text.strip())
        elif name == "wp:menu_order":
            post.menu_order = int(text) if text.strip().lstrip("-").isdecimal() and len(text.strip()) < 9 else 0
        elif name == "category":
            if len(post.terms) < MOST_TERMS:
                post.terms.append((attributes.get("domain", "category"), attributes.get("nicename", ""), text.strip()))
        elif name == "wp:comment":
            post.comments += 1
        elif name == "wp:postmeta" and self._meta[0] in READ_META and len(post.meta) < MOST_META:
            post.meta.setdefault(*self._meta)

    def _say_meta(self, name: str, text: str) -> None:
        if name == "wp:meta_key":
            self._meta = (text.strip(), self._meta[1])
        elif name == "wp:meta_value":
            self._meta = (self._meta[0], text)

    def _complete(self) -> None:
        self._done.append(self._thing)
        self._thing, self._size = None, 0


def _short(tag: str) -> str:
    """`{namespace}name` as exports write it: `wp:name`, whatever the version and the prefix in this file."""
    if not tag.startswith("{"):
        return tag
    namespace, _brace, name = tag[1:].partition("}")
    if namespace.startswith(FAMILY):
        return f"excerpt:{name}" if namespace.rstrip("/").endswith("excerpt") else f"wp:{name}"
    return {CONTENT: f"content:{name}", DC: f"dc:{name}"}.get(namespace, name)
