"""Static files as they are collected: the sites' style sheet is joined from its parts into one file.

`static/css/site.css` is nothing but `@import` lines, so that there is one file per component and browsers can read it
as it stands. A visitor's browser would fetch twenty files one after another; it gets one, with a hash in its name.
"""

import re
from collections.abc import Callable

from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/site.css"
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
INDENT = re.compile(r"\n\s+")
#: Space beside the signs that hold a rule together; a colon's is left, since selectors mean something by it.
AROUND = re.compile(r"\s*([{};,])\s*")
IMPORT = re.compile(r'@import url\("(?P<name>[\w/]+\.css)"\)(?P<medium> \w+)?;\n?')


def joined(sheet: str, read: Callable[[str], str]) -> str:
    """The style sheet with each file in the place of its import.

    `read` gives a file's text by its name beside the sheet. Raises ImproperlyConfigured for whatever would mean
    something else in another place: rules between the imports, addresses and imports within the files.
    """

    def text_of(found: re.Match[str]) -> str:
        text = COMMENT.sub("", read(found["name"]))
        if "url(" in text or "@import" in text:
            raise ImproperlyConfigured(f"css/{found['name']} names an address; a part of {SHEET} cannot.")
        text = AROUND.sub(r"\1", INDENT.sub("\n", text)).replace(";}", "}")
        return f"@media{found['medium']}{{{text}}}" if found["medium"] else text

    if rest := IMPORT.sub("", COMMENT.sub("", sheet)).strip():
        raise ImproperlyConfigured(f"{SHEET} holds more than imports: {rest[:80]}")
    return IMPORT.sub(text_of, COMMENT.sub("", sheet))


class JoinedStyleSheet(CompressedManifestStaticFilesStorage):
    """Names with a hash and compressed twins, as WhiteNoise makes them, of a style sheet in one piece."""

    def post_process(self, paths, dry_run=False, **options):
        if SHEET in paths and not dry_run:

            def read(name: str) -> str:
                storage, path = paths[name]
                with storage.open(path) as file:
                    return file.read().decode()

            whole = InMemoryStorage()
            whole.save(SHEET, ContentFile(joined(read(SHEET), lambda name: read(f"css/{name}")).encode()))
            paths = {**paths, SHEET: (whole, SHEET)}
        yield from super().post_process(paths, dry_run=dry_run, **options)
