"""Consent as a visitor gives it: nothing before, refused as easily as accepted, taken back; without scripts too."""

from urllib.parse import urlsplit

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

SCRIPT = "https://count.example/script.js"
COUNTS = 'document.cookie = "_visits=1; path=/"; fetch("https://count.example/seen").catch(() => 0);'
OWN = "gridmasters.localhost"
REGISTER = f"""
from brands.models import Brand; from wagtail.models import Locale
from cms.consent.models import Cookie, CookiePurpose
cookie = Cookie.objects.create(brand=Brand.objects.get(key="gridmasters"), name="_visits", provider="Count",
    category="analytics", duration=1, duration_unit="months", script="{SCRIPT}")
for locale in Locale.objects.all():
    CookiePurpose.objects.create(cookie=cookie, locale=locale, purpose="Counts visits")
"""
PATHS = (
    "/en/",
    "/en/contact/",
    "/en/solar-wind-and-storage/project-developer-vs-project-manager/",
    "/en/search/?q=grid",
)


@pytest.fixture(scope="module")
def asking(desk):
    """Gridmasters counts visits with somebody else's script."""
    desk.tell(REGISTER)
    yield f"http://{OWN}:{desk.port}"
    desk.tell("from cms.consent.models import Cookie; Cookie.objects.filter(name='_visits').delete()")


class Visitor:
    """A window with an empty profile: what it asks of whom, and which cookies it holds."""

    def __init__(self, browser, site: str, **options):
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)
        self.context.route("https://count.example/**", self._answer)
        self.window, self.site = self.context.new_page(), site
        self.asked: list[str] = []
        self.window.on("request", lambda request: self.asked.append(request.url))

    @staticmethod
    def _answer(route):
        body = COUNTS if route.request.url == SCRIPT else ""
        route.fulfill(content_type="text/javascript", body=body, headers={"Access-Control-Allow-Origin": "*"})

    def open(self, path: str) -> None:
        self.window.goto(self.site + path)
        self.window.wait_for_load_state("networkidle")

    @property
    def hosts(self) -> set[str | None]:
        return {urlsplit(address).hostname for address in self.asked}

    @property
    def cookies(self) -> set[str]:
        return {cookie["name"] for cookie in self.context.cookies()}


@pytest.fixture
def visitor(browser, asking):
    opened = []

    def come(**options) -> Visitor:
        opened.append(Visitor(browser, asking, **options))
        return opened[-1]

    yield come
    for each in opened:
        each.context.close()


def test_nothing_is_set_or_loaded_before_a_choice(visitor):
    one = visitor()
    for path in PATHS:
        one.open(path)
        assert one.window.locator(".consent-notice").is_visible()
    assert one.hosts == {OWN}
    assert one.cookies == set()


def test_who_accepts_is_counted_and_asked_no_more(visitor):
    one = visitor()
    one.open("/en/")
    one.window.click(".consent-notice button[value=accept]")
    one.window.wait_for_load_state("networkidle")
    assert one.window.url == f"{one.site}/en/"
    assert one.cookies == {"consent", "_visits"}
    assert f"{SCRIPT.rpartition('/')[0]}/seen" in one.asked, "The script runs, and its own host may be asked."
    one.open("/en/contact/")
    assert not one.window.locator(".consent-notice").is_visible()


def test_who_refuses_is_left_alone(visitor):
    one = visitor()
    one.open("/en/")
    refuse, accept = (one.window.locator(f".consent-notice button[value={value}]") for value in ("refuse", "accept"))
    sizes = [each.bounding_box() for each in (refuse, accept)]
    assert [sizes[0][side] for side in ("width", "height", "y")] == [
        sizes[1][side] for side in ("width", "height", "y")
    ]
    refuse.click()
    one.window.wait_for_load_state("networkidle")
    for path in PATHS:
        one.open(path)
        assert not one.window.locator(".consent-notice").is_visible()
    assert one.hosts == {OWN}
    assert one.cookies == {"consent"}


def test_a_choice_is_taken_back_from_every_page(visitor):
    one = visitor()
    one.open("/en/contact/")
    one.window.click(".consent-notice button[value=accept]")
    one.window.wait_for_load_state("networkidle")
    assert "_visits" in one.cookies
    for path in PATHS:
        one.open(path)
        assert one.window.locator("footer a[href='/en/_cookies/']").count() == 1
    one.window.click("footer a[href='/en/_cookies/']")
    one.window.wait_for_load_state("networkidle")
    assert one.window.locator("input[value=analytics]").is_checked()
    one.window.click(".consent-choice button[value=refuse]")
    one.window.wait_for_load_state("networkidle")
    one.asked.clear()
    one.open("/en/")
    assert one.hosts == {OWN}
    assert one.cookies == {"consent"}


def test_without_scripts_a_line_leads_to_equal_buttons(visitor):
    one = visitor(java_script_enabled=False)
    one.open("/en/")
    assert one.window.locator(".consent-notice").bounding_box()["height"] < 90, "A short line."
    assert not one.window.locator(".consent-notice button").first.is_visible()
    one.window.click(".consent-notice a")
    one.window.wait_for_load_state()
    buttons = [one.window.locator(f".consent-choice button[value={value}]") for value in ("refuse", "accept")]
    sizes = [each.bounding_box() for each in buttons]
    assert [sizes[0][side] for side in ("width", "height", "y")] == [
        sizes[1][side] for side in ("width", "height", "y")
    ]
    buttons[1].click()
    assert one.cookies == {"consent"}
    assert one.hosts == {OWN}, "Nothing can run that would be loaded."


@pytest.mark.parametrize("size", [(320, 256), (1280, 900)], ids=["magnified", "desk"])
def test_the_notice_holds_no_focus_and_covers_nothing(visitor, size):
    one = visitor(reduced_motion="reduce")  # else a look would meet the page on its way
    one.window.set_viewport_size({"width": size[0], "height": size[1]})
    one.open("/en/contact/")
    inside, beyond = 0, 0
    for _ in range(14):
        one.window.keyboard.press("Tab")
        one.window.wait_for_timeout(30)
        found = one.window.evaluate(
            """() => { const one = document.activeElement, box = one.getBoundingClientRect();
            const at = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
            const seen = at && (one.contains(at) || at.contains(one));
            return {notice: !!one.closest('.consent-notice'), covered: !seen} }"""
        )
        assert not found["covered"]
        inside, beyond = inside + found["notice"], beyond + (not found["notice"] and inside > 0)
    assert inside == 3, "Its link and its two buttons."
    assert beyond > 5
