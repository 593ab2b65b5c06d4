"""Caches in front forget exactly what changed, of their own hosts, by tag or by address; what fails is tried again."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from brands.models import BrandHost
from cms.changes import addresses, waking
from cms.changes.addresses import Address, AddressIndex
from cms.changes.models import Purge
from cms.changes.purging import forgetting
from cms.changes.purging.collecting import collect
from tests.factories.brands import home_of
from tests.factories.library import make_role
from tests.factories.pages import make_content
from tests.settling import settle_all

from .fakes import FORGOTTEN, Failing

FAKES = "tests.cms.changes.purging.fakes"


@pytest.fixture(autouse=True)
def _nothing_else(monkeypatch):
    settle_all(monkeypatch)
    monkeypatch.setattr(Failing, "fails", True)
    FORGOTTEN.clear()


@pytest.fixture
def behind(settings, iduet, finhire):
    """`behind(name=("ByTag", "host", …))` puts the platform behind caches, from now on."""

    def put(**caches):
        settings.WAGTAILFRONTENDCACHE = {
            name: {"BACKEND": f"{FAKES}.{kind}", "NAME": name, "HOSTNAMES": list(hosts)}
            for name, (kind, *hosts) in caches.items()
        }
        collect()

    return put


@pytest.fixture
def forgotten():
    """`forgotten()` lets the worker do what is due; what each cache was told to forget since."""

    def now() -> dict[str, list[str]]:
        FORGOTTEN.clear()
        waking.tell_changes.call()
        return {name: sorted(told) for name, told in FORGOTTEN.items()}

    return now


@pytest.fixture
def later(monkeypatch):
    """`later(seconds=…)` is that much later."""
    passed = datetime.timedelta()
    real = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: real() + passed)

    def move(**how):
        nonlocal passed
        passed += datetime.timedelta(**how)

    return move


@pytest.fixture
def index(tmp_path, monkeypatch, settings):
    made = AddressIndex(tmp_path / "addresses.sqlite3")
    monkeypatch.setattr(addresses, "index", lambda: made)
    settings.RESPONSE_STORE = True
    yield made
    made.close()


def test_by_tag_and_by_address_each_of_its_own_hosts(behind, forgotten, index, iduet, finhire):
    role = make_role()
    for brand in (iduet, finhire):
        index.remember(Address("http", brand.host, "/cio/", "", "html"), {f"role:{role.pk}"})
    behind(
        tags=("ByTag", iduet.host),
        one=("ByAddress", iduet.host),
        other=("ByAddress", finhire.host),
        none=("ByTag", ".example"),
    )
    role.save()
    told = forgotten()
    assert set(told) == {"tags", "one", "other"}
    assert f"role:{role.pk}" in told["tags"]
    assert told["one"] == [f"{iduet.root_url}/cio/"]
    assert told["other"] == [f"{finhire.root_url}/cio/"]
    assert forgotten() == {}
    assert not Purge.objects.exists()


def test_a_page_of_one_brand_is_no_matter_of_a_cache_of_another(behind, forgotten, iduet, finhire):
    behind(one=("ByAddress", iduet.host), other=("ByAddress", finhire.host), tags=("ByTag", finhire.host))
    page = make_content(home_of(iduet), slug="terms")
    assert forgotten() == {"one": [f"{iduet.root_url}/terms/"]}
    page.slug = "conditions"
    page.save_revision().publish()
    assert forgotten() == {"one": [f"{iduet.root_url}/conditions/", f"{iduet.root_url}/terms/"]}


def test_all_hosts_of_a_brand_are_its_own(behind, forgotten, index, iduet, finhire):
    iduet.front_end_url = "https://www.iduet.example"
    iduet.save()
    BrandHost.objects.create(brand=iduet, hostname="old.localhost")
    behind(front=("ByTag", "www.iduet.example"), old=("ByTag", "old.localhost"), api=("ByTag", "api.localhost"))
    page = make_content(home_of(iduet))
    told = forgotten()
    assert set(told) == {"front", "old", "api"}
    assert all(f"page:{page.pk}" in tags for tags in told.values())


def test_what_became_private_is_forgotten_by_its_address(behind, forgotten, iduet):
    page = make_content(home_of(iduet), slug="closed")
    behind(one=("ByAddress", "*"))
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert forgotten() == {"one": [f"{iduet.root_url}/closed/"]}


def test_a_quiet_brand_is_behind_no_cache(behind, forgotten, iduet, finhire):
    iduet.quiet = True
    iduet.save()
    behind(tags=("ByTag", "*"), one=("ByAddress", iduet.host))
    make_content(home_of(iduet))
    make_role()
    assert set(forgotten()) == {"tags"}
    finhire.quiet = True
    finhire.save()
    make_role()
    assert forgotten() == {}


def test_a_new_cache_begins_with_what_changes_next(behind, forgotten, iduet, settings):
    make_content(home_of(iduet))
    behind(one=("ByAddress", "*"))
    assert forgotten() == {}


def test_much_at_once_goes_in_pieces(behind, forgotten, iduet, monkeypatch):
    monkeypatch.setattr("cms.changes.purging.collecting.PIECE", 2)
    monkeypatch.setattr("cms.changes.purging.collecting.MOST", 3)
    behind(one=("ByAddress", "*"))
    pages = [make_content(home_of(iduet), slug=f"page-{number}") for number in range(7)]
    assert forgotten() == {"one": [f"{iduet.root_url}/{page.slug}/" for page in pages]}


class TestFailures:
    @pytest.mark.parametrize(("kind", "reason"), [("Failing", "503 busy"), ("Raising", "no route")])
    def test_are_told_and_tried_again(self, behind, forgotten, later, caplog, iduet, kind, reason):
        behind(bad=(kind, "*"), good=("ByAddress", "*"))
        make_content(home_of(iduet), slug="terms")
        assert forgotten() == {"good": [f"{iduet.root_url}/terms/"]}
        row = Purge.objects.get()
        assert (row.cache, row.tries) == ("bad", 1)
        assert reason in row.problem
        assert reason in caplog.text
        assert forgotten() == {}
        later(seconds=7)
        forgotten()
        assert Purge.objects.get().tries == 2
        Failing.fails = False
        later(minutes=1)
        assert forgotten() == ({"bad": [f"{iduet.root_url}/terms/"]} if kind == "Failing" else {})

    def test_end_after_a_day(self, behind, forgotten, later, caplog, iduet):
        behind(bad=("Failing", "*"))
        make_content(home_of(iduet))
        for _ in range(24):
            forgotten()
            later(hours=1)
        assert Purge.objects.get().tries == 24
        later(hours=1)
        forgotten()
        assert not Purge.objects.exists()
        assert "not told any more" in caplog.text

    def test_a_cache_that_is_gone_is_told_nothing(self, behind, forgotten, later, iduet):
        behind(bad=("Failing", "*"))
        make_content(home_of(iduet))
        forgotten()
        behind(good=("ByAddress", "*"))
        later(minutes=1)
        assert forgotten() == {}
        assert not Purge.objects.exists()

    def test_who_died_with_one_is_followed(self, behind, forgotten, later, iduet, monkeypatch):
        behind(one=("ByAddress", "*"))
        make_content(home_of(iduet), slug="terms")
        with monkeypatch.context() as patched:
            patched.setattr(forgetting, "purge", lambda *given: (_ for _ in ()).throw(SystemExit))
            with pytest.raises(SystemExit):
                forgotten()
        assert forgotten() == {}
        later(seconds=forgetting.LEASE.total_seconds() + 1)
        assert forgotten() == {"one": [f"{iduet.root_url}/terms/"]}
