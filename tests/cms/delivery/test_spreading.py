"""From the change log to the bulletin, once per transaction; where nobody knows what was missed, everything is old."""

import json

import pytest
from django.db import connection, transaction

from cms.changes.addresses import folder
from cms.changes.models import Change
from cms.delivery import spreading
from cms.delivery.bulletin import EVERYTHING
from tests.factories.brands import home_of
from tests.factories.pages import make_content


@pytest.fixture
def board(host, brands):
    spreading.spread()
    return spreading.bulletin()


def write(*tags, brand=None, **fields) -> Change:
    return Change.objects.create(brand=brand, kind="changed", object_type="x", object_id="1", tags=list(tags), **fields)


def test_rows_are_told_once(board):
    place = board.head
    write("page:1")
    write("page:2", addresses_before=["http://iduet.localhost/Old/"], addresses_after=["http://iduet.localhost/new/"])
    spreading.spread()
    told, after = board.since(place)
    addresses = {"at:http://iduet.localhost/Old/", "at:http://iduet.localhost/new/"}
    assert frozenset().union(*told) == {"page:1", "page:2"} | addresses
    spreading.spread()
    assert board.head == after


def test_a_place_is_missing_in_whatever_letters_it_is_written(board):
    assert spreading.tags_of(write("missing:/iduet/Old/")) == {"missing:/iduet/Old/", "missing:/iduet/old/"}


def test_what_touches_all_brands_is_everything(board, iduet):
    assert spreading.tags_of(write("brand:iduet", "brand:finhire")) == {EVERYTHING}
    assert spreading.tags_of(write("brand:iduet", brand=iduet)) == {"brand:iduet"}
    assert spreading.tags_of(write("role:1")) == {"role:1"}


@pytest.mark.parametrize("kept", [None, "", "{", '{"settled": 1}'])
def test_who_does_not_know_what_was_read_gives_up_everything(board, kept):
    file = folder() / "place.json"
    file.unlink() if kept is None else file.write_text(kept)
    place = board.head
    spreading.spread()
    assert board.since(place)[0] == [frozenset({EVERYTHING})]
    place = board.head
    write("page:1")
    spreading.spread()
    assert board.since(place)[0] == [frozenset({"page:1"})]


def test_who_read_nothing_for_longer_than_rows_are_kept_gives_up_everything(board):
    file = folder() / "place.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "read_at": 0.0}))
    place = board.head
    spreading.spread()
    assert board.since(place)[0] == [frozenset({EVERYTHING})]


def test_a_database_that_was_put_back_gives_up_everything(board):
    file = folder() / "place.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "settled": 2**60}))
    place = board.head
    spreading.spread()
    assert board.since(place)[0] == [frozenset({EVERYTHING})]


def test_a_transaction_spreads_once_when_it_commits(board, iduet, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False) as waiting:
        write("page:1")
        with transaction.atomic():
            write("page:2")
            transaction.set_rollback(True)
        make_content(home_of(iduet))
    assert waiting.count(spreading.spread_quietly) == 1


def test_one_that_began_in_what_was_rolled_back_still_spreads(board, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False) as waiting:
        with transaction.atomic():
            write("page:1")
            transaction.set_rollback(True)
        write("page:2")
    assert waiting.count(spreading.spread_quietly) == 1


def test_nothing_is_spread_where_nothing_is_kept(board, settings, django_capture_on_commit_callbacks):
    settings.RESPONSE_STORE = False
    with django_capture_on_commit_callbacks() as waiting:
        write("page:1")
    assert spreading.spread_quietly not in waiting


def test_a_log_that_cannot_be_read_gives_up_everything(board, monkeypatch, caplog):
    def fail(place):
        raise connection.Database.OperationalError("gone")

    monkeypatch.setattr(spreading, "visible_after", fail)
    place = board.head
    spreading.spread_quietly()
    assert board.since(place)[0] == [frozenset({EVERYTHING})]
    assert "all stored responses are given up" in caplog.text


def test_reading_confirms(board):
    board.confirm(0.0)
    spreading.spread()
    assert board.confirmed_at > 1_000_000_000


def test_a_disk_that_lets_go_of_nothing_is_cried_out_and_fails_no_publication(board, monkeypatch, caplog):
    def fail(self):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("cms.delivery.disk.Disk.catch_up", fail)
    place = board.head
    write("page:1")
    spreading.spread_quietly()
    assert frozenset({EVERYTHING}) in board.since(place)[0]
    assert "could not be given up" in caplog.text
