"""A brand's public pages as Markdown with front matter, a file for each page and language, its files beside them."""

import json
import os
import shutil
from pathlib import Path, PurePosixPath

from django.core.files.storage import default_storage

from brands.models import Brand
from cms.foundation.negotiation import markdown_path

from ..asking import Site
from .reading import Files, Taken, taken_pages

FOLDER_OF_FILES = "media"


class NotTaken(Exception):
    """Nothing was written. The message says why."""


def write_markdown(brand: Brand, folder: Path) -> tuple[int, int]:
    """Write all pages into a folder that is not there yet or is empty. How many pages and files.

    :raises NotTaken: when the folder holds something, cannot be written, or a page does not answer; nothing is left.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotTaken(f"{folder} is there already, and not empty.")
    draft = folder.with_name(f".{folder.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        draft.mkdir(parents=True)
        counted = _write(brand, draft)
        if folder.exists():
            folder.rmdir()
        draft.replace(folder)
    except OSError as error:
        raise NotTaken(f"{folder} cannot be written: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return counted


def _write(brand: Brand, folder: Path) -> tuple[int, int]:
    site, files, texts = Site(brand), Files(brand), {}
    for taken in taken_pages(brand):
        status, text = site.read(taken.path, accept="text/markdown")
        if status != 200:
            raise NotTaken(f"{taken.path} answers {status}.")
        files.find_in(text)
        texts[place_of(taken)] = _headed(taken, text)
    names = _copy(files, folder)
    base = brand.root_url
    for place, text in texts.items():
        path, told = folder / place, text
        path.parent.mkdir(parents=True, exist_ok=True)
        for address in sorted(names, key=len, reverse=True):
            beside = os.path.relpath(names[address], start=PurePosixPath(place).parent)
            told = told.replace(f"({base}{address}", f"({beside}")
        path.write_text(told, encoding="utf-8")
    return len(texts), len(set(names.values()))


def place_of(taken: Taken) -> str:
    """Where a page's file goes: `nl/terms.md`, `en/index.md`, `nl/articles/first.md`."""
    written = markdown_path(taken.path).lstrip("/")
    code = taken.root.language_code
    return written if written.startswith(f"{code}/") else f"{code}/{written}"


def _headed(taken: Taken, text: str) -> str:
    """The page's Markdown, with what a file has to say of it besides: strings written as JSON are YAML too."""
    head, _, body = text.removeprefix("---\n").partition("---\n")
    page = taken.page
    head = "".join(line for line in head.splitlines(keepends=True) if not line.startswith("title: "))
    told = {
        "title": page.title,
        "type": type(page).type_key(),
        "path": taken.path,
        "translation_key": str(page.translation_key),
        "seo_title": page.seo_title,
        "author": getattr(page, "author", ""),
        "date": str(getattr(page, "date", "") or ""),
        "published": page.first_published_at.isoformat() if page.first_published_at else "",
        "updated": page.last_published_at.isoformat() if page.last_published_at else "",
        "tags": list(taken.tags),
    }
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in told.items() if value]
    return f"---\n{lines[0]}{head}{''.join(lines[1:])}---\n{body}"


def _copy(files: Files, folder: Path) -> dict[str, str]:
    """Copy each file once. Address → place in the folder."""
    places: dict[str, str] = {}
    taken: set[str] = set()
    by_name: dict[str, str] = {}
    for address, name in files.names.items():
        if name not in by_name:
            own, number = PurePosixPath(name).name, 1
            while own in taken:
                number += 1
                own = f"{PurePosixPath(name).stem}-{number}{PurePosixPath(name).suffix}"
            taken.add(own)
            by_name[name] = f"{FOLDER_OF_FILES}/{own}"
            path = folder / by_name[name]
            path.parent.mkdir(parents=True, exist_ok=True)
            with default_storage.open(name) as source, path.open("wb") as target:
                shutil.copyfileobj(source, target)
        places[address] = by_name[name]
    return places
