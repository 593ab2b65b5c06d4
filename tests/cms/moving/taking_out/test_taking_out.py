"""Content goes out as the public reads it: Markdown with its files beside, and an export that WordPress reads."""

import io
import re

import pytest
import yaml
from django.core.management import CommandError, call_command
from wagtail.models import PageViewRestriction

from cms.moving.taking_out.reading import body_of
from cms.moving.taking_out.wxr import _cdata
from cms.moving.wordpress.export import Channel, Post
from cms.moving.wordpress.reading import read_export
from tests.factories.brands import home_of
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
        assert names == files | {
            "nl/index.md", "en/index.md", "nl/terms.md", "nl/terms/below.md", "en/about.md", "nl/articles.md",
            "nl/articles/first.md",
        }  # fmt: skip
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
        assert not [path for path in (tmp_path / "out").rglob("*.md") if "secret" in path.name + path.read_text()]

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
        assert terms.meta["_yoast_wpseo_metadesc"] == terms.excerpt == "What holds"
        assert posts["about"].meta["_wpml_import_language_code"] == "en"
        assert terms.words("post_tag") == ["legal", "b < c"]
        assert "<b>bold</b> ]]&gt; word" in terms.content
        assert 'alt="A view"' in terms.content
        assert "<h1" not in terms.content
        assert "class=" not in terms.content
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
