"""The table in docs/editors.md says what the rules of the matrix say."""

from pathlib import Path

from django.conf import settings

from .rules import DELETE, GROUPS, LOCK, PUBLISH, RIGHTS, SEE, WRITE
from .world import EDITOR, LIBRARIAN, PUBLISHER

TOLD = {SEE, WRITE, PUBLISH, DELETE, LOCK}
KINDS = {
    "pages": "page", "library items": "item", "menus": "menu", "cookie registry": "cookie",
    "images and documents": "file", "redirects": "redirect", "the brand: contact, texts, pictures, theme": "brand",
}  # fmt: skip
GROUPS_KINDS = {"originals in the library": "item", "images and documents": "file"}
#: What a kind of thing does not know: cookies have no drafts, menus no locks, files are not published.
WITHOUT = {
    "menu": {LOCK},
    "cookie": {PUBLISH, LOCK},
    "file": {PUBLISH, LOCK},
    "redirect": {PUBLISH, LOCK},
    "brand": {PUBLISH, DELETE, LOCK},
}


def tables() -> list[dict[str, list[set[str]]]]:
    """The document's tables of rights: first cell of a row → what the others say."""
    text = (Path(settings.BASE_DIR) / "docs" / "editors.md").read_text()
    found: list[dict[str, list[set[str]]]] = []
    of_rights = False
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        if cells and cells[0].startswith("of "):
            found.append({})
            of_rights = True
        elif not cells:
            of_rights = False
        elif of_rights and not cells[0].startswith("-"):
            found[-1][cells[0]] = [set() if cell == "–" else set(cell.split(", ")) for cell in cells[1:]]
    return found


def told(kind: str, rights: set[str]) -> set[str]:
    return rights & TOLD - WITHOUT.get(kind, set())


def test_what_a_brands_teams_may():
    own = tables()[0]
    assert own.pop("the brand: name, company, hosts, front end") == [set(), set()]
    assert own == {
        words: [told(kind, RIGHTS[kind][role]) for role in (EDITOR, PUBLISHER)] for words, kind in KINDS.items()
    }


def test_what_everybody_may_of_the_groups():
    assert tables()[1] == {
        words: [GROUPS[kind], told(kind, RIGHTS[kind][LIBRARIAN])] for words, kind in GROUPS_KINDS.items()
    }
