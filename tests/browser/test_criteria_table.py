"""The criteria table in the real editor: cells follow the page's roles while somebody works."""

import json

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

#: A role that the demo's comparison of a brand does not have yet.
NEWCOMERS = {"iduet": "IT Director", "finhire": "CIO"}


class Editor:
    """A comparison that is open in the editor."""

    def __init__(self, window, address: str):
        self.window = window
        window.goto(address)
        self.roles = window.locator("[data-field][data-contentpath=roles]").first
        self.row = window.locator(".criteria-cells").first
        self.row.locator("textarea").first.wait_for(state="attached")

    def cells(self) -> list[tuple[str, str]]:
        """Role and text of the first row's cells, as they stand there."""
        labels = self.row.locator("label").all_text_contents()
        return list(zip(labels, [area.input_value() for area in self.row.locator("textarea").all()], strict=True))

    def stored(self) -> dict:
        return json.loads(self.row.locator("input[type=hidden]").input_value())

    def wait_for_roles(self, *names: str) -> None:
        self.window.wait_for_function(
            "([row, names]) => [...row.querySelectorAll('label')].map((label) => label.textContent).join() === names",
            arg=[self.row.element_handle(), ",".join(names)],
        )

    def press(self, icon: str, index: int) -> None:
        """Press the button with an icon on one of the chosen roles."""
        child = self.roles.locator("[data-streamfield-child]:visible").nth(index)
        child.locator(f"[data-panel-controls] button:has(use[href='#icon-{icon}'])").click()

    def replace(self, index: int, name: str) -> None:
        child = self.roles.locator("[data-streamfield-child]:visible").nth(index)
        child.locator("[data-w-dropdown-target=toggle]").first.click()
        self.window.locator("[data-chooser-action-choose]:visible").first.click()
        self.window.locator(".modal a[data-chooser-modal-choice]", has_text=name).first.click()
        self.window.locator(".modal").wait_for(state="detached")


@pytest.mark.parametrize("brand", NEWCOMERS)
def test_cells_follow_the_roles(desk, signed_in, brand):
    window = signed_in(f"editor@{brand}.localhost")
    address = desk.editor_of(brand)
    editor = Editor(window, address)
    (first, first_text), (second, second_text) = before = editor.cells()
    assert first_text
    assert second_text
    keys = list(editor.stored())

    editor.press("arrow-down", 0)
    editor.wait_for_roles(second, first)
    assert editor.cells() == before[::-1]

    newcomer = NEWCOMERS[brand]
    editor.replace(0, newcomer)
    editor.wait_for_roles(newcomer, first)
    assert editor.cells() == [(newcomer, ""), (first, first_text)]
    assert editor.row.locator(".criteria-cells__cell--empty label").all_text_contents() == [newcomer]
    assert second_text in editor.stored().values()  # kept until saved

    window.get_by_role("tab").nth(1).click()
    cell = editor.row.get_by_label(newcomer, exact=True)
    cell.fill("What the newcomer does")
    assert editor.row.locator(".criteria-cells__cell--empty").count() == 0
    assert "What the newcomer does" in editor.stored().values()

    window.get_by_role("tab").nth(0).click()
    editor.press("bin", 1)
    editor.wait_for_roles(newcomer)
    assert first_text in editor.stored().values()

    with window.expect_navigation():
        window.locator("[data-edit-form] button[type=submit]:visible").first.click()
    saved = Editor(window, address)
    saved.wait_for_roles(newcomer)
    assert list(saved.stored().values()) == ["What the newcomer does"]
    assert not set(keys) & set(saved.stored())
