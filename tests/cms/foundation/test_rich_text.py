"""Rich text as a reader gets it: clean HTML whose links lead somewhere."""

import json

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from django.utils.html import format_html
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import CollectionViewRestriction, Page
from wagtail.rich_text import RichText as WagtailRichText

from cms.foundation.rich_text import (
    FEATURES,
    RichText,
    is_blank,
    link_errors,
    references_in,
    represent_rich_text,
    source_of,
)
from cms.media.models import MediaDocument
from tests.factories.brands import home_of, scope_of
from tests.factories.media import make_document
from tests.factories.pages import make_content


def page_link(page, words="there") -> str:
    return f'<p>Look <a id="{page.pk}" linktype="page">{words}</a>.</p>'


def shown(source, scope) -> str:
    return represent_rich_text(source, scope).html


class TestLinks:
    def test_a_page_is_linked_by_its_address(self, iduet, finhire):
        page = make_content(home_of(iduet), slug="terms")
        assert shown(page_link(page), scope_of(iduet)) == '<p>Look <a href="/terms/">there</a>.</p>'

    def test_a_page_of_another_brand_by_its_whole_address(self, iduet, finhire):
        page = make_content(home_of(finhire), slug="terms")
        assert 'href="http://finhire.localhost:8000/terms/"' in shown(page_link(page), scope_of(iduet))

    def test_a_draft_leaves_only_its_words_and_a_note(self, iduet, finhire):
        draft, scope = make_content(home_of(iduet), publish=False), scope_of(iduet)
        assert shown(page_link(draft, "<b>over</b> there"), scope) == "<p>Look <b>over</b> there.</p>"
        (note,) = scope.missing
        assert "“over there”" in note

    def test_addresses_and_mail(self, iduet):
        source = '<p><a href="https://example.com/?a=1&amp;b=2">web</a> <a href="mailto:a@example.com">mail</a></p>'
        assert shown(source, scope_of(iduet)) == source

    def test_a_document_by_its_address_unless_its_collection_is_private(self, iduet, finhire):
        document = make_document("Terms")
        source = f'<p><a id="{document.pk}" linktype="document">terms</a></p>'
        assert f'href="{document.url}"' in shown(source, scope_of(iduet))
        CollectionViewRestriction.objects.create(collection=document.collection, restriction_type="login")
        assert shown(source, scope_of(iduet)) == "<p>terms</p>"

    def test_several_links_are_loaded_together(self, iduet, finhire, django_assert_num_queries):
        pages = [make_content(home_of(iduet)) for _ in range(4)]
        source = "".join(page_link(page) for page in pages)
        scope = scope_of(iduet)
        scope.prefetch(references_in(source))
        with django_assert_num_queries(0):
            assert shown(source, scope).count("href=") == 4

    def test_references(self, iduet, finhire):
        page, document = make_content(home_of(iduet)), make_document()
        source = (
            page_link(page) + f'<a linktype="document" id="{document.pk}">x</a><a href="https://example.com/">y</a>'
        )
        assert list(references_in(source)) == [(Page, page.pk), (MediaDocument, document.pk)]
        assert list(references_in("")) == []


class TestMarks:
    def test_english_and_dutch_terms_keep_their_mark(self, iduet):
        source = '<p>De <span lang="en">board</span> en de <span lang="nl">raad</span></p>'
        assert shown(source, scope_of(iduet)) == source

    @pytest.mark.parametrize("code", ["en", "nl"])
    def test_the_editor_keeps_them(self, db, code):
        converter = ContentstateConverter(FEATURES)
        state = json.loads(converter.from_database_format(f'<p>De <span lang="{code}">board</span> wil het</p>'))
        assert state["blocks"][0]["inlineStyleRanges"] == [{"offset": 3, "length": 5, "style": f"LANG_{code.upper()}"}]
        assert f'<span lang="{code}">board</span>' in converter.to_database_format(json.dumps(state))

    def test_the_editors_own_keys_do_not_reach_readers(self, iduet):
        assert shown('<p data-block-key="abc12">Text</p>', scope_of(iduet)) == "<p>Text</p>"


class TestEmptiness:
    @pytest.mark.parametrize("source", ["", None, "<p></p>", '<p data-block-key="x1y2z"></p>', "<p> </p>", " \n"])
    def test_nothing_is_nothing(self, iduet, source):
        assert is_blank(source)
        text = represent_rich_text(source, scope_of(iduet))
        assert text == RichText(html="")
        assert not text

    def test_a_template_prints_it_as_it_is(self, iduet):
        text = represent_rich_text("<p>a &amp; b</p>", scope_of(iduet))
        for template in ("{{ text }}", "{{ text.html|safe }}"):
            assert Template(template).render(Context({"text": text})) == "<p>a &amp; b</p>"
        assert format_html("<div>{}</div>", text) == "<div><p>a &amp; b</p></div>"
        assert Template("{{ text|default:'none' }}").render(Context({"text": RichText(html="")})) == "none"

    def test_something_is_something(self, iduet):
        assert not is_blank("<p>a</p>")
        assert represent_rich_text("<p>a</p>", scope_of(iduet))

    def test_the_source_of_a_value(self):
        assert [source_of(WagtailRichText("<p>a</p>")), source_of("<p>b</p>"), source_of(None)] == [
            "<p>a</p>", "<p>b</p>", ""
        ]  # fmt: skip


PASTED = [
    "<p>a<script>alert(1)</script></p>",
    '<p onclick="alert(1)">a</p><img src="x" onerror="alert(1)">',
    '<p><a href="javascript:alert(1)">a</a></p>',
    '<p><a href=" java\nscript:alert(1)">a</a></p>',
    '<p><a href="data:text/html,&lt;script&gt;alert(1)&lt;/script&gt;">a</a></p>',
    '<p><a href="https://example.com/&quot; onmouseover=&quot;alert(1)">a</a></p>',
    '<p><a href="https://example.com/?a=&gt;&lt;script&gt;alert(1)&lt;/script&gt;">a</a></p>',
    '<p><span lang="en" style="position:fixed" onclick="alert(1)">a</span></p>',
    '<p><span lang="de">a</span><iframe src="https://example.com"></iframe></p>',
    "<p>&lt;script&gt;alert(1)&lt;/script&gt; a</p>",
    '<p><a id="²" linktype="page">a</a></p>',
    f'<p><a id="{10**30}" linktype="page">a</a></p>',
    '<p><a id="1 or 1=1" linktype="page">a</a></p>',
]

ENTITIES = [
    {"url": "javascript:alert(1)"},
    {"url": 'https://example.com/"><script>alert(1)</script>'},
    {"url": "https://example.com/' onclick='alert(1)"},
    {"id": '1" onclick="alert(1)', "parentId": 1},
    {"id": "²", "parentId": 1},
    {"id": 10**30, "parentId": 1},
    {"id": -1, "parentId": 1},
]


def typed(entity: dict) -> str:
    """What the editor's own format is stored as when its fields have been tampered with."""
    block = {
        "key": "a", "type": "unstyled", "text": "a <b>word</b>", "depth": 0, "inlineStyleRanges": [],
        "entityRanges": [{"offset": 0, "length": 1, "key": 0}],
    }  # fmt: skip
    entity_map = {"0": {"type": "LINK", "mutability": "MUTABLE", "data": entity}}
    return ContentstateConverter(FEATURES).to_database_format(json.dumps({"blocks": [block], "entityMap": entity_map}))


def assert_harmless(html: str) -> None:
    for element in BeautifulSoup(html, "html.parser").find_all(True):
        assert element.name in {"p", "a", "span", "b", "i", "h3", "h4", "ul", "ol", "li"}
        assert set(element.attrs) <= {"href", "lang"}
        if element.name == "a":
            assert element["href"].startswith(("https://", "http://", "mailto:", "tel:", "/"))


class TestHostileText:
    """As the editor's converter stores it, and as somebody would store it past the editor."""

    @pytest.mark.parametrize("entity", ENTITIES)
    def test_typed_into_the_editors_format(self, iduet, finhire, entity):
        source = typed(entity)
        scope = scope_of(iduet)
        html = shown(source, scope)
        assert_harmless(html)
        assert "&lt;b&gt;word" in html
        link_errors(source, scope)

    @pytest.mark.parametrize("pasted", [text for text in PASTED if "linktype" not in text])
    def test_pasted_into_the_editor(self, iduet, finhire, pasted):
        converter = ContentstateConverter(FEATURES)
        html = shown(converter.to_database_format(converter.from_database_format(pasted)), scope_of(iduet))
        assert_harmless(html)
        assert "a" in BeautifulSoup(html, "html.parser").text

    @pytest.mark.parametrize("source", [text for text in PASTED if "linktype" in text])
    def test_impossible_keys_lead_nowhere(self, iduet, finhire, source):
        scope = scope_of(iduet)
        scope.prefetch(references_in(source))
        assert shown(source, scope) == "<p>a</p>"
        assert link_errors(source, scope)
