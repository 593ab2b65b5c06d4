"""What a process holds stays within its bounds, and a tag finds exactly what was made of it."""

import pytest

from cms.delivery.keys import Key
from cms.delivery.memory import Memory
from cms.delivery.stored import finished


def key(path: str) -> Key:
    return Key("http", "iduet.localhost", path)


def response(*tags: str, status="200 OK", size=1000):
    return finished(status, [("Content-Type", "application/octet-stream")], b"x" * size, set(tags), 0.0)


@pytest.fixture
def memory():
    return Memory(100_000)


def test_a_tag_drops_what_was_made_of_it_and_nothing_else(memory):
    memory.put(key("/a/"), response("page:1", "brand:iduet"))
    memory.put(key("/b/"), response("page:2", "brand:iduet"))
    memory.drop({"page:1", "page:3"})
    assert memory.get(key("/a/")) is None
    assert memory.get(key("/b/")) is not None
    memory.drop({"brand:iduet"})
    assert (len(memory), memory.size) == (0, 0)


def test_it_stays_within_its_bounds_and_forgets_what_was_not_asked_for_longest(memory):
    for number in range(25):
        memory.put(key(f"/{number}/"), response("brand:iduet"))
    memory.get(key("/0/"))
    for number in range(25, 50):
        memory.put(key(f"/{number}/"), response("brand:iduet"))
        memory.get(key("/0/"))
        assert memory.size <= 100_000
    assert memory.get(key("/0/")) is not None
    assert memory.get(key("/1/")) is None
    assert memory.get(key("/49/")) is not None


def test_absences_never_push_pages_out(memory):
    memory.put(key("/page/"), response("brand:iduet"))
    for number in range(1000):
        memory.put(key(f"/{number}/"), response("brand:iduet", status="404 Not Found"))
    assert memory.get(key("/page/")) is not None
    assert memory.size <= 14_000


def test_what_is_larger_than_everything_is_not_held(memory):
    memory.put(key("/"), response("brand:iduet", size=200_000))
    assert (len(memory), memory.size) == (0, 0)


def test_a_second_response_replaces_the_first_with_its_tags(memory):
    memory.put(key("/"), response("page:1"))
    again = response("page:2")
    memory.put(key("/"), again)
    memory.drop({"page:1"})
    assert memory.get(key("/")) is again
    assert memory.size == again.size


def test_an_absence_that_became_a_page(memory):
    memory.put(key("/"), response("missing:/", status="404 Not Found"))
    memory.put(key("/"), response("page:2"))
    memory.discard(key("/"))
    assert (len(memory), memory.size) == (0, 0)
