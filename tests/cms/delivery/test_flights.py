"""One makes what many ask for: among threads and processes, and alone where that takes too long."""

import fcntl
import threading
import time

import pytest

from cms.delivery import flights
from cms.delivery.flights import Flights
from cms.delivery.locks import alone_if_soon


def together(*flights_of: Flights, key="a") -> list[tuple[bool, float, float]]:
    """What each is given who asks for the same at once, with when its turn began and ended."""
    got = []

    def fly(each: Flights) -> None:
        with each.alone(key) as mine:
            began = time.monotonic()
            time.sleep(0.05 if mine else 0)
            got.append((mine, began, time.monotonic()))

    threads = [threading.Thread(target=fly, args=(each,)) for each in flights_of]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(got, key=lambda each: each[1])


def test_of_many_threads_one_makes_it():
    one = Flights()
    assert sorted(mine for mine, *_ in together(one, one, one)) == [False, False, True]


def test_of_many_processes_one_at_a_time(tmp_path):
    first, second = Flights(tmp_path / "flights"), Flights(tmp_path / "flights")
    turns = together(first, second)
    assert [mine for mine, *_ in turns] == [True, True]
    assert turns[0][2] <= turns[1][1], "both made it at once"
    apart = together(Flights(tmp_path / "a"), Flights(tmp_path / "b"))
    assert apart[1][1] < apart[0][2]


def test_who_waited_too_long_goes_on(tmp_path, monkeypatch):
    monkeypatch.setattr(flights, "SECONDS", 0.1)
    here = Flights(tmp_path)
    with Flights(tmp_path).alone("a"), here.alone("a") as mine:
        assert mine
    with alone_if_soon(tmp_path / "lock", 0) as first, alone_if_soon(tmp_path / "lock", 0.05) as second:
        assert (first, second) == (True, False)
    with alone_if_soon(tmp_path / "lock", 0) as again:
        assert again


def test_where_no_file_can_be_each_process_makes_its_own(tmp_path):
    (tmp_path / "file").write_text("")
    with Flights(tmp_path / "file" / "below").alone("a") as mine:
        assert mine


def test_a_fault_ends_the_turn(tmp_path):
    here = Flights(tmp_path)

    def fails():
        with here.alone("a"):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    for file in tmp_path.iterdir():
        with file.open("w") as free:
            fcntl.flock(free, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with here.alone("a") as mine:
        assert mine
