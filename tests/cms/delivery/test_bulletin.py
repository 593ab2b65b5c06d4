"""Announcements reach every process in order, none is lost, and who is too far behind is told everything."""

import multiprocessing

import pytest

from cms.delivery.bulletin import EVERYTHING, Bulletin


@pytest.fixture
def path(tmp_path):
    return tmp_path / "responses" / "bulletin"


def announce(path, *sets):
    board = Bulletin(path)
    for tags in sets:
        with board.alone():
            board.announce(tags)


def test_another_process_announces_and_this_one_reads(path):
    board = Bulletin(path)
    place = board.head
    process = multiprocessing.get_context("spawn").Process(target=announce, args=(path, {"page:1", "role:2"}, {"é"}))
    process.start()
    process.join()
    assert process.exitcode == 0
    assert board.head > place
    told, after = board.since(place)
    assert told == [frozenset({"page:1", "role:2"}), frozenset({"é"})]
    assert after == board.head
    assert board.since(after) == ([], after)


def test_it_goes_round_its_ring_without_losing_anything(path):
    board, reader = Bulletin(path), Bulletin(path)
    place = 0
    for number in range(300):
        tags = frozenset({f"{number}:{'x' * 20_000}", "page:1"})
        announce(path, tags)
        told, place = reader.since(place)
        assert told == [tags]
    assert board.head > 5 << 20


def test_who_is_further_behind_than_the_ring_is_told_everything(path):
    board = Bulletin(path)
    announce(path, *({f"{number}:{'x' * 20_000}"} for number in range(60)))
    assert board.since(0) == ([frozenset({EVERYTHING})], board.head)


def test_a_place_of_another_file_is_told_everything(path):
    assert Bulletin(path).since(4096)[0] == [frozenset({EVERYTHING})]


def test_more_tags_than_fit_are_everything(path):
    board = Bulletin(path)
    announce(path, {f"page:{number}" for number in range(50_000)})
    assert board.since(0)[0] == [frozenset({EVERYTHING})]


def test_what_was_announced_survives_a_restart(path):
    announce(path, {"page:1"})
    board = Bulletin(path)
    board.confirm(1234.5)
    again = Bulletin(path)
    assert (again.head, again.confirmed_at) == (board.head, 1234.5)
    assert again.since(0)[0] == [frozenset({"page:1"})]


def test_a_file_of_another_size_is_begun_anew(path):
    path.parent.mkdir()
    path.write_bytes(b"x" * 100)
    assert Bulletin(path).head == 0
