"""Exports that somebody or something has spoiled: refused whole, or read whole; never half, and never with a script."""

import re

import pytest
from wagtail.models import Page, Revision

from cms.library.models import Question
from cms.moving.models import Imported, ImportRun
from cms.moving.wordpress.importing import Importing
from cms.moving.wordpress.reading import ExportRefused
from tests.spoiling import chance_of, spoiled

from .exports import HOST, Export, Item

pytestmark = pytest.mark.django_db

RUNS = re.compile(r"<\s*(?:script|svg|img|iframe|style)|\son\w+\s*=|javascript:", re.IGNORECASE)


ELEMENTOR = (
    '[{"elType":"section","elements":[{"elType":"widget","widgetType":"text-editor",'
    '"settings":{"editor":"<p>E</p>"}}]}]'
)
COMPARISON = "<h2>CFO</h2><p>a</p><h2>CEO</h2><p>b</p><h2>Keuze</h2><p>CFO: geld</p><h2>FAQ</h2><p>x</p>"
BLOCKS = (
    '<!-- wp:paragraph --><p>Text <a href="/x/">l</a></p><!-- /wp:paragraph --><h2>FAQ</h2><h3>A?</h3><p>B</p>'
    "<table><tr><td>a</td><td>b</td></tr></table>"
)
BAKERY = '[vc_row][vc_column_text]Tekst[/vc_column_text][vc_toggle title="Q?"]A[/vc_toggle][/vc_row]'


def whole_export():
    """A small export with something of every kind."""
    built = {"_elementor_edit_mode": "builder", "_elementor_data": ELEMENTOR}
    return Export(
        [
            Item(1, "CFO vs. CEO", COMPARISON),
            Item(2, "Blocks", BLOCKS, meta={"_yoast_wpseo_title": "%%title%%", "_thumbnail_id": "9"}, parent=3),
            Item(3, "Builder", "<p>left</p>", meta=built),
            Item(4, "Bakery", BAKERY, type="post", terms=[("category", "a", "A"), ("language", "en", "EN")]),
            Item(9, "Picture", type="attachment", attachment_url=f"{HOST}/wp-content/uploads/a.png"),
        ],
        terms=[("post_translations", "pll_1", "", 'a:2:{s:2:"nl";i:1;s:2:"en";i:4;}')],
    )


def state():
    return [model.objects.count() for model in (Page, Revision, Imported, ImportRun, Question)]


def try_all(tmp_path, brand, count: int) -> tuple[int, int]:
    """How many of so many spoiled exports were read, and how many refused."""
    whole = b"".join(piece.encode() for piece in whole_export().pieces())
    read = refused = 0
    for seed in range(count):
        path = tmp_path / "spoiled.xml"
        path.write_bytes(spoiled(whole, chance_of(seed), inside=seed % 4 < 2))
        before = state()

        def look(summary, seed=seed):
            for revision in Revision.objects.filter(pk__gt=0).order_by("-pk")[:30]:
                for text in rich_texts(revision.content):
                    assert not RUNS.search(text), (seed, text)
            assert Page.find_problems() == ([], [], [], [], []), seed

        try:
            Importing(brand, path, publish=seed % 2 == 0).run(dry=True, report=look)
            read += 1
        except ExportRefused:
            refused += 1
        assert state() == before, seed
    return read, refused


def rich_texts(value):
    """Stored texts that are shown as HTML."""
    if isinstance(value, dict):
        for each in value.values():
            yield from rich_texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from rich_texts(each)
    elif (isinstance(value, str) and value.startswith("[{")) or (isinstance(value, str) and value.startswith("<")):
        yield re.sub(r"&(?:lt|gt|amp|quot|#x27);", "", value)


def test_some_spoiled_exports(tmp_path, finhire):
    read, refused = try_all(tmp_path, finhire, 12)
    assert read
    assert refused


@pytest.mark.proof
def test_hundreds_of_spoiled_exports(tmp_path, finhire):
    read, refused = try_all(tmp_path, finhire, 300)
    assert read > 100
    assert refused > 100
