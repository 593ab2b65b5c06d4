"""Markdown that somebody wrote, or that another tool made."""

import re

import pytest
from wagtail.models import Page

from cms.comparisons.models import ComparisonPage
from cms.foundation.rich_text import references_in
from cms.library.models import Question
from cms.media.models import MediaDocument, MediaImage
from cms.moving.models import ImportLine
from cms.pages.models import ArticleIndexPage, ArticlePage, ContentPage
from tests.factories.brands import home_of
from tests.factories.library import make_role
from tests.factories.media import picture_bytes

from .conftest import take_in
from .test_round_trip import pages_of

pytestmark = pytest.mark.django_db

HUGO = """+++
title = "Over ons"
slug = "over"
date = 2024-03-05T10:00:00Z
description = "Wie wij zijn"
tags = ["Team", "Werk"]
weight = 2
aliases = ["/oud/"]
+++
Wij zijn **vier** mensen.
En dit is *dezelfde* alinea.

## Wat wij doen

![De zaal](zaal.png "Onze zaal")

- een
- [twee](../contact.md) en [drie](/nergens/) en [een file](blad.pdf)

<script>alert(1)</script>
<a href="javascript:alert(1)" onclick="x()">klik</a> <img src="https://elsewhere.example/x.png" alt="Ver weg">
{{< youtube abc >}}
"""


def remarks() -> dict[str, dict[str, str]]:
    """File → what is to be looked at, and the words."""
    return {
        line.source_url: {each["about"]: each["words"] for each in line.remarks} for line in ImportLine.objects.all()
    }


def test_a_page_as_hugo_has_it(written, iduet, finhire):
    pdf = b"%PDF-1.4 text"
    files = {"over/index.md": HUGO, "over/zaal.png": picture_bytes(), "over/blad.pdf": pdf,
             "contact.md": "---\ntitle: Contact\n---\nBel ons."}  # fmt: skip
    said = take_in(written(files))
    assert "2 pages: made" in said
    page = pages_of(iduet)["nl/over/"]
    assert (page.title, page.live, page.search_description) == ("Over ons", False, "Wie wij zijn")
    assert [tag.word for tag in page.page_tags.all()] == ["Team", "Werk"]
    assert page.introduction == "<p>Wij zijn <b>vier</b> mensen. En dit is <i>dezelfde</i> alinea.</p>"
    figure = next(child.value for child in page.body if child.block_type == "figure")
    text = next(child.value for child in page.body if child.block_type == "text_section")
    everything = " ".join(str(child.value["text"].source) for child in page.body if child.block_type == "text_section")
    assert (figure["image"]["alt_text"], figure["caption"]) == ("De zaal", "Onze zaal")
    assert MediaImage.objects.get(pk=figure["image"]["image"].pk).collection.name == "Iduet"
    source = str(text["text"].source)
    linked = dict(references_in(source))
    assert linked[Page] == pages_of(iduet)["nl/contact/"].pk
    assert MediaDocument.objects.get(pk=linked[MediaDocument]).title == "blad.pdf"
    for word in ("drie", "klik", "Ver weg", "youtube abc"):
        assert word in everything
    for word in ("nergens", "script", "javascript", "onclick", "<img", "elsewhere", "invalid"):
        assert word not in everything
    told = remarks()["over/index.md"]
    assert told["field"] == "aliases: ['/oud/']"
    assert {"link", "script", "picture", "shortcode"} <= set(told)
    assert "Ver weg" in told["picture"]
    assert home_of(finhire).get_children().count() == 0


def test_articles_as_jekyll_has_them_stand_in_the_index(written, iduet):
    post = "---\ntitle: Eerste\nlayout: post\nauthor: Redactie\ncategories: Nieuws\n---\nTekst.\n"
    later = "---\ntitle: Later\ndate: 2025-02-03 10:00:00 +0100\npublished: false\nauthor: Redactie\n---\nTekst.\n"
    said = take_in(written({"_posts/2024-01-02-eerste.md": post, "_posts/2025-02-03-later.md": later}), "--publish")
    assert "1 published, 0 not complete" in said
    first, second = ArticlePage.objects.order_by("pk")
    index = ArticleIndexPage.objects.get()
    assert (index.live, index.get_children().count(), first.slug) == (True, 2, "eerste")
    assert (first.live, first.author, second.live, str(second.date)) == (True, "Redactie", False, "2025-02-03")
    assert second.get_parent().pk == index.pk


def test_without_front_matter_the_first_heading_is_the_title(written, iduet):
    take_in(written({"a.md": "# Een *titel*\n\nTekst\n\n## Kop\n\nMeer", "b-c.md": "Tekst"}))
    here = pages_of(iduet)
    assert (here["nl/a/"].title, here["nl/b-c/"].title) == ("Een titel", "b c")
    assert [child.block_type for child in here["nl/a/"].body] == ["text_section"]


def test_languages_by_field_folder_and_name_are_paired(written, iduet):
    files = {
        "nl/over.md": "---\ntitle: Over\n---\nx", "en/over.md": "---\ntitle: About\n---\nx",
        "werk.nl.md": "---\ntitle: Werk\n---\nx", "werk.en.md": "---\ntitle: Work\n---\nx",
        "a.md": "---\ntitle: A\ntranslationKey: a\n---\nx",
        "b.md": "---\ntitle: B\nlang: en-GB\ntranslationKey: a\n---\nx",
        "de.md": "---\ntitle: Deutsch\nlang: de\n---\nx",
    }  # fmt: skip
    take_in(written(files))
    keys = {page.title: page.translation_key for page in pages_of(iduet).values()}
    assert keys["Over"] == keys["About"]
    assert keys["Werk"] == keys["Work"]
    assert keys["A"] == keys["B"]
    assert len(set(keys.values())) == 4
    assert pages_of(iduet)["en/b/"].title == "B"
    assert remarks()["de.md"] == {"language": "de"}
    assert "Deutsch" not in keys


def test_folders_are_pages_above_and_names_that_are_taken_get_another(written, iduet):
    files = {"a.md": "# A", "a/b.md": "# B", "c/d.md": "# D", "x.md": "---\nslug: a\n---\n# X"}
    take_in(written(files))
    here = pages_of(iduet)
    assert here["nl/a/b/"].get_parent().pk == here["nl/a/"].pk
    assert here["nl/a-2/"].title == "X"
    told = remarks()
    assert told["c/d.md"]["parent"] == "c"
    assert "address" in told["x.md"]


def test_the_shape_of_a_comparison_makes_one(written, iduet):
    cio = make_role("CIO")
    parts = [
        "---\ntitle: CIO vs. CTO\n---\nIntro.", "## CIO", "Leidt IT.", "## CTO", "Bouwt.", "## Keuze",
        "- CIO: als het om grip gaat", "| | CIO | CTO |\n|---|---|---|\n| Focus | IT | Techniek |",
        "## Veelgestelde vragen", "### Wat?", "Dit.",
    ]  # fmt: skip
    take_in(written({"cio-vs-cto.md": "\n\n".join(parts)}))
    page = ComparisonPage.objects.get()
    assert page.roles[0].value.pk == cio.pk
    assert page.roles[1].value.instance.brand == iduet
    assert {"questions", "criteria_table"} <= {child.block_type for child in page.body}
    assert Question.objects.get(brand=iduet).question == "Wat?"


def test_it_comes_once_and_what_changed_is_brought_up_to_date(written, iduet):
    place = written({"a.md": "# A\n\nEen", "b.md": "# B", "c.md": "---\nid: 7\n---\n# C"})
    take_in(place)
    mine = pages_of(iduet)["nl/b/"]
    mine.title = "Van ons"
    mine.save_revision()
    place.joinpath("c.md").rename(place / "elders.md")
    for name in ("a.md", "b.md"):
        place.joinpath(name).write_text(f"# {name} nieuw\n\nTwee")
    said = take_in(place)
    assert re.search(r"1 pages: changed", said), said
    assert re.search(r"1 pages: kept", said), said
    assert re.search(r"1 pages: same", said), said
    here = pages_of(iduet)
    assert {place for place, page in here.items() if isinstance(page, ContentPage)} == {"nl/a/", "nl/b/", "nl/c/"}
    assert here["nl/a/"].title == "a.md nieuw"
    assert here["nl/b/"].get_latest_revision_as_object().title == "Van ons"


def test_what_is_public_there_is_published_and_what_is_incomplete_is_told(written, iduet, site_client):
    files = {"a.md": "# A\n\n[naar b](b.md)", "b.md": "# B\n\n[terug](a.md)", "c.md": "---\ndraft: true\n---\n# C",
             "blog/d.md": "# D"}  # fmt: skip
    said = take_in(written(files), "--publish")
    assert "2 published, 1 not complete" in said
    assert 'href="/b/"' in site_client(iduet, "/a/").content.decode()
    assert site_client(iduet, "/c/").status_code == 404
    assert {"author", "publish"} <= set(remarks()["blog/d.md"])


class TestEdited:
    def test_markdown_takes_the_place_of_the_sections_and_what_else_it_says_stays(self, few, iduet):
        path = few / "nl" / "voorwaarden.md"
        path.write_text(path.read_text() + "\n## Nieuw\n\nEen [link](doel.md).\n")
        take_in(few)
        page = pages_of(iduet)["nl/voorwaarden/"]
        assert (page.seo_title, page.hero_image_alt) == ("Onze voorwaarden", "Een zaal")
        assert [tag.word for tag in page.page_tags.all()] == ["Recht", "b < c"]
        assert page.body[len(page.body) - 1].value["heading"] == "Nieuw"
        linked = dict(references_in(str(page.body[len(page.body) - 1].value["text"].source)))
        assert linked[Page] == pages_of(iduet)["nl/doel/"].pk
        assert "edited" in remarks()["nl/voorwaarden.md"]
        assert "edited" not in remarks()["nl/doel.md"]

    def test_front_matter_counts_where_it_says_something_else(self, few, iduet):
        path = few / "nl" / "voorwaarden.md"
        changed = path.read_text().replace('"Onze voorwaarden"', '"Anders"').replace('["Recht", "b < c"]', '["Nieuw"]')
        path.write_text(changed)
        take_in(few)
        page = pages_of(iduet)["nl/voorwaarden/"]
        assert (page.seo_title, page.search_description) == ("Anders", "Wat geldt")
        assert [tag.word for tag in page.page_tags.all()] == ["Nieuw"]
        assert [child.block_type for child in page.body] == ["text_section", "figure"]

    def test_what_a_page_of_another_type_cannot_have_is_told_in_its_words(self, few, iduet):
        path = few / "nl" / "vragen.md"
        path.write_text(path.read_text() + "\nEen regel erbij.\n")
        take_in(few)
        assert "Een regel erbij." in remarks()["nl/vragen.md"]["edited elsewhere"]
        assert len(pages_of(iduet)["nl/vragen/"].groups) == 1

    def test_without_its_data_a_page_is_made_of_its_markdown(self, alone, iduet):
        for path in alone.rglob("*.json"):
            path.unlink()
        take_in(alone)
        here = pages_of(iduet)
        assert here["nl/voorwaarden/"].translation_key == here["en/terms/"].translation_key
        assert isinstance(here["nl/financien/"], ContentPage)
        assert remarks()["nl/financien.md"]["type"] == "specialism"
        assert isinstance(here["nl/artikelen/een-artikel/"], ArticlePage)

    def test_data_without_their_markdown_are_told(self, few, iduet):
        (few / "nl" / "doel.md").unlink()
        take_in(few)
        assert "no markdown" in remarks()["nl/doel.json"]
        assert "reference" in remarks()["nl/voorwaarden.md"]
        assert dict(references_in(pages_of(iduet)["nl/voorwaarden/"].introduction)).get(Page) is None

    def test_a_home_page_that_is_written_on_is_left_alone(self, alone, iduet):
        for path in alone.rglob("*"):
            if path.is_file() and path.stem != "index":
                path.unlink()
        home = home_of(iduet)
        home.introduction = "<p>Van ons.</p>"
        home.save_revision().publish()
        take_in(alone, "--publish")
        home.refresh_from_db()
        assert home.introduction == "<p>Van ons.</p>"
        assert "home" in remarks()["nl/index.md"]
