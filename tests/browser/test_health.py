"""Beside the editor a lost point leads to its field, in whichever tab, and is gone when that is mended and saved."""

import pytest

from tests.chromium import wait_for_editor, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

DESCRIPTION = "search_description"


@pytest.fixture
def editor(signed_in, desk):
    """The editor of a comparison of Iduet, with its health open."""
    window = signed_in("editor@iduet.localhost")
    window.goto(desk.editor_of("iduet"))
    wait_for_editor(window)
    window.click("[data-side-panel-toggle=health]")
    window.wait_for_selector(".page-health__score")
    return window


def test_a_lost_point_leads_to_its_field_and_is_taken_back_when_mended(editor):
    before = int(editor.inner_text(".page-health__score strong"))
    way = editor.locator("a[data-field-path^='facts.'][data-field-path$='.reference_date']").first
    path = way.get_attribute("data-field-path")
    way.click()
    wait_until(
        editor,
        "document.activeElement.name?.endsWith('-reference_date') && document.activeElement.offsetParent !== null",
    )
    editor.keyboard.type("2026-01-31")
    editor.keyboard.press("Tab")
    editor.wait_for_selector(f"a[data-field-path='{path}']", state="detached")
    assert int(editor.inner_text(".page-health__score strong")) > before


def test_a_field_in_another_tab_is_opened(editor):
    editor.evaluate(
        "path => { const way = document.createElement('a'); way.href = `#:w:contentpath=${path}`;"
        " way.dataset.fieldPath = path; way.textContent = path; way.id = 'way';"
        " document.querySelector('.page-health').prepend(way) }",
        DESCRIPTION,
    )
    assert not editor.is_visible(f"[name={DESCRIPTION}]")
    editor.click("#way")
    wait_until(editor, f"document.activeElement.name === '{DESCRIPTION}'")
    assert editor.is_visible(f"[name={DESCRIPTION}]")
