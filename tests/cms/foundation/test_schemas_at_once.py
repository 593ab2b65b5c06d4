"""Threads that show a block for the first time, at the same moment, mean the same type by it."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from pydantic import create_model
from wagtail import blocks

from cms.foundation import representation
from cms.foundation.representation import represent, schema_of

THREADS = 8


@pytest.fixture
def slowly(monkeypatch):
    """Making a type takes so long that all the others come meanwhile; how often each was made."""
    made: list[str] = []

    def making(name, **definition):
        made.append(name)
        time.sleep(0.02)
        return create_model(name, **definition)

    monkeypatch.setattr(representation, "create_model", making)
    monkeypatch.setattr(representation, "_schemas", {})
    return made


def letters() -> blocks.StreamBlock:
    class LetterBlock(blocks.StructBlock):
        text = blocks.CharBlock()

    class LettersBlock(blocks.StreamBlock):
        letter = LetterBlock()

    return LettersBlock()


def test_each_type_is_made_once_and_every_value_fits(slowly):
    block = letters()
    value = block.to_python([{"type": "letter", "value": {"text": "A"}, "id": "1"}])
    ready = threading.Barrier(THREADS)

    def shown(_):
        ready.wait()
        return represent(block, value, scope=None)

    with ThreadPoolExecutor(THREADS) as threads:
        all_shown = list(threads.map(shown, range(THREADS)))
    assert sorted(slowly) == ["Letter", "LetterItem"]
    assert {type(item) for items in all_shown for item in items} == {type(represent(block, value, scope=None)[0])}


def test_blocks_of_one_definition_share_their_type(slowly):
    ready = threading.Barrier(THREADS)

    class WordBlock(blocks.StructBlock):
        text = blocks.CharBlock()

    def typed(_):
        ready.wait()
        return schema_of(WordBlock())

    with ThreadPoolExecutor(THREADS) as threads:
        assert len(set(threads.map(typed, range(THREADS)))) == 1
    assert slowly == ["Word"]
