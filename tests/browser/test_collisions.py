"""Two people on one page in real browsers, and a comparison from sign-in to visitors."""

import json
import logging

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

EDITOR, PUBLISHER = "editor@finhire.localhost", "publisher@finhire.localhost"
FIND = """
import json
from wagtail.models import Page
from brands.models import Brand
brand = Brand.objects.get(key="finhire")
page = Page.objects.get(slug="veelgestelde-vragen", path__startswith=brand.site.root_page.path)
print(json.dumps({"page": page.pk, "title": page.title, "url": page.specific.full_url}))
"""
READ = """
import json
from wagtail.models import Page
page = Page.objects.get(pk={pk})
print(json.dumps({{"title": page.title, "drafts": [r.as_object().title for r in page.revisions.order_by("pk")]}}))
"""


def told(desk, script: str):
    return json.loads(desk.manage("shell", "--no-imports", "-c", script).strip().splitlines()[-1])


def press(window, name: str) -> None:
    """Choose an action of the editor's menu, such as `action-publish`."""
    window.locator("footer [data-w-dropdown-target=toggle]").click()
    with window.expect_navigation():
        window.locator(f"[name={name}]").click()


def open_page(window, desk, pk: int) -> None:
    window.goto(f"{desk.address}/admin/pages/{pk}/edit/")
    window.wait_for_selector("#id_title")


def write(window, text: str) -> None:
    """Type a title, and wait until the editor has tried to save it by itself."""
    with window.expect_response(lambda answer: answer.request.method == "POST" and answer.url.endswith("/edit/")):
        window.fill("#id_title", text)


def test_the_second_of_two_is_told_and_decides(desk, signed_in, tmp_path):
    known = told(desk, FIND)
    first, second = signed_in(EDITOR), signed_in(PUBLISHER)
    open_page(second, desk, known["page"])
    open_page(first, desk, known["page"])
    write(first, "What the first wrote")

    write(second, "What the second wrote")  # her editor may not save this by itself
    second.locator("footer [data-w-dropdown-target=toggle]").click()
    second.locator("[name=action-publish]").click()
    confirm = second.locator("[data-w-dialog-target] button:visible, dialog button:visible").filter(has_text="ontinue")
    if confirm.count():
        confirm.first.click()
    second.wait_for_selector("[name=opened_revision_id]", state="attached")
    second.screenshot(path=tmp_path / "two-versions.png", full_page=True)
    logging.getLogger(__name__).warning("Screenshot: %s", tmp_path / "two-versions.png")
    assert "What the first wrote" in second.locator("main").inner_text()
    assert told(desk, READ.format(pk=known["page"]))["title"] == known["title"]

    with second.expect_navigation():
        second.locator("[name=collision][value=back]").click()
    assert second.locator("#id_title").input_value() == "What the second wrote"
    press(second, "action-publish")
    with second.expect_navigation():
        second.locator("[name=collision][value=keep]").click()
    after = told(desk, READ.format(pk=known["page"]))
    assert after["title"] == "What the second wrote"
    assert "What the first wrote" in after["drafts"]
