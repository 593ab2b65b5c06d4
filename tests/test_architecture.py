"""The house keeps its order: rooms, foreign keys, templates, blocks, names and sizes."""

import pkgutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page

import cms
from cms.foundation.representation import Section

BASE_DIR = Path(settings.BASE_DIR)
ROOTS = [path.parent.name for path in BASE_DIR.glob("*/__init__.py") if path.parent.name != "tests"]
SOURCES = [path for root in [*ROOTS, "tests"] for path in (BASE_DIR / root).rglob("*.py")]
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "core", "misc"}
MOST_LINES = 400


def contract(kind: str) -> dict:
    configuration = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())
    (found,) = [each for each in configuration["tool"]["importlinter"]["contracts"] if each["type"] == kind]
    return found


LAYERS = [[room.strip(" ()") for room in layer.split("|")] for layer in contract("layers")["layers"]]
HEIGHT = {room: -number for number, layer in enumerate(LAYERS) for room in layer}


# Rooms


def test_every_room_is_named_in_the_layers_contract():
    named = {room for layer in LAYERS for room in layer}
    rooms = {f"cms.{module.name}" for module in pkgutil.iter_modules(cms.__path__)} | (set(ROOTS) - {"cms"})
    assert rooms - named == set(contract("protected")["protected_modules"])


def test_no_room_may_stay_away_unless_a_later_issue_fills_it():
    required = {room.strip() for layer in contract("layers")["layers"] for room in layer.split("|") if "(" not in room}
    assert required <= {f"cms.{module.name}" for module in pkgutil.iter_modules(cms.__path__)} | set(ROOTS)


# Foreign keys


def room_of(model) -> str | None:
    """The room that a model of ours stands in; None for Django's and Wagtail's models."""
    name = apps.get_app_config(model._meta.app_label).name
    return name if name in HEIGHT else None


def relations() -> Iterator[tuple]:
    swappable = {
        apps.get_model(name)
        for name in (settings.AUTH_USER_MODEL, settings.WAGTAILIMAGES_IMAGE_MODEL, settings.WAGTAILDOCS_DOCUMENT_MODEL)
    }
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            target = field.related_model if field.concrete and field.is_relation else None
            if isinstance(target, type) and target not in swappable and room_of(model) and room_of(target):
                yield field, room_of(model), room_of(target)


def test_foreign_keys_point_down_the_list_of_rooms():
    upward = [
        f"{field} ({room} → {target})"
        for field, room, target in relations()
        if room != target and HEIGHT[room] <= HEIGHT[target]
    ]
    assert not upward


def test_foreign_keys_are_found_at_all():
    assert {(room, target) for _, room, target in relations()} >= {
        ("cms.library", "brands"),
        ("cms.pages", "cms.library"),
    }


# Page types and blocks

PAGE_TYPES = [model for model in apps.get_models() if issubclass(model, Page) and room_of(model)]


@pytest.mark.django_db
@pytest.mark.parametrize("page_type", PAGE_TYPES, ids=lambda model: model.__name__)
def test_page_type_has_its_template(page_type, rf):
    name = page_type().get_template(rf.get("/"))
    assert name.startswith("pages/")
    assert (BASE_DIR / "templates" / name).is_file()


def streams(block: blocks.Block) -> Iterator[blocks.BaseStreamBlock]:
    """A block's streams, itself among them, however deep."""
    if isinstance(block, blocks.BaseStreamBlock):
        yield block
    for child in [getattr(block, "child_block", None), *getattr(block, "child_blocks", {}).values()]:
        if child is not None:
            yield from streams(child)


def streams_of_ours() -> Iterator[blocks.BaseStreamBlock]:
    for model in filter(room_of, apps.get_models()):
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                yield from streams(field.stream_block)


def picked_blocks() -> dict[str, blocks.Block]:
    """Blocks that an editor picks, by name.

    The rule: who can put several types of block in one place gets Wagtail's picker there, which shows each with its
    description and preview. Where a place has one type the editor's “+” inserts it at once, and what stands inside a
    struct or list comes with it: neither is ever shown by itself, so neither has a preview or a template of its own.
    """
    lists = [stream.child_blocks.values() for stream in streams_of_ours() if len(stream.child_blocks) > 1]
    return {f"{type(block).__name__}:{block.name}": block for blocks_to_pick in lists for block in blocks_to_pick}


def kinds_below(kind: type) -> Iterator[type]:
    for below in kind.__subclasses__():
        yield below
        yield from kinds_below(below)


PICKED = picked_blocks()


@pytest.mark.parametrize("block", PICKED.values(), ids=PICKED.keys())
def test_block_that_an_editor_picks_has_template_preview_and_description(block):
    name = block.get_template(block.get_default())
    assert str(name).startswith("blocks/"), "no template"
    try:
        origin = Path(get_template(name).origin.name)
    except TemplateDoesNotExist:
        pytest.fail(f"templates/{name} does not exist")
    assert origin == BASE_DIR / "templates" / name
    own_preview = type(block).get_preview_value is not blocks.Block.get_preview_value
    assert own_preview or hasattr(block.meta, "preview_value"), "no preview value"
    assert str(block.get_description()), "no description"


def test_every_section_can_be_picked_somewhere():
    sections = {kind for kind in kinds_below(Section) if kind.__module__.startswith(("cms.", "home."))}
    assert len(sections) > 15
    assert {kind.__name__ for kind in sections - {type(block) for block in PICKED.values()}} == set()


# Names and sizes


def test_no_module_has_a_name_that_says_nothing():
    vague = [
        path for path in SOURCES if path.stem in VAGUE_NAMES or VAGUE_NAMES & set(path.relative_to(BASE_DIR).parts)
    ]
    assert not vague


def test_no_python_file_is_too_long():
    long = {
        str(path.relative_to(BASE_DIR)): lines
        for path in [*SOURCES, BASE_DIR / "manage.py"]
        if (lines := len(path.read_text().splitlines())) > MOST_LINES and "migrations" not in path.parts
    }
    assert not long
