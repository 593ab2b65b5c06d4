"""Reading the demo's data files: YAML whose texts stand in both languages.

`docs/demo-content.md` describes the form.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError

from ..brands import BrandError

DEMO_DIRECTORY = Path(__file__).resolve().parents[2] / "demo"
LANGUAGES = {"en", "nl"}
#: The safe loader; where PyYAML has it in C, many times as fast.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class DemoError(Exception):
    """A data file says something that cannot be loaded. The message names the file and the place in it."""


@contextmanager
def at(place: str) -> Iterator[None]:
    """Name the file and the place in it when something inside cannot be loaded.

    :raises DemoError: for what the files have wrong: a key that is missing, a value that a field refuses.
    """
    try:
        yield
    except DemoError as error:
        known = str(error).startswith(place)
        raise error if known else DemoError(f"{place}: {error}") from error
    except BrandError as error:
        raise DemoError(f"{place}: {error}") from error
    except ValidationError as error:
        raise DemoError(f"{place}: {_reasons(error)}") from error
    except KeyError as error:
        raise DemoError(f"{place}: “{error.args[0]}” is missing.") from error


def _reasons(error: ValidationError) -> str:
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    return " ".join(f"{field}: {' '.join(found)}" for field, found in error.message_dict.items())


def read(path: Path) -> Any:
    """The contents of a data file; an absent file is empty."""
    if not path.exists():
        return {}
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER) or {}  # noqa: S506 - a safe one
    except yaml.YAMLError as error:
        raise DemoError(f"{path.parent.name}/{path.name}: {error}") from error


def in_language(data: Any, code: str) -> Any:
    """The same data with each mapping of languages replaced by the text in one language."""
    if isinstance(data, dict):
        if data and set(data) <= LANGUAGES:
            if code not in data:
                raise DemoError(f"No text in “{code}” beside {data!r}.")
            return in_language(data[code], code)
        return {key: in_language(value, code) for key, value in data.items()}
    if isinstance(data, list):
        return [in_language(item, code) for item in data]
    return data


def as_html(text: str) -> str:
    """A text without tags as paragraphs, split at blank lines; HTML stays as it is."""
    text = (text or "").strip()
    if not text or (text.startswith("<") and re.match(r"<(p|h3|h4|ul|ol)\b", text)):
        return text
    return "".join(f"<p>{' '.join(part.split())}</p>" for part in re.split(r"\n\s*\n", text))
