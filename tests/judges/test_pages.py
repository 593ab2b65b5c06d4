"""Every judged page on a phone and on a desk: accessibility, quiet console, no strangers, no cookies, budget."""

import re
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from .serving import LANGUAGES, SitePage
from .visits import visit

pytestmark = [pytest.mark.judge, pytest.mark.enable_socket]

BUDGET = 60_000  # bytes over the wire of a comparison without photographs


def told(faults: list) -> str:
    return "\n".join(map(str, faults))


def test_each_answers_as_it_should(visits):
    assert len({seen.page.kind for seen in visits}) >= 11
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


def test_a_comparison_without_photographs_is_light(visits):
    weighed = {f"{seen.page} at {seen.width}": seen.weight() for seen in visits if seen.page.kind == "comparison"}
    assert len({name.split("/")[0] for name in weighed}) == 4
    assert min(weighed.values()) > 20_000, f"What was weighed is no whole page: {weighed}"
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
    assert any(one.startswith("image-alt") for one in seen.violations)
    assert "spoke" in seen.messages
    assert seen.cookies == ["stranger"]
    assert any("stranger.localhost" in host for host in seen.hosts)
    assert seen.shift > 0
    assert seen.wide > 360
    assert not all(image["sized"] for image in seen.images)
