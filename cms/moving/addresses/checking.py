"""Whether old addresses live on: each is asked of the site itself, as are its writings with another slash and case."""

import enum
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from wagtail.contrib.redirects.models import Redirect

from brands.directory import BrandDirectory
from brands.models import Brand

from ..asking import Site
from ..redirects.addresses import key_of, own_hosts
from ..redirects.places import Place, places_of

#: Parameters that named content at the site before: its answer was not that of the page at the path.
NAMING_CONTENT = frozenset(
    {"p", "page_id", "attachment_id", "cat", "category_name", "tag", "author", "author_name", "feed", "m", "name",
     "pagename", "post_type", "year", "monthnum", "day", "paged", "preview_id"}
)  # fmt: skip


class State(enum.Enum):
    """What became of an address. The value is how it is told; fine are the first three."""

    WORKS = "answers"
    LEADS = "leads on"
    GONE = "gone, as intended"
    ELSEWHERE = "leads to another site, which was not asked"
    DRAFT = "its page is a draft"
    MISSING = "nothing there"
    CHAIN = "leads on more than once"
    TEMPORARY = "leads on for now only"
    DEAD_END = "leads to what is not there"
    LOCKED = "asks for a password"
    FAULT = "fails"


FINE = frozenset({State.WORKS, State.LEADS, State.GONE, State.ELSEWHERE})


@dataclass(frozen=True)
class Verdict:
    """What became of an address. `leads_to` is where it ended; `of` the address in the list whose writing it is."""

    address: str
    state: State
    leads_to: str = ""
    of: str = ""

    @property
    def is_fine(self) -> bool:
        return self.state in FINE


def variants(address: str) -> Iterator[str]:
    """Other writings of a page's address that people have linked to: slash and case."""
    path, _mark, query = address.partition("?")
    last = path.rstrip("/").rpartition("/")[2]
    if query or "." in last or path == "/":
        return
    yield path.rstrip("/") if path.endswith("/") else f"{path}/"
    upper = "/".join(part if "%" in part else part.upper() for part in path.split("/"))
    if upper != path:
        yield upper


class Checking:
    """Asks a brand's site for addresses and judges what it answers."""

    def __init__(self, brand: Brand):
        self.directory = BrandDirectory()
        self.brand = self.directory.by_id(brand.pk) or brand
        self.hosts = own_hosts(self.brand, self.directory)
        self._sites = {self.brand.pk: Site(self.brand)}

    @property
    def site(self) -> Site:
        return self._sites[self.brand.pk]

    @cached_property
    def places(self) -> list[Place]:
        return places_of(self.brand, self.directory)

    @cached_property
    def _drafts(self) -> dict[str, str]:
        """Key of an address → path of the page that is a draft and would answer there, or be led to from there."""
        drafts = {place.page_id: place.path for place in self.places if not place.is_public}
        found = {key_of(path): path for path in drafts.values()}
        rows = Redirect.objects.filter(site=self.brand.site_id, redirect_page__in=list(drafts))
        found |= {row.old_path.lower(): drafts[row.redirect_page_id] for row in rows if row.redirect_page_id}
        return found

    def check_all(
        self, addresses: Iterable[str], every: Callable[[int], None] = lambda count: None
    ) -> Iterator[Verdict]:
        """A verdict on each address; and one on each of its other writings that is not fine where it is itself.

        :param every: is told after each address how many there were.
        """
        for count, address in enumerate(addresses, 1):
            verdict = self.check(address)
            yield verdict
            if verdict.is_fine:
                for variant in variants(address):
                    other = self.check(variant)
                    if not other.is_fine:
                        yield Verdict(variant, other.state, other.leads_to, of=address)
            every(count)

    def check(self, address: str) -> Verdict:
        """What became of one address."""
        answer = self.site.ask(address)
        if answer.status == 200:
            named = {part.partition("=")[0].lower() for part in address.partition("?")[2].split("&")}
            return Verdict(address, State.WORKS) if NAMING_CONTENT.isdisjoint(named) else self._missing(address)
        if answer.leads_to:
            return self._led(address, answer.status, answer.leads_to)
        if answer.status == 410:
            return Verdict(address, State.GONE)
        if answer.status in (401, 403):
            return Verdict(address, State.LOCKED)
        return self._missing(address) if answer.status < 500 else Verdict(address, State.FAULT)

    def _missing(self, address: str) -> Verdict:
        draft = self._drafts.get(_key(address))
        return Verdict(address, State.DRAFT, draft) if draft else Verdict(address, State.MISSING)

    def _led(self, address: str, status: int, leads_to: str) -> Verdict:
        seen, here, first = {address}, leads_to, True
        while True:
            site, path = self._whose(here)
            if site is None:
                return Verdict(address, State.ELSEWHERE if first else State.CHAIN, here)
            if path in seen:
                return Verdict(address, State.CHAIN, "")
            seen.add(path)
            answer = site.ask(path)
            if not answer.leads_to:
                break
            here, first = answer.leads_to, False
        if answer.status != 200:
            is_its_slash = first and _key(here) == _key(address)
            return self._missing(address) if is_its_slash else Verdict(address, State.DEAD_END, here)
        if not first:
            return Verdict(address, State.CHAIN, here)
        return Verdict(address, State.LEADS if status in (301, 308) else State.TEMPORARY, here)

    def _whose(self, address: str) -> tuple[Site | None, str]:
        """The site of the group that an address is of, and the path with its query there."""
        address = address.partition("#")[0]
        if address.startswith("/") and not address.startswith("//"):
            return self.site, address
        parts = urlsplit(address)
        rest = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        if parts.hostname in self.hosts:
            return self.site, rest
        brand, _canonical = self.directory.by_host(parts.hostname or "")
        if brand is None:
            return None, rest
        if brand.pk not in self._sites:
            self._sites[brand.pk] = Site(brand)
        return self._sites[brand.pk], rest


def _key(address: str) -> str:
    try:
        return key_of(address)
    except ValueError:  # such as //[
        return address
