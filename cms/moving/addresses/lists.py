"""Old addresses from sitemaps, exports and plain lists. Nothing is fetched: what an index names lies beside it."""

import csv
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote, urlsplit

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from brands.hosts import split_host

from ..wordpress.export import Author, Post, Term
from ..wordpress.reading import ExportRefused, read_export

LARGEST = 64 * 1024 * 1024  # bytes of a file, unpacked; sitemaps.org allows 50 MB
MOST = 200_000  # addresses
DEEPEST_INDEX = 3
XML_FILES = (".xml", ".xml.gz", ".txt", ".csv")
LONGEST = 2000  # characters of an address
PEEKED = 2000  # bytes in which a file says what it is
#: What visitors of a WordPress site saw: things that are published, and files.
SHOWN = frozenset({"publish", "inherit"})
NEVER_SHOWN = re.compile(r"nav_menu_item|revision|custom_css|customize_|oembed_|wp_|elementor_|acf-|.*_template\Z")
ARCHIVES = {"category": "category", "post_tag": "tag"}


class Unreadable(ValueError):
    """The list cannot be read. The message says which file, and why."""


@dataclass(frozen=True)
class Old:
    """An old address: path and query as it was written, and the host that it was of (empty where none was named)."""

    address: str
    host: str = ""


def read_addresses(place: Path) -> list[Old]:
    """The addresses in a file, or in all files of a folder, each once, in their order.

    :raises Unreadable: when there is none, or a file is not to be read.
    """
    found: dict[Old, None] = {}
    sources: Iterator[str]
    if place.is_dir():
        files = sorted(path for path in place.iterdir() if path.name.lower().endswith(XML_FILES))
        sources = (written for path in files for written in _of_file(path, place, DEEPEST_INDEX))
    else:
        sources = _of_file(place, place.parent, DEEPEST_INDEX)
    for written in sources:
        old = as_old(written)
        if old is not None:
            found[old] = None
        if len(found) > MOST:
            raise Unreadable(f"{place.name} names more than {MOST:,} addresses. Divide it.")
    if not found:
        raise Unreadable(f"{place.name} names no address.")
    return list(found)


def as_old(written: str) -> Old | None:
    """An address as it was written; None for what is none."""
    written = written.strip()
    if not written or len(written) > LONGEST or any(ord(character) < 32 for character in written):
        return None
    if written.startswith("/") and not written.startswith("//"):
        return Old(written.partition("#")[0])
    try:
        parts = urlsplit(written)
        host = split_host(parts.netloc.rpartition("@")[2])
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or host is None:
        return None
    return Old((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), host)


def _of_file(path: Path, folder: Path, depth: int) -> Iterator[str]:
    if _is_export(path):
        yield from _of_export(path)
        return
    data = _unpacked(path)
    text = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:1] == b"<" or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield from _of_xml(path, text if text[:1] == b"<" else data, folder, depth)
    else:
        yield from _of_list(path, data)


def _is_export(path: Path) -> bool:
    """Whether a file is an export of WordPress, which may be larger than a sitemap is and is read piece by piece."""
    try:
        with path.open("rb") as file:
            return b"<rss" in file.read(PEEKED)
    except OSError:
        return False  # whoever reads it says why


def _of_export(path: Path) -> Iterator[str]:
    """What a site answered with: things by address and number, files, archives and feeds."""
    yield from ("/feed/", "/comments/feed/")
    try:
        for thing in read_export(path):
            if isinstance(thing, Post) and thing.status in SHOWN and not NEVER_SHOWN.match(thing.type):
                yield from (thing.link, thing.attachment_url, f"/?p={thing.id}" if thing.id.isdecimal() else "")
            elif isinstance(thing, Author):
                yield f"/author/{quote(thing.login)}/"
            elif isinstance(thing, Term) and thing.taxonomy in ARCHIVES:
                yield f"/{ARCHIVES[thing.taxonomy]}/{thing.slug}/"
    except ExportRefused as refusal:
        raise Unreadable(f"{path.name}: {refusal}") from refusal


def _unpacked(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror}.") from error
    if data[:2] == b"\x1f\x8b":
        try:
            data = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(data, LARGEST + 1)
        except zlib.error as error:
            raise Unreadable(f"{path.name} cannot be unpacked.") from error
    if len(data) > LARGEST:
        raise Unreadable(f"{path.name} is larger than {LARGEST // 1024 // 1024} MB.")
    return data


def _of_list(path: Path, data: bytes) -> Iterator[str]:
    """A line, or the first cell of a line, is an address."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unreadable(f"{path.name}: line {line} is not UTF-8.") from error
    try:
        for cells in csv.reader(io.StringIO(text)):
            if cells:
                yield cells[0].split("\t")[0].split(";")[0] if "?" not in cells[0] else cells[0]
    except csv.Error as error:
        raise Unreadable(f"{path.name} cannot be read: {error}.") from error


def _of_xml(path: Path, data: bytes, folder: Path, depth: int) -> Iterator[str]:
    root = ""
    try:
        for event, element in iterparse(io.BytesIO(data), events=("start", "end"), forbid_dtd=True):
            name = _plain(element.tag)
            if event == "start":
                root = root or _root(path, name)
                continue
            if root == "urlset" and name == "loc":  # of pages, and of pictures on them
                yield element.text or ""
            elif root == "sitemapindex" and name == "loc":
                yield from _of_file(_beside(path, element.text or "", folder, depth), folder, depth - 1)
            if name in ("url", "sitemap"):
                element.clear()
    except DefusedXmlException as error:
        raise Unreadable(f"{path.name}: document types and entities are not read; sitemaps have none.") from error
    except (ParseError, LookupError, UnicodeError) as error:
        raise Unreadable(f"{path.name} is no sound XML: {error}.") from error


def _plain(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def _root(path: Path, name: str) -> str:
    if name not in ("urlset", "sitemapindex"):
        raise Unreadable(f"{path.name} begins with <{name}>: it is no sitemap.")
    return name


def _beside(index: Path, location: str, folder: Path, depth: int) -> Path:
    """The file that an index names, which lies in the index's own folder under the last part of its address."""
    try:
        name = PurePosixPath(urlsplit(location.strip()).path).name
    except ValueError:
        name = ""
    if not name or depth <= 0:
        raise Unreadable(f"{index.name} names “{location.strip()[:200]}”, which is no file beside it.")
    for candidate in (folder / name, folder / f"{name}.gz", folder / name.removesuffix(".gz")):
        if candidate.is_file() and candidate != index:
            return candidate
    raise Unreadable(f"{index.name} names {name}, which does not lie in {folder}. Save it there too.")
