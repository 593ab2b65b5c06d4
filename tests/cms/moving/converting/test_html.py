"""HTML as pieces: what each editor writes, and that nothing dangerous and nothing silent is left of the rest."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.moving.converting.html import read_html
from cms.moving.converting.pieces import Button, Faq, Heading, More, Picture, Prose, Table


def pieces(source, **more):
    return read_html(source, **more).pieces


def prose(source):
    return "".join(piece.html for piece in pieces(source) if isinstance(piece, Prose))


def remarks(source):
    return {remark.about for remark in read_html(source).remarks}


class TestClassicEditor:
    def test_blank_lines_are_paragraphs_and_line_breaks_are_kept(self):
        assert prose("One\ntwo <strong>three</strong>\n\nFour") == "<p>One<br/>two <b>three</b></p><p>Four</p>"

    def test_headings_stand_between(self):
        assert pieces("Text\n<h2>Head &amp; line</h2>\nMore") == [
            Prose("<p>Text</p>"),
            Heading(2, "Head & line"),
            Prose("<p>More</p>"),
        ]

    def test_what_nobody_closed_is_read_once(self):
        html = prose("<p>One <b>two<p>three</p></i></div> four")
        assert [html.count(word) for word in ("One", "two", "three", "four")] == [1, 1, 1, 1]
        assert_clean(html)

    def test_the_introduction_ends_at_more(self):
        assert pieces("One<!--more-->Two") == [Prose("<p>One</p>"), More(), Prose("<p>Two</p>")]


class TestBlocks:
    def test_paragraphs_headings_lists(self):
        source = (
            "<!-- wp:paragraph --><p>One <em>two</em></p><!-- /wp:paragraph -->\n\n"
            '<!-- wp:heading {"level":3} --><h3 class="wp-block-heading">Head</h3><!-- /wp:heading -->\n\n'
            "<!-- wp:list --><ul><!-- wp:list-item --><li>a</li><!-- /wp:list-item -->"
            "<li>b<ol><li>c</li></ol></li></ul><!-- /wp:list -->"
        )
        assert pieces(source) == [
            Prose("<p>One <i>two</i></p>"),
            Heading(3, "Head"),
            Prose("<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>"),
        ]

    def test_pictures_know_their_number_and_caption(self):
        source = (
            '<!-- wp:image {"id":12} --><figure class="wp-block-image"><img src="https://x/a.jpg" alt="An  office" '
            'class="wp-image-12"/><figcaption>Our <b>office</b></figcaption></figure><!-- /wp:image -->'
        )
        assert pieces(source) == [Picture("https://x/a.jpg", "12", "An office", "Our office")]

    def test_a_gallery_is_its_pictures(self):
        source = (
            '<figure class="wp-block-gallery"><figure><img src="a.jpg" data-id="1"/></figure>'
            '<figure><img src="b.jpg" data-id="2"/><figcaption>B</figcaption></figure></figure>'
        )
        assert pieces(source) == [Picture("a.jpg", "1"), Picture("b.jpg", "2", "", "B")]

    def test_a_button_is_a_button(self):
        source = (
            '<div class="wp-block-buttons"><div class="wp-block-button">'
            '<a class="wp-block-button__link" href="/contact/">Bel ons</a></div></div>'
        )
        assert pieces(source) == [Button("Bel ons", "/contact/")]

    def test_a_link_called_nothing_like_it_is_none(self):
        assert pieces('<p><a class="read-more" href="/x/">x</a></p>') == [Prose('<p><a href="/x/">x</a></p>')]

    @pytest.mark.parametrize(
        "source",
        [
            '<div class="schema-faq-section"><b class="schema-faq-question">Wat?</b><p class="schema-faq-answer">Dit.',
            '<div class="rank-math-faq-item"><h3 class="rank-math-question">Wat?</h3><p class="rank-math-answer">Dit.',
            '<div class="vc_toggle"><b class="vc_toggle_title">Wat?</b><p class="vc_toggle_content">Dit.</p></div>',
            '<details class="wp-block-details"><summary>Wat?</summary><p>Dit.</p></details>',
        ],
    )
    def test_what_opens_is_a_question(self, source):
        assert pieces(source) == [Faq([("Wat?", "<p>Dit.</p>")])]

    def test_a_block_that_is_kept_apart_is_read_in_its_place(self):
        assert pieces('<!-- wp:block {"ref":5} /-->', reused={"5": "<p>Kept</p>"}) == [Prose("<p>Kept</p>")]

    def test_blocks_that_show_something_only_there_are_told(self):
        found = read_html('<!-- wp:latest-posts {"postsToShow":3} /--><!-- wp:separator --><hr/><!-- /wp:separator -->')
        assert [(remark.about, remark.words) for remark in found.remarks] == [
            ("empty", 'latest-posts {"postsToShow":3}')
        ]

    def test_tables_keep_their_head(self):
        source = "<table><thead><tr><th></th><th>CIO</th></tr></thead><tr><td>Doel</td><td>IT</td></tr></table>"
        assert pieces(source) == [Table(["", "CIO"], [["Doel", "IT"]])]


class TestWhatIsLeftOut:
    @pytest.mark.parametrize(
        ("source", "about", "kept"),
        [
            ("<blockquote><p>Said</p></blockquote>", "quote", "Said"),
            ("<pre>a\nb</pre>", "block", "a<br/>b"),
            ('<iframe src="https://www.youtube.com/embed/1" title="Film"></iframe>', "embed", "Film"),
            ("<form>Name <input name=a></form>", "form", "Name"),
            ("<script>alert(1)</script>", "script", ""),
            ('<p><a href="javascript:alert(1)">Click</a></p>', "link", "Click"),
            ("<svg><text>x</text></svg>", "empty", ""),
        ],
    )
    def test_is_told_and_its_words_are_kept(self, source, about, kept):
        assert about in remarks(source)
        assert kept in prose(source)
        assert "alert" not in prose(source)

    def test_deep_nests_keep_their_words(self):
        source = "<div>" * 5_000 + "<b>words</b>"
        assert "words" in prose(source)
        assert "deep" in remarks(source)
        assert "words" in prose("<p>" + "<b><i>" * 3_000 + "words")


HOSTILE = [
    "<img src=x onerror=alert(1)>", "<a href='java\tscript:alert(1)'>x</a>", "<a href=data:text/html,x>x</a>",
    "<p onclick=alert(1)>x</p>", "<svg/onload=alert(1)>", "<math><mi//xlink:href='data:x,<script>'>", "<b/<script>x",
    "<a href=' &#1; javascript:alert(1)'>x</a>", "<iframe src=javascript:x>", "<!--><script>alert(1)</script>-->",
    "<a href=vbscript:x>x</a>", "<a href='//evil.example'>x</a>", '<span lang=\'en" onclick="x\'>x</span>',
    "<style>@import 'x'</style>", "<base href=//evil>", "<object data=x>", "&lt;script&gt;", "<![CDATA[<script>]]>",
]  # fmt: skip
ALLOWED = {"p", "b", "i", "a", "br", "ul", "ol", "li", "span", "h3", "h4"}


def assert_clean(html):
    for tag in BeautifulSoup(html, "html.parser").find_all(True):
        assert tag.name in ALLOWED, html
        assert set(tag.attrs) <= {"a": {"href"}, "span": {"lang"}}.get(tag.name, set()), html
        href = str(tag.get("href") or "").strip().lower()
        assert not href.startswith(("javascript", "data", "vbscript")), html
        assert tag.get("lang") in (None, "en", "nl"), html


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*HOSTILE, "<p>", "</p>", "<ul><li>", "<table><tr><td>", "text ", "<h2>h", "\n\n"])))
def test_whatever_comes_in_only_the_houses_rich_text_comes_out(parts):
    found = read_html("".join(parts))
    for piece in found.pieces:
        if isinstance(piece, Prose):
            assert_clean(piece.html)
        elif isinstance(piece, Faq):
            for _question, answer in piece.entries:
                assert_clean(answer)
