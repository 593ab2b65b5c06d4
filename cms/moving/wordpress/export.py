"""What a WordPress export (WXR 1.0 to 1.2) says, as data."""

import re
from dataclasses import dataclass, field

#: Keys and values of a serialised PHP array whose values are numbers or texts: `a:2:{s:2:"nl";i:12;…}`.
_PAIR = re.compile(r's:\d+:"([A-Za-z0-9_-]{1,20})";(?:i:(\d+)|s:\d+:"([^"]*)");')
#: What a page says of the picture at its head, where that is not what the picture says of itself. Ours alone.
THUMBNAIL_ALT = "_thumbnail_image_alt"


@dataclass
class Channel:
    """The site that was exported. `base_url` is where its files and pages stand; `generator` who wrote the file."""

    title: str = ""
    link: str = ""
    base_url: str = ""
    language: str = ""
    generator: str = ""
    wxr_version: str = ""


@dataclass
class Author:
    """Somebody who writes there."""

    login: str
    display_name: str = ""


@dataclass
class Term:
    """A word of a taxonomy: a category, a tag, a language, or what ties translations together."""

    taxonomy: str
    slug: str
    name: str = ""
    parent: str = ""
    description: str = ""

    def numbers(self) -> dict[str, str]:
        """Language → number of a post, where this ties translations together."""
        return {key: number for key, number, _text in _PAIR.findall(self.description) if number}


@dataclass
class Post:
    """A page, post, attachment or whatever else the other system keeps. `terms` are (taxonomy, slug, name)."""

    id: str = ""
    type: str = ""
    status: str = ""
    title: str = ""
    link: str = ""
    guid: str = ""
    slug: str = ""
    parent: str = "0"
    menu_order: int = 0
    date: str = ""
    modified: str = ""
    author: str = ""
    password: str = ""
    content: str = ""
    excerpt: str = ""
    attachment_url: str = ""
    comments: int = 0
    terms: list[tuple[str, str, str]] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)

    def words(self, *taxonomies: str) -> list[str]:
        """Names of its terms of these taxonomies, each once, in order."""
        return list(dict.fromkeys(name or slug for taxonomy, slug, name in self.terms if taxonomy in taxonomies))

    def term(self, taxonomy: str) -> str:
        """Slug of its first term of a taxonomy; empty where it has none."""
        return next((slug for each, slug, _name in self.terms if each == taxonomy), "")
