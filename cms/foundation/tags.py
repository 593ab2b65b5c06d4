"""Which things a response was made of.

While a response is made, each object that becomes part of it adds a tag such as ``page:12`` or ``role:7``; an
absence adds one too. Tags are added in one place, where an object becomes a representation (`Scope`), never by a
template or a view.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from urllib.parse import quote

from django.db.models import Model

from brands.directory import ROOT_PATH_LENGTH

#: Says that another query may have another answer at this address, although pages have no parameters.
PARAMETERS_MATTER = "parameters"
_PARAMETER = f"{PARAMETERS_MATTER}:"

_collected: ContextVar[set[str] | None] = ContextVar("collected_tags", default=None)


@contextmanager
def collect_tags() -> Iterator[set[str]]:
    """Collect the tags added inside the block. A nested collection is part of the outer one too."""
    tags: set[str] = set()
    token = _collected.set(tags)
    try:
        yield tags
    finally:
        _collected.reset(token)
        add_tags(*tags)


def parameter_matters(name: str) -> str:
    """Tag that says the same of a query with this parameter, whatever else stands in it."""
    return f"{_PARAMETER}{name}"


def parameters_named(tags: Iterable[str]) -> frozenset[str]:
    """Parameters that matter by these tags; PARAMETERS_MATTER among them stands for all."""
    return frozenset(
        tag.removeprefix(_PARAMETER) for tag in tags if tag == PARAMETERS_MATTER or tag.startswith(_PARAMETER)
    )


def list_of_pages(tree_path: str) -> str:
    """Tag of lists of the pages of a tree, from the tree path of its root or of any page in it."""
    return f"list:page:{tree_path[:ROOT_PATH_LENGTH]}"


def pages_about(model: type[Model], tree_path: str) -> str:
    """Tag of what asked which pages of a tree are about things of a model; the path is that of any page in it."""
    return f"about:{model._meta.model_name}:{tree_path[:ROOT_PATH_LENGTH]}"


def list_of_items(model: type[Model]) -> str:
    """Tag of lists of library items of a model."""
    return f"list:{model._meta.model_name}"


def names_of(tags: Iterable[str]) -> list[str]:
    """Tags as headers name them for caches: `Cache-Tag` and `Surrogate-Key` know neither spaces nor commas."""
    return sorted(quote(tag, safe=":/-_.~") for tag in tags)


def add_tags(*tags: str) -> None:
    """Add tags to the collection that is open; without one nobody wants to know."""
    collected = _collected.get()
    if collected is not None:
        collected.update(tags)
