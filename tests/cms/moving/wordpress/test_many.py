"""Thousands of posts in a few minutes, in memory that does not grow with them."""

import resource
import time

import pytest

from cms.moving.wordpress.importing import Importing
from cms.pages.models import ArticlePage

from .exports import HOST, Export, Item

pytestmark = pytest.mark.django_db

PARAGRAPH = (
    '<!-- wp:paragraph --><p>Alinea {j} van bericht {i} met een <a href="{host}/p-{other}/">link</a>.</p>'
    "<!-- /wp:paragraph -->\n"
)
SECONDS = 300
GROWTH = 150  # MB between the first tenth and the end


def posts(count: int):
    for i in range(1, count + 1):
        body = "".join(PARAGRAPH.format(i=i, j=j, host=HOST, other=i * 7 % count + 1) for j in range(10))
        post = Item(i, f"Bericht {i}", f"{body}<h2>Kop {i}</h2><p>Meer.</p>", type="post", slug=f"p-{i}")
        post.terms = [("category", "nieuws", "Nieuws")]
        post.meta = {"_yoast_wpseo_metadesc": f"Bericht {i}"}
        yield post


def brought(tmp_path, brand, count: int) -> tuple[float, int]:
    """Seconds that an import of so many posts took, and MB by which memory grew after its first tenth."""
    path = Export(posts(count)).write(tmp_path / "many.xml")
    memory: list[int] = []

    def told(what, done, of):
        if what == "pages" and done in (count // 10, count):
            memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)

    began = time.monotonic()
    summary = Importing(brand, path, told=told).run()
    assert summary.outcomes == {("article", "made"): count}
    assert ArticlePage.objects.count() == count
    assert not summary.remarks
    return time.monotonic() - began, memory[-1] - memory[0]


def test_a_few_dozen(tmp_path, finhire):
    brought(tmp_path, finhire, 30)


@pytest.mark.proof
def test_five_thousand_in_under_five_minutes_and_flat(tmp_path, finhire, capsys):
    seconds, growth = brought(tmp_path, finhire, 5_000)
    with capsys.disabled():
        print(f"\n5,000 posts: {seconds:.0f} s, {growth} MB more than after the first 500")  # noqa: T201
    assert seconds < SECONDS
    assert growth < GROWTH
