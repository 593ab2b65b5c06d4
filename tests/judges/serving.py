"""The demo as production serves it: granian behind nginx, which compresses what is not compressed yet."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.smoke import BRANDS, MARK, ROOT, Visitor, free_port, stop, wait_until_serving

PICTURES_WITHIN = 300  # seconds; a shared machine may be slow, and they give way to everything else
APPLICATION = "127.0.0.2"  # nginx stands on 127.0.0.1, so that both can have the port that addresses name
LANGUAGES = dict(zip(BRANDS, ("en", "nl", "nl", "en"), strict=True))
#: Pages that are judged besides the first one of their type, by a part of their address.
APART = {"cookies": "cookies", "accessib": "accessibility", "toegankelijk": "accessibility"}
#: What is no page of the tree, by its path below the language's: what a search finds, a search that finds nothing, the
#: choice of cookies, a form by itself, and what is read after sending it. Search engines are asked to leave them out.
VIEWS = {
    "search": {"nl": "zoeken/?q=interim", "en": "search/?q=interim"},
    "search-empty": {"nl": "zoeken/?q=xylofoon", "en": "search/?q=xylophone"},
    "cookie-choice": dict.fromkeys(("nl", "en"), "_cookies/"),
    "form": dict.fromkeys(("nl", "en"), "_form/contact/"),
    "thanks": dict.fromkeys(("nl", "en"), "_form/contact/thanks/"),
}
NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  gzip on; gzip_comp_level 6; gzip_proxied any; gzip_vary on; gzip_types text/css text/javascript application/json;
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://{application}:{port};
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header Connection "";
    }}
  }}
}}
"""


@dataclass(frozen=True)
class SitePage:
    """A page of a brand: its type, its path on the brand's host, and what it must answer."""

    brand: str
    kind: str
    path: str
    port: int
    status: int = 200

    @property
    def is_indexed(self) -> bool:
        """Whether search engines are asked to list it."""
        return self.kind not in VIEWS

    @property
    def url(self) -> str:
        return f"http://{self.brand}.localhost:{self.port}{self.path}"

    def __str__(self) -> str:
        return f"{self.brand}{self.path}"


@dataclass
class Sites:
    """The served sites."""

    port: int

    def read(self, host: str, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
        status, found, body = Visitor(self.port).read(host, path)
        return status, {name.lower(): value for name, value in found.items()}, body

    def pages(self, every: bool = False) -> list[SitePage]:
        """One page of each type of each brand, views and the page that is not there among them; or every page."""
        found = []
        for brand, own in LANGUAGES.items():
            for language in ("nl", "en") if every else (own,):
                seen: set[str] = set()
                for card in self._cards(brand, language):
                    kind = next((kind for word, kind in APART.items() if word in card["url"]), card["type"])
                    if every or kind not in seen:
                        found.append(SitePage(brand, kind, card["url"], self.port))
                    seen.add(kind)
                prefix = "/en/" if language == "en" else "/"
                found += [SitePage(brand, kind, prefix + path[language], self.port) for kind, path in VIEWS.items()]
                found.append(SitePage(brand, "not-found", f"{prefix}there-is-no-such-page/", self.port, 404))
        return found

    def _cards(self, brand: str, language: str) -> list[dict]:
        address = f"http://127.0.0.1:{self.port}/api/v1/brands/{brand}/pages?locale={language}&limit=100"
        ask = urllib.request.Request(address, headers={"Host": f"{brand}.localhost:{self.port}"})
        with urllib.request.urlopen(ask, timeout=60) as answer:  # noqa: S310 - a loopback address
            listed = json.load(answer)
        assert not listed["next"], f"{brand} has more pages than one list has."
        return [item["card"] for item in listed["items"]]


@contextmanager
def served(folder: Path) -> Iterator[Sites]:
    """The demo's sites, from their start to their end."""
    nginx = shutil.which("nginx")
    assert nginx, "These tests need nginx: apt-get install nginx-light."
    port, mark = free_port(), f"judges-{os.getpid()}"
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port, application=APPLICATION))
    apart = {"DATA_DIR": str(folder / "data"), "DATABASE_URL": "", "SECRET_KEY": "", "BIND": APPLICATION, "HTTPS": "0"}
    environment = {**os.environ, **apart, "DEMO": "1", "PORT": str(port), "WEB_WORKERS": "1", MARK: mark}
    environment["DJANGO_SETTINGS_MODULE"] = "cms.settings.production"
    with (folder / "platform.log").open("wb") as log:
        platform = subprocess.Popen(
            [sys.executable, "-m", "cms.launch"], cwd=ROOT, env=environment, stdout=log, stderr=log,
            start_new_session=True,
        )  # fmt: skip
        front = subprocess.Popen([nginx, "-c", str(folder / "nginx.conf")], stdout=log, stderr=log)
        try:
            wait_until_serving(platform, Visitor(port))
            _wait_for_pictures(folder / "data" / "db.sqlite3")
            yield Sites(port)
        finally:
            front.terminate()
            front.wait(30)
            stop(platform, mark)


def _wait_for_pictures(database: Path) -> None:
    """Until the worker has made all renditions: pages show the nearest that there is meanwhile."""
    deadline = time.monotonic() + PICTURES_WITHIN
    query = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING')"
    while True:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as link:
            (waiting,) = link.execute(query).fetchone()
        if not waiting:
            return
        if time.monotonic() > deadline:
            raise TimeoutError(f"The worker still has {waiting} tasks after {PICTURES_WITHIN} s.")
        time.sleep(1)
