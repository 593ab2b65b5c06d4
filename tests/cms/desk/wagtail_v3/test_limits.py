"""One token may ask so often a minute, whoever else asks; without one it is the address that is counted."""

import pytest

from cms.foundation import counting


@pytest.fixture(autouse=True)
def _in_one_minute(settings, monkeypatch, tmp_path):
    settings.WAGTAIL_API_V3_REQUESTS_PER_MINUTE = 2
    settings.DATA_DIRECTORY = tmp_path
    monkeypatch.setattr(counting.time, "time", lambda: 1_800_000_015.0)


def test_beyond_it_a_problem_says_when_to_go_on(editors, monkeypatch):
    first, second = editors
    assert [first.get("/whoami/").status_code for _ in range(3)] == [200, 200, 429]
    refused = first.get("/whoami/")
    assert refused["Retry-After"] == "45"
    assert "2 times a minute" in refused.json()["detail"]
    assert second.get("/whoami/").status_code == 200
    monkeypatch.setattr(counting.time, "time", lambda: 1_800_000_060.0)
    assert first.get("/whoami/").status_code == 200


def test_who_tries_tokens_is_counted_by_address_and_takes_nobodys_turn(editors, asking):
    assert [asking(token=f"wagtail_{number}").get("/whoami/").status_code for number in range(3)] == [401, 401, 429]
    assert editors[0].get("/whoami/").status_code == 200


def test_zero_sets_no_limit(editors, settings):
    settings.WAGTAIL_API_V3_REQUESTS_PER_MINUTE = 0
    assert {editors[0].get("/whoami/").status_code for _ in range(5)} == {200}
