"""A table in the real editor: typed and published under the desk's policy; on a phone it moves within the page."""

import os
from itertools import chain

import pytest

from tests.chromium import wait_for_editor, wait_until_kept

from .test_desk_policy import WATCH

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

NARROW = {"width": 320, "height": 700}
WORDS = [["Interim", "Drie tot negen maanden", "Per uur"], ["Vast", "Onbepaalde tijd", "Een deel van het jaarsalaris"]]
HEADS = ["Vorm", "Duur", "Tarief"]


def typed_into(window, section) -> None:
    """Caption, three columns with headings, and two rows."""
    section.get_by_label("Caption").fill("Wat het kost")
    for _head in HEADS:
        section.locator("button.append-column").click()
        section.locator(".add-column-menu button").click()
    section.locator("button[data-add-row]").click()
    for field, head in zip(section.locator("input.column-heading").all(), HEADS, strict=True):
        field.fill(head)
    for field, words in zip(section.locator("[role=textbox]").all(), chain(*WORDS), strict=True):
        field.click()
        window.keyboard.type(words)
        wait_until_kept(section, words)
    section.get_by_label("The first column holds headings").check()


@pytest.mark.parametrize("brand", ["iduet", "finhire"])
def test_what_is_typed_is_read(desk, signed_in, browser, brand):
    page, path = desk.tell(
        "from cms.pages.models import ContentPage as C; from brands.models import Brand; "
        f"b = Brand.objects.get(key='{brand}'); "
        "p = C.objects.filter(live=True, locale__language_code='nl', "
        "path__startswith=b.site.root_page.path).order_by('path').first(); print(p.pk, p.get_url_parts()[2])"
    ).split()
    window = signed_in(f"publisher@{brand}.localhost")
    window.add_init_script(WATCH)
    said: list[str] = []
    window.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    window.goto(f"{desk.address}/admin/pages/{page}/edit/")
    wait_for_editor(window)
    window.get_by_role("tab", name="Sections").click()
    body = window.locator("[data-field][data-contentpath=body]").first
    body.locator("button.c-sf-add-button:visible").first.click()
    window.get_by_role("option", name="Table", exact=True).click()
    section = body.locator("[data-streamfield-child]:visible").first
    typed_into(window, section)
    window.locator("button[data-w-dropdown-target=toggle]:visible").last.click()
    with window.expect_navigation():
        window.locator("button[name=action-publish]").click()
    assert said == []
    assert window.evaluate("window.broken || []") == []

    reader = browser.new_page(viewport=NARROW)
    reader.goto(f"http://{brand}.localhost:{desk.port}{path}")
    region = reader.locator(".data-table")
    assert region.locator("thead th").all_text_contents() == HEADS
    assert [[cell.strip() for cell in row.locator("th, td").all_text_contents()]
            for row in region.locator("tbody tr").all()] == WORDS  # fmt: skip
    wide = "document.documentElement.scrollWidth"
    assert reader.evaluate(wide) == NARROW["width"]
    region.focus()
    assert region.evaluate("each => each.scrollWidth > each.clientWidth")
    reader.keyboard.press("ArrowRight")
    for _ in range(200):  # the page's policy lets no script wait for it
        if moved := region.evaluate("each => each.scrollLeft > 0"):
            break
        reader.wait_for_timeout(50)
    assert moved
    if folder := os.environ.get("SCREENSHOTS"):
        for width in (320, 1280):
            reader.set_viewport_size({"width": width, "height": 900})
            region.scroll_into_view_if_needed()
            reader.screenshot(path=f"{folder}/table-{brand}-{width}.png")
    reader.close()
