"""Redirects as files in the desk: looked at before they are changed, by the publishers of their brand alone."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry

from tests.factories.brands import home_of
from tests.factories.pages import make_content

on_both_brands = pytest.mark.parametrize("which", [0, 1])


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def sent(brand, text, **more):
    data = text if isinstance(text, bytes) else text.encode()
    return {"brand": brand.pk, "file": SimpleUploadedFile("a.csv", data), **more}


def hidden(response) -> dict:
    """What the button that changes it all sends."""
    form = BeautifulSoup(response.content, "html.parser").find("button", attrs={"name": "apply"}).find_parent("form")
    return {each["name"]: each.get("value", "") for each in form.find_all(["input", "button"]) if each.get("name")}


@on_both_brands
class TestPublishers:
    def test_look_then_change_it_so(self, brands, which, publisher_of, desk_client):
        brand, other = brands[which], brands[1 - which]
        make_content(home_of(brand), slug="terms")
        Redirect.objects.create(site=brand.site, old_path="/there", redirect_link="https://example.com/")
        client, address = desk_client(publisher_of(brand)), reverse("redirect_file")
        shown = client.get(address).content.decode()
        assert f"?brand={brand.key}" in shown
        assert f"?brand={other.key}" not in shown
        looked = client.post(address, sent(brand, "from;to\r\n/new;/terms/\r\n/there;/terms/\r\n/<b>;/terms/\r\n"))
        page = looked.content.decode()
        assert "New: 2. Changed: 1. As they are: 0." in page
        assert ("/&lt;b&gt;" in page, "<td>/<b>" in page, "https://example.com/" in page) == (True, False, True)
        assert Redirect.objects.count() == 1
        again = client.post(address, hidden(looked), follow=True)
        assert "Redirects: 2 new, 1 changed." in again.content.decode()
        assert Redirect.objects.filter(site=brand.site, redirect_page__slug="terms").count() == 3
        assert not Redirect.objects.filter(site=other.site).exists()
        assert ModelLogEntry.objects.get(action="moving.redirects").data == {"new": 2, "changed": 1, "brand": brand.key}

    def test_are_told_each_line_and_nothing_changes(self, brands, which, publisher_of, desk_client):
        brand = brands[which]
        client, address = desk_client(publisher_of(brand)), reverse("redirect_file")
        rows = "from,to\n/a,/nowhere/\n/b,https://example.com/\n/c,,\n"
        looked = client.post(address, sent(brand, rows))
        page = BeautifulSoup(looked.content, "html.parser")
        assert [row.td.text for row in page.select("table.listing tbody tr")] == ["2", "3", "4"]
        assert page.find("button", attrs={"name": "apply"}) is None
        assert client.post(address, {"brand": brand.pk, "text": rows, "apply": "1"}).status_code == 200
        assert not Redirect.objects.exists()
        allowed = client.post(
            address, sent(brand, "from,to\n/b,https://example.com/\n", elsewhere="a.org, example.com")
        )
        client.post(address, hidden(allowed))
        assert Redirect.objects.get().redirect_link == "https://example.com/"

    def test_never_reach_another_brand(self, brands, which, publisher_of, desk_client):
        brand, other = brands[which], brands[1 - which]
        Redirect.objects.create(site=other.site, old_path="/secret", redirect_link="/x/")
        client, address = desk_client(publisher_of(brand)), reverse("redirect_file")
        for data in (
            sent(other, "from,to,status\n/a,,410\n"),
            {"brand": other.pk, "text": "from,to,status\n/a,,410\n", "apply": "1"},
        ):
            response = client.post(address, data)
            assert "brand" in response.context["form"].errors
        assert Redirect.objects.count() == 1
        download = reverse("redirect_file_download")
        assert client.get(f"{download}?brand={other.key}").status_code == 404
        assert client.get(download).status_code == 404
        assert "/secret" not in client.get(f"{download}?brand={brand.key}").content.decode()

    def test_save_what_reads_as_it_was_and_runs_nothing(self, brands, which, publisher_of, desk_client):
        brand = brands[which]
        Redirect.objects.create(site=brand.site, old_path="/a", redirect_link="=1+1")
        response = desk_client(publisher_of(brand)).get(f"{reverse('redirect_file_download')}?brand={brand.key}")
        assert response.content == b"from,to,status\r\n/a,'=1+1,301\r\n"
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert f"redirects-{brand.key}.csv" in response["Content-Disposition"]


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe", b"\0\0", "from,to\n/\ud800,/\n".encode("utf-8", "surrogatepass"), b"x" * 1024 * 1025, b"<html>"],
)
def test_files_that_are_none_are_refused_at_the_field(brands, publisher_of, desk_client, data):
    response = desk_client(publisher_of(brands[0])).post(reverse("redirect_file"), sent(brands[0], data))
    assert response.status_code == 200
    assert "file" in response.context["form"].errors


def test_no_file_and_hostile_text_are_refused(brands, publisher_of, desk_client):
    client, address = desk_client(publisher_of(brands[0])), reverse("redirect_file")
    for text in ("", "\0", "from,to\n/a\0,/\n", '"', "from,to\n" + "/a,/\n" * 3):
        response = client.post(address, {"brand": brands[0].pk, "text": text, "apply": "1"})
        assert response.status_code == 200, text
    assert not Redirect.objects.exists()


def test_editors_and_librarians_have_no_part_in_it(brands, editor_of, librarian, desk_client):
    for user in (editor_of(brands[0]), editor_of(brands[1]), librarian):
        client = desk_client(user)
        for name in ("redirect_file", "redirect_file_download"):
            assert client.get(reverse(name), {"brand": "iduet"})["Location"] == "/admin/"
        client.post(reverse("redirect_file"), sent(brands[0], "from,to,status\n/a,,410\n"))
    assert not Redirect.objects.exists()


def test_administrators_have_all_brands_and_this_way_alone(brands, administrator, desk_client):
    client = desk_client(administrator)
    shown = client.get(reverse("redirect_file")).content.decode()
    assert all(f"?brand={brand.key}" in shown for brand in brands)
    listed = client.get(reverse("wagtailredirects:index")).content.decode()
    assert reverse("redirect_file") in listed
    assert reverse("wagtailredirects:start_import") not in listed
