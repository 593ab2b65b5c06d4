"""Tables of a body arrive as tables, wherever they may stand."""

import pytest

from cms.comparisons.models import ComparisonPage
from cms.library.models import Question
from cms.pages.models import ContentPage
from tests.factories.library import make_role

from .brought import COMPARISON, page_of, remarks
from .exports import HOST, Item

pytestmark = pytest.mark.django_db


TABLE = (
    "<!-- wp:paragraph --><p>Intro.</p><!-- /wp:paragraph --><!-- wp:heading --><h2>Tarieven</h2><!-- /wp:heading -->"
    '<!-- wp:table --><figure class="wp-block-table"><table><thead><tr><th></th><th>Per uur</th></tr></thead><tbody>'
    f'<tr><td>Interim</td><td><a href="{HOST}/onder/">Zie <strong>onder</strong></a></td></tr></tbody></table>'
    "<figcaption>In euro</figcaption></figure><!-- /wp:table --><p>Daarna.</p>"
)


@pytest.mark.parametrize("key", ["iduet", "finhire"])
def test_tables_become_tables_in_their_place(bring, brands, key, site_client):
    brand = next(each for each in brands if each.key == key)
    bring([Item(1, "Een", TABLE, slug="een"), Item(2, "Onder", slug="onder")], brand=brand, publish=True)
    page = page_of("1", ContentPage)
    assert [(block.block_type, block.value["heading"]) for block in page.body] == [
        ("table", "Tarieven"), ("text_section", ""),
    ]  # fmt: skip
    value = page.body[0].value
    assert (value["table"].caption, value["row_headings"]) == ("In euro", True)
    assert [column["heading"] for column in value["table"].columns] == ["", "Per uur"]
    assert remarks("1") == set()
    text = site_client(brand, "/een/").text
    assert '<th scope="row"><p>Interim</p></th>' in text
    assert '<p><a href="/onder/">Zie <b>onder</b></a></p>' in text


def test_tables_longer_than_ours_stand_in_two_and_wider_ones_are_lists(bring):
    long = "".join(f"<tr><td>{n}</td><td>b</td></tr>" for n in range(150))
    wide = "".join(f"<td>{n}</td>" for n in range(11))
    bring([Item(1, "Een", f"<p>a</p><table>{long}</table><table><tr>{wide}</tr><tr>{wide}</tr></table>")])
    page = page_of("1", ContentPage)
    assert [len(block.value["table"].row_data) for block in page.body if block.block_type == "table"] == [100, 50]
    assert page.body[2].block_type == "text_section"
    assert remarks("1") == {"table"}


def test_a_comparison_has_its_other_tables_too_but_for_those_in_answers(bring):
    make_role("CFO")
    table = "<table><tr><th>Jaar</th><th>Tarief</th></tr><tr><td>2025</td><td>Hoog</td></tr></table>"
    more = f"<h2>Tarieven</h2>{table}<h2>FAQ</h2><h3>Hoe?</h3><p>Zo:</p>{table}"
    bring([Item(1, "CFO vs. CEO", COMPARISON.split("<h2>Veelgestelde", maxsplit=1)[0] + more)])
    page = page_of("1", ComparisonPage)
    assert [block.block_type for block in page.body][-2:] == ["table", "questions"]
    assert page.body[-2].value["heading"] == "Tarieven"
    answer = Question.objects.get(pk=page.body[-1].value["questions"][0].pk).answer
    assert "<li><b>2025</b>; Tarief: Hoog</li>" in answer
    assert "table" in remarks("1")
