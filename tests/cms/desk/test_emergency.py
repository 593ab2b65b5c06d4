"""A publisher warns the visitors of her own brand and of no other; an administrator those of all."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.delivery.notices import notices
from tests.cms.delivery.conftest import host
from tests.factories.brands import make_editor, make_publisher

__all__ = ["host"]

TEXTS = {"nl": "Wij zijn dicht.", "en": "We are closed."}


@pytest.fixture(autouse=True)
def _host(host):
    """Notices are written to a folder of the test's own."""


def address() -> str:
    return reverse("emergency_notice")


def wanted(brand: str, hours: float = 1, **texts) -> dict:
    moment = timezone.localtime(timezone.now() + datetime.timedelta(hours=hours))
    return {"brand": brand, "ends_at": f"{moment:%Y-%m-%d %H:%M}", **TEXTS, **texts}


def shown() -> dict[str | None, dict]:
    return {each.brand: each.texts for each in notices().current()}


def test_she_warns_her_brand_s_visitors_and_takes_it_away(finhire, iduet, desk_client):
    client = desk_client(make_publisher(finhire))
    assert client.post(address(), wanted("finhire")).status_code == 302
    assert shown() == {"finhire": TEXTS}
    assert "We are closed." in client.get(address()).text
    assert address() in client.get("/admin/").text
    assert [entry.action for entry in ModelLogEntry.objects.filter(action__startswith="desk.notice")] == [
        "desk.notice_raised"
    ]
    assert client.post(address(), {"end": "finhire"}).status_code == 302
    assert shown() == {}


def test_another_brand_and_all_brands_are_not_hers(finhire, iduet, administrator, desk_client):
    client = desk_client(make_publisher(finhire))
    for brand in ("iduet", "", "nobody"):
        assert list(client.post(address(), wanted(brand)).context["form"].errors) == ["brand"]
    assert shown() == {}
    admin = desk_client(administrator)
    assert admin.post(address(), wanted("iduet", nl="Alleen Iduet.")).status_code == 302
    assert admin.post(address(), wanted("", nl="Iedereen.")).status_code == 302
    page = client.get(address()).text
    assert "Iedereen." in page
    assert "Alleen Iduet." not in page
    for key in ("iduet", ""):
        client.post(address(), {"end": key})
    assert set(shown()) == {"iduet", None}
    admin.post(address(), {"end": ""})
    assert set(shown()) == {"iduet"}


@pytest.mark.parametrize(("change", "field"), [
    ({"nl": ""}, "nl"), ({"en": " "}, "en"), ({"en": "x" * 301}, "en"), ({"ends_at": ""}, "ends_at"),
    ({"ends_at": "2020-01-01 10:00"}, "ends_at"), ({"ends_at": "2099-01-01 10:00"}, "ends_at"),
])  # fmt: skip
def test_what_is_wrong_stands_at_its_field(finhire, iduet, desk_client, change, field):
    client = desk_client(make_publisher(finhire))
    assert list(client.post(address(), wanted("finhire") | change).context["form"].errors) == [field]
    assert shown() == {}


def test_it_is_the_publishers_alone(finhire, iduet, librarian, desk_client):
    for user in (make_editor(finhire), librarian):
        client = desk_client(user)
        assert client.get(address()).status_code == 302
        client.post(address(), wanted("finhire"))
        assert address() not in client.get("/admin/").text
    assert shown() == {}


def test_a_full_disk_is_said(finhire, iduet, desk_client, monkeypatch):
    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cms.delivery.notices.Notices._write", full)
    got = desk_client(make_publisher(finhire)).post(address(), wanted("finhire"))
    assert "could not be written down" in got.text or "niet worden opgeslagen" in got.text
