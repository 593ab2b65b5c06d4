"""`make pictures` makes the pictures of the documents anew, from the demo: the four brands side by side for the README,
and what an editor of Finhire sees of the desk for docs/editors.md.

`python -m tests.pictures --port PORT --password PASSWORD` takes them of a demo that runs already.
"""

import argparse
import io
import sys

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.chromium import chromium, patient
from tests.screenshots import cards_of, demo
from tests.smoke import BRANDS, ROOT

FOLDER = ROOT / "docs" / "images"
WINDOW = {"width": 1280, "height": 800}
WIDTH, QUALITY = 960, 72  # pixels; of WebP
#: Wagtail turns a wheel beside the editor until the preview is there.
PREVIEW_IS_THERE = """() => ![...document.querySelectorAll("[data-w-preview-target=spinner]")].some(
  wheel => !wheel.hidden && wheel.offsetParent)"""
#: The README's sheet: each brand's comparison as it opens, two beside two.
SHEET, PART, BETWEEN = "four-brands", (800, 500), 20
#: Picture → the address behind /admin/, and what is done there before it is taken: clicks, or a choice in a list.
PICTURES: dict[str, tuple[str, list[str | tuple[str, str]]]] = {
    "desk-first-page": ("", []),
    "desk-pages": ("pages/{specialism}/", []),
    "desk-new-comparison": ("pages/add/comparisons/comparisonpage/{specialism}/", []),
    "desk-health": ("pages/{comparison}/edit/", ["[data-side-panel-toggle=health]"]),
    "desk-preview": (
        "pages/{comparison}/edit/",
        ["[data-side-panel-toggle=preview]", ("#id_preview_mode", "social-card")],
    ),
    "desk-submit": ("pages/{comparison}/edit/", ["footer [data-w-dropdown-target=toggle]"]),
    "desk-library": ("snippets/library/role/", []),
    "desk-calendar": ("releases/calendar/", []),
}


def take(window: Page, name: str) -> None:
    """A picture of the window, made small."""
    picture = Image.open(io.BytesIO(window.screenshot(animations="disabled"))).convert("RGB")
    picture.thumbnail((WIDTH, WIDTH))
    picture.save(FOLDER / f"{name}.webp", quality=QUALITY, method=6)


def take_brands(browser: Browser, port: int) -> None:
    """The comparison of each brand as it opens, in English, on one sheet."""
    window = browser.new_context(viewport=WINDOW, reduced_motion="reduce").new_page()
    sheet = Image.new("RGB", tuple(2 * side + BETWEEN for side in PART), "#e1e1e6")
    for number, brand in enumerate(BRANDS):
        card = next(card for card in cards_of(port, brand, "en") if card["type"] == "comparison")
        window.goto(f"http://{brand}.localhost:{port}{card['url']}", wait_until="networkidle")
        window.evaluate("document.fonts.ready")
        with Image.open(io.BytesIO(window.screenshot(animations="disabled"))) as picture:
            part = picture.convert("RGB").resize(PART, Image.Resampling.LANCZOS)
        across, down = number % 2, number // 2
        sheet.paste(part, (across * (PART[0] + BETWEEN), down * (PART[1] + BETWEEN)))
    sheet.save(FOLDER / f"{SHEET}.webp", quality=QUALITY, method=6)


def take_all(browser: Browser, port: int, password: str) -> None:
    """All pictures, in English."""
    take_brands(browser, port)
    desk = f"http://desk.localhost:{port}/admin/"
    window = patient(browser.new_context(locale="en", viewport=WINDOW, reduced_motion="reduce").new_page())
    window.goto(f"{desk}login/")
    window.fill("input[name=username]", "editor@finhire.localhost")
    window.fill("input[name=password]", password)
    window.click("button[type=submit]")
    window.wait_for_url(desk)
    keys = {card["type"]: card["id"] for card in reversed(cards_of(port, "finhire", "en"))}
    for name, (path, steps) in PICTURES.items():
        window.goto(desk + path.format(**keys))
        for step in steps:
            if isinstance(step, str):
                window.click(step)
            else:
                window.select_option(*step)
        window.wait_for_load_state("networkidle")
        window.wait_for_timeout(2_000)  # what loads beside the editor, such as health and preview
        window.wait_for_function(PREVIEW_IS_THERE)
        window.wait_for_timeout(1_000)  # its pictures
        take(window, name)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--port", type=int, help="of a demo that runs already")
    options.add_argument("--password", default="", help="of its people")
    chosen = options.parse_args()
    FOLDER.mkdir(exist_ok=True)
    try:
        with chromium() as browser:
            if chosen.port:
                take_all(browser, chosen.port, chosen.password)
            else:
                with demo() as (port, password):
                    take_all(browser, port, password)
    except FileNotFoundError as lacking:
        print(lacking, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
