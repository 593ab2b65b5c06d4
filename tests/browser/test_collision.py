"""Two people on one page: the second is shown both versions and decides, and neither is lost. Nobody collides alone."""

import pytest

from tests.chromium import wait_for_editor, wait_until

from .person import Person

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

HERS, HIS = "The verdict as the editor has it.", "The verdict as the publisher has it."
HALF, WHOLE = "Half of a sentence", "Half of a sentence and the other half."
SAVE = "[data-edit-form] button[type=submit]:visible"


@pytest.fixture(scope="module", autouse=True)
def _as_published(desk):
    desk.draft_as_published("finhire")


def at_work(window, desk) -> Person:
    """Somebody who has the comparison open."""
    window.goto(desk.editor_of("finhire"))
    wait_for_editor(window)
    return Person(window)


UNSAVED = "[data-edit-form][data-w-unsaved-has-edits-value=true]"
HOLD = """() => {
    const ask = window.fetch;
    window.answers = [];
    window.fetch = async (address, options) => {
        const answer = await ask(address, options);
        const saves = options?.method === "post" && options.body?.has?.("loaded_revision_id");
        if (saves) await new Promise((hear) => window.answers.push(hear));
        return answer;
    };
}"""


def hear_late(window) -> None:
    """From now on the server answers autosaves, and the window hears of it only when `hear` is called."""
    window.evaluate(HOLD)


def hear(window) -> None:
    window.evaluate("() => window.answers[0]()")


def until_answered(window) -> None:
    wait_until(window, "window.answers.length")


def test_the_second_sees_both_versions_and_nothing_is_lost(desk, signed_in):
    editor = at_work(signed_in("editor@finhire.localhost"), desk)
    publisher = at_work(signed_in("publisher@finhire.localhost"), desk)
    editor.window.fill("[name=verdict]", HERS)
    editor.opens(editor.window.locator(SAVE).first)

    window = publisher.window
    window.fill("[name=verdict]", HIS)
    # The desk hears of the newer version by itself, says so truly, and leads to both at the first click.
    window.get_by_text("When you save, you see both and decide.").first.wait_for()
    window.locator("[data-w-session-intercept-value=conflict]").wait_for(state="attached")
    publisher.opens(window.locator(SAVE).first)
    row = window.locator("main tr").filter(has=window.get_by_role("rowheader", name="Verdict"))
    theirs, mine = (cell.inner_text() for cell in row.locator("td").all())
    assert theirs == HERS
    assert all(words in mine for words in ("editor", "publisher"))  # what is different stands marked

    publisher.opens("[name=collision][value=back]")
    assert window.input_value("[name=verdict]") == HIS  # nothing of his is lost either
    publisher.opens(window.locator(SAVE).first)
    publisher.opens("[name=collision][value=keep]")
    publisher.report("A collision looked at twice and decided")

    editor.window.goto(desk.editor_of("finhire"))
    assert editor.window.input_value("[name=verdict]") == HIS
    editor.window.goto(desk.editor_of("finhire").replace("/edit/", "/history/"))
    history = editor.window.locator("main").inner_text()
    assert all(name in history for name in ("Finhire editor", "Finhire publisher"))


def test_what_nobody_wrote_is_not_saved(desk, signed_in):
    """A slow browser's rich text writes its own form of a text after Wagtail began to watch: no edit of hers."""
    publisher = at_work(signed_in("publisher@finhire.localhost"), desk)
    window, sent = publisher.window, []
    window.on("request", lambda asked: sent.append(asked.post_data or "") if asked.url == window.url else None)
    window.evaluate("document.querySelector('[name=search_description]').value = 'Written by a script'")
    window.locator(UNSAVED).wait_for(state="attached")
    window.wait_for_timeout(3_000)  # six times as long as an autosave waits
    assert sent == []
    with window.expect_request(lambda asked: asked.method == "POST" and asked.url == window.url):
        window.fill("[name=verdict]", "A verdict that nobody has written before.")


def test_what_is_pressed_during_an_autosave_waits_for_it_and_collides_with_nothing(desk, signed_in):
    publisher = at_work(signed_in("publisher@finhire.localhost"), desk)
    window, page = publisher.window, desk.comparison("finhire")
    hear_late(window)
    window.fill("[name=verdict]", HALF)
    until_answered(window)
    window.fill("[name=verdict]", WHOLE)
    publisher.click("footer [data-w-dropdown-target=toggle]")
    publisher.click("[name=action-publish]")
    window.wait_for_timeout(1_000)
    assert window.url == desk.editor_of("finhire")
    assert window.locator("[name=action-publish]").is_disabled()  # it is seen to be pressed
    with window.expect_navigation():
        hear(window)
    assert window.locator("[name=collision]").count() == 0
    window.locator(".messages .success").wait_for()
    find = f"from wagtail.models import Page; page = Page.objects.get(pk={page}).specific"
    assert desk.tell(f"{find}; print(page.verdict, page.has_unpublished_changes)") == f"{WHOLE} False"


def test_a_button_that_waits_is_sent_when_the_autosave_is_refused_and_then_asks(desk, signed_in):
    editor = at_work(signed_in("editor@finhire.localhost"), desk)
    publisher = at_work(signed_in("publisher@finhire.localhost"), desk)
    editor.window.fill("[name=verdict]", f"{HERS} Again.")
    editor.opens(editor.window.locator(SAVE).first)
    hear_late(publisher.window)
    publisher.window.fill("[name=verdict]", f"{HIS} Again.")
    until_answered(publisher.window)
    publisher.click(publisher.window.locator(SAVE).first)
    with publisher.window.expect_navigation():
        hear(publisher.window)
    assert publisher.window.locator("[name=collision]").count() == 3
