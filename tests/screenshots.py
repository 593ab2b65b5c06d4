"""`python -m tests.screenshots [--port PORT --password PASSWORD] [--only PATTERN]` photographs every kind of page.

Without a port it starts the demo itself (`make run` in a temporary folder). The pictures stand in var/screenshots/ as
<brand>-<page type>-<width>.png, with a contact sheet for each brand. It fails when a page is wider than its window,
answers with another status than it should, or writes to the console.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page

from tests.chromium import chromium
from tests.smoke import BRANDS, MARK, ROOT, Visitor, free_port, stop, wait_until_serving

FOLDER = ROOT / "var" / "screenshots"
WINDOWS = {390: 844, 1440: 900}  # CSS pixels: a phone, a desk
NOTHING_THERE = "there-is-no-such-page/"
# What is behind /admin/ for a publisher, each with what to click there before the picture is taken.
DESK_VIEWS: dict[str, tuple[str, list[str]]] = {
    "dashboard": ("", []),
    "explorer": ("pages/{home}/", []),
    "comparison": ("pages/{comparison}/edit/", []),
    "comparison-sections": ("pages/{comparison}/edit/", ["[role=tab] >> nth=1"]),
    "health": ("pages/{comparison}/edit/", ["[data-side-panel-toggle=health]"]),
    "broken-links": ("reports/links/", []),
    "translations": ("reports/translations/", []),
    "figures": ("reports/figures/", []),
    "touched": ("snippets/navigation/menu/", ["main td a[href*='/edit/']", "a[href*='/touched/']"]),
    "before-and-after": (
        "snippets/navigation/menu/",
        ["main td a[href*='/edit/']", "a[href*='/touched/']", "td button"],
    ),
    "roles": ("snippets/library/role/", []),
    "role": ("snippets/library/role/", ["main td a[href*='/edit/']"]),
    "menus": ("snippets/navigation/menu/", []),
    "menu": ("snippets/navigation/menu/", ["main td a[href*='/edit/']"]),
    "cookies": ("snippets/consent/cookie/", []),
    "brands": ("brands/", []),
    "brand": ("brands/", ["main td a[href*='/edit/']"]),
    "translation": ("translations/comparisons/comparisonpage/{comparison}/", []),
}


@dataclass
class Photographer:
    """Takes pictures in one window and writes down what was not as it must be."""

    window: Page
    width: int
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        # What browsers advise on forms, "[DOM] …", is no message of the page's.
        self.window.on("console", lambda said: said.text.startswith("[DOM]") or self.fault(f"console: {said.text}"))
        self.window.on("pageerror", lambda error: self.fault(f"script: {error}"))

    def fault(self, what: str) -> None:
        # A browser's own note on a status that is looked at on its own.
        if "Failed to load resource" not in what or not re.search(f"{NOTHING_THERE}|/_form/", self.window.url):
            self.faults.append(f"{self.width} {self.window.url}: {what}")

    def open(self, url: str, status: int = 200) -> None:
        answer = self.window.goto(url, wait_until="load")
        if answer is None or answer.status != status:
            self.fault(f"answers {answer and answer.status}, not {status}")

    def take(self, name: str, whole: bool = True) -> Path:
        """Pictures that load when they come into view are brought into view first."""
        self.window.evaluate(
            "Promise.all([document.fonts.ready, ...[...document.images].map(async picture => {"
            " picture.loading = 'eager'; try { await picture.decode() } catch {} })])"
        )
        wide = self.window.evaluate("document.documentElement.scrollWidth")
        if wide > self.width:
            self.fault(f"is {wide} pixels wide")
        path = FOLDER / f"{name}-{self.width}.png"
        self.window.screenshot(path=path, full_page=whole, animations="disabled")
        return path


def cards_of(port: int, brand: str, language: str) -> list[dict]:
    """The cards of a brand's pages, in the order of its tree."""
    ask = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/v1/brands/{brand}/pages?locale={language}&limit=100",
        headers={"Host": f"{brand}.localhost:{port}"},
    )
    with urllib.request.urlopen(ask, timeout=60) as answer:  # noqa: S310 - a loopback address
        return [item["card"] for item in json.load(answer)["items"]]


def pages_of(port: int, brand: str, language: str) -> dict[str, str]:
    """Page type → path of the brand's first page of that type; the cookie page and what is not there apart."""
    found: dict[str, str] = {}
    for card in cards_of(port, brand, language):
        found.setdefault("cookies" if "cookies" in card["url"] else card["type"], card["url"])
    prefix, search = ("/en/", "search/") if language == "en" else ("/", "zoeken/")
    return {
        **found,
        "not-found": prefix + NOTHING_THERE,
        "cookie-choice": f"{prefix}_cookies/",
        "search": f"{prefix}{search}",
        "search-found": f"{prefix}{search}?q=interim",
        "search-meant": f"{prefix}{search}?q=recruitmnet",
        "search-close": f"{prefix}{search}?q=interim+xylophone",
        "search-empty": f"{prefix}{search}?q=xylophone",
    }


def _filled_in(window: Page, **answers: str) -> None:
    """The contact form with an answer to everything that must be answered, and these."""
    for box in window.locator("form.enquiry fieldset").all():
        box.locator("input").first.check()
    for name, answer in answers.items():
        window.fill(f"form.enquiry [name={name}]", answer)
    window.click("form.enquiry button[type=submit]")


def _decided(window: Page) -> None:
    for question in window.locator(".decision-aid__question").all():
        question.locator("input").first.check()
    window.click(".decision-aid__send button")


def _sent(window: Page) -> None:
    window.check("form.enquiry [name=consent]")
    _filled_in(window, name="Jan", email="jan@example.com", message="Hello.")


#: What a page looks like after somebody did something on it: state → what she does.
STATES: dict[str, Callable[[Page], None]] = {
    "contact-wrong": lambda window: _filled_in(window, email="jan@example", message="Hello."),
    "contact-sent": _sent,
    "decided": _decided,
}


def photograph_site(
    photographer: Photographer, port: int, brand: str, language: str, only: re.Pattern[str]
) -> list[Path]:
    taken = []
    for kind, path in pages_of(port, brand, language).items():
        if only.search(f"{brand}-{kind}"):
            photographer.open(f"http://{brand}.localhost:{port}{path}", 404 if kind == "not-found" else 200)
            taken.append(photographer.take(f"{brand}-{kind}"))
    for state, reach in STATES.items():
        if only.search(f"{brand}-{state}"):
            kind = "contact" if state.startswith("contact") else "comparison"
            photographer.open(f"http://{brand}.localhost:{port}{pages_of(port, brand, language)[kind]}")
            reach(photographer.window)
            photographer.window.wait_for_load_state("networkidle")
            taken.append(photographer.take(f"{brand}-{state}"))
    if only.search(f"{brand}-menu"):
        photographer.open(f"http://{brand}.localhost:{port}{'/en/' if language == 'en' else '/'}")
        photographer.window.click(".header__toggle:visible, .menu__summary:visible")
        taken.append(photographer.take(f"{brand}-menu", whole=False))
    return taken


def photograph_desk(photographer: Photographer, port: int, password: str, only: re.Pattern[str]) -> list[Path]:
    window, desk = photographer.window, f"http://desk.localhost:{port}/admin/"
    photographer.open(f"{desk}login/")
    window.fill("input[name=username]", "publisher@finhire.localhost")
    window.fill("input[name=password]", password)
    window.click("button[type=submit]")
    window.wait_for_url(desk)
    keys = {card["type"]: card["id"] for card in reversed(cards_of(port, "finhire", "en"))}
    taken = []
    for language in ("nl", "en"):
        window.goto(f"{desk}account/")
        window.select_option("[name=locale-preferred_language]", language)
        window.click("form[method=post] button[type=submit]:visible, form[method=post] input[type=submit]:visible")
        for view, (path, clicks) in DESK_VIEWS.items():
            if only.search(f"desk-{view}-{language}"):
                photographer.open(desk + path.format(**keys))
                for selector in clicks:
                    window.click(selector)
                    window.wait_for_load_state("networkidle")
                taken.append(photographer.take(f"desk-{view}-{language}"))
    return taken


def contact_sheet(name: str, pictures: list[Path], column: int = 320, most: int = 640) -> Path:
    """The beginnings of all pictures on one sheet, each with its name."""
    label, across = 18, 5
    rows = -(-len(pictures) // across)
    sheet = Image.new("RGB", (across * (column + 12) + 12, rows * (most + label + 12) + 12), "#d8d8d8")
    write = ImageDraw.Draw(sheet)
    for number, path in enumerate(pictures):
        left, top = 12 + number % across * (column + 12), 12 + number // across * (most + label + 12)
        with Image.open(path) as picture:
            part = picture.convert("RGB").crop(
                (0, 0, picture.width, min(picture.height, picture.width * most // column))
            )
        part.thumbnail((column, most))
        write.text((left, top), path.stem, fill="#111")
        sheet.paste(part, (left, top + label))
    path = FOLDER / f"sheet-{name}.png"
    sheet.save(path)
    return path


@contextmanager
def demo() -> Iterator[tuple[int, str]]:
    """The demo in a folder of its own, from its start to its end: its port and its people's password."""
    port, mark = free_port(), f"screenshots-{os.getpid()}"
    with tempfile.TemporaryDirectory(prefix="screenshots-") as folder:
        data = Path(folder) / "data"
        apart = {"DATA_DIR": str(data), "DATABASE_URL": "", "SECRET_KEY": "", "BIND": "127.0.0.1", "HTTPS": "0"}
        environment = {**os.environ, **apart, "DEMO": "1", "PORT": str(port), MARK: mark}
        platform = subprocess.Popen(
            [sys.executable, "-m", "cms.launch"], cwd=ROOT, env=environment, start_new_session=True
        )
        try:
            wait_until_serving(platform, Visitor(port))
            yield port, (data / "demo-password").read_text().strip()
        finally:
            stop(platform, mark)


def photograph(browser: Browser, port: int, password: str, only: re.Pattern[str]) -> list[str]:
    """Take all pictures that are asked for. The answer is what was not as it must be."""
    faults: list[str] = []
    taken: dict[str, list[Path]] = {}
    work: list[tuple[str, int, Callable[[Photographer], list[Path]]]] = [
        (brand, width, lambda eye, brand=brand, language=language: photograph_site(eye, port, brand, language, only))
        for brand, language in zip(BRANDS, ("en", "nl", "nl", "en"), strict=True)
        for width in WINDOWS
    ]
    if password:
        work.append(("desk", 1440, lambda eye: photograph_desk(eye, port, password, only)))
    for name, width, take_all in work:
        context = browser.new_context(
            viewport={"width": width, "height": 1600 if name == "desk" else WINDOWS[width]}, reduced_motion="reduce"
        )
        eye = Photographer(context.new_page(), width)
        taken.setdefault(name, []).extend(take_all(eye))
        faults += eye.faults
        context.close()
    for name, pictures in taken.items():
        if pictures:
            print(f"{contact_sheet(name, pictures).relative_to(ROOT)}: {len(pictures)} pictures")
    return faults


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--port", type=int, help="of a demo that runs already")
    options.add_argument("--password", default="", help="of its people; without it the desk is left out")
    options.add_argument("--only", default=re.compile(""), type=re.compile, help="a pattern for <brand>-<page type>")
    chosen = options.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    try:
        with chromium() as browser:
            if chosen.port:
                faults = photograph(browser, chosen.port, chosen.password, chosen.only)
            else:
                with demo() as (port, password):
                    faults = photograph(browser, port, password, chosen.only)
    except FileNotFoundError as lacking:
        print(lacking, file=sys.stderr)
        return 1
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
