"""Bodies with shortcodes: WPBakery's page builder, and those that WordPress and its usual plugins bring."""

import base64
import binascii
import re
from collections.abc import Callable
from html import escape
from urllib.parse import unquote

from .html import as_text, read_html
from .inline import paragraph, storable
from .pieces import Button, Faq, Heading, Picture, Pieces, Prose
from .shortcodes import Shortcode, parse

#: What only lays out, and what only draws a line or a space.
HOLDS = frozenset(
    {"vc_row", "vc_row_inner", "vc_column", "vc_column_inner", "vc_section", "vc_tta_pageable", "vc_column_text",
     "vc_wp_text", "et_pb_section", "et_pb_row", "et_pb_column", "et_pb_text", "fusion_builder_container",
     "fusion_builder_row", "fusion_builder_column", "fusion_text"}
)  # fmt: skip
WITHOUT_WORDS = frozenset({"vc_empty_space", "vc_separator", "vc_icon", "vc_zigzag", "et_pb_divider"})
OPENS = frozenset({"vc_toggle", "vc_tta_section", "vc_accordion_tab", "vc_tab", "et_pb_accordion_item", "et_pb_toggle"})
ACCORDIONS = frozenset({"vc_tta_accordion", "vc_accordion", "et_pb_accordion"})
TABS = frozenset({"vc_tta_tabs", "vc_tta_tour", "vc_tabs", "vc_tour"})
PICTURES = frozenset({"vc_gallery", "vc_images_carousel", "gallery"})
EMBEDS = frozenset({"vc_video", "embed", "video", "audio", "playlist"})
FORMS = re.compile(r"contact-form|gravityform|wpforms|ninja_form|formidable|mc4wp")
CALLS = frozenset({"vc_cta", "vc_cta_button", "vc_cta_button2"})


def has_shortcodes(source: str) -> bool:
    return "[" in source and any(isinstance(each, Shortcode) for each in parse(source))


def read_shortcodes(source: str, reused: dict[str, str] | None = None) -> Pieces:
    """A body's pieces. `reused` as `read_html` takes it."""
    found = Pieces()
    _Reader(found, reused).read(parse(source))
    return found


class _Reader:
    def __init__(self, found: Pieces, reused: dict[str, str] | None):
        self.found, self.reused = found, reused

    def read(self, nodes: list[Shortcode | str]) -> None:
        for node in nodes:
            if isinstance(node, str):
                if node.strip():
                    self.found.extend(read_html(node, self.reused))
            else:
                self._code(node)

    def _code(self, code: Shortcode) -> None:
        name = code.name
        if name in HOLDS:
            self.read(code.inside)
        elif name in WITHOUT_WORDS:
            return
        elif name in OPENS:
            self.found.add(Faq([self._opened(code)]))
        elif name in ACCORDIONS:
            self._headed(code)
            self.found.add(Faq([self._opened(each) for each in code.children(*OPENS)]))
        elif name in TABS:
            self._tabs(code)
        elif name in PICTURES:
            for number in re.findall(r"\d+", code.get("images", "ids", "include")):
                self.found.add(Picture("", number))
        elif name in EMBEDS:
            self._embed(code)
        elif FORMS.match(name):
            self.found.remark("form", code.source)
        else:
            self.named(code)

    def named(self, code: Shortcode) -> None:
        """The elements that have a way of their own, and all others."""
        ways: dict[str, Callable[[Shortcode], None]] = {
            "caption": self._caption, "wp_caption": self._caption, "vc_single_image": self._picture,
            "vc_custom_heading": self._heading, "vc_text_separator": self._heading, "vc_btn": self._button,
            "vc_button": self._button, "vc_button2": self._button, "button": self._button, "et_pb_button": self._button,
            "vc_raw_html": self._raw, "vc_raw_js": self._script, "vc_message": self._message,
            **dict.fromkeys(CALLS, self._call),
        }  # fmt: skip
        ways.get(code.name, self._other)(code)

    def _opened(self, code: Shortcode) -> tuple[str, str]:
        return code.get("title"), self._text_in(code)

    def _text_in(self, code: Shortcode) -> str:
        """What stands in an element as running text."""
        inner = Pieces()
        _Reader(inner, self.reused).read(code.inside)
        text = as_text(inner)
        for remark in inner.remarks:
            self.found.remark(remark.about, remark.words)
        return text

    def _headed(self, code: Shortcode) -> None:
        if title := code.get("title"):
            self.found.add(Heading(2, title))

    def _tabs(self, code: Shortcode) -> None:
        self._headed(code)
        for tab in code.children(*OPENS):
            if tab.get("title"):
                self.found.add(Heading(3, tab.get("title")))
            self.read(tab.inside)

    def _heading(self, code: Shortcode) -> None:
        match = re.search(r"tag:h([1-6])", unquote(code.get("font_container")))
        if text := " ".join(re.sub(r"<[^>]*>", " ", code.get("text", "title")).split()):
            self.found.add(Heading(int(match.group(1)) if match else 2, text))

    def _picture(self, code: Shortcode) -> None:
        if number := code.get("image"):
            self.found.add(Picture("", number if number.isdecimal() else "", code.get("alt"), code.get("title")))
        elif address := code.get("custom_src"):
            self.found.add(Picture(address, "", code.get("alt"), code.get("caption", "title")))

    def _caption(self, code: Shortcode) -> None:
        inner = read_html(code.text(), self.reused)
        words = " ".join(re.sub(r"<[^>]*>", " ", code.text()).split())
        pictures = [piece for piece in inner.pieces if isinstance(piece, Picture)]
        if not pictures:
            self.found.extend(inner)
        for picture in pictures:
            picture.caption = code.get("caption") or words
            match = re.search(r"attachment_(\d+)", code.get("id"))
            picture.number = picture.number or (match.group(1) if match else "")
            self.found.add(picture)

    def _button(self, code: Shortcode) -> None:
        text = code.get("title", "button_text", "text") or " ".join(re.sub(r"<[^>]*>", " ", code.text()).split())
        if text:
            self.found.add(Button(text[:80], link_of(code.get("link", "href", "url", "button_url"))))

    def _call(self, code: Shortcode) -> None:
        title = code.get("h2", "title", "call_text")
        text = code.get("btn_title", "title") or title
        button = Button(text[:80], link_of(code.get("btn_link", "link", "href")), title, self._text_in(code))
        if subtitle := code.get("h4"):
            button.lead = f"<p>{escape(subtitle, quote=False)}</p>{button.lead}"
        self.found.add(button)

    def _message(self, code: Shortcode) -> None:
        self.found.remark("block", f"{code.name}: {code.text()[:200]}")
        self.read(code.inside)

    def _raw(self, code: Shortcode) -> None:
        try:
            source = unquote(base64.b64decode(code.text().strip(), validate=True).decode("utf-8"))
        except (binascii.Error, ValueError):
            source = code.text()
        self.found.remark("block", re.sub(r"<[^>]*>", " ", source)[:300] or code.name)
        self.found.extend(read_html(source, self.reused))

    def _script(self, code: Shortcode) -> None:
        self.found.remark("script", code.name)

    def _embed(self, code: Shortcode) -> None:
        address = code.get("link", "src", "mp4", "mp3", "url") or code.text().strip()
        self.found.extend(read_html(f'<iframe src="{escape(address)}" title="{escape(code.get("title"))}"></iframe>'))

    def _other(self, code: Shortcode) -> None:
        """Kept as text: what stands in it, or the shortcode itself where nothing does."""
        self.found.remark("shortcode", code.source)
        texts = [code.get(name) for name in ("title", "heading", "text", "content", "description", "name", "subtitle")]
        for text in filter(None, texts):
            self.found.extend(read_html(text, self.reused))
        if code.inside:
            self.read(code.inside)
        elif not any(texts):
            self.found.add(Prose(paragraph(escape(code.source, quote=False))))


def link_of(value: str) -> str:
    """Address of a link as WPBakery keeps it: `url:https%3A%2F%2F…|title:…`, or as it is."""
    for part in value.split("|"):
        if part.startswith("url:"):
            return storable(unquote(part.removeprefix("url:")))
    return "" if value.startswith(("title:", "target:", "|")) else value
