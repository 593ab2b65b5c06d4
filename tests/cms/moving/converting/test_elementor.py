"""Elementor's tree as pieces."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.moving.converting.elementor import NotElementor, read_elementor
from cms.moving.converting.pieces import Button, Faq, Heading, Picture, Prose


def widget(name, elements=(), **given):
    return {"id": "1", "elType": "widget", "widgetType": name, "settings": given, "elements": list(elements)}


def read(*widgets):
    column = {"elType": "column", "settings": [], "elements": list(widgets)}
    return read_elementor(json.dumps([{"elType": "section", "settings": {}, "elements": [column]}]))


def pieces(*widgets):
    return read(*widgets).pieces


def test_headings_text_pictures_and_buttons():
    assert pieces(
        widget("heading", title="Over <br>ons", header_size="h1"),
        widget("text-editor", editor="<p>Wij <strong>werven</strong>.</p>"),
        widget("image", image={"url": "https://x/a.jpg", "id": 12, "alt": "A"}, caption="Bij A"),
        widget("button", text="Bel ons", link={"url": "/contact/"}),
        widget("spacer"),
    ) == [
        Heading(1, "Over ons"),
        Prose("<p>Wij <b>werven</b>.</p>"),
        Picture("https://x/a.jpg", "12", "A", "Bij A"),
        Button("Bel ons", "/contact/"),
    ]


def test_what_opens_is_a_question():
    assert pieces(widget("accordion", tabs=[{"tab_title": "Wat?", "tab_content": "<p>Dit.</p>"}])) == [
        Faq([("Wat?", "<p>Dit.</p>")])
    ]
    content = {"elType": "container", "elements": [widget("text-editor", editor="<p>Dit.</p>")]}
    assert pieces(widget("nested-accordion", [content], items=[{"item_title": "Wat?"}])) == [
        Faq([("Wat?", "<p>Dit.</p>")])
    ]


def test_boxes_lists_tabs_and_calls():
    assert pieces(widget("icon-box", title_text="Snel", description_text="In een week.")) == [
        Heading(3, "Snel"), Prose("<p>In een week.</p>"),
    ]  # fmt: skip
    assert pieces(widget("icon-list", icon_list=[{"text": "a"}, {"text": "b", "link": {"url": "/b/"}}])) == [
        Prose('<ul><li>a</li><li><a href="/b/">b</a></li></ul>')
    ]
    assert pieces(widget("tabs", tabs=[{"tab_title": "T", "tab_content": "x"}])) == [Heading(3, "T"), Prose("<p>x</p>")]
    call = widget("call-to-action", title="Klaar?", description="Wij ook.", button="Start", link={"url": "/s/"})
    assert pieces(call) == [Button("Start", "/s/", "Klaar?", "<p>Wij ook.</p>")]
    assert pieces(widget("image-gallery", wp_gallery=[{"id": 1, "url": "a"}])) == [Picture("a", "1")]


def test_shortcodes_and_html_in_widgets_are_read():
    assert pieces(widget("shortcode", shortcode='[vc_btn title="Ga" link="url:%2Fx%2F"]')) == [Button("Ga", "/x/")]
    found = read(widget("html", html="<p>x</p><script>alert(1)</script>"))
    assert found.pieces == [Prose("<p>x</p>")]
    assert {remark.about for remark in found.remarks} == {"block", "script"}


def test_other_widgets_keep_all_that_people_read_and_are_told():
    found = read(
        widget("price-table", heading="Basis", price="€ 5", features_list=[{"item_text": "Alles"}], color="red")
    )
    assert found.pieces == [Prose("<p>Basis</p><p>€ 5</p><p>Alles</p>")]
    assert [remark.about for remark in found.remarks] == ["block"]
    assert [remark.about for remark in read(widget("posts", posts_per_page=3)).remarks] == ["empty"]


@pytest.mark.parametrize("source", ["", "{", "{}", "[1]", "null", "[" * 100_000])
def test_what_is_no_tree_is_said(source):
    with pytest.raises(NotElementor):
        read_elementor(source)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["elType", "widgetType", "settings", "elements", "tabs", "image", "title", "editor", "link",
                         "url", "items", "icon_list", "wp_gallery"]),
        inner | st.sampled_from(["widget", "heading", "accordion", "nested-accordion", "tabs", "image", "button"]),
        max_size=6,
    ),
    max_leaves=30,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(["elType", "widgetType", "settings", "elements"]), json_values)))
def test_no_tree_however_strange_breaks_it(tree):
    read_elementor(json.dumps(tree))
