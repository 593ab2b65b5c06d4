"""Library items, published."""

import itertools

from brands.models import Brand
from cms.library.models import CallToAction, Example, LibraryItem, Question, Role
from home.provisioning.brands import locale_of

_number = itertools.count(1001)  # no name is part of another


def _finish(item: LibraryItem, publish: bool) -> LibraryItem:
    item.live = False
    item.full_clean()
    item.save()
    revision = item.save_revision()
    if publish:
        revision.publish()
    item.refresh_from_db()
    return item


def make_role(
    short_name: str | None = None, *, brand: Brand | None = None, language="nl", publish=True, **fields
) -> Role:
    """A role; an original of the group unless a brand is given."""
    name = short_name or f"Role {next(_number)}"
    defaults = {
        "full_name": f"{name} in full",
        "tagline": f"What a {name} does",
        "description": f"<p>A {name} leads.</p>",
        "choose_when": f"a {name} is needed",
    }
    return _finish(Role(short_name=name, brand=brand, locale=locale_of(language), **{**defaults, **fields}), publish)


def make_question(
    question: str | None = None, *, brand: Brand | None = None, language="nl", publish=True, **fields
) -> Question:
    """A question with an answer."""
    text = question or f"What is question {next(_number)}?"
    defaults = {"answer": "<p>This is the answer.</p>"}
    return _finish(Question(question=text, brand=brand, locale=locale_of(language), **{**defaults, **fields}), publish)


def make_example(
    title: str | None = None, *, brand: Brand | None = None, language="nl", publish=True, **fields
) -> Example:
    """An example with a result."""
    defaults = {"situation": "<p>There was a situation.</p>", "result": "<p>There was a result.</p>"}
    text = title or f"Example {next(_number)}"
    return _finish(Example(title=text, brand=brand, locale=locale_of(language), **{**defaults, **fields}), publish)


def make_call_to_action(
    title: str | None = None, *, brand: Brand | None = None, language="nl", publish=True, **fields
) -> CallToAction:
    """A call to action that leads to another site."""
    link = [{"type": "link", "value": {"text": "Go", "page": None, "url": "https://example.com/", "contact": False}}]
    text = title or f"Call {next(_number)}"
    defaults = {"link": link}
    return _finish(CallToAction(title=text, brand=brand, locale=locale_of(language), **{**defaults, **fields}), publish)


def make_version(original: LibraryItem, brand: Brand, *, publish=True, **own) -> LibraryItem:
    """A brand's version of an original; the given fields are its own."""
    version = type(original)(brand=brand, original=original, locale=original.locale, own_fields=sorted(own), **own)
    return _finish(version, publish)


def translate(item: LibraryItem, language: str, *, publish=True, **fields) -> LibraryItem:
    """The item in another language."""
    translated = item.copy_for_translation(locale_of(language))
    for name, value in fields.items():
        setattr(translated, name, value)
    return _finish(translated, publish)
