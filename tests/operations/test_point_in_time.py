"""Back to the moment before a mistake, with PostgreSQL's own tools and the very lines of docs/operations.md."""

import re
import subprocess
import time
from pathlib import Path

import pytest

from tests import postgres
from tests.installation import BRANDS, Installation, installed, linked
from tests.smoke import ROOT

pytestmark = pytest.mark.crawl

DOCUMENT = (ROOT / "docs" / "operations.md").read_text()
WALK = DOCUMENT.partition("### Point-in-time recovery")[2].partition("\n## ")[0]
MISTAKE = """
from wagtail.models import Page
Page.objects.get(slug="pagina", url_path__contains="finhire").delete()
for page in Page.objects.filter(slug="pagina"): page.specific.unpublish()
"""
#: Written into the folder of the environment: a line of checksums per table.
MARKS = """
import os, pathlib
from cms.operations.recovery.snapshot import rows_now
folder = pathlib.Path(os.environ["MARKS"])
folder.mkdir()
print(sum(rows_now(folder).values()))
"""
CRAWL = """
from cms.operations.recovery.leaks import crawl
done = crawl()
print(done.answers, len(done.leaks), *done.leaks)
"""
PUBLIC = """
from wagtail.models import Page
print(*sorted(Page.objects.filter(slug="pagina", live=True).values_list("title", flat=True)), sep="\\n")
"""


def lines_with(*words: str) -> list[str]:
    """Those lines of the walk that begin with these words, in its order."""
    found = [line.strip() for line in WALK.splitlines() if line.strip().startswith(words)]
    assert len(found) == len(words), words
    return found


class Server:
    """PostgreSQL of an installation, with two folders of its own in the place of other machines."""

    def __init__(self, of: Installation):
        self.url = of.owner_url
        self.folder = postgres.folder_of(self.url)
        self.data = self.folder / "data"
        self.programs, self.owner = postgres.programs_of(self.url)
        self.shell(f"mkdir {self.folder}/wal {self.folder}/backups")

    def here(self, text: str) -> str:
        """A line of the document with the places of this machine."""
        return text.replace("/wal/", f"{self.folder}/wal/").replace("/backups/", f"{self.folder}/backups/")

    def shell(self, command: str) -> None:
        """Run a command as PostgreSQL's user, with its programs at hand."""
        environment = {"PATH": f"{self.programs}:/usr/bin:/bin", "PGHOST": str(self.folder), "PGUSER": "postgres"}
        owner = {"cwd": self.folder, **self.owner}
        done = subprocess.run(
            ["sh", "-ec", command], env=environment, capture_output=True, text=True, check=False, **owner
        )
        assert not done.returncode, done.stderr

    def configure(self, lines: list[str]) -> None:
        with (self.data / "postgresql.conf").open("a") as file:
            file.write("\n".join(["", *map(self.here, lines), ""]))

    def stop(self) -> None:
        self.shell(f"pg_ctl -D {self.data} stop -w -m fast")

    def start(self) -> None:
        postgres.start_again(self.url)

    def ask(self, statement: str):
        with linked(self.url) as link:
            return link.execute(statement).fetchone()[0]


@pytest.fixture
def there(tmp_path):
    """A migrated database with four brands, and nothing running but PostgreSQL."""
    with installed(tmp_path) as running:
        running.manage("migrate", "--verbosity=0")
        running.make_brands()
        yield running


def marks(there: Installation, name: str) -> dict[str, str]:
    """Table → checksums of its rows."""
    folder = there.folder / name
    there.manage("shell", "--no-imports", "-c", MARKS, MARKS=str(folder))
    return {file.name: file.read_text() for file in Path(folder, "rows").iterdir()}


def test_back_to_the_moment_before_a_mistake(there):
    server = Server(there)
    settings = lines_with("wal_level", "archive_mode", "archive_command", "archive_timeout")
    server.configure(settings)
    server.stop()
    server.start()
    (command,) = lines_with("pg_basebackup")
    server.shell(server.here(command))
    (base,) = (server.folder / "backups").iterdir()

    there.tell(
        "from wagtail.models import Page\n"
        "page = Page.objects.get(slug='pagina', url_path__contains='finhire').specific\n"
        "page.title = 'Na de basis geschreven'\n"
        "page.save_revision().publish()"
    )
    before, public = marks(there, "before"), there.tell(PUBLIC)
    assert "Na de basis geschreven" in public
    time.sleep(1)
    moment = server.ask("SELECT clock_timestamp()::timestamptz(0)::text")
    time.sleep(1.5)
    there.tell(MISTAKE)
    assert there.tell(PUBLIC) == ""

    began = time.monotonic()
    server.stop()
    server.data.rename(server.folder / "data-aside")
    server.shell(f"mkdir -m 700 {server.data}")
    (unpack,) = lines_with("tar -xzf")
    unpack = re.sub(r"base-[\d-]+", base.name, unpack).replace('"$PGDATA"', str(server.data))
    server.shell(server.here(unpack))
    recovery = lines_with("restore_command", "recovery_target_time", "recovery_target_action")
    server.configure([re.sub(r"time = '.*'", f"time = '{moment}'", line) for line in recovery])
    server.shell(f"touch {server.data}/recovery.signal")
    server.start()
    deadline = time.monotonic() + 120
    while server.ask("SELECT pg_is_in_recovery()"):
        assert time.monotonic() < deadline, (server.folder / "log").read_text()[-4000:]
        time.sleep(0.2)
    took = time.monotonic() - began

    there.manage("migrate", "--check")
    after = marks(there, "after")
    assert {table for table in before.keys() | after.keys() if before.get(table) != after.get(table)} == set()
    assert there.tell(PUBLIC) == public
    answers, leaks, *said = there.tell(CRAWL).split(maxsplit=2)
    assert (int(answers) > 50, leaks) == (True, "0"), said
    for key in BRANDS:
        there.manage("go-live", "--brand", key, "--quiet-again")
    assert there.tell("from brands.models import Brand; print(Brand.objects.filter(quiet=False).count())") == "0"
    server.shell(server.here(command.replace("base-", "next-")))  # the archive goes on
    print(f"\nBack to {moment} within {took:.1f} s; {len(before)} tables row by row, {answers} answers without a leak.")
