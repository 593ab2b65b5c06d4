"""What people do with a keyboard alone: on a phone, at 320 pixels, at 400 % and on a desk."""

import pytest

from .keyboard import tab_through, tab_to, unseen
from .serving import LANGUAGES

pytestmark = [pytest.mark.judge, pytest.mark.enable_socket]

PHONE, NARROW, DESK = (360, 740), (320, 640), (1440, 900)
#: 1280 × 1024 at 400 %.
MAGNIFIED = (320, 256)
SMALL = pytest.mark.parametrize("size", [PHONE, NARROW, MAGNIFIED], ids=["phone", "320 pixels", "magnified"])


@pytest.fixture(scope="module")
def comparisons(pages):
    """A comparison of each brand."""
    return list({page.brand: page for page in reversed(pages) if page.kind == "comparison"}.values())


@pytest.fixture(scope="module")
def of_tomorrowsleaders(comparisons):
    """A comparison of three roles, and the brand's home page."""
    (page,) = [page for page in comparisons if page.brand == "tomorrowsleaders"]
    return page.url, page.url.partition(page.path)[0] + ("/en/" if page.path.startswith("/en/") else "/")


@pytest.mark.parametrize("size", [PHONE, MAGNIFIED, DESK], ids=["phone", "magnified", "desk"])
def test_the_focus_is_always_seen_and_never_covered(comparisons, window, size):
    assert {page.brand for page in comparisons} == set(LANGUAGES)
    for page in comparisons:
        view = window(*size, reduced_motion="reduce")
        view.goto(page.url)
        steps = tab_through(view)
        assert len(steps) > 30, f"{page}: {len(steps)} stops"
        assert not unseen(steps), f"{page} at {size}: {unseen(steps)[:5]}"


def test_it_is_so_on_every_type_of_page_at_400_percent(pages, window):
    """A page of each type, brands in turn."""
    brands = list(LANGUAGES)
    kinds = sorted({page.kind for page in pages} - {"comparison"})
    faults = []
    for number, kind in enumerate(kinds):
        turn = brands[number % len(brands) :] + brands[: number % len(brands)]
        page = next(page for brand in turn for page in pages if (page.kind, page.brand) == (kind, brand))
        view = window(*MAGNIFIED, reduced_motion="reduce")
        view.goto(page.url)
        steps = tab_through(view)
        assert len(steps) > 10, f"{page}: {len(steps)} stops"
        faults += [f"{page}: {step}" for step in unseen(steps)]
    assert not faults, "\n".join(faults[:20])


def test_it_is_so_in_the_readers_own_colours(comparisons, window):
    for page in comparisons[:2]:
        view = window(*DESK, reduced_motion="reduce", forced_colors="active")
        view.goto(page.url)
        assert not unseen(tab_through(view)), page


def test_what_covers_the_focus_is_seen(comparisons, window):
    view = window(*MAGNIFIED, reduced_motion="reduce")
    view.goto(comparisons[0].url)
    view.evaluate(
        """() => { const lid = document.body.appendChild(document.createElement('div'));
        Object.assign(lid.style, {position: 'fixed', inset: '0', background: '#fff', zIndex: 99}) }"""
    )
    assert any(not step["hit"] for step in unseen(tab_through(view, 8)))


@SMALL
def test_a_visitor_reads_compares_and_gets_in_touch(of_tomorrowsleaders, window, size):
    comparison, home = of_tomorrowsleaders
    view = window(*size, reduced_motion="reduce")
    view.goto(home)
    view.keyboard.press("Tab")
    assert view.evaluate("document.activeElement.className") == "skip-link"
    view.keyboard.press("Enter")
    assert view.evaluate("document.activeElement.id") == "content"
    view.goto(home)
    tab_to(view, ".header__toggle")
    view.keyboard.press("Enter")
    view.locator("#menu:popover-open").wait_for()
    view.keyboard.press("Escape")
    assert view.locator("#menu:popover-open").count() == 0
    assert view.evaluate("document.activeElement.className") == "header__toggle"

    view.goto(comparison)
    tab_to(view, ".criteria__pair input:checked")
    assert view.locator("thead th:visible").all_inner_texts() == ["CCO", "Sales Director"]
    view.keyboard.press("ArrowDown")
    assert view.locator("thead th:visible").all_inner_texts() == ["CCO", "CMO"]
    view.keyboard.press("ArrowDown")
    assert view.locator("thead th:visible").all_inner_texts() == ["Sales Director", "CMO"]
    assert view.locator("tbody tr").nth(0).locator("td:visible").count() == 2

    questions = view.locator(".section--questions summary").count()
    assert questions > 3
    for number in range(questions):
        tab_to(view, ".section--questions details:not([open]) > summary")
        view.keyboard.press("Enter")
        assert view.locator(".section--questions details[open]").count() == number + 1
    view.goto(comparison)
    tab_to(view, ".page-head__action a")
    view.keyboard.press("Enter")
    view.wait_for_url("**/contact/")
    tab_to(view, "form.enquiry [name=name]")


@SMALL
def test_a_visitor_decides(of_tomorrowsleaders, window, size):
    view = window(*size, reduced_motion="reduce")
    view.goto(of_tomorrowsleaders[0])
    questions = view.locator(".decision-aid__question").count()
    assert 5 <= questions <= 6
    for _ in range(questions):
        tab_to(view, ".decision-aid__question:not(:has(:checked)) input")
        view.keyboard.press("Space")
    tab_to(view, ".decision-aid__send button")
    view.keyboard.press("Enter")
    view.locator(".decision__advice").wait_for()
    assert view.locator(".decision__role").count() == 3
    assert view.evaluate("document.documentElement.scrollWidth") == size[0]
    advice = view.locator(".decision__advice").bounding_box()
    assert advice
    assert 0 <= advice["y"] < size[1], "It is what she sees first."


def test_a_visitor_searches(pages, window):
    for page in [page for page in pages if page.kind == "search"][:2]:
        view = window(*MAGNIFIED, reduced_motion="reduce")
        view.goto(page.url.partition("?")[0])
        tab_to(view, "main input[type=search]")
        view.keyboard.type("interim")
        view.keyboard.press("Enter")
        view.locator("#found").wait_for()
        tab_to(view, ".search-results a")
        view.keyboard.press("Enter")
        view.locator("h1").wait_for()
        assert "?q=" not in view.url


def test_the_menu_of_a_wide_window_opens_and_closes(comparisons, window):
    for page in comparisons:
        view = window(*DESK, reduced_motion="reduce")
        view.goto(page.url)
        tab_to(view, ".menu__summary")
        view.keyboard.press("Enter")
        assert view.locator(".menu__group[open]").count() == 1
        view.keyboard.press("Tab")
        assert view.evaluate("document.activeElement.matches('.menu__group[open] a')"), page
        view.keyboard.press("Escape")
        assert view.locator(".menu__group[open]").count() == 0
        assert view.evaluate("document.activeElement.className") == "menu__summary"


def test_a_key_that_leads_nowhere_is_told(comparisons, window):
    view = window(*PHONE)
    view.goto(comparisons[0].url)
    view.evaluate("document.querySelector('.header__toggle').tabIndex = -1")
    with pytest.raises(AssertionError, match="No key leads to"):
        tab_to(view, ".header__toggle", 12)
