"""Files from the site itself, where somebody asked for that: from the one host that was named and from no other."""

from collections.abc import Callable, Mapping
from urllib.parse import urljoin, urlsplit

from cms.foundation.outside import NotOurs, Place, Reply, Resolve, Unreachable, addresses_of, place_of, request

from .uploads import MOST_BYTES, NoFile

AGENT = "IduetGroupImport/1.0"
MOST_REDIRECTS = 3
LONGEST = 60  # seconds for one file
LEADS_ON = frozenset({301, 302, 303, 307, 308})

Ask = Callable[[Place, str, Mapping[str, str]], Reply]


def get(place: Place, method: str, headers: Mapping[str, str]) -> Reply:
    return request(place, method, headers, read=MOST_BYTES + 1, longest=LONGEST)


class Fetching:
    """Gets files of one host. Private addresses are never asked, nor other hosts, wherever a redirect leads."""

    def __init__(self, host: str, resolve: Resolve = addresses_of, ask: Ask = get):
        self.host = host.lower().strip(".")
        self.resolve, self.ask = resolve, ask

    def __call__(self, address: str) -> bytes:
        """:raises NoFile: where the host is another one, or does not give the file."""
        told = address[:300]
        for _step in range(MOST_REDIRECTS + 1):
            try:
                if (urlsplit(address).hostname or "").strip(".") != self.host:
                    raise NoFile(f"{told}: not on {self.host}")
                reply = self.ask(place_of(address, self.resolve), "GET", {"User-Agent": AGENT})
            except (NotOurs, Unreachable, ValueError) as fault:
                raise NoFile(f"{told}: {fault}") from fault
            if reply.status not in LEADS_ON or not reply.headers.get("location"):
                break
            address = urljoin(address, reply.headers["location"])
        if reply.status != 200:
            raise NoFile(f"{told}: {reply.status}")
        if len(reply.body) > MOST_BYTES:
            raise NoFile(f"{told}: larger than {MOST_BYTES // 1024 // 1024} MB")
        return reply.body
