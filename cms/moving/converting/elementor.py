"""Bodies of Elementor: its tree of sections, columns and widgets, which it keeps as JSON beside the page."""

import json
import re
from collections.abc import Callable
from html import escape
from typing import Any

from .body import read_body
from .html import as_text
from .inline import paragraph, storable
from .pieces import Button, Faq, Heading, Picture, Pieces, Prose

DEEPEST = 40
WITHOUT_WORDS = frozenset({"spacer", "divider", "menu-anchor", "icon", "social-icons", "share-buttons", "breadcrumbs"})
#: Settings of a widget that people read.
READ = re.compile(
    r"(?:^|_)(?:title|text|description|content|heading|sub_heading|subtitle|caption|editor|label|name|job|quote|"
    r"number|price|features|before_text|after_text|highlighted_text|alert_description|alert_title|html)(?:$|_text$)"
)
NOT_READ = re.compile(r"(?:color|size|align|style|typography|class|id|tag|type|animation|position|selector|html_tag)$")


class NotElementor(ValueError):
    """What was kept is no tree of Elementor's."""


def read_elementor(source: str, reused: dict[str, str] | None = None) -> Pieces:
    """A page's pieces.

    :raises NotElementor: where it cannot be read.
    """
    try:
        tree = json.loads(source)
    except (ValueError, RecursionError) as fault:
        raise NotElementor(str(fault)[:100]) from fault
    if not isinstance(tree, list) or not all(isinstance(each, dict) for each in tree):
        raise NotElementor("no list of elements")
    found = Pieces()
    _Reader(found, reused).read(tree)
    return found


class _Reader:
    def __init__(self, found: Pieces, reused: dict[str, str] | None):
        self.found, self.reused = found, reused

    def read(self, elements: Any, depth: int = 0) -> None:
        for element in elements if isinstance(elements, list) else []:
            if not isinstance(element, dict):
                continue
            if depth > DEEPEST:
                self.found.remark("deep", str(element.get("widgetType") or "")[:100])
            elif element.get("elType") == "widget" or element.get("widgetType"):
                self._widget(element, depth)
            else:
                self.read(element.get("elements"), depth + 1)

    def _widget(self, element: dict, depth: int) -> None:
        name = _string(element.get("widgetType"))
        given = element.get("settings")
        settings = given if isinstance(given, dict) else {}
        ways: dict[str, Callable[[dict], None]] = {
            "heading": self._heading, "text-editor": self._text, "image": self._picture, "image-box": self._box,
            "icon-box": self._box, "button": self._button, "accordion": self._faq, "toggle": self._faq,
            "tabs": self._tabs, "icon-list": self._icon_list, "image-gallery": self._gallery,
            "image-carousel": self._gallery, "gallery": self._gallery, "media-carousel": self._gallery,
            "video": self._video, "html": self._html, "shortcode": self._shortcode, "call-to-action": self._call,
            "testimonial": self._testimonial, "form": self._form,
        }  # fmt: skip
        if name in WITHOUT_WORDS:
            return
        if name.startswith("nested-"):
            self._nested(name, settings, element.get("elements"), depth)
        elif name in ways:
            ways[name](settings)
        else:
            self._other(name, settings)
        if not name.startswith("nested-"):
            self.read(element.get("elements"), depth + 1)

    # What each says

    def _body(self, html: str) -> None:
        self.found.extend(read_body(html, self.reused))

    def _heading(self, settings: dict) -> None:
        text = _words(settings.get("title"))
        tag = _string(settings.get("header_size"))
        if text and tag in ("p", "div", "span"):
            self.found.add(Prose(paragraph(escape(text, quote=False))))
        elif text:
            self.found.add(Heading(int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else 2, text))

    def _text(self, settings: dict) -> None:
        self._body(_string(settings.get("editor")))

    def _picture(self, settings: dict) -> None:
        caption = _words(settings.get("caption")) if settings.get("caption_source", "custom") == "custom" else ""
        if (picture := _picture(settings.get("image"))) is not None:
            picture.caption = caption
            self.found.add(picture)

    def _gallery(self, settings: dict) -> None:
        for name in ("wp_gallery", "gallery", "carousel", "slides"):
            for entry in _list(settings.get(name)):
                picture = _picture(entry.get("image") if isinstance(entry.get("image"), dict) else entry)
                if picture is not None:
                    self.found.add(picture)

    def _box(self, settings: dict) -> None:
        self._picture({"image": settings.get("image")})
        if title := _words(settings.get("title_text")):
            tag = _string(settings.get("title_size"))
            self.found.add(Heading(int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else 3, title))
        self._body(_string(settings.get("description_text")))
        if href := _link(settings.get("link")):
            anchor = f'<a href="{escape(href)}">{escape(title or href, quote=False)}</a>'
            self._body(f"<p>{anchor}</p>")

    def _button(self, settings: dict) -> None:
        if text := _words(settings.get("text")):
            self.found.add(Button(text[:80], _link(settings.get("link"))))

    def _call(self, settings: dict) -> None:
        title = _words(settings.get("title"))
        lead = self._inner(_string(settings.get("description")))
        text = _words(settings.get("button")) or title
        if text:
            self.found.add(Button(text[:80], _link(settings.get("link")), title, lead))

    def _inner(self, html: str) -> str:
        inner = read_body(html, self.reused)
        text = as_text(inner)
        for remark in inner.remarks:
            self.found.remark(remark.about, remark.words)
        return text

    def _faq(self, settings: dict) -> None:
        entries = [
            (_words(tab.get("tab_title")), self._inner(_string(tab.get("tab_content"))))
            for tab in _list(settings.get("tabs"))
        ]
        if entries:
            self.found.add(Faq(entries))

    def _tabs(self, settings: dict) -> None:
        for tab in _list(settings.get("tabs")):
            if title := _words(tab.get("tab_title")):
                self.found.add(Heading(3, title))
            self._body(_string(tab.get("tab_content")))

    def _nested(self, name: str, settings: dict, elements: Any, depth: int) -> None:
        """Accordions and tabs whose contents are elements of their own, one for each title."""
        titles = [_words(item.get("item_title") or item.get("tab_title"))
                  for item in _list(settings.get("items") or settings.get("tabs"))]  # fmt: skip
        contents = _list(elements)
        for place in range(max(len(titles), len(contents))):
            title = titles[place] if place < len(titles) else ""
            inner = Pieces()
            if place < len(contents):
                _Reader(inner, self.reused).read([contents[place]], depth + 1)
            if name == "nested-accordion":
                self.found.add(Faq([(title, as_text(inner))]))
                inner.pieces = []
            elif title:
                self.found.add(Heading(3, title))
            self.found.extend(inner)

    def _icon_list(self, settings: dict) -> None:
        items = []
        for entry in _list(settings.get("icon_list")):
            words, href = escape(_words(entry.get("text")), quote=False), _link(entry.get("link"))
            items.append(f'<li><a href="{escape(href)}">{words}</a></li>' if href and words else f"<li>{words}</li>")
        self._body(f"<ul>{''.join(items)}</ul>" if items else "")

    def _video(self, settings: dict) -> None:
        names = ("youtube_url", "vimeo_url", "dailymotion_url", "external_url", "hosted_url")
        for name in names:
            value = settings.get(name)
            address = _link(value) if isinstance(value, dict) else _string(value)
            if address:
                self._body(f'<iframe src="{escape(address)}"></iframe>')
                return

    def _html(self, settings: dict) -> None:
        source = _string(settings.get("html"))
        self.found.remark("block", f"html: {_words(source)[:300]}")
        self._body(source)

    def _shortcode(self, settings: dict) -> None:
        self._body(_string(settings.get("shortcode")))

    def _testimonial(self, settings: dict) -> None:
        words = _words(settings.get("testimonial_content"))
        who = ", ".join(filter(None, (_words(settings.get(f"testimonial_{each}")) for each in ("name", "job"))))
        self.found.remark("quote", words)
        self._body("".join(f"<p>{escape(each, quote=False)}</p>" for each in (words, who) if each))

    def _form(self, settings: dict) -> None:
        labels = [_words(field.get("field_label")) for field in _list(settings.get("form_fields"))]
        self.found.remark("form", ", ".join(filter(None, [_words(settings.get("form_name")), *labels])) or "form")

    def _other(self, name: str, settings: dict) -> None:
        """A widget that has no match: all that people could read of it, as text."""
        texts = list(_read(settings))
        self.found.remark("block" if texts else "empty", f"{name}: {' / '.join(map(_words, texts))}"[:500])
        for text in texts:
            self._body(text if "<" in text else f"<p>{escape(text, quote=False)}</p>")


def _read(settings: Any, depth: int = 0) -> list[str]:
    """Texts of settings, and of lists in them, in their order."""
    found: list[str] = []
    for name, value in settings.items() if isinstance(settings, dict) and depth < 5 else []:
        if isinstance(value, str) and value.strip() and READ.search(str(name)) and not NOT_READ.search(str(name)):
            found.append(value)
        elif isinstance(value, list):
            for entry in value:
                found += _read(entry, depth + 1)
    return found


def _string(value: Any) -> str:
    return storable(value) if isinstance(value, str) else str(value) if isinstance(value, (int, float)) else ""


def _words(value: Any) -> str:
    """A text without markup, on one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", _string(value)).replace("\u00a0", " ").split())


def _list(value: Any) -> list[dict]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _link(value: Any) -> str:
    return _string(value.get("url")) if isinstance(value, dict) else ""


def _picture(value: Any) -> Picture | None:
    if not isinstance(value, dict) or not (value.get("url") or value.get("id")):
        return None
    number = _string(value.get("id"))
    return Picture(_string(value.get("url")), number if number.isdecimal() else "", _words(value.get("alt")))
