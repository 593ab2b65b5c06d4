"""What was typed is saved to its last word, however soon she saves."""

import pytest

from tests.chromium import wait_for_editor

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

WORDS = " And so on to the last word."


@pytest.mark.parametrize("slower", [1, 6])
def test_of_a_text_that_is_saved_by_the_keyboard_at_once(desk, signed_in, slower):
    window, page = signed_in("editor@finhire.localhost"), desk.comparison("finhire")
    window.goto(desk.editor_of("finhire"))
    wait_for_editor(window)
    window.context.new_cdp_session(window).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    window.locator("[data-contentpath=introduction] [role=textbox]").click()
    window.keyboard.press("Control+End")
    words = f"{WORDS} {slower}"
    window.keyboard.type(words)
    with window.expect_navigation():
        window.keyboard.press("Control+s")
    window.locator(".messages .success").wait_for()
    find = f"from wagtail.models import Page; page = Page.objects.get(pk={page})"
    assert words.strip() in desk.tell(f"{find}; print(page.get_latest_revision_as_object().introduction)")
