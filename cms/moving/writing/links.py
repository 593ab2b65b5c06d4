"""Links of another system's texts, turned into links to what came of it here."""

import re
from collections.abc import Callable, Iterable
from html import escape, unescape
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

#: What an address leads to here: a kind of link and the key of a row.
Target = tuple[str, int]
ANCHOR = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
BY_NUMBER = ("p", "page_id", "attachment_id")
LONGEST = 500


class Links:
    """Knows what the addresses of another site lead to here.

    :param base: address of that site, from which relative addresses are read.
    """

    def __init__(self, base: str = ""):
        self.base = base
        self.hosts = {_host(base)} - {""}
        self.targets: dict[str, Target] = {}

    def add(self, address: str, target: Target) -> None:
        """Say what an address of the other site leads to."""
        if address:
            self.targets.setdefault(self._key(urljoin(self.base, address)), target)

    def is_old(self, address: str) -> bool:
        """Whether an address is one of the other site."""
        return bool(self.hosts) and _host(urljoin(self.base, address)) in self.hosts

    def find(self, address: str) -> Target | None:
        """What an address leads to here; None for other sites and for what is not here."""
        absolute = urljoin(self.base, address) if self.base else address
        if not self.is_old(absolute):
            return None
        return self.targets.get(self._key(absolute))

    def absolute(self, address: str) -> str:
        """The address as one may follow it from anywhere; empty where that cannot be."""
        try:
            found = urljoin(self.base, address)
        except ValueError:
            return ""
        return found if re.match(r"(?:https?://[^\s/]|mailto:|tel:)", found) else ""

    def rewrite(self, html: str, remark: Callable[[str, str], None]) -> str:
        """A clean text with its links as the house stores them."""

        def anchor(match: re.Match) -> str:
            href, words = unescape(match.group(1)), match.group(2)
            target = self.find(href)
            if target is not None:
                return f'<a linktype="{target[0]}" id="{target[1]}">{words}</a>'
            absolute = self.absolute(href)
            if not absolute:
                remark("link", f"{re.sub('<[^>]*>', '', words)} ({href[:200]})")
                return words
            if self.is_old(absolute):
                remark("old link", absolute)
            return f'<a href="{escape(absolute)}">{words}</a>'

        return ANCHOR.sub(anchor, html)

    def add_all(self, addresses: Iterable[str], target: Target) -> None:
        for address in addresses:
            self.add(address, target)

    @staticmethod
    def _key(address: str) -> str:
        """An address without what does not matter: scheme, www, slash at the end, case, fragment."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return address
        numbers = {name: value for name, value in parse_qsl(parts.query[:200]) if name in BY_NUMBER}
        path = re.sub(r"/+", "/", unquote(parts.path)).rstrip("/").casefold()
        if numbers and not path:
            return f"?{next(iter(numbers.values()))}"
        return path or "/"


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
