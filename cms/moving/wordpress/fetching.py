"""Files from the site itself, where somebody asked for that: from the one host that was named and from no other."""

import http.client
import time
from urllib.parse import urljoin, urlsplit

from cms.foundation.outside import NotOurs, Resolve, Unreachable, addresses_of, connect, place_of

from .uploads import MOST_BYTES, NoFile

AGENT = "IduetGroupImport/1.0"
MOST_REDIRECTS = 3
LONGEST = 60  # seconds for one file
PIECE = 64 * 1024


class Fetching:
    """Gets files of one host. Private addresses are never asked, nor other hosts, wherever a redirect leads."""

    def __init__(self, host: str, resolve: Resolve = addresses_of, open_=connect):
        self.host = host.lower().strip(".")
        self.resolve, self.open = resolve, open_

    def read(self, address: str) -> bytes:
        """:raises NoFile: where the host is another one, or does not give the file."""
        try:
            for _step in range(MOST_REDIRECTS + 1):
                if (urlsplit(address).hostname or "").strip(".") != self.host:
                    raise NoFile(f"{address[:300]}: not on {self.host}")
                status, location, content = self._ask(address)
                if status not in (301, 302, 303, 307, 308) or not location:
                    break
                address = urljoin(address, location)
        except (NotOurs, Unreachable, ValueError) as fault:
            raise NoFile(f"{address[:300]}: {fault}") from fault
        if status != 200:
            raise NoFile(f"{address[:300]}: {status}")
        return content

    def _ask(self, address: str) -> tuple[int, str, bytes]:
        """Status of the answer, where it redirects to, and what it holds."""
        place = place_of(address, self.resolve)
        connection = self.open(place)
        ends = time.monotonic() + LONGEST
        try:
            connection.request("GET", place.path, headers={"User-Agent": AGENT, "Connection": "close"})
            answer = connection.getresponse()
            content = bytearray()
            while answer.status == 200 and (piece := answer.read(PIECE)):
                content += piece
                if len(content) > MOST_BYTES or time.monotonic() > ends:
                    raise NoFile(f"{address[:300]}: larger or slower than may be")
            return answer.status, answer.headers.get("Location", ""), bytes(content)
        except (OSError, http.client.HTTPException) as fault:
            raise NoFile(f"{address[:300]}: {fault}") from fault
        finally:
            connection.close()
