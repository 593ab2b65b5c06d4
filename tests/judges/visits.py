"""What a browser meets on a page: collected in one visit, judged by several tests."""

import http.client
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from .serving import SitePage

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
#: Everything that WCAG 2.2 asks for at A and AA, and what axe's authors advise besides.
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WINDOWS = {360: 740, 1440: 900}  # CSS pixels: a phone, a desk
WATCH_SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => list.getEntries().forEach(one => { window.shifted += one.value }))
  .observe({type: 'layout-shift', buffered: true});
"""
IMAGES = """
[...document.images].map(image => ({
  address: image.currentSrc || image.src, sized: image.hasAttribute('width') && image.hasAttribute('height'),
  area: image.clientWidth * image.clientHeight, inMain: !!image.closest('main'),
  avif: !!image.closest('picture')?.querySelector('source[type="image/avif"]'),
}))
"""


@dataclass
class Visit:
    """A page in a window of `width` CSS pixels: messages, addresses with bytes over the wire, cookies, faults."""

    page: SitePage
    width: int
    status: int = 0
    messages: list[str] = field(default_factory=list)
    transferred: dict[str, int] = field(default_factory=dict)
    cookies: list[str] = field(default_factory=list)
    shift: float = 0
    wide: int = 0
    images: list[dict[str, Any]] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)

    @property
    def hosts(self) -> set[str]:
        return {urlsplit(address).netloc for address in self.transferred if not address.startswith("data:")}

    def weight(self) -> int:
        """Bytes over the wire without the photographs: those of the page's own part, not the logo."""
        photographs = {image["address"] for image in self.images if image["inMain"]}
        return sum(size for address, size in self.transferred.items() if address not in photographs)


def visit(browser: Browser, page: SitePage, width: int, judged: bool = True, density: int | None = None) -> Visit:
    """Open a page with an empty cache and look at it; then, if it is to be judged, open all its answers for axe.

    :param density: the screen's pixels to one of CSS; a phone's are finer, and it takes larger pictures.
    """
    phone = width < 600
    context = browser.new_context(
        viewport={"width": width, "height": WINDOWS[width]},
        is_mobile=phone,
        device_scale_factor=density or (2 if phone else 1),
    )
    window, seen = context.new_page(), Visit(page, width)
    try:
        _listen(window, seen)
        window.add_init_script(WATCH_SHIFTS)
        answer = window.goto(page.url, wait_until="networkidle")
        seen.status = answer.status if answer else 0
        window.evaluate("document.fonts.ready")
        seen.images = window.evaluate(IMAGES)
        seen.shift = window.evaluate("window.shifted")
        seen.wide = window.evaluate("document.documentElement.scrollWidth")
        seen.cookies = [cookie["name"] for cookie in context.cookies()]
        _add_icon(window, seen)
        if judged:
            seen.violations = violations(window)
    finally:
        context.close()
    return seen


def _listen(window: Page, seen: Visit) -> None:
    wire = window.context.new_cdp_session(window)
    wire.send("Network.enable")
    addresses: dict[str, str] = {}
    wire.on("Network.requestWillBeSent", lambda event: addresses.update({event["requestId"]: event["request"]["url"]}))
    wire.on(
        "Network.loadingFinished",
        lambda event: seen.transferred.update(
            {addresses[event["requestId"]]: int(event["encodedDataLength"])} if event["requestId"] in addresses else {}
        ),
    )
    window.on("console", lambda said: _expected(said.text, seen) or seen.messages.append(said.text))
    window.on("pageerror", lambda error: seen.messages.append(str(error)))
    window.on("request", lambda asked: seen.transferred.setdefault(asked.url, 0))


def _add_icon(window: Page, seen: Visit) -> None:
    """A browser that shows its tabs loads the page's icon as well: one without a window never asks for it."""
    for address in window.evaluate("[...document.querySelectorAll('link[rel=icon]')].map(one => one.href)"):
        parts = urlsplit(address)
        with closing(http.client.HTTPConnection("127.0.0.1", seen.page.port, timeout=60)) as link:
            link.request("GET", parts.path, headers={"Host": parts.netloc})
            answer = link.getresponse()
            headers = sum(len(name) + len(value) + len(": \r\n") for name, value in answer.getheaders())
            assert answer.status == 200, address
            seen.transferred[address] = len("HTTP/1.1 200 OK\r\n\r\n") + headers + len(answer.read())


def _expected(message: str, seen: Visit) -> bool:
    """A browser's own note on a page that is not there and must not be."""
    return seen.page.status == 404 and "the server responded with a status of 404" in message


def violations(window: Page) -> list[str]:
    """What axe finds in the page as it stands and with every answer open: rule, element, what to do."""
    window.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
    window.evaluate(AXE.read_text())
    found = window.evaluate(
        "tags => axe.run({runOnly: tags, resultTypes: ['violations']}).then(all => all.violations)", AXE_TAGS
    )
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]
