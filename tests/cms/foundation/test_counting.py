"""Counts that processes share: exact together, of a fixed size, and never in the way of an answer."""

import logging
import multiprocessing
import threading

import pytest

from cms.foundation import counting
from cms.foundation.counting import SharedCounts, counted_this_minute, seconds_of_this_minute

WINDOW = 30_000_000
SECRET = "of the tests"


@pytest.fixture
def counts(tmp_path):
    return SharedCounts(tmp_path / "folder" / "counts", SECRET)


def count_often(path, times: int) -> None:
    """What one process does: one key that all count and one of its own."""
    shared = SharedCounts(path, SECRET)
    for number in range(times):
        shared.add("all", WINDOW)
        shared.add(f"{number}", WINDOW)


class TestSharedCounts:
    def test_keys_and_windows_are_counted_apart(self, counts):
        assert [counts.add("a", WINDOW) for _ in range(3)] == [1, 2, 3]
        assert [counts.add("b", WINDOW), counts.add("a", WINDOW + 1), counts.add("a", WINDOW + 1)] == [1, 1, 2]

    def test_processes_and_threads_lose_no_count(self, counts):
        start = multiprocessing.get_context("spawn")
        processes = [start.Process(target=count_often, args=(counts.path, 500)) for _ in range(2)]
        for process in processes:
            process.start()
        threads = [threading.Thread(target=lambda: [counts.add("all", WINDOW) for _ in range(500)]) for _ in range(2)]
        for thread in threads:
            thread.start()
        for one in (*threads, *processes):
            one.join()
        assert [process.exitcode for process in processes] == [0, 0]
        assert counts.add("all", WINDOW) == 2001
        assert counts.add("499", WINDOW) == 3

    def test_another_process_knows_a_key_by_the_same_secret_only(self, counts):
        counts.add("a", WINDOW)
        assert SharedCounts(counts.path, SECRET).add("a", WINDOW) == 2
        assert SharedCounts(counts.path, "another").add("a", WINDOW) == 1

    def test_no_key_can_be_read_in_the_file(self, counts):
        counts.add("client:192.0.2.1", WINDOW)
        assert b"192.0.2.1" not in counts.path.read_bytes()
        assert counts.path.stat().st_mode & 0o077 == 0

    def test_a_flood_of_keys_takes_no_more_room_and_spares_who_was_counted_most(self, counts, monkeypatch):
        monkeypatch.setattr(SharedCounts, "BUCKETS", 4)
        for _ in range(50):
            counts.add("busy", WINDOW)
        for number in range(2000):
            counts.add(f"{number}", WINDOW)
        assert counts.path.stat().st_size <= 4 * SharedCounts.BUCKET
        assert counts.add("busy", WINDOW) == 51

    def test_a_file_that_was_emptied_or_holds_something_else_counts_anew(self, counts):
        counts.add("a", WINDOW)
        counts.path.write_bytes(b"")
        assert counts.add("a", WINDOW) == 1
        counts.path.write_bytes(b"\xff" * 100)
        assert counts.add("b", WINDOW) == 1


class TestThisMinute:
    @pytest.fixture(autouse=True)
    def _folder(self, settings, tmp_path, monkeypatch):
        settings.DATA_DIRECTORY = tmp_path
        monkeypatch.setattr(counting.time, "time", lambda: 1_800_000_015.0)

    def test_it_ends(self, monkeypatch):
        assert [counted_this_minute("a"), counted_this_minute("a")] == [1, 2]
        assert seconds_of_this_minute() == 45
        monkeypatch.setattr(counting.time, "time", lambda: 1_800_000_060.0)
        assert counted_this_minute("a") == 1
        assert seconds_of_this_minute() == 60

    def test_what_cannot_be_kept_is_said_and_stops_nobody(self, settings, tmp_path, caplog):
        settings.DATA_DIRECTORY = tmp_path / "file"
        settings.DATA_DIRECTORY.touch()
        with caplog.at_level(logging.WARNING, "cms.foundation.counting"):
            assert counted_this_minute("a") == 0
        assert "not counted" in caplog.text
