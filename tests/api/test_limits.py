"""One client may ask so often a minute, whoever else asks, and wherever it says that it comes from."""

import pytest
from django.core.checks import Tags, run_checks
from django.test import Client

from brands.clients import network_of, parsed
from cms.foundation import counting

PATH = "/api/v1/brands"


@pytest.fixture(autouse=True)
def _in_one_minute(settings, monkeypatch, tmp_path):
    settings.API_REQUESTS_PER_MINUTE = 3
    settings.DATA_DIRECTORY = tmp_path
    monkeypatch.setattr(counting.time, "time", lambda: 1_800_000_015.0)


@pytest.fixture
def statuses(brands):
    """`statuses(n, address)` asks n times from an address and gives the statuses."""

    def ask(count: int, address: str = "192.0.2.1", host: str = "api.localhost:8000", **headers) -> list[int]:
        client = Client(HTTP_HOST=host, REMOTE_ADDR=address)
        return [client.get(PATH, headers=headers).status_code for _ in range(count)]

    return ask


class TestLimit:
    def test_beyond_it_a_problem_says_when_to_ask_again(self, statuses, conforms):
        assert statuses(4) == [200, 200, 200, 429]
        response = Client(HTTP_HOST="api.localhost:8000", REMOTE_ADDR="192.0.2.1").get(PATH)
        conforms(response)
        assert response.json()["type"] == "/api/v1/problems/too-many-requests"
        assert 0 < int(response["Retry-After"]) <= 60
        assert response["Cache-Control"] == "no-store"
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "Retry-After" in response["Access-Control-Expose-Headers"]

    def test_it_ends_with_the_minute(self, statuses, monkeypatch):
        response = Client(HTTP_HOST="api.localhost:8000", REMOTE_ADDR="192.0.2.1")
        assert statuses(4)[-1] == 429
        wait = int(response.get(PATH)["Retry-After"])
        monkeypatch.setattr(counting.time, "time", lambda: 1_800_000_015.0 + wait)
        assert statuses(1) == [200]

    def test_hosts_are_counted_together_and_clients_apart(self, statuses):
        assert statuses(2) + statuses(2, host="iduet.localhost:8000") == [200, 200, 200, 429]
        assert statuses(1, "192.0.2.2") == [200]

    def test_another_addresses_of_the_same_subscriber_are_the_same_client(self, statuses):
        assert statuses(3, "2001:db8::1") + statuses(1, "2001:db8::2") == [200, 200, 200, 429]
        assert statuses(1, "2001:db8:0:1::1") == [200]

    def test_zero_sets_no_limit(self, statuses, settings):
        settings.API_REQUESTS_PER_MINUTE = 0
        assert statuses(10) == [200] * 10


class TestProxies:
    def test_a_header_is_not_believed_without_proxies(self, statuses):
        asked = [statuses(1, **{"X-Forwarded-For": f"198.51.100.{number}"})[0] for number in range(4)]
        assert asked == [200, 200, 200, 429]

    def test_behind_proxies_the_client_is_who_asked_the_outermost(self, statuses, settings):
        settings.TRUSTED_PROXIES = 2
        for client in ("198.51.100.1", "198.51.100.2:4711", "[2001:db8::1]:80"):
            forged = [f"203.0.113.{number}, {client}, 10.0.0.1" for number in range(4)]
            asked = [statuses(1, "10.0.0.2", **{"X-Forwarded-For": header})[0] for header in forged]
            assert asked == [200, 200, 200, 429], client

    @pytest.mark.parametrize("header", ["", ",", "unknown", "a" * 5000, "1.2.3", "\xff", "[::1", "1.2.3.4, "])
    def test_what_is_no_address_counts_for_the_proxy_or_itself(self, statuses, settings, header):
        settings.TRUSTED_PROXIES = 1
        assert statuses(4, "10.0.0.9", **{"X-Forwarded-For": header}) == [200, 200, 200, 429]


class TestAddresses:
    @pytest.mark.parametrize(
        ("text", "address"),
        [
            (" 192.0.2.1 ", "192.0.2.1"),
            ("192.0.2.1:80", "192.0.2.1"),
            ("[2001:DB8::1]:443", "2001:db8::1"),
            ("2001:db8::1", "2001:db8::1"),
            ("nobody", None),
            ("192.0.2.256", None),
        ],
    )
    def test_parsed(self, text, address):
        assert parsed(text) == address

    @pytest.mark.parametrize(
        ("address", "network"),
        [("192.0.2.1", "192.0.2.1"), ("::ffff:192.0.2.1", "192.0.2.1"), ("2001:db8::9", "2001:db8::/64"), ("", "")],
    )
    def test_network(self, address, network):
        assert network_of(address) == network


class TestDeployment:
    def test_a_proxy_that_hides_its_visitors_is_warned_of(self, settings):
        settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        found = run_checks(tags=[Tags.security], include_deployment_checks=True)
        assert [one.id for one in found if one.id.startswith("brands.")] == ["brands.W001"]
        settings.TRUSTED_PROXIES = 1
        found = run_checks(tags=[Tags.security], include_deployment_checks=True)
        assert [one.id for one in found if one.id.startswith("brands.")] == []
