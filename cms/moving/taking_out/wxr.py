"""A brand's public pages as a WordPress export (WXR 1.2), which WordPress and many others read."""

import re
import shutil
import zipfile
from collections.abc import Iterator
from email.utils import format_datetime
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any, TextIO
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Comment, Tag
from django.conf import settings
from django.core.files.storage import default_storage

from brands.models import Brand
from cms.pages.models import ArticlePage

from ..asking import Site
from ..wordpress.export import THUMBNAIL_ALT
from .attachments import Attached, Attachments
from .markdown_files import NotTaken
from .reading import Taken, main_of, taken_pages, written

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
"""
TAIL = "</channel>\n</rss>\n"
#: What XML 1.0 has no place for.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def uploads_of(path: Path) -> Path:
    """Where the files of an export go: an archive beside it, as `wordpress import --uploads` takes it."""
    return path.with_name(f"{path.stem}.uploads.zip")


def write_wxr(brand: Brand, path: Path) -> tuple[int, int]:
    """Write all public pages into one file, and what they show into an archive beside it. How many pages and files.

    :raises NotTaken: when it cannot be written or a page does not answer; what was there is then as it was.
    """
    files = uploads_of(path)
    draft, draft_of_files = (each.with_name(f".{each.name}.draft") for each in (path, files))
    try:
        with draft.open("w", encoding="utf-8") as out:
            count, attachments = _write(brand, out)
        with zipfile.ZipFile(draft_of_files, "w") as archive:  # pictures are packed as they are
            for attached in attachments:
                with (
                    default_storage.open(attached.stored) as source,
                    archive.open(f"uploads/{attached.place}", "w", force_zip64=True) as target,
                ):
                    shutil.copyfileobj(source, target)
        draft_of_files.replace(files)
        draft.replace(path)
    except OSError as error:
        raise NotTaken(f"{path} cannot be written: {error.strerror or error}.") from error
    finally:
        draft.unlink(missing_ok=True)
        draft_of_files.unlink(missing_ok=True)
    return count, len(attachments.files)


def _write(brand: Brand, out: TextIO) -> tuple[int, Attachments]:
    site, attachments, count = Site(brand), Attachments(brand), 0
    above: dict[str, int] = {}
    out.write(HEAD)
    out.writelines(_elements({
        "title": brand.name, "link": brand.public_url, "language": settings.LANGUAGE_CODE,
        "generator": "https://www.iduet.nl/", "wp:wxr_version": "1.2", "wp:base_site_url": brand.public_url,
        "wp:base_blog_url": brand.public_url,
    }))  # fmt: skip
    for taken in taken_pages(brand):
        status, html = site.read(taken.path)
        if status != 200:
            raise NotTaken(f"{taken.path} answers {status}.")
        body, meta = _body(html, brand.public_url + taken.path, attachments)
        above[taken.page.path] = taken.page.pk
        count += 1
        out.writelines(_item(_of_page(brand, taken, body, above), taken.tags, {**_meta(taken), **meta}))
    for attached in attachments:
        out.writelines(_item(_of_file(attached), (), attached.meta))
    out.write(TAIL)
    return count, attachments


def _body(html: str, base: str, attachments: Attachments) -> tuple[str, dict[str, str]]:
    """A page's body, its introduction above “more”; and what WordPress keeps beside it: the picture at its head."""
    page = BeautifulSoup(html, "html.parser")
    meta: dict[str, str] = {}
    for head in page.select("main .page-head__picture"):
        image = head.find("img", src=True)
        found = attachments.picture(urljoin(base, str(image["src"]))) if isinstance(image, Tag) else None
        if found is not None and isinstance(image, Tag):
            alt = str(image.get("alt") or "")
            meta = {"_thumbnail_id": str(found.number), **({THUMBNAIL_ALT: alt} if alt != found.alt else {})}
            head.decompose()
    for byline in page.select("main .byline"):  # a post says who wrote it, and when
        byline.decompose()
    introduction = page.select_one("main .page-head__introduction")
    if introduction is not None:
        introduction.insert_after(Comment("more"))
    main = main_of(str(page), base)
    if main is not None:
        attachments.number(main)
    return written(main), meta


def _of_page(brand: Brand, taken: Taken, body: str, above: dict[str, int]) -> dict[str, Any]:
    page, url = taken.page, brand.public_url + taken.path
    moment = page.first_published_at
    is_post = isinstance(page, ArticlePage)
    return {
        "title": page.title, "link": url, "pubDate": format_datetime(moment) if moment else "",
        "dc:creator": getattr(page, "author", "") or brand.name, "guid": url, "content:encoded": body,
        "excerpt:encoded": page.search_description if page.introduction else "", "wp:post_id": page.pk,
        "wp:post_date": f"{moment:%Y-%m-%d %H:%M:%S}" if moment else "", "wp:post_name": page.slug,
        "wp:status": "publish", "wp:post_parent": 0 if is_post else above.get(page.path[: -page.steplen], 0),
        "wp:post_type": "post" if is_post else "page", "wp:post_password": "",  # noqa: S105 - the name of a field
    }  # fmt: skip


def _of_file(attached: Attached) -> dict[str, Any]:
    return {
        "title": attached.title, "link": attached.url, "guid": attached.url, "content:encoded": "",
        "excerpt:encoded": "", "wp:post_id": attached.number, "wp:post_date": f"{attached.made:%Y-%m-%d %H:%M:%S}",
        "wp:post_name": PurePosixPath(attached.place).stem.lower(), "wp:status": "inherit", "wp:post_parent": 0,
        "wp:post_type": "attachment", "wp:attachment_url": attached.url,
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
