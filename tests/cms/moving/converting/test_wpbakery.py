"""Shortcodes as pieces: WPBakery's elements, and those of WordPress itself."""

import base64

from cms.moving.converting.body import read_body
from cms.moving.converting.pieces import Button, Faq, Heading, Picture, Prose
from cms.moving.converting.shortcodes import Shortcode, parse


def pieces(source):
    return read_body(source).pieces


def remarks(source):
    return [(remark.about, remark.words) for remark in read_body(source).remarks]


def test_words_in_brackets_are_words():
    assert pieces("He said [sic] it [1].") == [Prose("<p>He said [sic] it [1].</p>")]


def test_shortcodes_stand_in_each_other_and_need_no_end():
    outer, after = parse('[vc_row a="1 [x]"]in [vc_single_image image="3"] side[/vc_row] after')
    assert isinstance(outer, Shortcode)
    assert outer.attributes == {"a": "1 [x]"}
    assert [each if isinstance(each, str) else each.name for each in outer.inside] == [
        "in ",
        "vc_single_image",
        " side",
    ]
    assert after == " after"


def test_rows_and_columns_only_lay_out():
    source = (
        '[vc_row][vc_column width="1/2"][vc_custom_heading text="Over ons" font_container="tag:h2|x:y"]'
        '[vc_column_text]<p>Wij werven.</p>[/vc_column_text][vc_empty_space height="32px"]'
        '[vc_single_image image="12" img_size="full"][/vc_column][/vc_row]'
    )
    assert pieces(source) == [Heading(2, "Over ons"), Prose("<p>Wij werven.</p>"), Picture("", "12")]
    assert remarks(source) == []


def test_what_opens_is_a_question():
    source = (
        '[vc_tta_accordion title="Vragen"][vc_tta_section title="Wat?" tab_id="1"][vc_column_text]Dit.[/vc_column_text]'
        '[/vc_tta_section][vc_tta_section title="Hoe?"][vc_column_text]Zo.[/vc_column_text][/vc_tta_section]'
        '[/vc_tta_accordion][vc_toggle title="Wie?"]Wij.[/vc_toggle]'
    )
    assert pieces(source) == [
        Heading(2, "Vragen"),
        Faq([("Wat?", "<p>Dit.</p>"), ("Hoe?", "<p>Zo.</p>"), ("Wie?", "<p>Wij.</p>")]),
    ]


def test_tabs_are_headings_with_text():
    source = '[vc_tta_tabs][vc_tta_section title="A"]een[/vc_tta_section][/vc_tta_tabs]'
    assert pieces(source) == [Heading(3, "A"), Prose("<p>een</p>")]


def test_buttons_and_calls():
    assert pieces('[vc_btn title="Bel ons" link="url:https%3A%2F%2Fx.example%2Fa|title:Bel"]') == [
        Button("Bel ons", "https://x.example/a")
    ]
    assert pieces('[vc_cta h2="Klaar?" btn_title="Start" btn_link="url:%2Fcontact%2F"]Wij ook.[/vc_cta]') == [
        Button("Start", "/contact/", "Klaar?", "<p>Wij ook.</p>")
    ]


def test_captions_and_galleries():
    source = '[caption id="attachment_9" width="3"]<img src="a.jpg" alt="A" /> Bij A[/caption][gallery ids="1, 2"]'
    assert pieces(source) == [Picture("a.jpg", "9", "A", "Bij A"), Picture("", "1"), Picture("", "2")]


def test_raw_html_is_read_and_told():
    hidden = base64.b64encode(b"%3Cp%3EHidden%3Cscript%3Ealert(1)%3C%2Fscript%3E%3C%2Fp%3E").decode()
    assert pieces(f"[vc_raw_html]{hidden}[/vc_raw_html]") == [Prose("<p>Hidden</p>")]
    assert {about for about, _words in remarks(f"[vc_raw_html]{hidden}[/vc_raw_html]")} == {"block", "script"}
    assert pieces("[vc_raw_html]<b>not base</b>[/vc_raw_html]") == [Prose("<p><b>not base</b></p>")]


def test_forms_and_unknown_ones_are_told_and_kept():
    assert remarks('[contact-form-7 id="5" title="Contact"]') == [("form", '[contact-form-7 id="5" title="Contact"]')]
    assert pieces('[team_member name="Anna" photo="3"]') == [Prose("<p>Anna</p>")]
    assert pieces('[counter to="25"]') == [Prose('<p>[counter to="25"]</p>')]
    assert remarks('[counter to="25"]') == [("shortcode", '[counter to="25"]')]


def test_ends_without_beginnings_and_thousands_in_each_other_do_no_harm():
    assert pieces("a [/vc_row] b") == [Prose("<p>a [/vc_row] b</p>")]
    text = "".join(piece.html for piece in pieces("[vc_row]" * 3_000 + "words" + "[/vc_row]" * 3_000))
    assert "words" in text


def test_a_slash_before_the_end_and_in_addresses():
    (code,) = parse('[vc_btn link="/a/" x=/b/c /]')
    assert isinstance(code, Shortcode)
    assert code.attributes == {"link": "/a/", "x": "/b/c"}
