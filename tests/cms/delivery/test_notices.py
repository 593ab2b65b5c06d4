"""An emergency notice is on every page of its brand at once, with the database or without, and stored bytes stay."""

import json
import re
import time
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from cms.changes.models import Change
from cms.delivery import raising
from cms.delivery.bulletin import bulletin
from cms.delivery.disk import disk
from cms.delivery.dressing import Dressed
from cms.delivery.notices import PLACE, Notices, hosts_known, notices
from cms.delivery.raising import CannotRaise, end_notice, raise_notice
from tests.cms.delivery.conftest import Worker
from tests.factories.brands import home_of
from tests.factories.pages import make_content
from tests.settling import settle_all

TEXTS = {"nl": "Ons kantoor is <vandaag> gesloten.", "en": "Our office is closed today."}
SHOWN = "Our office is closed today."


@pytest.fixture
def worker(host, iduet, finhire):
    for brand in (iduet, finhire):
        make_content(home_of(brand), "Terms", slug="terms")
    return dressed()


def dressed(**options) -> Worker:
    """A process as production has it."""
    worker = Worker(on_disk=True, **options)
    worker.entry = Dressed(worker.entry, Notices(disk().path, bulletin()))
    return worker


def later(seconds: float = 3600) -> float:
    return time.time() + seconds


def test_it_is_on_every_page_of_its_brand_and_no_other(worker, iduet, finhire):
    before = {path: worker.get(iduet, path).body for path in ("/", "/en/", "/terms/", "/nothing/")}
    raise_notice("iduet", TEXTS, later())
    for path, language in (("/", "nl"), ("/en/", "en"), ("/terms/", "nl"), ("/nothing/", "nl")):
        got = worker.get(iduet, path)
        assert f'<section class="emergency-notice" lang="{language}"' in got.text
        assert got.text.count("emergency-notice") == 1
        assert ("Our office" in got.text) == (language == "en")
        assert "<vandaag>" not in got.text
    for path in ("/", "/en/", "/terms/"):
        assert "emergency-notice" not in worker.get(finhire, path).text
    assert end_notice("iduet")
    for path, body in before.items():
        assert worker.get(iduet, path).body == body
    assert not end_notice("iduet")


def test_one_of_all_brands_and_a_brand_s_own_before_it(worker, iduet, finhire):
    raise_notice(None, TEXTS, later())
    raise_notice("finhire", {"nl": "Alleen wij.", "en": "Only we."}, later())
    assert SHOWN in worker.get(iduet, "/en/").text
    assert "Only we." in worker.get(finhire, "/en/").text
    end_notice("finhire")
    assert SHOWN in worker.get(finhire, "/en/").text


def test_stored_bytes_are_the_same_for_everybody(worker, iduet, host):
    worker.get(iduet, "/en/")
    place = host / "mirror" / "any" / iduet.host / "en" / "index.html"
    before = place.read_bytes()
    assert PLACE in before
    raise_notice("iduet", TEXTS, later())
    assert SHOWN in worker.get(iduet, "/en/").text
    assert place.read_bytes() == before
    assert dressed().get(iduet, "/en/").text == worker.get(iduet, "/en/").text


def test_it_goes_on_without_the_database(worker, iduet, monkeypatch):
    worker.get(iduet, "/en/")
    raise_notice("iduet", TEXTS, later())
    end_notice("iduet")

    def away(*args):
        raise OperationalError("gone")

    monkeypatch.setattr(raising, "BrandDirectory", away)
    monkeypatch.setattr(raising, "connection", SimpleNamespace(close=lambda: None))
    assert hosts_known(disk().path) == {"iduet": iduet.host, "finhire": "finhire.localhost"}
    rows = Change.objects.count()
    renderings = list(worker.renderings)
    assert not raise_notice("iduet", TEXTS, later())
    assert SHOWN in worker.get(iduet, "/en/").text
    assert worker.renderings == renderings
    assert Change.objects.count() == rows


def test_codings_and_conditions_are_of_what_is_shown(worker, iduet):
    plain = worker.get(iduet, "/en/", accept_encoding="gzip")
    raise_notice("iduet", TEXTS, later())
    got = worker.get(iduet, "/en/", accept_encoding="gzip", if_none_match=plain.headers["etag"])
    assert (got.status, got.headers["content-encoding"]) == (200, "gzip")
    assert got.headers["etag"] != plain.headers["etag"]
    again = worker.get(iduet, "/en/", accept_encoding="gzip", if_none_match=got.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    head = worker.get(iduet, "/en/", method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert int(head.headers["content-length"]) == len(worker.get(iduet, "/en/").body)
    own = {"etag", "content-length", "content-encoding", "age"}  # a slow machine takes its database for away
    assert {n: v for n, v in got.headers.items() if n not in own} == {
        n: v for n, v in plain.headers.items() if n not in own
    }


def test_it_ends_by_the_clock_in_every_process_and_for_a_web_server(worker, iduet, host, monkeypatch):
    plain = worker.get(iduet, "/en/").body
    raise_notice("iduet", TEXTS, later(60))
    other = dressed()
    files = host / "notices" / iduet.host
    assert SHOWN in (files / "en.html").read_text()
    moment = time.time() + 61
    monkeypatch.setattr("cms.delivery.notices.time.time", lambda: moment)
    for each in (worker, other):
        assert each.get(iduet, "/en/").body == plain
    notices().expire()
    assert not files.exists()
    assert json.loads((host / "notices.json").read_text()) == []


def test_files_for_a_web_server_are_of_the_brand_s_host(worker, iduet, finhire, host):
    raise_notice("iduet", TEXTS, later())
    assert {each.name for each in (host / "notices").iterdir()} == {iduet.host}
    raise_notice(None, {"nl": "Allen", "en": "All"}, later())
    assert SHOWN in (host / "notices" / iduet.host / "en.html").read_text()
    assert "All" in (host / "notices" / finhire.host / "en.html").read_text()
    end_notice(None)
    end_notice("iduet")
    assert not (host / "notices").exists()
    left = {each.name for each in host.iterdir() if each.name.startswith("notices")}
    assert left == {"notices.lock", "notices.json"}


def test_documents_of_the_api_carry_it_in_both_languages(worker, iduet):
    for path in ("/api/v1/brands/iduet/layout", "/api/v1/brands/finhire/layout"):
        assert json.loads(worker.get("api.localhost", path).body)["notice"] is None
    raise_notice("iduet", TEXTS, later())
    document = json.loads(worker.get("api.localhost", "/api/v1/brands/iduet/layout").body)
    assert document["notice"]["texts"] == TEXTS
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", document["notice"]["ends_at"])
    assert json.loads(worker.get("api.localhost", "/api/v1/brands/finhire/layout").body)["notice"] is None


def test_the_change_feed_tells_it_to_the_brand_alone(worker, iduet, finhire, monkeypatch):
    settle_all(monkeypatch)  # PostgreSQL settles nothing of an open transaction

    def told(brand) -> list[list[str]]:
        feed = json.loads(worker.get(brand, f"/api/v1/brands/{brand.key}/changes?after={start[brand.key]}").body)
        return [each["tags"] for each in feed["items"]]

    start = {}
    for brand in (iduet, finhire):
        answer = json.loads(worker.get(brand, f"/api/v1/brands/{brand.key}/changes").body)
        start[brand.key] = answer["next"]
    raise_notice("iduet", TEXTS, later())
    assert ["notice:iduet"] in told(iduet)
    assert ["notice:iduet"] not in told(finhire)
    assert "notice:iduet" in worker.get(iduet, "/api/v1/brands/iduet/layout").headers["cache-tag"]


def test_what_is_no_page_stays_as_it_is(worker, iduet):
    paths = ("/robots.txt", "/theme.css", "/terms.md", "/sitemap.xml")
    before = [worker.get(iduet, path).body for path in paths]
    raise_notice(None, TEXTS, later())
    assert [worker.get(iduet, path).body for path in paths] == before
    assert "emergency-notice" not in worker.get("desk.localhost:8000", "/admin/login/").text


@pytest.mark.parametrize(("texts", "seconds", "words"), [
    ({"nl": "Alleen dit."}, 60, "The text in “en” is missing"),
    ({"nl": " ", "en": "x"}, 60, "The text in “nl” is missing"),
    ({"nl": "x" * 301, "en": "x"}, 60, "301 characters"),
    (TEXTS, -1, "in the future"),
    (TEXTS, 31 * 86400, "within thirty days"),
])  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_shown(worker, iduet, texts, seconds, words):
    with pytest.raises(CannotRaise, match=words):
        raise_notice("iduet", texts, later(seconds))
    assert notices().current() == []


def test_a_file_that_is_damaged_shows_nothing(worker, iduet, host, caplog):
    raise_notice("iduet", TEXTS, later())
    (host / "notices.json").write_text("{")
    assert "emergency-notice" not in dressed().get(iduet, "/").text
    assert "cannot be read" in caplog.text


def test_the_command(worker, iduet, capsys):
    with pytest.raises(CommandError, match="Say when it ends"):
        call_command("notice", "show", "--nl", "Dicht", "--en", "Closed")
    with pytest.raises(CommandError, match="is no moment"):
        call_command("notice", "show", "--nl", "Dicht", "--en", "Closed", "--until", "tonight")
    with pytest.raises(CommandError, match=r"There is no brand nobody\. Known are finhire, iduet"):
        call_command("notice", "show", "--brand", "nobody", "--nl", "Dicht", "--en", "Closed", "--minutes", "5")
    call_command("notice", "show", "--brand", "iduet", "--nl", "Dicht", "--en", "Closed", "--minutes", "5")
    assert "Closed" in worker.get(iduet, "/en/").text
    call_command("notice", "list")
    assert "  en  Closed" in capsys.readouterr().out
    call_command("notice", "end", "--brand", "iduet")
    assert "emergency-notice" not in worker.get(iduet, "/en/").text
    with pytest.raises(CommandError, match="There is no notice of iduet"):
        call_command("notice", "end", "--brand", "iduet")
