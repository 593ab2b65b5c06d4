"""The pages for faults: a database that is away is a reason to ask again, anything else a fault of ours."""

import pytest
from django.db import DataError, InterfaceError, OperationalError

from brands import directory
from cms.pages.models import ContentPage
from tests.factories.brands import home_of
from tests.factories.pages import make_content


def fails_with(fault):
    def fail(*args, **kwargs):
        raise fault

    return fail


@pytest.mark.parametrize("fault", [OperationalError("no connection"), InterfaceError("closed")])
def test_a_database_that_is_away_is_said_and_may_be_asked_again(brands, client, monkeypatch, fault):
    client.raise_request_exception = False
    for brand, path in zip(brands, ("/pagina/", "/en/page/"), strict=True):
        make_content(home_of(brand, "en" if "en" in path else "nl"), "Pagina", slug=path.rsplit("/", 2)[-2])
        with monkeypatch.context() as broken:
            broken.setattr(ContentPage, "represent", fails_with(fault))
            answer = client.get(path, headers={"host": f"{brand.host}:8000"})
        assert answer.status_code == 503
        assert answer["Retry-After"] == "10"
        said = answer.content.decode()
        assert brand.name in said
        assert ("send it again in a minute" if "/en/" in path else "verstuur het over een minuut opnieuw") in said


def test_a_database_that_is_away_before_the_brand_is_known(brands, client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr(directory.BrandDirectory, "by_host", fails_with(OperationalError("no connection")))
    answer = client.get("/", headers={"host": "iduet.localhost:8000"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")


def test_another_fault_is_ours(iduet, client, monkeypatch):
    make_content(home_of(iduet), "Pagina", slug="pagina")
    client.raise_request_exception = False
    monkeypatch.setattr(ContentPage, "represent", fails_with(DataError("out of range")))
    answer = client.get("/pagina/", headers={"host": "iduet.localhost:8000"})
    assert answer.status_code == 500
    assert "Retry-After" not in answer
    assert 'href="/theme.css"' in answer.content.decode(), "the address that was asked allows no other host's styles"
