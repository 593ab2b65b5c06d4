"""Which representation of a page a request asks for: HTML, or Markdown for those who read without a browser.

Pure functions of path and header, so that whoever keeps responses in front of Django decides as Django does.
"""

import re

from django.conf import settings

HTML, MARKDOWN = "html", "markdown"
ENDING = ".md"
#: Of a page whose address ends where a file's name would begin: each home page.
INDEX = "index"
#: A header longer than this is no browser's and no agent's.
LONGEST_HEADER = 1000
#: RFC 9110, section 12.4.2.
WEIGHT = re.compile(r"0(\.[0-9]{0,3})?|1(\.0{0,3})?")


def representation_of(path: str, accept: str) -> str:
    """The representation that a request for a page's path gets: `HTML` or `MARKDOWN`."""
    return MARKDOWN if path.endswith(ENDING) or prefers_markdown(accept) else HTML


def prefers_markdown(accept: str) -> bool:
    """Whether an `Accept` header names ``text/markdown`` and likes it better than HTML, or as well and before it."""
    weights: dict[str, tuple[float, int]] = {}
    for place, part in enumerate(accept[:LONGEST_HEADER].split(",")):
        name, *parameters = (each.strip().lower() for each in part.split(";"))
        weights.setdefault(name, (_quality(parameters), -place))
    wanted = weights.get("text/markdown")
    if wanted is None or wanted[0] <= 0:
        return False
    if "text/html" in weights:
        return wanted > weights["text/html"]
    return all(wanted[0] >= weights[each][0] for each in ("text/*", "*/*") if each in weights)


def _quality(parameters: list[str]) -> float:
    stated = next((each.removeprefix("q=") for each in parameters if each.startswith("q=")), "1")
    return float(stated) if WEIGHT.fullmatch(stated) else 0.0


def markdown_path(path: str) -> str:
    """Where a page's Markdown stands: ``/cio/`` → ``/cio.md``, ``/`` → ``/index.md``, ``/en/`` → ``/en/index.md``."""
    whole = path.rstrip("/")
    last = whole.rpartition("/")[2]
    if last in ("", INDEX) or whole[1:] in dict(settings.LANGUAGES):
        return f"{whole}/{INDEX}{ENDING}"
    return f"{whole}{ENDING}"


def page_path_of(path: str) -> str | None:
    """The page's path that a path of Markdown means, ``/cio/.md`` as well as ``/cio.md``; None for any other path."""
    if not path.endswith(ENDING):
        return None
    whole = path.removesuffix(ENDING)
    if whole.endswith(f"/{INDEX}"):
        whole = whole.removesuffix(INDEX)
    return whole if whole.endswith("/") else f"{whole}/"
