"""Who tells others of a change finds every address that carries a tag, also after it was made anew without it."""

import multiprocessing

import pytest

from cms.changes import addresses
from cms.changes.addresses import REMEMBERED, Address, AddressIndex


def at(path: str, host: str = "iduet.localhost") -> Address:
    return Address("http", host, path, "", "html")


@pytest.fixture
def index(tmp_path):
    index = AddressIndex(tmp_path / "responses" / "addresses.sqlite3")
    yield index
    index.close()


def paths(index, *tags) -> set[str]:
    return {f"{each.host.partition('.')[0]}{each.path}" for each in index.carrying(tags)}


def test_tags_lead_to_the_addresses_of_every_brand(index):
    index.remember(at("/a/"), {"page:1", "role:7"})
    index.remember(at("/a/", "finhire.localhost"), {"page:2", "role:7"})
    assert paths(index, "role:7") == {"iduet/a/", "finhire/a/"}
    assert paths(index, "page:1") == {"iduet/a/"}
    assert paths(index, "page:1", "page:2") == {"iduet/a/", "finhire/a/"}
    assert paths(index, "page:3") == paths(index) == set()


def test_representations_schemes_and_queries_are_addresses_of_their_own(index):
    whole = [at("/a/"), at("/a/")._replace(representation="markdown"), at("/a/")._replace(scheme="https"),
             at("/api/v1/brands/iduet/pages")._replace(query="limit=1")]  # fmt: skip
    for each in whole:
        index.remember(each, {"page:1"})
    assert index.carrying({"page:1"}) == set(whole)


def test_what_a_page_was_made_of_is_known_for_a_day_after_it_was_made_of_something_else(index, monkeypatch):
    index.remember(at("/a/"), {"page:1", "role:7"})
    index.remember(at("/a/"), {"page:1"})
    assert paths(index, "role:7") == {"iduet/a/"}
    later = addresses.time.time() + REMEMBERED + 1
    monkeypatch.setattr(addresses.time, "time", lambda: later)
    assert paths(index, "role:7") == set()
    index.tidy()
    assert paths(index, "page:1") == {"iduet/a/"}
    index.remember(at("/a/"), {"page:1", "role:7"})
    assert paths(index, "role:7") == {"iduet/a/"}


def test_the_oldest_are_forgotten_beyond_the_bound(index, monkeypatch):
    monkeypatch.setattr(addresses, "MOST", 2)
    for path in ("/a/", "/b/", "/c/"):
        index.remember(at(path), {"page:1"})
    index.tidy()
    assert paths(index, "page:1") == {"iduet/b/", "iduet/c/"}


def test_it_outlives_its_process(index, tmp_path):
    process = multiprocessing.get_context("spawn").Process(target=_remember, args=(tmp_path,))
    process.start()
    process.join()
    assert process.exitcode == 0
    assert paths(index, "role:9") == {"iduet/b/"}


def _remember(tmp_path) -> None:
    AddressIndex(tmp_path / "responses" / "addresses.sqlite3").remember(at("/b/"), {"role:9"})


def test_thousands_of_tags_at_once(index):
    index.remember(at("/a/"), {f"role:{number}" for number in range(3000)})
    assert paths(index, *(f"role:{number}" for number in range(2990, 40_000))) == {"iduet/a/"}
