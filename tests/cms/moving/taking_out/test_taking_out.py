"""Content goes out as the public reads it: Markdown with its files beside, and an export that WordPress reads."""

import io
import json
import re

import pytest
import yaml
from django.core.management import CommandError, call_command
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

from cms.moving.taking_out.reading import body_of
from cms.moving.taking_out.wxr import _cdata
from cms.moving.wordpress.export import Channel, Post
from cms.moving.wordpress.reading import read_export
from home.provisioning.teams import brand_collection
from tests.factories.brands import home_of
from tests.factories.library import make_question
from tests.factories.media import make_document, make_image
from tests.factories.pages import make_article, make_article_index, make_content


def text(words: str) -> list[dict]:
    return [{"type": "text_section", "value": {"heading": "Heading", "text": words}}]


@pytest.fixture
def pages(iduet, finhire):
    """Public pages in two languages with a file and tags; and what nobody may see, of this brand and the other."""
    document, image = make_document(), make_image()
    words = f'<p>A <b>bold</b> ]]&gt; word, <a linktype="document" id="{document.pk}">a file</a></p>'
    figure = {"type": "figure", "value": {"image": {"image": image.pk, "alt_text": "A view", "decorative": False}}}
    terms = make_content(
        home_of(iduet), 'Terms & "more"', slug="terms", body=[*text(words), figure], tags=["legal", "b < c"],
        seo_title="Our terms", search_description="What holds",
    )  # fmt: skip
    make_content(terms, "Below", slug="below")
    make_content(home_of(iduet, "en"), "About", slug="about")
    make_article(make_article_index(home_of(iduet), slug="articles"), "An article", slug="first", author="Redactie")
    make_content(home_of(iduet), "A draft", slug="secret-draft", publish=False)
    private = make_content(home_of(iduet), "Private", slug="secret-private")
    PageViewRestriction.objects.create(page=private, restriction_type="password", password="x")
    make_content(home_of(finhire), "Theirs", slug="secret-theirs")
    return document, image


def export(place, *arguments, brand="iduet") -> str:
    out = io.StringIO()
    call_command("content", "export", str(place), "--brand", brand, *arguments, stdout=out)
    return out.getvalue()


class TestMarkdown:
    def test_a_file_for_each_page_and_language_with_its_files_beside(self, iduet, finhire, pages, tmp_path):
        document, _image = pages
        said = export(tmp_path / "out")
        assert "7 pages and 2 files of Iduet are in" in said
        names = {str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*") if path.is_file()}
        files = {f"media/{each.file.name.rpartition('/')[2]}" for each in pages}
        pages_there = {
            "nl/index", "en/index", "nl/terms", "nl/terms/below", "en/about", "nl/articles", "nl/articles/first",
        }  # fmt: skip
        assert names == files | {f"{place}.{kind}" for place in pages_there for kind in ("md", "json")}
        written = (tmp_path / "out" / "nl" / "terms.md").read_text()
        head, _, body = written.removeprefix("---\n").partition("---\n")
        told = yaml.safe_load(head)
        assert (told["title"], told["type"], told["path"]) == ('Terms & "more"', "content", "/terms/")
        assert (told["tags"], told["seo_title"], told["language"]) == (["legal", "b < c"], "Our terms", "nl")
        assert "A **bold** ]]> word" in body
        links = re.findall(r"\]\((\.\./media/[^)]+)\)", body)
        assert len(links) == 2
        for link in links:
            assert (tmp_path / "out" / "nl" / link).resolve().is_file()
        copied = tmp_path / "out" / "media" / document.file.name.rpartition("/")[2]
        assert copied.read_bytes() == b"text"
        texts = [path for path in (tmp_path / "out").rglob("*") if path.suffix in (".md", ".json")]
        assert not [path for path in texts if "secret" in path.name + path.read_text()]

    def test_what_is_there_is_not_written_over(self, iduet, finhire, tmp_path):
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "mine").write_text("x")
        with pytest.raises(CommandError, match="not empty"):
            export(tmp_path / "out")
        with pytest.raises(CommandError, match="cannot be written"):
            export("/dev/null/out")
        with pytest.raises(CommandError, match="There is no brand none"):
            export(tmp_path / "other", brand="none")
        assert [path.name for path in tmp_path.iterdir()] == ["out"]

    def test_of_a_page_that_fails_nothing_is_left(self, iduet, finhire, tmp_path, monkeypatch):
        monkeypatch.setattr("cms.moving.asking.Site.read", lambda *_args, **_options: (500, ""))
        for arguments in ([], ["--as", "wxr"]):
            with pytest.raises(CommandError, match="answers 500"):
                export(tmp_path / "out", *arguments)
        assert list(tmp_path.iterdir()) == []

    def test_data_tell_nothing_that_is_not_public(self, iduet, finhire, tmp_path):
        """A public page may refer to a draft, a file that is kept back, or an item that is none any more."""
        home = home_of(iduet)
        draft = make_content(home, "Secret draft", slug="secret", publish=False)
        theirs = make_content(home_of(finhire), "Secret theirs", slug="theirs")
        hidden = make_image("Secret picture", collection=brand_collection(iduet).add_child(name="Hidden"))
        CollectionViewRestriction.objects.create(collection=hidden.collection, restriction_type="login")
        own = make_question("Secret question?", brand=iduet)
        links = "".join(f'<p><a linktype="page" id="{page.pk}">x</a></p>' for page in (draft, theirs))
        questions = {"heading": "", "introduction": "", "questions": [own.pk]}
        page = make_content(home, "Open", slug="open", publish=False)
        page.introduction, page.hero_image = links, hidden
        page.body = json.dumps([{"type": "questions", "value": questions}])
        page.save_revision()
        Page.objects.filter(pk=page.pk).update(live=True)
        type(page).objects.filter(pk=page.pk).update(
            introduction=links, hero_image=hidden, body=json.dumps([{"type": "questions", "value": questions}])
        )
        own.unpublish()
        export(tmp_path / "out")
        told = json.loads((tmp_path / "out" / "nl" / "open.json").read_text())
        keys = {each["key"] for each in told["refers"].values()}
        assert keys == {str(each.translation_key) for each in (draft, theirs, own)}
        assert told["data"]["hero_image"] is None
        texts = [path for path in (tmp_path / "out").rglob("*") if path.suffix in (".md", ".json")]
        assert [path.read_text() for path in texts if "ecret" in path.name + path.read_text()] == []
        assert not (tmp_path / "out" / "library.json").exists()


class TestWxr:
    def test_is_read_again_with_every_public_page_and_no_other(self, iduet, finhire, pages, tmp_path):
        assert "7 pages and 2 files" in export(tmp_path / "out.xml", "--as", "wxr")
        things = list(read_export(tmp_path / "out.xml"))
        (channel,) = [thing for thing in things if isinstance(thing, Channel)]
        assert (channel.title, channel.base_url) == ("Iduet", iduet.root_url)
        posts = {thing.slug: thing for thing in things if isinstance(thing, Post) and thing.type != "attachment"}
        assert len(posts) == 7
        terms, below, first = posts["terms"], posts["below"], posts["first"]
        assert (terms.title, terms.link, terms.status) == ('Terms & "more"', f"{iduet.root_url}/terms/", "publish")
        assert (below.parent, first.type, first.author) == (terms.id, "post", "Redactie")
        assert terms.meta["_yoast_wpseo_title"] == "Our terms"
        assert terms.meta["_yoast_wpseo_metadesc"] == "What holds"
        assert posts["about"].meta["_wpml_import_language_code"] == "en"
        assert terms.words("post_tag") == ["legal", "b < c"]
        assert "<b>bold</b> ]]&gt; word" in terms.content
        assert 'alt="A view"' in terms.content
        assert "<h1" not in terms.content
        assert set(re.findall(r'class="([^"]*)"', terms.content)) == {f"wp-image-{100_000_000 + pages[1].pk}"}
        files = {thing.attachment_url for thing in things if isinstance(thing, Post) and thing.type == "attachment"}
        assert f"{iduet.root_url}{pages[0].url}" in files
        assert "secret" not in (tmp_path / "out.xml").read_text()

    def test_what_ends_a_section_and_what_xml_has_no_place_for(self):
        assert _cdata("a]]>b\x00\x0b\ufffe") == "<![CDATA[a]]]]><![CDATA[>b]]>"
        assert _cdata("plain") == "plain"

    def test_nothing_runs_and_nothing_is_of_the_layout(self):
        html = (
            '<main><h1>T</h1><script>x()</script><div class="a"><p onclick="x()">A <a href="/b/">b</a></p></div></main>'
        )
        assert body_of(html, "https://a.nl/p/") == '<p>A <a href="https://a.nl/b/">b</a></p>'
        assert body_of("<p>no main</p>", "https://a.nl/") == ""
