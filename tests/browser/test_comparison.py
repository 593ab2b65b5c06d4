"""From signing in to a public page: an editor makes a comparison, looks at it and submits it; a publisher publishes."""

import time
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import Locator

from tests.chromium import wait_for_editor

from .person import Person

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

TITLE, PATH = "CFO vs. CIO", "/en/finance-leadership/cfo-vs-cio/"
ROLES = ("CFO", "CIO")
VERDICT = "Choose a CFO where money decides. Choose a CIO where systems decide what the company can do at all."
INTRODUCTION = (
    "A CFO and a CIO share one table and seldom one language. This page tells when which of them comes first."
)
TEXT = "The CFO answers for capital and course, the CIO for information and technology. Both ask what a decision costs."
ROWS = {
    "Answers for": ("Capital, results and risk", "Information, systems and security"),
    "Looks ahead": ("The coming financing round", "The coming change of platform"),
}
REASONS = ("financing and control", "technology and change")
#: Sections that a new comparison opens with, and this one does without.
NOT_WANTED = (
    "strategic_choice", "advantage", "specialisations", "getting_started", "group_brands", "cookie_table",
)  # fmt: skip
MOST_MINUTES = 15


class Making(Person):
    """An editor at work on a comparison."""

    def tab(self, number: int) -> None:
        self.click(self.window.get_by_role("tab").nth(number))

    def section(self, kind: str) -> Locator:
        """A section that a new comparison opens with, by its type."""
        return self.window.locator(
            f"[data-contentpath=body] [data-streamfield-child]:has(> input[name$='-type'][value={kind}])"
        )

    def add(self, inside: Locator) -> None:
        """One more of a list, at its end."""
        self.click(inside.locator("button.c-sf-add-button:visible").last)

    def choose(self, inside: Locator, name: str = "", number: int = 0) -> None:
        """Choose a library item by its name, or one of those that are offered."""
        self.click(inside.locator("[data-chooser-action-choose]:visible").last)
        offered = self.window.locator(".modal a[data-chooser-modal-choice]")
        self.click((offered.filter(has_text=name) if name else offered).nth(number))
        self.window.locator(".modal").wait_for(state="detached")

    def fill(self, section: Locator, name: str, text: str) -> None:
        """Write into the field of a section whose name ends so."""
        self.write(section.locator(f"[name$='-{name}']").last, text)

    def fill_list(self, kind: str, heading: str, chosen: list[tuple[str, dict[str, str]]]) -> None:
        """A section that lists items of the library: its heading, each item, and what is said of it."""
        section = self.section(kind)
        self.fill(section, "heading", heading)
        for number, (name, said) in enumerate(chosen):
            if number:
                self.add(section)
            self.choose(section, name, 0 if name else number)
            for field, text in said.items():
                self.fill(section, field, text)

    def remove(self, kind: str) -> None:
        self.click(self.section(kind).get_by_title("Delete").first)


def read(desk, path: str) -> tuple[int, str]:
    """What a visitor of Finhire gets: status and page."""
    host = {"Host": f"finhire.localhost:{desk.port}"}
    ask = urllib.request.Request(f"http://127.0.0.1:{desk.port}{path}", headers=host)
    try:
        with urllib.request.urlopen(ask, timeout=60) as answer:  # noqa: S310 - loopback
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, ""


def introduce(editor: Making) -> None:
    """The first tab: title, verdict, introduction and the two roles."""
    window = editor.window
    editor.write("[name=title]", TITLE)
    editor.write("[name=verdict]", VERDICT)
    editor.write("[data-contentpath=introduction] [contenteditable=true]", INTRODUCTION)
    roles = window.locator("[data-field][data-contentpath=roles]").first
    for name in ROLES:
        editor.add(roles)
        editor.choose(roles, name)


def fill_sections(editor: Making) -> None:
    """The second tab: text, cards, table, choice, an example and questions; what is not wanted goes."""
    editor.tab(1)
    for kind in NOT_WANTED:
        editor.remove(kind)
    text = editor.section("comparison_text")
    editor.fill(text, "heading", "What is the difference?")
    editor.write(text.locator("[contenteditable=true]"), TEXT)
    editor.fill_list("role_cards", "The two roles", [(name, {}) for name in ROLES])
    table = editor.section("criteria_table")
    editor.fill(table, "heading", "Side by side")
    editor.fill(table, "caption", "CFO and CIO, row by row")
    for number, (criterion, cells) in enumerate(ROWS.items()):
        if number:
            editor.add(table)
        editor.fill(table, "criterion", criterion)
        for cell in cells:
            editor.write_on(cell)
    reasons = [(name, {"reason": reason}) for name, reason in zip(ROLES, REASONS, strict=True)]
    editor.fill_list("choice_list", "Which one do you need?", reasons)
    editor.fill_list("examples", "An example", [("", {})])
    editor.fill_list("questions", "Questions", [("", {})] * 3)


def test_an_editor_makes_and_submits_a_comparison_and_a_publisher_publishes_it(desk, signed_in):
    window = signed_in("editor@finhire.localhost")
    editor = Making(window)
    editor.opens(window.locator("#brands-content, main").locator("tr", has_text="English").get_by_role("link").first)
    row = window.locator("main tr").filter(has=window.get_by_role("link", name="Finance leadership", exact=True))
    editor.opens(row.locator("td").last.get_by_role("link"))  # the pages below it
    editor.opens(window.get_by_role("link", name="Add child page").first)
    editor.opens(window.locator("main a[href*='/comparisons/comparisonpage/']").first)
    wait_for_editor(window)
    introduce(editor)
    fill_sections(editor)

    editor.click("[data-side-panel-toggle=preview]")
    shown = window.frame_locator("#w-preview-iframe")
    shown.locator("h1", has_text=TITLE).wait_for()
    assert all(cell in shown.locator("main").inner_text() for cells in ROWS.values() for cell in cells)

    # She submits while the desk still saves.
    editor.click("footer [data-w-dropdown-target=toggle]")
    editor.opens(window.locator("[name=action-submit]"))
    window.locator(".messages .success").wait_for()
    assert read(desk, PATH)[0] == 404  # nobody sees it yet
    editor.report("A comparison made, looked at and submitted")
    assert editor.minutes <= MOST_MINUTES

    window = signed_in("publisher@finhire.localhost")
    publisher = Person(window)
    publisher.opens(window.locator("main a", has_text=TITLE).first)
    wait_for_editor(window)
    publisher.click("footer [data-w-dropdown-target=toggle]")
    publisher.click(window.locator("footer").get_by_text("Approve and publish", exact=False).first)
    publisher.report("The comparison approved")
    deadline = time.monotonic() + 20
    while read(desk, PATH)[0] != 200:
        assert time.monotonic() < deadline, "the page is not there"
        time.sleep(0.2)
    page = read(desk, PATH)[1]
    assert all(words in page for words in (TITLE, VERDICT, TEXT, *ROWS))
