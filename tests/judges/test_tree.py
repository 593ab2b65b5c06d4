"""What assistive technology is told, read from the browser's accessibility tree, in every layout."""

from collections import Counter

import pytest

from .serving import LANGUAGES

pytestmark = [pytest.mark.judge, pytest.mark.enable_socket]

#: Types that show questions or tables.
KINDS = ("comparison", "faq", "cookies", "article")
LAYOUTS = [(360, True), (360, False), (1440, True)]
#: Each table's name and its visible parts, as the document has them.
TABLES = """() => [...document.querySelectorAll('main table')].map(table => {
  const shown = selector => [...table.querySelectorAll(selector)].filter(one => one.checkVisibility()).length;
  return {name: table.caption?.innerText.trim() ?? '', row: shown('tr'), rowheader: shown('th[scope=row]'),
    columnheader: shown('th[scope=col]'), cell: shown('td')};
})"""


def nodes_of(view) -> list[dict]:
    """Nodes that assistive technology meets: role, name, and those above each."""
    nodes = view.context.new_cdp_session(view).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}

    def role(node) -> str:
        return node.get("role", {}).get("value", "")

    def above(node) -> list[str]:
        names = []
        while node := by_id.get(node.get("parentId")):
            if not node.get("ignored") and role(node) == "table":
                names.append(node["nodeId"])
        return names

    return [
        {"id": node["nodeId"], "role": role(node), "name": node.get("name", {}).get("value", ""), "tables": above(node)}
        for node in nodes
        if not node.get("ignored")
    ]


def tables_in(nodes: list[dict]) -> list[dict]:
    """Name and roles of each table, as assistive technology counts them."""
    found = []
    for table in nodes:
        if table["role"] == "table":
            inside = Counter(node["role"] for node in nodes if table["id"] in node["tables"])
            roles = ("row", "rowheader", "columnheader", "cell")
            found.append({"name": table["name"], **{role: inside[role] for role in roles}})
    return found


def judged(pages):
    found = [page for page in pages if page.kind in KINDS]
    assert {(page.kind, page.brand) for page in found} == {(kind, brand) for kind in KINDS for brand in LANGUAGES}
    return found


@pytest.mark.parametrize(("width", "script"), LAYOUTS, ids=["phone", "phone without scripts", "desk"])
def test_tables_are_tables_in_every_layout(pages, window, width, script):
    seen = Counter()
    for page in judged(pages):
        view = window(width, 800, java_script_enabled=script)
        view.goto(page.url)
        drawn = view.evaluate(TABLES)
        told = tables_in(nodes_of(view))
        assert told == drawn, page
        assert all(table["name"] and table["row"] > 1 and table["columnheader"] for table in drawn), page
        seen.update({(page.kind, page.brand): len(drawn)})
    for kind in ("comparison", "article"):
        assert all(seen[kind, brand] for brand in LANGUAGES), f"No {kind} of some brand has a table: {seen}"


@pytest.mark.parametrize("script", [True, False], ids=["scripts", "no scripts"])
def test_questions_are_headings_and_controls(pages, window, script):
    asked = 0
    for page in judged(pages):
        view = window(360, 740, java_script_enabled=script)
        view.goto(page.url)
        nodes = nodes_of(view)
        for question in view.locator("main .question__heading").all_inner_texts():
            roles = {node["role"] for node in nodes if node["name"] == question}
            assert "heading" in roles, f"{page}: {question} {roles}"
            assert roles & {"DisclosureTriangle", "button"}, f"{page}: {question} {roles}"
            asked += 1
    assert asked > 30


def test_a_layout_that_takes_the_roles_away_is_seen(pages, window):
    view = window(360, 740)
    view.goto(next(page for page in pages if page.kind == "comparison").url)
    view.evaluate(
        "document.querySelectorAll('table [role], table[role]').forEach(one => one.setAttribute('role', 'none'))"
    )
    assert tables_in(nodes_of(view)) != view.evaluate(TABLES)
