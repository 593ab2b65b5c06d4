"""Lighthouse on its phone profile: a page of each type, brands in turn, and every comparison."""

import json
import os
import statistics
import subprocess
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.chromium import FLAGS

from .serving import LANGUAGES, SitePage

pytestmark = [pytest.mark.judge, pytest.mark.enable_socket]

LEAST = {"accessibility": 1, "best-practices": 1, "seo": 1, "performance": 0.98}
CATEGORIES = [*LEAST, "agentic-browsing"]


@cache
def report(url: str, tools: Path, chromium: str, categories: tuple[str, ...] = tuple(CATEGORIES)) -> dict:
    """One run: scores by category, and the audits that did not pass."""
    command = [
        "node", str(tools / "lighthouse" / "cli" / "index.js"), url, "--output=json", "--quiet",
        "--no-enable-error-reporting", f"--only-categories={','.join(categories)}",
        f"--chrome-flags=--headless {' '.join(FLAGS)}",
    ]  # fmt: skip
    ran = subprocess.run(
        command, capture_output=True, text=True, timeout=300, check=False, env={**os.environ, "CHROME_PATH": chromium}
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    return json.loads(ran.stdout)


def lacking(found: dict, category: str) -> list[str]:
    """Applicable audits of a category that did not pass."""
    refs = found["categories"][category]["auditRefs"]
    audits = [found["audits"][ref["id"]] for ref in refs]
    judged = [one for one in audits if one["scoreDisplayMode"] in ("binary", "numeric", "metricSavings", "ternary")]
    return [f"{one['id']} {one['title']}" for one in judged if one["score"] is not None and one["score"] < 1]


def performance(url: str, tools: Path, chromium: str) -> float:
    """Median of three runs; where the first two agree on which side of the line they are, they are the median's."""
    scores: list[float] = []
    for _ in range(3):
        found = report.__wrapped__(url, tools, chromium, ("performance",))
        scores.append(found["categories"]["performance"]["score"])
        if len(scores) == 2 and len({score >= LEAST["performance"] for score in scores}) == 1:
            break
    return statistics.median_low(scores)


def one_of_each(pages: list[SitePage]) -> list[SitePage]:
    """A page of each type, brands in turn; where a brand has none of a type, the next one's."""
    brands = list(LANGUAGES)
    kinds = sorted({page.kind for page in pages if page.status == 200})
    chosen = []
    for number, kind in enumerate(kinds):
        turn = brands[number % len(brands) :] + brands[: number % len(brands)]
        chosen.append(next(page for brand in turn for page in pages if page.kind == kind and page.brand == brand))
    return chosen


def test_every_type_is_accessible_sound_found_and_usable_by_agents(pages, tools, chromium_path):
    faults = []
    for page in one_of_each(pages):
        found = report(page.url, tools, chromium_path)
        for category in ("accessibility", "best-practices", "seo"):
            score = found["categories"][category]["score"]
            if score < LEAST[category]:
                faults.append(f"{page} {category} {score}: {lacking(found, category)}")
        if missing := lacking(found, "agentic-browsing"):
            faults.append(f"{page} agentic-browsing: {missing}")
    assert not faults, "\n".join(faults)


def test_every_type_is_fast_on_a_phone(pages, tools, chromium_path):
    scores = {str(page): performance(page.url, tools, chromium_path) for page in one_of_each(pages)}
    assert min(scores.values()) >= LEAST["performance"], scores


class Lacking(BaseHTTPRequestHandler):
    """A page without title, language and landmarks, with a picture and a link that say nothing."""

    def do_GET(self):
        body = b'<!doctype html><img src="/x.png"><a href="/"></a>'
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Nothing is written for what is asked."""


@pytest.mark.usefixtures("_sockets")
def test_it_sees_a_page_that_lacks_everything(tools, chromium_path):
    with ThreadingHTTPServer(("127.0.0.1", 0), Lacking) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            found = report(f"http://127.0.0.1:{server.server_port}/", tools, chromium_path)
        finally:
            server.shutdown()
    assert found["categories"]["accessibility"]["score"] < 1
    assert lacking(found, "accessibility")
