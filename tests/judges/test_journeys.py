"""What people do with a keyboard, in a narrow window, at 400 %, and what assistive technology is told."""

import pytest

from .visits import WINDOWS

pytestmark = [pytest.mark.judge, pytest.mark.enable_socket]

#: 1280 × 1024 at 400 %.
MAGNIFIED = (320, 256)
FOCUSED = """
() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const box = one.getBoundingClientRect();
  const shown = box.width > 1 && box.height > 1
    ? box : (one.closest('label') ?? one).getBoundingClientRect();
  const left = Math.max(shown.left, 0), right = Math.min(shown.right, innerWidth);
  const top = Math.max(shown.top, 0), bottom = Math.min(shown.bottom, innerHeight);
  const points = [[(left + right) / 2, (top + bottom) / 2], [left + 2, (top + bottom) / 2], [right - 2, top + 3]];
  const inView = right > left && bottom > top;
  const hit = inView && points.some(([x, y]) => {
    const found = document.elementFromPoint(x, y);
    return found && (one.contains(found) || found.contains(one));
  });
  const ring = [one, one.closest('label'), one.closest('.card')].some(
    part => part && getComputedStyle(part).outlineStyle !== 'none'
      && parseFloat(getComputedStyle(part).outlineWidth) >= 2);
  return {what: one.outerHTML.slice(0, 120), text: (one.innerText || one.value || '').trim(), inView, hit, ring};
}
"""
#: What a comparison tells before anyone scrolls.
FIRST_VIEW = ["h1", ".page-head__verdict", ".jump-links li:last-child", ".page-head__action", ".page-head .facts"]


@pytest.fixture(scope="module")
def comparisons(pages):
    return [page for page in pages if page.kind == "comparison"]


def tab_through(window, most: int = 400) -> list[dict]:
    """What has the focus, key after key, from the top of the page to its end."""
    steps = []
    for _ in range(most):
        window.keyboard.press("Tab")
        window.wait_for_timeout(15)
        now = window.evaluate(FOCUSED)
        if now is None or (steps and now["what"] == steps[0]["what"] and len(steps) > 3):
            break
        steps.append(now)
    return steps


@pytest.mark.parametrize("size", [(360, 740), MAGNIFIED, (1440, 900)], ids=["phone", "magnified", "desk"])
def test_the_focus_is_always_seen_and_never_covered(comparisons, window, size):
    for page in comparisons:
        view = window(*size, reduced_motion="reduce")
        view.goto(page.url)
        steps = tab_through(view)
        assert len(steps) > 30, f"{page}: {len(steps)} stops"
        faults = [step for step in steps if not (step["inView"] and step["hit"] and step["ring"])]
        assert not faults, f"{page} at {size}: {faults[:5]}"


def test_what_covers_the_focus_is_seen(comparisons, window):
    view = window(*MAGNIFIED, reduced_motion="reduce")
    view.goto(comparisons[0].url)
    view.evaluate(
        """() => { const lid = document.body.appendChild(document.createElement('div'));
        Object.assign(lid.style, {position: 'fixed', inset: '0', background: '#fff', zIndex: 99}) }"""
    )
    assert any(not step["hit"] for step in tab_through(view, 8))


def test_a_visitor_with_a_keyboard_reads_compares_and_gets_in_touch(comparisons, window):
    (page,) = [page for page in comparisons if page.brand == "tomorrowsleaders"]
    view = window(360, 740, reduced_motion="reduce")
    view.goto(page.url.partition(page.path)[0] + ("/en/" if page.path.startswith("/en/") else "/"))
    view.keyboard.press("Tab")
    assert view.evaluate("document.activeElement.className") == "skip-link"
    view.keyboard.press("Enter")
    assert view.evaluate("document.activeElement.id") == "content"
    view.focus(".header__toggle")
    view.keyboard.press("Enter")
    view.locator("#menu:popover-open").wait_for()
    view.keyboard.press("Escape")
    assert view.locator("#menu:popover-open").count() == 0
    assert view.evaluate("document.activeElement.className") == "header__toggle"

    view.goto(page.url)
    view.focus(".criteria__pair input:checked")
    assert view.locator("thead th:visible").all_inner_texts() == ["CCO", "Sales Director"]
    view.keyboard.press("ArrowDown")
    assert view.locator("thead th:visible").all_inner_texts() == ["CCO", "CMO"]
    view.keyboard.press("ArrowDown")
    assert view.locator("thead th:visible").all_inner_texts() == ["Sales Director", "CMO"]
    assert view.locator("tbody tr").nth(0).locator("td:visible").count() == 2

    summaries = view.locator(".section--questions summary")
    for number in range(summaries.count()):
        summaries.nth(number).focus()
        view.keyboard.press("Enter")
    assert view.locator(".section--questions details[open]").count() == summaries.count() > 3
    view.focus(".page-head__action a")
    view.keyboard.press("Enter")
    view.wait_for_url("**/contact/")


def test_what_a_comparison_answers_stands_in_its_first_view(comparisons, window):
    for page in comparisons:
        for width, height in WINDOWS.items():
            view = window(width, height)
            view.goto(page.url)
            for part in FIRST_VIEW:
                box = view.locator(part).first.bounding_box()
                end = box["y"] + box["height"] if box else None
                assert end, f"{page} at {width} has no {part}"
                assert end <= height, f"{page} at {width}: {part} ends at {end}"


def test_the_heads_of_the_table_stay_in_view(comparisons, window):
    for page in comparisons:
        for width, height in WINDOWS.items():
            view = window(width, height, reduced_motion="reduce")
            view.goto(page.url)
            view.evaluate("document.querySelector('.criteria tbody tr:nth-child(4)').scrollIntoView({block: 'start'})")
            top = view.evaluate("document.querySelector('.criteria thead').getBoundingClientRect().top")
            assert 0 <= top < 5, f"{page} at {width}: {top}"


def tree_of(view) -> list[dict]:
    """Nodes that assistive technology meets: role, name, and the roles above each."""
    nodes = view.context.new_cdp_session(view).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}

    def role(node) -> str:
        return node.get("role", {}).get("value", "")

    def above(node) -> list[str]:
        roles = []
        while node := by_id.get(node.get("parentId")):
            if not node.get("ignored"):
                roles.append(role(node))
        return roles

    return [
        {"role": role(node), "name": node.get("name", {}).get("value", ""), "above": above(node)}
        for node in nodes
        if not node.get("ignored")
    ]


def test_on_a_phone_questions_are_headings_and_controls_and_tables_stay_tables(pages, window):
    judged = [page for page in pages if page.kind in ("comparison", "faq", "cookies")]
    assert len({page.kind for page in judged}) == 3
    for page, script in [(page, script) for page in judged for script in (True, False)]:
        view = window(360, 740, java_script_enabled=script)
        view.goto(page.url)
        tree = tree_of(view)
        for question in view.locator("main .question__heading").all_inner_texts():
            roles = {node["role"] for node in tree if node["name"] == question}
            assert "heading" in roles, f"{page}: {question} {roles}"
            assert roles & {"DisclosureTriangle", "button"}, f"{page}: {question} {roles}"
        for table in view.locator("main table").all():
            rows = table.locator("tbody tr").count()
            caption = table.locator("caption").inner_text()
            assert any(node["role"] == "table" and node["name"] == caption for node in tree), f"{page}: {caption}"
            assert rows > 0
        inside = [node for node in tree if "table" in node["above"]]
        if view.locator("main table").count():
            roles = {node["role"] for node in inside}
            assert {"row", "rowheader", "columnheader", "cell"} <= roles, f"{page}: {roles}"


def test_a_layout_that_takes_the_roles_away_is_seen(comparisons, window):
    view = window(360, 740)
    view.goto(comparisons[0].url)
    view.evaluate(
        "document.querySelectorAll('table [role], table[role]').forEach(one => one.setAttribute('role', 'none'))"
    )
    assert not any(node["role"] == "columnheader" for node in tree_of(view))


def test_no_page_needs_to_be_moved_sideways_at_320_pixels(pages, window):
    view = window(320, 256)
    wide = []
    for page in pages:
        view.goto(page.url)
        if view.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(str(page))
    assert not wide


def test_motion_stops_for_those_who_ask(comparisons, window):
    for motion, behaviour in (("reduce", "auto"), ("no-preference", "smooth")):
        view = window(reduced_motion=motion)
        view.goto(comparisons[0].url)
        assert view.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == behaviour
        assert view.evaluate("document.getAnimations().length") == 0


def test_colours_of_the_readers_own_leave_everything_told_apart(comparisons, window):
    for page in comparisons:
        view = window(1440, 900, forced_colors="active")
        view.goto(page.url)
        found = view.evaluate(
            """() => {
              const style = (selector, pseudo) => getComputedStyle(document.querySelector(selector), pseudo);
              return {button: style('.button--accent').borderTopStyle, card: style('main .card').borderTopStyle,
                plus: style('.question__summary', '::after').backgroundColor, page: style('body').backgroundColor,
                pattern: style('.patterned', '::before').display};
            }"""
        )
        assert found["button"] == found["card"] == "solid"
        assert found["plus"] != found["page"]
        assert found["pattern"] == "none"
