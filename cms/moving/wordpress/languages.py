"""Which language a page is in, and which pages are translations of each other: WPML, Polylang, or the address."""

import re
from urllib.parse import parse_qs, urlsplit

from .export import Channel, Post, Term

CODE = re.compile(r"[a-z]{2,3}")


class Languages:
    """Languages of one export.

    :param known: languages of the brand, the one at “/” first.
    """

    def __init__(self, channel: Channel, known: list[str]):
        self.known = known
        own = short(channel.language)
        self.default = own if own in known else known[0]
        #: Polylang: name of a term that ties translations together; WordPress has it on every one of them.
        self.tied: dict[str, Term] = {}

    def add(self, term: Term) -> None:
        if term.taxonomy == "post_translations":
            self.tied[term.slug] = term

    def of(self, post: Post) -> str:
        """The language of a page, two letters; where nothing says it, the one of the whole site."""
        said = post.meta.get("_wpml_import_language_code") or post.term("language") or _of_address(post.link)
        return short(said) or self.default

    def group(self, post: Post) -> str:
        """What a page and its translations have in common; empty where it has none."""
        if group := post.meta.get("_wpml_import_translation_group", "").strip():
            return f"wpml:{group[:100]}"
        if tie := post.term("post_translations"):
            return f"polylang:{tie[:100]}"
        return ""


def short(code: str) -> str:
    """`nl-NL`, `nl_NL`, `pll_nl` → `nl`."""
    match = CODE.match(code.strip().lower().removeprefix("pll_"))
    return match.group(0)[:3] if match else ""


def _of_address(link: str) -> str:
    """A language that stands in an address, as both plugins put it there: `/en/…` or `?lang=en`."""
    try:
        parts = urlsplit(link)
        asked = parse_qs(parts.query[:500]).get("lang", [""])[0]
    except ValueError:
        return ""
    first = parts.path.strip("/").split("/")[0]
    return asked or (first if len(first) == 2 and CODE.fullmatch(first) else "")
