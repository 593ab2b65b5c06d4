"""No link of the four sites leads nowhere, and what a page says of itself in JSON-LD it also shows."""

import json
import re
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from .serving import LANGUAGES

pytestmark = [pytest.mark.judge, pytest.mark.enable_socket]


class Crawl:
    """Everything that is reached from the brands' home pages: address → document, and what was wrong."""

    def __init__(self, sites):
        self.sites = sites
        self.documents: dict[str, BeautifulSoup] = {}
        self.answered: dict[str, int] = {}
        self.faults: list[str] = []

    def ours(self, address: str) -> bool:
        parts = urlsplit(address)
        return parts.scheme == "http" and parts.hostname in {f"{brand}.localhost" for brand in LANGUAGES}

    def run(self) -> "Crawl":
        waiting = [f"http://{brand}.localhost:{self.sites.port}{path}" for brand in LANGUAGES for path in ("/", "/en/")]
        came_from = dict.fromkeys(waiting, "start")
        while waiting:
            address = waiting.pop()
            if address in self.answered:
                continue
            parts = urlsplit(address)
            status, headers, body = self.sites.read(
                parts.hostname, parts.path + (f"?{parts.query}" if parts.query else "")
            )
            self.answered[address] = status
            if status in (301, 302, 308):
                self.faults.append(f"{came_from[address]} links to {address}, which leads on")
            elif status != 200:
                self.faults.append(f"{came_from[address]} links to {address}: {status}")
            elif headers.get("content-type", "").startswith("text/html"):
                self.documents[address] = html = BeautifulSoup(body, "html.parser")
                for target in self.targets(html, address):
                    came_from.setdefault(target, address)
                    waiting.append(target)
        for address, html in self.documents.items():
            self.check_fragments(address, html)
        return self

    def targets(self, html: BeautifulSoup, address: str) -> set[str]:
        named = [node["href"] for node in html.select("a[href], link[href]")]
        named += [node["src"] for node in html.select("[src]")]
        named += [part.split()[0] for node in html.select("[srcset]") for part in node["srcset"].split(",")]
        named += [node["content"] for node in html.select('meta[property="og:image"]')]
        found = {urldefrag(urljoin(address, name)).url for name in named}
        return {target for target in found if self.ours(target)}

    def check_fragments(self, address: str, html: BeautifulSoup) -> None:
        for node in html.select("a[href*='#']"):
            target, fragment = urldefrag(urljoin(address, node["href"]))
            there = self.documents.get(target)
            if fragment and there is not None and there.find(id=fragment) is None:
                self.faults.append(f"{address} links to {node['href']}, which is not there")


@pytest.fixture(scope="module")
def crawl(sites) -> Crawl:
    return Crawl(sites).run()


def test_no_link_is_broken(crawl):
    assert len(crawl.documents) > 100
    assert not crawl.faults, "\n".join(crawl.faults)


def test_a_broken_link_and_a_missing_fragment_are_seen(sites):
    crawl = Crawl(sites)
    html = BeautifulSoup('<a href="/there-is-nothing/">a</a><a href="#nowhere">b</a>', "html.parser")
    address = f"http://iduet.localhost:{sites.port}/"
    (target,) = crawl.targets(html, address) - {address}
    assert sites.read("iduet.localhost", urlsplit(target).path)[0] == 404
    crawl.documents[address] = html
    crawl.check_fragments(address, html)
    assert crawl.faults


def words(html: BeautifulSoup) -> str:
    """The text of what a page shows, without its spaces, which elements bring and take."""
    return "".join((html.main or html).get_text().split())


def graph_faults(html: BeautifulSoup) -> list[str]:
    """Names that a page's graph uses and does not explain, and questions that it tells and does not show."""
    scripts = html.select('script[type="application/ld+json"]')
    if len(scripts) != 1:
        return [f"{len(scripts)} graphs"]
    nodes = json.loads(scripts[0].string)["@graph"]
    known = {node["@id"] for node in nodes if "@id" in node}
    used = set(re.findall(r'\{"@id": "([^"]+)"\}', json.dumps(nodes)))
    faults = [f"{name} is nowhere explained" for name in used - known]
    faults += [f"a {node['@type']} without a name" for node in nodes if not (node.get("name") or node.get("headline"))
               and node["@type"] not in ("BreadcrumbList", "FAQPage")]  # fmt: skip
    shown = words(html)
    for node in nodes:
        for question in node.get("mainEntity", []) if node["@type"] == "FAQPage" else []:
            answer = BeautifulSoup(question["acceptedAnswer"]["text"], "html.parser")
            asked = BeautifulSoup(question["name"], "html.parser")
            faults += [text.get_text() for text in (asked, answer) if words(text) not in shown]
    return faults


def test_what_pages_tell_search_engines_holds_together_and_is_shown(crawl):
    judged = {address: html for address, html in crawl.documents.items() if html.main}
    faults = [f"{address}: {one}" for address, html in judged.items() for one in graph_faults(html)]
    assert len(judged) > 100
    assert not faults, "\n".join(faults[:40])


def test_a_graph_that_tells_what_nobody_sees_is_found():
    node = {"@type": "FAQPage", "@id": "a", "mainEntity": [{"name": "Why?", "acceptedAnswer": {"text": "So."}}],
            "about": {"@id": "b"}}  # fmt: skip
    page = f'<script type="application/ld+json">{json.dumps({"@graph": [node]})}</script><main>Nothing</main>'
    assert graph_faults(BeautifulSoup(page, "html.parser")) == ["b is nowhere explained", "Why?", "So."]
