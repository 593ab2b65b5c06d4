"""Reading an export: everything in it, in little memory, and a clear refusal of what is none."""

import tracemalloc

import pytest

from cms.moving.wordpress import reading
from cms.moving.wordpress.export import Author, Channel, Post, Term
from cms.moving.wordpress.reading import ExportRefused, read_export

from .exports import HOST, Export, Item

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<rss><channel><title>&b;</title></channel></rss>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><title>&x;</title></rss>'


def things(path, kind):
    return [thing for thing in read_export(path) if isinstance(thing, kind)]


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_every_field_of_every_version_is_read(tmp_path, version):
    item = Item(
        7, "Vraag & antwoord", "<p>Tekst</p>", slug="vraag", parent=3, order=2, author="anna", excerpt="Kort",
        terms=[("category", "nieuws", "Nieuws"), ("post_tag", "cfo", "CFO")], password="geheim", comments=2,
        meta={"_yoast_wpseo_title": "Titel", "_wp_old_slug": "no"},
    )  # fmt: skip
    path = Export([item], version=version, terms=[("language", "nl", "Nederlands", "")]).write(tmp_path / "a.xml")
    (channel,) = things(path, Channel)
    assert (channel.title, channel.base_url, channel.language) == ("Finhire", HOST, "nl-NL")
    assert (channel.wxr_version, channel.generator) == (version, "https://wordpress.org/?v=6.6.2")
    (post,) = things(path, Post)
    assert post == Post(
        id="7", type="page", status="publish", title="Vraag & antwoord", link=f"{HOST}/vraag/", guid=f"{HOST}/?p=7",
        slug="vraag", parent="3", menu_order=2, date="2021-03-04 09:30:00", author="anna", password="geheim",
        content="<p>Tekst</p>", excerpt="Kort", comments=2, meta={"_yoast_wpseo_title": "Titel"},
        terms=[("category", "nieuws", "Nieuws"), ("post_tag", "cfo", "CFO")],
    )  # fmt: skip
    assert things(path, Author) == ([] if version == "1.0" else [Author("anna", "Anna de Vries")])
    assert Term("category", "x", "X") in things(path, Term)
    assert Term("language", "nl", "Nederlands") in things(path, Term)


def test_what_ties_translations_together(tmp_path):
    term = Term("post_translations", "pll_1", description='a:2:{s:2:"nl";i:12;s:2:"en";i:345;}')
    assert term.numbers() == {"nl": "12", "en": "345"}


def test_other_encodings_are_read(tmp_path):
    for encoding in ("UTF-8", "UTF-16", "ISO-8859-1", "windows-1252"):
        path = Export([Item(1, "Één café")], encoding=encoding).write(tmp_path / f"{encoding}.xml")
        assert [post.title for post in things(path, Post)] == ["Één café"], encoding


def test_control_characters_of_old_databases_are_passed_over(tmp_path):
    path = Export([Item(1, "a\x0bb\x08c", "<p>\x1fx</p>")]).write(tmp_path / "a.xml")
    (post,) = things(path, Post)
    assert (post.title, post.content) == ("abc", "<p>x</p>")


def refused(path) -> str:
    with pytest.raises(ExportRefused) as refusal:
        list(read_export(path))
    return str(refusal.value)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (BOMB, "entities are not read"),
        (OUTSIDE, "entities are not read"),
        ("", "empty"),
        ("PK\x03\x04 nothing", "no sound XML"),
        ("<html><body>Not found</body></html>", "begins with <html>"),
        ("<rss><channel><title>Feed</title></channel></rss>", "no WordPress export"),
        ("<rss><channel><title>Cut", "no sound XML"),
        ('<?xml version="1.0" encoding="klingon"?><rss/>', "encoding"),
        ('<?xml version="1.0" encoding="utf-7"?><rss/>', "encoding"),
        ("<rss>" + "<a>" * 30, "deeper"),
    ],
)
def test_what_is_no_export_is_refused_with_the_reason(tmp_path, content, why):
    path = tmp_path / "a.xml"
    path.write_text(content, encoding="utf-8")
    assert why in refused(path)


def test_a_text_in_another_encoding_than_named_is_refused_with_its_line(tmp_path):
    path = tmp_path / "a.xml"
    text = "".join(Export([Item(1, "Één café")]).pieces())
    path.write_bytes(text.encode("latin-1"))
    said = refused(path)
    assert "not in the encoding" in said
    assert said.startswith("line ")


def test_a_folder_or_nothing_is_refused(tmp_path):
    assert "cannot be read" in refused(tmp_path)
    assert "cannot be read" in refused(tmp_path / "none.xml")


def test_one_thing_without_end_is_refused_before_it_fills_the_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MOST_OF_ONE", 1024 * 1024)
    path = Export([Item(1, "Huge", "x" * 3_000_000)]).write(tmp_path / "a.xml")
    assert "larger than 1 MB" in refused(path)
    for start in ('<rss a="', "<rss><!-- ", "<rss><?x "):
        path.write_text(start + "x" * 3_000_000, encoding="utf-8")
        assert "larger than 1 MB" in refused(path), start


def test_memory_does_not_grow_with_the_file(tmp_path):
    def peak(count: int) -> int:
        path = Export(Item(n, f"Page {n}", "<p>word</p>" * 300) for n in range(count)).write(tmp_path / f"{count}.xml")
        tracemalloc.start()
        total = sum(1 for _ in read_export(path))
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert total > count
        return used

    assert peak(600) < peak(60) + 512 * 1024
