"""Emergency notices: words above every page of a brand or of all, within a minute and without the database.

They stand in a file of each host. Stored bytes stay what they are: a page has a place for a notice, documents of the
API say that there is none, and `dressing` puts it in as an answer leaves. A web server in front includes the same words
from files of its own. A word in the bulletin tells the processes of the host that the file has changed.
"""

import json
import logging
import shutil
import time
import uuid
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cms.changes.addresses import folder

from .bulletin import Bulletin, bulletin
from .locks import HostLock

logger = logging.getLogger(__name__)

#: What a page has where a notice goes: nginx reads it as its own command, everybody else as a comment.
PLACE = b'<!--# include virtual="/.notice" -->'
#: What a document of the API says where a notice goes.
NONE = b'"notice":null'
_FILES = "notices"


@dataclass(frozen=True, eq=False)
class Notice:
    """What all pages of a brand say, or of all brands (`brand` None), until a moment in seconds since 1970.

    `texts` and `html` are by language; `hosts` are those of the brand, or all that are known.
    """

    brand: str | None
    texts: dict[str, str]
    html: dict[str, str]
    hosts: list[str]
    ends_at: float

    def concerns(self, host: str, path: str) -> bool:
        """Whether an answer at an address is one of the brand's: on its host, or about it in the API."""
        return self.brand is None or host in self.hosts or f"/brands/{self.brand}/" in f"{path}/"

    def as_json(self) -> bytes:
        """As documents of the API carry it."""
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.ends_at))
        return json.dumps({"texts": self.texts, "ends_at": moment}, ensure_ascii=False, separators=(",", ":")).encode()


class Notices:
    """The notices of a host, as one process knows them."""

    def __init__(self, path: Path, board: Bulletin):
        """:param path: the host's folder of responses."""
        self.path, self.bulletin = path, board
        self._lock = HostLock(path / "notices.lock")
        self.known = -1
        self._notices: list[Notice] = []

    @property
    def any(self) -> bool:
        """Whether one was known when the file was last read, ended or not."""
        return bool(self._notices)

    def current(self) -> list[Notice]:
        """Those that have not ended, a brand's own first."""
        if self.bulletin.noticed != self.known:
            self.known = self.bulletin.noticed
            self._notices = self._read()
        if not self._notices:
            return self._notices
        now = time.time()
        return [notice for notice in self._notices if notice.ends_at > now]

    def for_address(self, host: str, path: str) -> Notice | None:
        """What an answer is to carry: a brand's own notice stands before one of all brands."""
        return next((notice for notice in self.current() if notice.concerns(host, path)), None)

    def put(self, notice: Notice) -> None:
        """Show it from now on, in place of the one of the same brand. Raises OSError when it cannot be written."""
        with self._lock.alone():
            self._write([each for each in self._read() if each.brand != notice.brand] + [notice])

    def end(self, brand: str | None) -> bool:
        """Show a brand's notice no more, or the one of all brands; whether there was one."""
        with self._lock.alone():
            before = self._read()
            after = [each for each in before if each.brand != brand]
            if len(after) != len(before):
                self._write(after)
        return len(after) != len(before)

    def expire(self) -> None:
        """Take away what has ended, also for a web server, which cannot tell the time."""
        if (self.path / f"{_FILES}.json").exists():
            with self._lock.alone():
                before, now = self._read(), time.time()
                after = [each for each in before if each.ends_at > now]
                if len(after) != len(before):
                    self._write(after)

    def _read(self) -> list[Notice]:
        try:
            told = json.loads((self.path / f"{_FILES}.json").read_text())
            return sorted((Notice(**each) for each in told), key=lambda each: each.brand is None)
        except FileNotFoundError:
            return []
        except (OSError, ValueError, TypeError) as fault:
            logger.error("The emergency notices cannot be read: %s", fault)
            return []

    def _write(self, notices: list[Notice]) -> None:
        draft = self.path / f"{_FILES}.draft"
        draft.write_text(json.dumps([asdict(each) for each in notices], ensure_ascii=False))
        self._lay_out(notices)
        draft.replace(self.path / f"{_FILES}.json")
        self.bulletin.notice()

    def _lay_out(self, notices: list[Notice]) -> None:
        """Files for a web server: notices/<host>/<language>.html."""
        words: dict[str, dict[str, str]] = {}
        for notice in sorted(notices, key=lambda each: each.brand is not None):  # a brand's own is written last
            for host in notice.hosts:
                words[host] = notice.html
        new, old = self.path / f"{_FILES}.{uuid.uuid4().hex}", self.path / f"{_FILES}.{uuid.uuid4().hex}"
        try:
            for host, html in words.items():
                (new / host).mkdir(parents=True)
                for language, text in html.items():
                    (new / host / f"{language}.html").write_text(text)
            if (self.path / _FILES).exists():
                (self.path / _FILES).replace(old)
            if words:
                new.replace(self.path / _FILES)
        finally:
            for each in (new, old):
                shutil.rmtree(each, ignore_errors=True)


def hosts_known(path: Path) -> dict[str, str]:
    """Key of each brand → its host, as last heard from the database."""
    try:
        told: Any = json.loads((path / "hosts.json").read_text())
        return {str(key): str(host) for key, host in told.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def remember_hosts(path: Path, hosts: dict[str, str]) -> None:
    """For the time when the database is away."""
    if hosts != hosts_known(path):
        draft = path / f"hosts.{uuid.uuid4().hex}"
        draft.write_text(json.dumps(hosts))
        draft.replace(path / "hosts.json")


@cache
def notices() -> Notices:
    """The notices of this host."""
    return Notices(folder(), bulletin())
