"""With the keyboard alone a publisher makes a release, adds two things to it, plans it, and takes it back."""

import re

import pytest
from playwright.sync_api import Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

ROLE = "from cms.library.models import Role as R; print(R.objects.filter(brand__key='{}', live=True).first().pk)"
FORGET = "from cms.releases.models import Release as R; print(R.objects.filter(title__startswith='Zomer').delete()[0])"
MOST = 150  # stops until something must have been reached


@pytest.fixture(autouse=True)
def _forget_afterwards(desk):
    yield
    desk.tell(FORGET)


def reach(window: Page, target: Locator) -> None:
    """Press Tab until the focus is on something, and see that it shows there."""
    target.wait_for()
    for _ in range(MOST):
        window.keyboard.press("Tab")
        if target.evaluate("one => one === document.activeElement"):
            shown = (
                "one => { const s = getComputedStyle(one); return s.outlineStyle !== 'none' || s.boxShadow !== 'none' }"
            )
            assert target.evaluate(shown), f"{target} does not show that it has the focus"
            return
    raise AssertionError(f"{target} is not reached by Tab")


def press(window: Page, target: Locator) -> None:
    """Press a button, or follow a link, to the page that it leads to."""
    reach(window, target)
    with window.expect_navigation():
        window.keyboard.press("Enter")


def add(window: Page, editor: str, menu: str, title: str) -> None:
    """From a menu in the editor of a page or item into a release."""
    window.goto(editor)
    reach(window, window.get_by_role("button", name=menu, exact=True).first)
    window.keyboard.press("Enter")
    press(window, window.get_by_role("link", name="Add to a release"))
    reach(window, window.get_by_label(title))
    window.keyboard.press("Space")
    press(window, window.get_by_role("button", name="Add"))


@pytest.mark.parametrize(("brand", "other"), [("finhire", "iduet"), ("iduet", "gridmasters")])
def test_a_release_by_keyboard(desk, signed_in, brand, other):
    desk.draft_as_published(brand)
    window, title = signed_in(f"publisher@{brand}.localhost"), f"Zomer bij {brand}"
    window.goto(f"{desk.address}/admin/snippets/releases/release/add/")
    reach(window, window.get_by_role("textbox", name="Title*"))
    window.keyboard.type(title)
    reach(window, window.get_by_role("textbox", name="Goes live at"))
    window.keyboard.type("2031-07-01 09:00")
    press(window, window.get_by_role("button", name="Save"))
    window.get_by_text("Nothing is in it yet").wait_for()
    release = window.url
    assert window.get_by_role("button", name="Plan it").count() == 0

    add(window, desk.editor_of(brand), "Actions", title)
    role = desk.find(ROLE.format(brand))
    add(window, f"{desk.address}/admin/snippets/library/role/edit/{role}/", "More actions", title)
    assert window.url == release
    assert window.locator("main tbody tr").count() == 2

    press(window, window.get_by_role("button", name="Plan it"))
    assert "It is planned" in window.locator(".messages").inner_text()
    press(window, window.get_by_role("button", name="Take it back"))
    press(window, window.get_by_role("button", name=re.compile("^Take out")).first)
    assert window.locator("main tbody tr").count() == 1

    elsewhere = signed_in(f"publisher@{other}.localhost")
    assert elsewhere.goto(release).status == 404
