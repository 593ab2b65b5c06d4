"""A pool hands out what is alive, waits for what is in use, and says soon that a server is away (PostgreSQL)."""

import time

import psycopg
import pytest
from django.db import connection
from psycopg_pool import PoolTimeout

from cms.foundation.postgresql import pool as pools
from cms.foundation.postgresql.base import DatabaseWrapper
from cms.foundation.postgresql.pool import LivePool, is_alive

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no server"),
]


@pytest.fixture
def parameters(db):
    return {**connection.get_connection_params(), "autocommit": True}


@pytest.fixture
def pool(parameters):
    made = LivePool(kwargs=parameters, min_size=3)
    made.open(wait=True)
    yield made
    made.close()


def pid_of(pool) -> int:
    held = pool.getconn()
    try:
        return held.info.backend_pid
    finally:
        pool.putconn(held)


def end(parameters, *pids: int) -> None:
    with psycopg.connect(**parameters) as own:
        for pid in pids:
            own.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


def test_connections_that_the_server_closed_are_nobodys_error(pool, parameters):
    before = [pid_of(pool) for _ in range(3)]
    assert len(set(before)) == 3
    end(parameters, *before)
    began = time.monotonic()
    held = [pool.getconn() for _ in range(3)]
    took = time.monotonic() - began
    assert [each.execute("SELECT 1").fetchone() for each in held] == [(1,)] * 3
    assert {each.info.backend_pid for each in held}.isdisjoint(before)
    assert took < 1, "it waits before it asks again"
    for each in held:
        pool.putconn(each)


def test_what_a_server_says_meanwhile_closes_nothing(pool, parameters):
    held = pool.getconn()
    held.execute("LISTEN said")
    with psycopg.connect(**parameters) as own:
        own.execute("NOTIFY said")
    deadline = time.monotonic() + 5
    while not pools.select.select([held.fileno()], [], [], 0)[0]:
        assert time.monotonic() < deadline
    assert is_alive(held)
    held.close()
    assert not is_alive(held)
    pool.putconn(held)


def test_what_is_in_use_is_waited_for(pool, monkeypatch):
    monkeypatch.setattr(pools, "LOOKS_EVERY", 0.02)
    held = [pool.getconn() for _ in range(3)]
    began = time.monotonic()
    with pytest.raises(PoolTimeout):
        pool.getconn(timeout=0.3)
    assert time.monotonic() - began >= 0.3
    for each in held:
        pool.putconn(each)
    pool.putconn(pool.getconn(timeout=0.3))


def test_a_server_that_is_away_is_said_to_be_so_and_found_again(parameters, tmp_path, monkeypatch):
    monkeypatch.setattr(pools, "PATIENCE", 0.5)
    pool = LivePool(kwargs={**parameters, "host": str(tmp_path)}, min_size=2)
    pool.open()
    try:
        began = time.monotonic()
        with pytest.raises(psycopg.OperationalError):
            pool.getconn(timeout=20)
        first = time.monotonic() - began
        assert 0.4 < first < 5
        for _ in range(5):
            began = time.monotonic()
            with pytest.raises(psycopg.OperationalError):
                pool.getconn(timeout=20)
            assert time.monotonic() - began < 0.4, "nobody waits for what is known to be away"
        pool.kwargs = parameters
        deadline = time.monotonic() + 5
        while True:
            try:
                pool.putconn(pool.getconn(timeout=20))
                break
            except psycopg.OperationalError:
                assert time.monotonic() < deadline
        began = time.monotonic()
        pool.putconn(pool.getconn())
        assert time.monotonic() - began < 0.1
    finally:
        pool.close()


def test_django_takes_it_where_a_pool_is_wanted(parameters):
    settings = {**connection.settings_dict, "OPTIONS": {"pool": {"min_size": 1}}}
    wrapper = DatabaseWrapper(settings, alias="default")
    try:
        with wrapper.cursor() as cursor:
            cursor.execute("SELECT 1")
            assert cursor.fetchone() == (1,)
        assert isinstance(wrapper.pool, LivePool)
        wrapper.close()
        assert wrapper.pool.get_stats()["pool_available"] == 1
    finally:
        wrapper.close_pool()
    assert connection.pool is None
