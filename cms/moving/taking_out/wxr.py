"""A brand's public pages as a WordPress export (WXR 1.2), which WordPress and many others read."""

import re
from collections.abc import Iterator
from email.utils import format_datetime
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any, TextIO

from django.conf import settings

from brands.models import Brand
from cms.pages.models import ArticlePage

from ..asking import Site
from .markdown_files import NotTaken
from .reading import Files, Taken, body_of, taken_pages

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
"""
TAIL = "</channel>\n</rss>\n"
#: What XML 1.0 has no place for.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_wxr(brand: Brand, path: Path) -> tuple[int, int]:
    """Write all public pages and their files' addresses into one file. How many pages and files.

    :raises NotTaken: when it cannot be written or a page does not answer; what was there is then as it was.
    """
    draft = path.with_name(f".{path.name}.draft")
    try:
        with draft.open("w", encoding="utf-8") as out:
            counted = _write(brand, out)
        draft.replace(path)
    except OSError as error:
        raise NotTaken(f"{path} cannot be written: {error.strerror or error}.") from error
    finally:
        draft.unlink(missing_ok=True)
    return counted


def _write(brand: Brand, out: TextIO) -> tuple[int, int]:
    site, files, count = Site(brand), Files(brand), 0
    above: dict[str, int] = {}
    out.write(HEAD)
    out.writelines(_elements({
        "title": brand.name, "link": brand.public_url, "language": settings.LANGUAGE_CODE,
        "generator": "https://www.iduet.nl/", "wp:wxr_version": "1.2", "wp:base_site_url": brand.public_url,
        "wp:base_blog_url": brand.public_url,
    }))  # fmt: skip
    highest = 0
    for taken in taken_pages(brand):
        status, html = site.read(taken.path)
        if status != 200:
            raise NotTaken(f"{taken.path} answers {status}.")
        body = body_of(html, brand.public_url + taken.path)
        files.find_in(body)
        above[taken.page.path] = taken.page.pk
        highest, count = max(highest, taken.page.pk), count + 1
        out.writelines(_item(_of_page(brand, taken, body, above), taken.tags, _meta(taken)))
    for number, (address, name) in enumerate(sorted(files.names.items()), highest + 1):
        out.writelines(_item(_of_file(brand, number, address, name), (), {}))
    out.write(TAIL)
    return count, len(files.names)


def _of_page(brand: Brand, taken: Taken, body: str, above: dict[str, int]) -> dict[str, Any]:
    page, url = taken.page, brand.public_url + taken.path
    moment = page.first_published_at
    is_post = isinstance(page, ArticlePage)
    return {
        "title": page.title, "link": url, "pubDate": format_datetime(moment) if moment else "",
        "dc:creator": getattr(page, "author", "") or brand.name, "guid": url, "content:encoded": body,
        "excerpt:encoded": page.search_description, "wp:post_id": page.pk,
        "wp:post_date": f"{moment:%Y-%m-%d %H:%M:%S}" if moment else "", "wp:post_name": page.slug,
        "wp:status": "publish", "wp:post_parent": 0 if is_post else above.get(page.path[: -page.steplen], 0),
        "wp:post_type": "post" if is_post else "page", "wp:post_password": "",  # noqa: S105 - the name of a field
    }  # fmt: skip


def _of_file(brand: Brand, number: int, address: str, name: str) -> dict[str, Any]:
    url, own = brand.root_url + address, PurePosixPath(name)
    return {
        "title": own.stem, "link": url, "guid": url, "content:encoded": "", "excerpt:encoded": "",
        "wp:post_id": number, "wp:post_name": own.stem.lower(), "wp:status": "inherit", "wp:post_parent": 0,
        "wp:post_type": "attachment", "wp:attachment_url": url,
    }  # fmt: skip


def _meta(taken: Taken) -> dict[str, str]:
    """As the usual plugins keep it: what search engines are told, and the language with what ties translations."""
    page = taken.page
    told = {
        "_yoast_wpseo_title": page.seo_title, "_yoast_wpseo_metadesc": page.search_description,
        "_wpml_import_language_code": taken.root.language_code,
        "_wpml_import_translation_group": str(page.translation_key),
    }  # fmt: skip
    return {name: value for name, value in told.items() if value}


def _item(values: dict[str, Any], tags: tuple[str, ...], meta: dict[str, str]) -> Iterator[str]:
    yield "<item>\n"
    yield from _elements(values)
    for tag in tags:
        yield f'<category domain="post_tag" nicename="{_attribute(tag)}">{_cdata(tag)}</category>\n'
    for key, value in meta.items():
        yield "<wp:postmeta>\n"
        yield from _elements({"wp:meta_key": key, "wp:meta_value": value})
        yield "</wp:postmeta>\n"
    yield "</item>\n"


def _elements(values: dict[str, Any]) -> Iterator[str]:
    for name, value in values.items():
        yield f"<{name}>{_cdata(str(value))}</{name}>\n"


def _cdata(text: str) -> str:
    text = NOT_XML.sub("", text)
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>" if re.search(r"[<&>]", text) else text


def _attribute(text: str) -> str:
    return escape(NOT_XML.sub("", text).lower().replace(" ", "-"))
