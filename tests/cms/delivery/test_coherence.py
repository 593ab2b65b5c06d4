"""A random editor changes things; after each change two workers and the mirror say what Django says without a store."""

import gzip
import random
import re

import brotli
import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from brands.directory import ROOT_PATH_LENGTH
from cms.delivery.disk import disk
from cms.navigation.models import Menu
from cms.pages.models import ContentPage
from tests.api.test_layout import make_menu, to
from tests.cms.delivery.conftest import Worker
from tests.factories.brands import home_of
from tests.factories.library import make_question, make_version
from tests.factories.pages import make_content, make_faq, make_mirror

pytestmark = pytest.mark.crawl

SEEDS, CHANGES = (1,), 25
PATHS = (
    "/", "/a/", "/b/", "/c/", "/a/c/", "/alias/", "/A/", "/a.md", "/index.md", "/robots.txt", "/llms.txt",
    "/old/", "/old/?id=1", "/nothing/", "/faq/", "/en/", "/sitemap.xml",
    "/api/v1/brands/{key}/pages", "/api/v1/brands/{key}/questions", "/api/v1/brands/{key}/resolve?path=/a/",
    "/api/v1/brands/{key}/layout", "/api/v1/brands/{key}/redirects", "/api/v1/brands/{key}/sitemap",
)  # fmt: skip
#: A place in the change log may be an earlier one: a reader who goes on from it misses nothing.
PLACE = re.compile(rb'"changes":"[0-9a-f-]+"')


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
        below = ContentPage.objects.descendant_of(home_of(self.brand)).filter(alias_of=None)
        pages = list(below.exclude(slug="draft").order_by("path"))  # which stays a draft
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

    def do_move(self):
        page, home = self.page, home_of(self.brand)
        taken = home.get_children().filter(slug=page.slug).exists()
        if not taken and not home.path.startswith(page.path) and page.locale_id == home.locale_id:
            same_brand = page.path[:ROOT_PATH_LENGTH] == home.path[:ROOT_PATH_LENGTH]
            if same_brand:
                page.move(home, pos="last-child")

    def do_alias(self):
        page = self.page
        home = self.home_for_alias_of(page)
        alias = Page.objects.filter(slug="alias").first()
        if alias is not None:
            alias.specific.delete()
        elif page.alias_of_id is None and page.live:
            make_mirror(page, home, slug="alias")

    def home_for_alias_of(self, page: Page) -> Page:
        """Where it is shown too: of any brand, since the alias is made of a page that its brand offers."""
        return home_of(self.random.choice(self.brands))

    def do_menu(self):
        brand = self.brand
        menu = Menu.objects.filter(brand=brand, place=Menu.Place.HEADER).first()
        if menu is None:
            make_menu(brand, to(self.page))
        else:
            menu.delete()

    def do_retitle_home(self):
        home = home_of(self.brand).specific
        home.seo_title = f"Home {self.random.random()}"
        home.save_revision().publish()

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
    workers = (Worker(on_disk=True), Worker(on_disk=True))
    bare = Worker(most=0)
    for number in range(CHANGES):
        with committed():
            done = editor.change()
        for brand in brands:
            for path in (each.format(key=brand.key) for each in PATHS):
                bare.entry.store.memory.clear()
                bare.entry._passed_on.clear()
                fresh = bare.get(brand, path)
                told = _told(fresh)
                _compare_file(brand, path, fresh, (seed, number, done))
                for worker in workers:
                    assert _told(worker.get(brand, path)) == told, (seed, number, done, brand.key, path)


def _compare_file(brand, path, fresh, where):
    """What a web server would hand out at this moment, if there is a file."""
    for area in ("any", "bare"):
        leaf = "index.html" if path.endswith("/") else ""
        place = disk().path / "mirror" / area / brand.host / f"{path.removeprefix('/')}{leaf}"
        if "?" in path or not place.is_file():
            continue
        for ending, decode in (("", bytes), (".gz", gzip.decompress), (".br", brotli.decompress)):
            twin = place.with_name(place.name + ending)
            if twin.exists():
                assert (fresh.status, decode(twin.read_bytes())) == (200, fresh.body), (*where, path, ending)


def _told(got):
    return got.status, PLACE.sub(b"", got.body), got.headers.get("location"), got.headers.get("cache-control")
