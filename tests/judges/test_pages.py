"""Every judged page on a phone and on a desk: accessibility, quiet console, no strangers, no cookies, budget."""

import itertools
import logging
import re
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from cms.api.documents import PAGE_TYPES

from .serving import APART, LANGUAGES, VIEWS, SitePage
from .visits import WINDOWS, visit

pytestmark = [pytest.mark.judge, pytest.mark.enable_socket]

BUDGET = 60_000  # bytes over the wire of a comparison without photographs
#: Width of a window → the screen's pixels to one of CSS, the finest that such devices have last.
DENSITIES = {360: (2, 3), 1440: (1, 2)}


def told(faults: list) -> str:
    return "\n".join(map(str, faults))


def test_each_answers_as_it_should(visits):
    for brand in LANGUAGES:
        kinds = {seen.page.kind for seen in visits if seen.page.brand == brand}
        assert kinds >= {*PAGE_TYPES, *VIEWS, *APART.values(), "not-found"}, f"{brand}: {sorted(kinds)}"
    faults = [f"{seen.page} {seen.status}" for seen in visits if seen.status != seen.page.status]
    assert not faults, told(faults)


def test_axe_finds_nothing(visits):
    faults = [f"{seen.page} at {seen.width}: {one}" for seen in visits for one in seen.violations]
    assert not faults, told(faults)


def test_nothing_is_written_to_the_console(visits):
    faults = [f"{seen.page} at {seen.width}: {one}" for seen in visits for one in seen.messages]
    assert not faults, told(faults)


def declared(sites, brand: str) -> set[str]:
    """Names of the cookies that a brand's cookie page declares."""
    path = "/en/cookies/" if LANGUAGES[brand] == "en" else "/cookies/"
    status, _, body = sites.read(f"{brand}.localhost", path)
    assert status == 200
    html = BeautifulSoup(body, "html.parser")
    assert html.select(".cookies__category")
    return {name.get_text() for name in html.select(".cookies th code")}


def test_no_undeclared_cookie_is_set_and_no_undeclared_host_is_asked(visits, sites):
    names = {brand: declared(sites, brand) for brand in LANGUAGES}
    for seen in visits:
        assert seen.hosts == {urlsplit(seen.page.url).netloc}, f"{seen.page} asks {seen.hosts}"
        assert set(seen.cookies) <= names[seen.page.brand], f"{seen.page} sets {seen.cookies}"


def test_nothing_moves_and_nothing_is_wider_than_the_window(visits):
    faults = [f"{seen.page} at {seen.width}: {seen.shift}" for seen in visits if round(seen.shift, 3) > 0]
    faults += [f"{seen.page} is {seen.wide} wide at {seen.width}" for seen in visits if seen.wide > seen.width]
    assert not faults, told(faults)


def test_a_comparison_without_photographs_is_light(browser, sites):
    """Page, styles, scripts, fonts, logo and icon of every comparison, in both languages, on a phone and on a desk."""
    comparisons = [page for page in sites.pages(every=True) if page.kind == "comparison"]
    assert {page.brand for page in comparisons} == set(LANGUAGES)
    weighed = {}
    screens = [(width, density) for width in WINDOWS for density in DENSITIES[width]]
    for page, (width, density) in itertools.product(comparisons, screens):
        seen = visit(browser, page, width, judged=False, density=density)
        weighed[f"{page} at {width}, {density} to 1"] = seen.weight()
        missing = [
            kind for kind in (".css", ".js", ".woff2", ".png") if not any(kind in one for one in seen.transferred)
        ]
        assert not missing, f"{seen.page} was weighed without {missing}: {seen.transferred}"
        assert all(seen.transferred.values()), f"{seen.page}: something weighs nothing: {seen.transferred}"
    logging.getLogger(__name__).info("%s", told(sorted(weighed.items())))
    assert max(weighed.values()) <= BUDGET, told(sorted(weighed.items()))


def test_images_have_sizes_and_the_largest_comes_in_avif(visits):
    with_pictures = [seen for seen in visits if any(image["inMain"] for image in seen.images)]
    assert with_pictures
    for seen in visits:
        assert all(image["sized"] for image in seen.images), f"{seen.page}: {seen.images}"
    for seen in with_pictures:
        largest = max(seen.images, key=lambda image: image["area"])
        assert largest["avif"], f"{seen.page}: {largest}"
        assert re.search(r"\.avif$", largest["address"]), f"{seen.page}: {largest}"


FAULTY = """<!doctype html><html lang="en"><title>Faulty</title><main><h1>Faulty</h1><img src="/media/none.png">
<script>console.error("spoke"); document.cookie = "stranger=1"; fetch("http://stranger.localhost:1/").catch(() => 0);
setTimeout(() => { document.querySelector("h1").style.marginTop = "300px" }, 50)</script>
<style>button { width: 9px; height: 9px; padding: 0; border: 0 }</style><button>a</button><button>b</button>
<p style="width: 2000px">wide</p></main></html>"""


def test_a_visit_sees_what_is_wrong(browser, sites, tools):
    """A page with a fault for each of the tests above."""

    class Faulty:
        """A browser whose pages are all the faulty one."""

        def new_context(self, **options):
            context = browser.new_context(**options)
            answer = {"status": 200, "content_type": "text/html", "body": FAULTY}
            context.route(re.compile("faulty"), lambda route: route.fulfill(**answer))
            return context

    seen = visit(Faulty(), SitePage("iduet", "faulty", "/faulty/", sites.port), 360)  # type: ignore[arg-type]
    assert {one.partition(":")[0] for one in seen.violations} >= {"image-alt", "target-size"}
    assert "spoke" in seen.messages
    assert seen.cookies == ["stranger"]
    assert any("stranger.localhost" in host for host in seen.hosts)
    assert seen.shift > 0
    assert seen.wide > 360
    assert not all(image["sized"] for image in seen.images)
