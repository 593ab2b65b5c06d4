"""What a page looks like where people have changed it: narrow, magnified, spaced out, in their own colours, at rest."""

import pytest

from tests.chromium import FLAGS

from .visits import WINDOWS

pytestmark = [pytest.mark.judge, pytest.mark.enable_socket]

#: What a comparison tells before anyone scrolls.
FIRST_VIEW = ["h1", ".page-head__verdict", ".jump-links li:last-child", ".page-head__action", ".page-head .facts"]
#: WCAG 1.4.12: nothing is lost where a reader spaces text as far as this.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-block-end: 2em !important }"""
#: WCAG 1.4.4: text twice as large, by the setting that browsers have for it.
DOUBLED = "--blink-settings=defaultFontSize=32"
#: Elements with words of their own of which a part is cut off, but for what stands there for screen readers alone.
CUT = """() => [...document.querySelectorAll('body *')].filter(one => {
  const words = [...one.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
  if (!words || !one.checkVisibility()) return false;
  for (let part = one; part !== document.body; part = part.parentElement) {
    const style = getComputedStyle(part), box = part.getBoundingClientRect();
    if (style.clipPath !== 'none' && box.width <= 1) return false;
    if (/hidden|clip/.test(style.overflowX + style.overflowY) && box.width > 1
        && (part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1)
        && !['INPUT', 'TEXTAREA', 'SELECT'].includes(part.tagName)) return true;
  }
  return false;
}).map(one => one.outerHTML.slice(0, 160))"""
MOVING = """() => [...document.querySelectorAll('*')].filter(one => ['', '::before', '::after'].some(part => {
  const style = getComputedStyle(one, part || undefined);
  return style.animationName !== 'none' || style.transitionDuration.split(',').some(time => parseFloat(time) > 0);
})).map(one => one.outerHTML.slice(0, 100))"""


@pytest.fixture(scope="module")
def comparisons(pages):
    return list({page.brand: page for page in reversed(pages) if page.kind == "comparison"}.values())


@pytest.fixture(scope="module")
def kinds(pages):
    """A page of each type of two brands."""
    return [page for page in pages if page.brand in ("finhire", "tomorrowsleaders")]


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


def test_no_page_needs_to_be_moved_sideways_at_320_pixels(pages, window):
    view = window(320, 256)
    wide = []
    for page in pages:
        view.goto(page.url)
        if view.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(str(page))
    assert not wide


def lost(view, page) -> list[str]:
    """What of a page's text is not there in a window any more."""
    wide = view.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{page} is {wide} too wide"] * (wide > 0) + [f"{page}: {cut}" for cut in view.evaluate(CUT)]


@pytest.mark.parametrize("size", [(360, 740), (1440, 900)], ids=["phone", "desk"])
def test_text_that_a_reader_spaces_is_all_there(kinds, window, size):
    view = window(*size, bypass_csp=True, reduced_motion="reduce")
    faults = []
    for page in kinds:
        view.goto(page.url)
        view.add_style_tag(content=SPACED)
        faults += lost(view, page)
    assert not faults, "\n".join(faults[:20])


def test_text_that_a_reader_doubles_is_all_there(kinds, browser, chromium_path):
    large = browser.browser_type.launch(executable_path=chromium_path, args=[*FLAGS, DOUBLED])
    view = large.new_page(viewport={"width": 1280, "height": 1024})
    faults = []
    for page in kinds:
        view.goto(page.url)
        assert view.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 30
        faults += lost(view, page)
    large.close()
    assert not faults, "\n".join(faults[:20])


def test_text_that_is_cut_off_is_seen(window):
    view = window()
    view.set_content("<p style='block-size: 1em; overflow: hidden'>Two lines<br>of text</p><p>whole</p>")
    assert len(view.evaluate(CUT)) == 1


def test_nothing_moves_for_those_who_ask(kinds, window):
    moving = {}
    for motion in ("reduce", "no-preference"):
        view = window(1440, 900, reduced_motion=motion)
        moving[motion] = []
        for page in kinds:
            view.goto(page.url)
            moving[motion] += [f"{page}: {one}" for one in view.evaluate(MOVING)]
            smooth = view.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "smooth"
            assert smooth is (motion == "no-preference"), page
            assert view.evaluate("document.getAnimations().length") == 0, f"{page} moves by itself"
    assert not moving["reduce"], moving["reduce"][:10]
    assert moving["no-preference"], "Nothing moves for anybody: this test sees nothing."


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


def test_in_such_colours_fields_have_edges_and_what_is_chosen_is_seen(pages, comparisons, window):
    """A phone's choice of columns, a decision's answers and a form's."""
    outline = "([selector]) => getComputedStyle(document.querySelector(selector)).outlineStyle"
    edge = "one => [getComputedStyle(one).borderTopStyle, getComputedStyle(one).appearance]"
    asked = 0
    for page in [page for page in pages if page.kind in ("contact", "search")]:
        view = window(360, 740, forced_colors="active")
        view.goto(page.url)
        for box in view.locator("main :is(input:not([type=hidden]), textarea, select):visible").all():
            border, appearance = box.evaluate(edge)
            assert border == "solid" or appearance != "none", f"{page}: {box}"
        options = view.locator("form.enquiry .field__options input")
        if options.count():  # one brand's form has nothing to choose from
            asked += 1
            options.first.check()
            assert view.evaluate(outline, [".field__options .field__option:has(:checked)"]) == "solid", page
    assert asked >= 3
    (page,) = [page for page in comparisons if page.brand == "tomorrowsleaders"]
    view = window(360, 740, forced_colors="active")
    view.goto(page.url)
    assert view.evaluate(outline, [".criteria__pair:has(:checked)"]) == "solid"
    view.locator(".decision-aid__question input").first.check()
    assert view.evaluate(outline, [".decision-aid__answer:has(:checked)"]) == "solid"
