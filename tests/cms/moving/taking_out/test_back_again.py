"""What is taken out of one brand as WXR comes into another: texts, tables, and every picture with what it says."""

import io
import zipfile

import pytest
from django.core.management import call_command

from cms.media.models import MediaDocument, MediaImage
from cms.moving.models import Imported
from cms.moving.taking_out.wxr import uploads_of
from cms.moving.wordpress.export import Post
from cms.moving.wordpress.importing import Importing
from cms.moving.wordpress.reading import read_export
from cms.pages.models import ArticlePage, ContentPage
from home.provisioning.teams import brand_collection
from tests.factories.brands import home_of
from tests.factories.media import make_document, make_image
from tests.factories.pages import make_article, make_article_index, make_content


def text(heading: str, words: str) -> dict:
    return {"type": "text_section", "value": {"heading": heading, "text": words}}


def figure(image, alt: str = "", caption: str = "") -> dict:
    shown = {"image": image.pk, "alt_text": alt, "decorative": False}
    return {"type": "figure", "value": {"image": shown, "caption": caption}}


TABLE = {
    "heading": "Tarieven",
    "table": {
        "caption": "In euro",
        "columns": [{"type": "text", "heading": heading} for heading in ("", "Per uur")],
        "rows": [{"values": ["<p>Interim</p>", "<p>Van <b>100</b></p><ul><li>en</li><li>meer</li></ul>"]}],
    },
    "row_headings": True,
}


@pytest.fixture(params=["iduet", "finhire"])
def pair(request, brands):
    """A brand, and the one into which its content goes."""
    one, other = brands if request.param == "iduet" else brands[::-1]
    return one, other


@pytest.fixture
def taken(pair, tmp_path):
    """The export of a brand: pictures at heads and in bodies, one of them twice, a document, a table, an article."""
    one, _other = pair
    collection = brand_collection(one)
    bridge = make_image("Brug", description="Een brug", credit="Foto: Anna", collection=collection)
    office = make_image("Kantoor", description="", collection=collection)
    document = make_document(collection=collection)
    link = f'<p>Zie <a linktype="document" id="{document.pk}">het stuk</a> van <span lang="en">today</span>.</p>'
    make_content(
        home_of(one), "Over ons", slug="over", introduction="<p>Kort gezegd.</p>", hero_image=bridge,
        hero_image_alt="De brug bij ons", search_description="Wie wij zijn",
        body=[text("Eerst", link), figure(office, "Drie mensen", "Ons kantoor"),
              {"type": "table", "value": TABLE}, text("Dan", "<p>Na de tabel.</p>"),
              figure(bridge, "Nog eens de brug", "Weer hij")],
    )  # fmt: skip
    make_article(
        make_article_index(home_of(one), slug="nieuws"), "Bericht", slug="bericht", hero_image=bridge,
        body=[text("", "<p>Gewoon.</p>")], introduction="<p>Een lang <b>verhaal</b>.</p>", search_description="Lees",
    )  # fmt: skip
    path = tmp_path / "out.xml"
    call_command("content", "export", str(path), "--brand", one.key, "--as", "wxr", stdout=io.StringIO())
    return path


def bring(brand, path):
    return Importing(brand, path, uploads=uploads_of(path), publish=True).run()


def here(model, brand, **which):
    return model.objects.get(path__startswith=home_of(brand).path, **which)


@pytest.mark.django_db
class TestBackAgain:
    def test_each_original_is_one_attachment_with_its_file_in_the_archive(self, taken, pair):
        things = [thing for thing in read_export(taken) if isinstance(thing, Post)]
        files = {thing.title: thing for thing in things if thing.type == "attachment"}
        assert len(files) == 3
        assert files["Brug"].meta["_wp_attachment_image_alt"] == "Een brug"
        assert files["Brug"].meta["_media_credit"] == "Foto: Anna"
        over = next(thing for thing in things if thing.slug == "over")
        assert over.meta["_thumbnail_id"] == files["Brug"].id
        assert over.content.startswith("<p>Kort gezegd.</p><!--more-->")
        assert over.content.count("<img") == 2
        assert f'class="wp-image-{files["Kantoor"].id}"' in over.content
        with zipfile.ZipFile(uploads_of(taken)) as archive:
            assert set(archive.namelist()) == {f"uploads/{each.meta['_wp_attached_file']}" for each in files.values()}
            assert archive.testzip() is None

    def test_every_picture_arrives_with_what_it_says_and_all_words_are_equal(self, taken, pair):
        one, other = pair
        bring(other, taken)
        page, before = here(ContentPage, other, slug="over"), here(ContentPage, one, slug="over")
        assert page.introduction == before.introduction
        assert (page.hero_image.title, page.hero_image.description) == ("Brug", "Een brug")
        assert (page.hero_image.credit, page.hero_image_alt) == ("Foto: Anna", "De brug bij ons")
        assert page.hero_image.pk != before.hero_image.pk
        kinds = [block.block_type for block in page.body]
        assert kinds == [block.block_type for block in before.body]
        for mine, theirs in zip(page.body, before.body, strict=True):
            if mine.block_type == "figure":
                image = mine.value["image"]
                assert mine.value["caption"] == theirs.value["caption"]
                assert MediaImage.objects.get(pk=image["image"].pk).title in ("Brug", "Kantoor")
            elif mine.block_type == "table":
                assert mine.value["table"] == theirs.value["table"]
                assert (mine.value["heading"], mine.value["row_headings"]) == ("Tarieven", True)
            else:
                assert mine.value["heading"] == theirs.value["heading"]
        assert [block.value["image"]["alt_text"] for block in page.body if block.block_type == "figure"] == [
            "Drie mensen", "Nog eens de brug",
        ]  # fmt: skip
        assert '<span lang="en">today</span>' in page.body[0].value["text"].source
        document = MediaDocument.objects.get(collection=brand_collection(other))
        assert f'linktype="document" id="{document.pk}"' in page.body[0].value["text"].source
        article = here(ArticlePage, other, slug="bericht")
        assert article.live
        assert (article.introduction, article.author) == ("<p>Een lang <b>verhaal</b>.</p>", "Redactie")
        assert article.hero_image == page.hero_image

    def test_twice_brought_is_once_there_also_when_it_was_taken_out_anew(self, taken, pair):
        one, other = pair
        bring(other, taken)
        counted = [model.objects.count() for model in (ContentPage, ArticlePage, MediaImage, MediaDocument, Imported)]
        make_content(home_of(one), "Nog een", slug="nog-een", body=[text("", "<p>Meer.</p>")])
        call_command("content", "export", str(taken), "--brand", one.key, "--as", "wxr", stdout=io.StringIO())
        bring(other, taken)
        again = [model.objects.count() for model in (ContentPage, ArticlePage, MediaImage, MediaDocument, Imported)]
        assert again == [counted[0] + 2, *counted[1:4], counted[4] + 1]


@pytest.mark.django_db
@pytest.mark.parametrize("with_data", [True, False])
def test_a_table_comes_back_from_markdown_too(pair, tmp_path, with_data):
    one, other = pair
    make_content(home_of(one), slug="prijzen", body=[text("Eerst", "<p>Voor.</p>"), {"type": "table", "value": TABLE}])
    folder = tmp_path / "out"
    call_command("content", "export", str(folder), "--brand", one.key, stdout=io.StringIO())
    if not with_data:
        for path in folder.rglob("*.json"):
            path.unlink()
    call_command("markdown", "import", str(folder), "--brand", other.key, stdout=io.StringIO())
    page = here(ContentPage, other, slug="prijzen").get_latest_revision_as_object()
    table = next(block.value for block in page.body if block.block_type == "table")
    assert [column["heading"] for column in table["table"].columns] == ["", "Per uur"]
    assert table["table"].row_data[0]["values"][0].source.endswith(">Interim</p>")
    assert table["row_headings"]
