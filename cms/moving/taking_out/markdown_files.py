"""A brand's public pages as Markdown with front matter, a file for each page and language, its files beside them.

Beside each page lies what it says as data, which `taking_in` reads again: docs/decisions/0023-markdown-with-data.md.
"""

import json
import os
import shutil
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.files.storage import default_storage

from brands.models import Brand
from cms.foundation.negotiation import markdown_path

from ..asking import Site
from .reading import Files, Taken, taken_pages
from .shapes import ENDING, FORMAT, LIBRARY_FILE, LibraryFile, PageFile, References, digest_of
from .telling import Telling

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
    site, files = Site(brand), Files(brand)
    telling = Telling(brand, files)
    pages: dict[str, tuple[dict[str, Any], str, PageFile]] = {}
    for number, taken in enumerate(taken_pages(brand), start=1):
        status, text = site.read(taken.path, accept="text/markdown")
        if status != 200:
            raise NotTaken(f"{taken.path} answers {status}.")
        files.find_in(text)
        head, body = _headed(taken, text, number)
        pages[place_of(taken)] = (head, body, telling.page(taken.page, taken.path))
    library = LibraryFile(items=telling.items())
    names = _copy(files, folder)
    placed = {name: names[f"storage:{name}"] for name in files.names.values() if f"storage:{name}" in names}
    base = brand.root_url
    for place, (head, text, told) in pages.items():
        path, body = folder / place, text
        path.parent.mkdir(parents=True, exist_ok=True)
        for address in sorted(names, key=len, reverse=True):
            beside = os.path.relpath(names[address], start=PurePosixPath(place).parent)
            body = body.replace(f"({base}{address}", f"({beside}")
        path.write_text(_as_text(head, body), encoding="utf-8")
        told.head, told.body = head, digest_of(body)
        _write_data(path.with_suffix(ENDING), told, [told.refers], placed)
    if library.items:
        _write_data(folder / LIBRARY_FILE, library, [item.refers for item in library.items], placed)
    return len(pages), len(set(names.values()))


def _write_data(path: Path, told: PageFile | LibraryFile, refers: list[References], placed: dict[str, str]) -> None:
    """Write data, with the places of files in the folder for their names in the storage."""
    for references in refers:
        for number, reference in references.items():
            if reference.file:
                references[number] = reference.model_copy(update={"file": placed[reference.file]})
    shown = told.model_dump(mode="json", exclude_defaults=True)
    path.write_text(json.dumps({"format": FORMAT, **shown}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def place_of(taken: Taken) -> str:
    """Where a page's file goes: `nl/terms.md`, `en/index.md`, `nl/articles/first.md`."""
    written = markdown_path(taken.path).lstrip("/")
    code = taken.root.language_code
    return written if written.startswith(f"{code}/") else f"{code}/{written}"


def _headed(taken: Taken, text: str, number: int) -> tuple[dict[str, Any], str]:
    """The page's front matter, with what a file has to say of it besides, and its Markdown."""
    lines, _, body = text.removeprefix("---\n").partition("---\n")
    said = dict(line.split(": ", 1) for line in lines.splitlines())
    head = {name: json.loads(value) for name, value in said.items() if name != "title"}
    page = taken.page
    told = {
        "title": page.title,
        **head,
        "type": type(page).type_key(),
        "path": taken.path,
        "translation_key": str(page.translation_key),
        "seo_title": page.seo_title,
        "author": getattr(page, "author", ""),
        "date": str(getattr(page, "date", "") or ""),
        "published": page.first_published_at.isoformat() if page.first_published_at else "",
        "updated": page.last_published_at.isoformat() if page.last_published_at else "",
        "tags": list(taken.tags),
        "order": number,
    }
    return {name: value for name, value in told.items() if value}, body


def _as_text(head: dict[str, Any], body: str) -> str:
    """A file: strings written as JSON are YAML too."""
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in head.items()]
    return f"---\n{''.join(lines)}---\n{body}"


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
