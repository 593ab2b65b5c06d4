"""Front matter: what a Markdown file says of its page in YAML (`---`) or TOML (`+++`), as Hugo, Jekyll and we have it.

Tags that make objects, anchors that grow, and whatever is deeper or longer than any page has are refused.
"""

import datetime
import re
import tomllib
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import yaml
from django.utils.dateparse import parse_date, parse_datetime

from ..converting.inline import storable
from .source import Refused

MOST = 64 * 1024  # characters
MOST_LINES = 2_000
LONGEST_TITLE = 255
FENCES = {"---": "---", "+++": "+++"}
LINE = re.compile(r"line (\d+)")
#: Field → what it is called elsewhere; the first that is there counts.
NAMES = {
    "title": ("title",), "slug": ("slug",), "path": ("path", "url", "permalink", "link"),
    "language": ("language", "lang", "locale"), "group": ("translation_key", "translationKey", "translation"),
    "key": ("key", "id", "guid"), "type": ("type", "layout"), "date": ("date",),
    "published": ("published", "publishDate"),
    "description": ("description", "meta_description", "seo_description"), "seo_title": ("seo_title", "meta_title"),
    "introduction": ("introduction", "summary", "excerpt", "lead"), "author": ("author", "authors"),
    "tags": ("tags", "tag"), "categories": ("categories", "category", "keywords"),
    "image": ("image", "cover", "featured_image", "thumbnail", "hero_image"),
    "image_alt": ("image_alt", "cover_alt", "hero_image_alt", "alt"),
    "order": ("order", "weight", "nav_order", "menu_order"), "draft": ("draft",),
}  # fmt: skip
#: What says nothing that a page here has a place for, or says it twice.
PASSED_OVER = frozenset({"updated", "lastmod", "modified", "site", "url", "markup", "toc", "math"})


@dataclass
class Head:
    """What the front matter says. `group` is what translations share, `first` when it was first published."""

    title: str = ""
    slug: str = ""
    path: str = ""
    url: str = ""
    language: str = ""
    group: str = ""
    key: str = ""
    type: str = ""
    date: datetime.date | None = None
    first: str = ""
    draft: bool = False
    description: str = ""
    seo_title: str = ""
    introduction: str = ""
    author: str = ""
    tags: list[str] = field(default_factory=list)
    image: str = ""
    image_alt: str = ""
    order: int = 0
    #: Names of fields that are not known, with what they say.
    unknown: list[tuple[str, str]] = field(default_factory=list)


class _Loader(yaml.SafeLoader):
    """YAML without anchors: a few lines of them can stand for more than any memory holds."""

    def compose_node(self, parent, index):
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()
            raise yaml.constructor.ConstructorError(None, None, "references (*name) are not read", event.start_mark)
        return super().compose_node(parent, index)


def split(name: str, text: str) -> tuple[dict[str, Any], str, str]:
    """Front matter as it is, its source, and the Markdown below it; a file need not have one.

    :raises Refused: where it cannot be read, with the line.
    """
    first, _, rest = text.partition("\n")
    fence = FENCES.get(first.strip())
    if fence is None:
        return {}, "", text
    lines = rest.split("\n")
    place = next((number for number, line in enumerate(lines[:MOST_LINES]) if line.rstrip() in (fence, "...")), None)
    if place is None:
        raise Refused(f"the front matter begins with {fence} and does not end with one.", name, 1)
    source, body = "\n".join(lines[:place]), "\n".join(lines[place + 1 :])
    if len(source) > MOST:
        raise Refused(f"the front matter is longer than {MOST:,} characters.", name, 1)
    found = _toml(name, source) if fence == "+++" else _yaml(name, source)
    return found, source, body


def _yaml(name: str, source: str) -> dict[str, Any]:
    try:
        found = yaml.load(source, _Loader)  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        raise Refused(
            f"the front matter is no sound YAML: {fault.problem}.", name, mark.line + 2 if mark else 1
        ) from fault
    except (yaml.YAMLError, ValueError, TypeError, RecursionError, OverflowError, AttributeError) as fault:
        said = str(fault).split("\n")[0][:200]
        raise Refused(f"the front matter is no sound YAML: {said}.", name, 1) from fault
    if found is None:
        return {}
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found):
        raise Refused("the front matter is no list of names and values.", name, 2)
    return found


def _toml(name: str, source: str) -> dict[str, Any]:
    try:
        return tomllib.loads(source)
    except (ValueError, RecursionError) as fault:
        match = LINE.search(str(fault))
        line = int(match[1]) + 1 if match else 1
        raise Refused(f"the front matter is no sound TOML: {str(fault)[:200]}.", name, line) from fault


class Reading:
    """Turns front matter into a `Head`. Each value is one of its kind, or the file is refused with the line."""

    def __init__(self, name: str, found: dict[str, Any], source: str):
        self.name, self.found, self.source = name, found, source
        self.taken: set[str] = set()

    def head(self) -> Head:
        head = Head()
        for each in ("title", "slug", "language", "group", "key", "type", "description", "seo_title",
                     "introduction", "image_alt"):  # fmt: skip
            setattr(head, each, self._text(each))
        head.title = head.title[:LONGEST_TITLE]
        head.language = head.language.lower().replace("_", "-").partition("-")[0]
        head.path, head.url = self._text("path"), self._text_of("url")
        head.author = ", ".join(self._words("author", commas=False))[:120]
        head.tags = list(dict.fromkeys([*self._words("tags"), *self._words("categories")]))
        head.image = self._image()
        head.order = self._number("order")
        head.draft = self._flag("draft")
        self._dates(head)
        passed = self.taken | PASSED_OVER
        head.unknown = [
            (key, storable(str(value))[:300]) for key, value in self.found.items()
            if key not in passed and value not in (None, "", [], {}, False)
        ]  # fmt: skip
        return head

    def _dates(self, head: Head) -> None:
        key, value = self._value("published")
        if isinstance(value, bool):  # as Jekyll has it
            head.draft = head.draft or not value
        elif value is not None:
            head.first = self._moment(key, value)
        key, value = self._value("date")
        if value not in (None, ""):
            moment = self._moment(key, value)
            head.date = datetime.date.fromisoformat(moment[:10])
            head.first = head.first or moment

    def _moment(self, key: str, value: Any) -> str:
        """A moment or day as ISO 8601 has it."""
        if isinstance(value, datetime.date):
            return value.isoformat()
        text = str(value).strip()
        try:
            found = parse_datetime(text) or parse_date(text[:10]) if isinstance(value, str) else None
        except ValueError:
            found = None
        if found is None:
            raise self._wrong(key, f"“{text[:60]}” is no date such as 2026-11-30.")
        return found.isoformat()

    # Values

    def _value(self, each: str) -> tuple[str, Any]:
        for key in NAMES[each]:
            if key in self.found:
                self.taken.add(key)
                return key, self.found[key]
        return NAMES[each][0], None

    def _text(self, each: str) -> str:
        key, value = self._value(each)
        return self._as_text(key, value)

    def _text_of(self, key: str) -> str:
        return self._as_text(key, self.found.get(key))

    def _as_text(self, key: str, value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, (str, int, float, datetime.date, UUID)):
            return " ".join(storable(str(value)).split())
        raise self._wrong(key, f"“{key}” is to be a text.")

    def _words(self, each: str, commas: bool = True) -> list[str]:
        key, value = self._value(each)
        if value is None:
            return []
        values = value if isinstance(value, list) else [value]
        if len(values) > 200:
            raise self._wrong(key, f"“{key}” has more than 200 values.")
        found: list[str] = []
        for one in values:
            if each == "author" and isinstance(one, dict) and isinstance(one.get("name"), str):
                one = one["name"]  # noqa: PLW2901 - as Hugo's authors are written
            text = self._as_text(key, one)
            found += [part.strip() for part in text.split(",")] if commas else [text]
        return [text for text in found if text]

    def _image(self) -> str:
        key, value = self._value("image")
        if isinstance(value, dict):  # as some of Hugo's themes have it
            value = value.get("image") or value.get("src") or value.get("path") or ""
        if isinstance(value, list):
            value = value[0] if value else ""
        return self._as_text(key, value)

    def _number(self, each: str) -> int:
        key, value = self._value(each)
        if value in (None, ""):
            return 0
        if isinstance(value, bool) or not re.fullmatch(r"-?\d{1,9}", str(value)):
            raise self._wrong(key, f"“{key}” is to be a whole number.")
        return int(value)

    def _flag(self, each: str) -> bool:
        key, value = self._value(each)
        if value is None or isinstance(value, bool):
            return bool(value)
        raise self._wrong(key, f"“{key}” is to be true or false.")

    def _wrong(self, key: str, words: str) -> Refused:
        for number, line in enumerate(self.source.split("\n"), start=2):
            if re.match(rf"[\"']?{re.escape(key)}[\"']?\s*[:=]", line):
                return Refused(words, self.name, number)
        return Refused(words, self.name, 1)


def head_of(name: str, text: str) -> tuple[Head, dict[str, Any], str]:
    """What a file says of its page, the front matter as it is, and its Markdown.

    :raises Refused: with the line.
    """
    found, source, body = split(name, text)
    return Reading(name, found, source).head(), found, body
