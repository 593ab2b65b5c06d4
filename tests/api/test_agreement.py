"""A page is visible on its brand's site exactly when it is in the API, and says the same in both.

Random histories of a tree: made, published, unpublished, expired, kept private, mirrored, moved, written anew.
"""

import datetime
import itertools

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction

from brands.directory import BrandDirectory
from cms.foundation.links import page_path
from cms.pages.models import ContentPage
from tests.factories.brands import home_of
from tests.factories.pages import make_content, make_mirror

API = Client(HTTP_HOST="api.localhost:8000")
PRIVACY = st.sampled_from([PageViewRestriction.LOGIN, PageViewRestriction.GROUPS, PageViewRestriction.PASSWORD])
ANY = st.integers(0, 7)  # the page at this place, counted round

STEPS = st.one_of(
    st.tuples(st.just("make"), ANY, st.booleans()),
    st.tuples(st.just("publish"), ANY),
    st.tuples(st.just("unpublish"), ANY),
    st.tuples(st.just("expire"), ANY),
    st.tuples(st.just("restrict"), ANY, PRIVACY),
    st.tuples(st.just("open"), ANY),
    st.tuples(st.just("mirror"), ANY, ANY),
    st.tuples(st.just("move"), ANY, ANY),
    st.tuples(st.just("write"), ANY, st.booleans()),
)


class Tree:
    """The pages of two brands while they are changed. Every text is said once, so that a mix-up shows."""

    def __init__(self, brands):
        self.homes = [home_of(brand) for brand in brands]
        self.keys: list[int] = []
        self.number = itertools.count(1)
        for home in self.homes:
            self.make_below(home, publish=True)

    def page(self, place: int) -> ContentPage:
        return ContentPage.objects.get(pk=self.keys[place % len(self.keys)])

    def parent(self, place: int) -> Page:
        choices = [*(home.pk for home in self.homes), *self.keys]
        return Page.objects.get(pk=choices[place % len(choices)]).specific

    def make_below(self, parent: Page, publish: bool) -> None:
        number = next(self.number)
        body = [{"type": "text_section", "value": {"heading": f"Heading {number}", "text": f"<p>Text {number}</p>"}}]
        introduction = f"<p>Introduction <b>{number}</b></p>"
        page = make_content(parent, f"Title {number}", publish=publish, introduction=introduction, body=body)
        self.keys.append(page.pk)

    def apply(self, step: tuple) -> None:
        kind, place, *rest = step
        getattr(self, f"_{kind}")(place, *rest)

    def _make(self, place, publish):
        self.make_below(self.parent(place), publish)

    def _publish(self, place):
        page = self.page(place)
        if page.alias_of_id is None:
            page.expire_at = None
            page.save_revision().publish()

    def _unpublish(self, place):
        page = self.page(place)
        if page.alias_of_id is None:
            page.unpublish()

    def _expire(self, place):
        past = timezone.now() - datetime.timedelta(seconds=1)
        Page.objects.filter(pk=self.page(place).pk).update(expire_at=past)

    def _restrict(self, place, kind):
        PageViewRestriction.objects.update_or_create(
            page_id=self.page(place).pk, defaults={"restriction_type": kind, "password": "open sesame"}
        )

    def _open(self, place):
        PageViewRestriction.objects.filter(page_id=self.page(place).pk).delete()

    def _mirror(self, place, below):
        page = self.page(place)
        if page.alias_of_id is None and page.live:
            alias = make_mirror(page, self.parent(below), f"mirror-{next(self.number)}")
            self.keys.append(alias.pk)

    def _move(self, place, below):
        page, parent = self.page(place), self.parent(below)
        if page.pk != parent.pk and not parent.is_descendant_of(page):
            page.move(parent, pos="last-child")

    def _write(self, place, publish):
        page = self.page(place)
        if page.alias_of_id is None:
            page.title = f"Title {next(self.number)}"
            revision = page.save_revision()
            if publish:
                revision.publish()


def text_of(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def check(brands, key: int) -> bool:
    """Compare what the site and the API say of a page; whether they show it."""
    directory = BrandDirectory()
    page = Page.objects.get(pk=key)
    brand = directory.brand_of(page)
    path = page_path(directory, page)
    html = Client(HTTP_HOST=f"{brand.host}:8000").get(path)
    resolved = API.get(f"/api/v1/brands/{brand.key}/resolve", {"path": path})
    by_key = API.get(f"/api/v1/brands/{brand.key}/pages/{key}")
    shown = html.status_code == 200
    assert (resolved.status_code == 200, by_key.status_code == 200) == (shown, shown), page
    (other,) = [one for one in brands if one.pk != brand.pk]
    assert API.get(f"/api/v1/brands/{other.key}/pages/{key}").status_code == 404
    if not shown:
        for answer in (html, resolved, by_key):
            assert page.title not in answer.content.decode()
        return False
    document = by_key.json()["page"]
    assert resolved.json()["page"] == document
    main = BeautifulSoup(html.content, "html.parser").find("main")
    assert main.find("h1").get_text(strip=True) == document["title"]
    said = " ".join(main.get_text(" ").split())
    section = document["body"][0]["value"]
    for text in (document["introduction"]["html"], section["heading"], section["text"]["html"]):
        assert text_of(text) in said
    return True


def listed(brand) -> set[int]:
    answer = API.get(f"/api/v1/brands/{brand.key}/pages", {"limit": 100}).json()
    return {item["card"]["id"] for item in answer["items"]}


class TestAgreement:
    @pytest.mark.crawl
    def test_of_any_history(self, brands):
        seen = set()

        @settings(
            derandomize=True,
            database=None,
            deadline=None,
            max_examples=15,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        )
        @given(steps=st.lists(STEPS, min_size=3, max_size=10))
        def agree(steps):
            with transaction.atomic():
                tree = Tree(brands)
                for step in steps:
                    tree.apply(step)
                shown = {key for key in tree.keys if check(brands, key)}
                assert shown == (listed(brands[0]) | listed(brands[1])) & set(tree.keys)
                seen.update((step[0], bool(shown), len(shown) < len(tree.keys)) for step in steps)
                transaction.set_rollback(True)

        agree()
        assert {kind for kind, *_ in seen} == {
            "make", "publish", "unpublish", "expire", "restrict", "open", "mirror", "move", "write",
        }  # fmt: skip
        assert {(True, True), (True, False)} <= {tuple(what) for _, *what in seen}

    @pytest.mark.parametrize(
        "kind", [PageViewRestriction.LOGIN, PageViewRestriction.GROUPS, PageViewRestriction.PASSWORD]
    )
    def test_of_an_alias_whose_source_becomes_private(self, brands, kind):
        tree = Tree(brands)
        tree.apply(("mirror", 0, 1))
        assert check(brands, tree.keys[-1])
        tree.apply(("restrict", 0, kind))
        assert not check(brands, tree.keys[-1])
        tree.apply(("open", 0))
        assert check(brands, tree.keys[-1])
