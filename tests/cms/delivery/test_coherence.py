"""A random editor changes things; after each change two workers say exactly what Django says without a store."""

import random
import re

import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from cms.pages.models import ContentPage
from tests.cms.delivery.conftest import Worker
from tests.factories.brands import home_of
from tests.factories.library import make_question, make_version
from tests.factories.pages import make_content, make_faq

pytestmark = pytest.mark.crawl

SEEDS, CHANGES = (1,), 25
PATHS = (
    "/", "/a/", "/b/", "/a/c/", "/A/", "/old/", "/old/?id=1", "/nothing/", "/faq/", "/en/", "/sitemap.xml",
    "/api/v1/brands/{key}/pages", "/api/v1/brands/{key}/questions", "/api/v1/brands/{key}/resolve?path=/a/",
    "/api/v1/brands/{key}/layout", "/api/v1/brands/{key}/redirects", "/api/v1/brands/{key}/sitemap",
)  # fmt: skip
#: A place in the change log may be an earlier one: a reader who goes on from it misses nothing.
PLACE = re.compile(rb'"changes":"\d+"')


class Editor:
    """Changes something of a brand or of the library, at random."""

    def __init__(self, seed: int, brands):
        self.random = random.Random(seed)  # noqa: S311 - the same again each time
        self.brands = brands
        self.question = make_question("How long?")
        for brand in brands:
            a = make_content(home_of(brand), "A", slug="a")
            make_content(a, "C", slug="c")
            make_content(home_of(brand), "B", slug="b")
            make_faq(home_of(brand), [self.question], slug="faq")

    def change(self) -> str:
        """Do something; what it was."""
        act = self.random.choice([getattr(self, name) for name in sorted(dir(self)) if name.startswith("do_")])
        act()
        return act.__name__

    @property
    def brand(self):
        return self.random.choice(self.brands)

    @property
    def page(self) -> Page:
        pages = list(ContentPage.objects.descendant_of(home_of(self.brand)).order_by("path"))
        return self.random.choice(pages) if pages else make_content(home_of(self.brands[0]), "A", slug="a")

    def do_publish(self):
        page = self.page
        page.title = f"Title {self.random.random()}"
        page.save_revision().publish()

    def do_unpublish(self):
        self.page.unpublish()

    def do_delete(self):
        Page.objects.get(pk=self.page.pk).delete()

    def do_make(self):
        home, slug = home_of(self.brand), self.random.choice("ab")
        if not home.get_children().filter(slug=slug).exists():
            make_content(home, f"New {slug}", slug=slug)

    def do_rename(self):
        page = self.page
        page.slug = f"renamed-{page.pk}" if page.slug in "abc" else page.slug
        page.save_revision().publish()

    def do_privacy(self):
        restriction = PageViewRestriction.objects.first()
        if restriction:
            restriction.delete()
        else:
            PageViewRestriction.objects.create(page=self.page, restriction_type="login")

    def do_redirect(self):
        brand = self.brand
        Redirect.objects.filter(site=brand.site, old_path__startswith="/old").delete()
        if self.random.random() < 0.7:
            old = self.random.choice(["/old", "/old?id=1"])
            Redirect.objects.create(site=brand.site, old_path=old, redirect_page=self.page)

    def do_library(self):
        self.question.refresh_from_db()
        self.question.question = f"How long, {self.random.random()}?"
        self.question.save_revision().publish()

    def do_version(self):
        brand = self.brand
        version = type(self.question).objects.filter(original=self.question, brand=brand).first()
        if version is None:
            make_version(self.question, brand, question=f"How long, {brand.name}?")
        else:
            version.delete()

    def do_theme(self):
        brand = self.brand
        brand.front_end_url = f"https://{self.random.randrange(10**6)}.example"
        brand.save()

    def do_expire(self):
        page = self.page
        page.expire_at = timezone.now() + timezone.timedelta(days=1)
        page.save_revision().publish()


@pytest.mark.parametrize("seed", SEEDS)
def test_two_workers_never_say_anything_else_than_django(seed, host, brands, committed):
    with committed():
        editor = Editor(seed, list(brands))
    workers = (Worker(), Worker())
    bare = Worker(most=0)
    for number in range(CHANGES):
        with committed():
            done = editor.change()
        for brand in brands:
            for path in (each.format(key=brand.key) for each in PATHS):
                bare.entry.store.memory.clear()
                bare.entry._passed_on.clear()
                told = _told(bare.get(brand, path))
                for worker in workers:
                    assert _told(worker.get(brand, path)) == told, (seed, number, done, brand.key, path)


def _told(got):
    return got.status, PLACE.sub(b"", got.body), got.headers.get("location"), got.headers.get("cache-control")
