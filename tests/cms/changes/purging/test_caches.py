"""What goes to caches over the wire, and that whatever is no success is a failure."""

import json

import pytest

from cms.changes.purging.caches import Cloudflare, Http, PurgeFailed, purge, purges_tags
from tests.factories.webhooks import receiving

pytestmark = pytest.mark.enable_socket

TAGS = [f"role:{number}" for number in range(35)]
ADDRESSES = ["https://www.iduet.example/en/?a=b", "https://www.finhire.example/"]


@pytest.fixture
def cache():
    """A server in place of a cache or of its provider's API."""
    with receiving() as made:
        yield made


def test_http_purges_each_address_by_its_host(cache):
    http = Http({"LOCATION": f"http://127.0.0.1:{cache.port}"})
    assert not purges_tags(http)
    purge(http, [], ADDRESSES)
    asked = [(each.method, each.headers["host"], each.path) for each in cache.received]
    assert asked == [("PURGE", "www.iduet.example", "/en/?a=b"), ("PURGE", "www.finhire.example", "/")]


def test_http_purges_by_tag_where_it_has_a_header_for_them(cache):
    http = Http({"LOCATION": f"http://127.0.0.1:{cache.port}", "TAGS_HEADER": "xkey-purge"})
    assert purges_tags(http)
    purge(http, ["page:1", "role:7"], [])
    assert [each.headers["xkey-purge"] for each in cache.received] == ["page:1 role:7"]


@pytest.mark.parametrize(("status", "fails"), [(200, False), (404, False), (403, True), (503, True)])
def test_http_failures(cache, status, fails):
    cache.answer = lambda request: (status, {}, b"")
    http = Http({"LOCATION": f"http://127.0.0.1:{cache.port}"})
    if fails:
        with pytest.raises(PurgeFailed, match=str(status)):
            purge(http, [], ADDRESSES)
    else:
        purge(http, [], ADDRESSES)


def test_an_http_cache_that_is_away_fails():
    with pytest.raises(PurgeFailed, match=r"127\.0\.0\.1:1"):
        purge(Http({"LOCATION": "http://127.0.0.1:1"}), [], ADDRESSES)


@pytest.fixture
def cloudflare(cache, monkeypatch):
    """The provider's API answers here; `cache.told` is what it answers."""
    made = Cloudflare({"ZONEID": "zone", "BEARER_TOKEN": "token"})
    made.cloudflare_purge_endpoint_url = f"http://127.0.0.1:{cache.port}/zones/zone/purge_cache"
    cache.told = {"success": True, "errors": []}
    cache.answer = lambda request: (200, {}, json.dumps(cache.told).encode())
    return made


def test_cloudflare_purges_by_tag_thirty_at_once(cloudflare, cache):
    assert purges_tags(cloudflare)
    assert not purges_tags(Cloudflare({"ZONEID": "zone", "BEARER_TOKEN": "token", "BY_TAG": False}))
    purge(cloudflare, TAGS, [])
    assert [json.loads(each.body) for each in cache.received] == [{"tags": TAGS[:30]}, {"tags": TAGS[30:]}]
    assert {each.headers["authorization"] for each in cache.received} == {"Bearer token"}
    purge(cloudflare, [], ADDRESSES)
    assert json.loads(cache.received[-1].body) == {"files": ADDRESSES}


def test_cloudflare_failures(cloudflare, cache):
    cache.told = {"success": False, "errors": [{"message": "no such zone"}]}
    with pytest.raises(PurgeFailed, match="no such zone"):
        purge(cloudflare, TAGS, [])
    cache.answer = lambda request: (502, {}, b"<html>")
    with pytest.raises(PurgeFailed, match="502"):
        purge(cloudflare, TAGS, [])
