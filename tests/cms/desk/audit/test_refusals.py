"""What the desk refuses is written down once, and read by the publishers of the brand whose thing it was."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cms.desk.models import Refusal
from tests.factories.brands import home_of, make_editor, make_publisher
from tests.factories.pages import make_content


@pytest.fixture
def page(iduet, finhire):
    return make_content(home_of(iduet), "=Kwartelslag")


@pytest.fixture
def trespassed(page, finhire, desk_client):
    """An editor of Finhire has asked for a page of Iduet's, twice."""
    editor = make_editor(finhire)
    client = desk_client(editor)
    for _twice in range(2):
        assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 404
    return editor


def kinds() -> list[tuple]:
    return [(row.kind, row.brand and row.brand.key, row.title) for row in Refusal.objects.order_by("pk")]


class TestWritingDown:
    def test_what_is_another_brands_once(self, trespassed):
        assert kinds() == [("not_there", "iduet", "=Kwartelslag")]
        assert Refusal.objects.get().user == trespassed

    def test_again_after_a_while(self, trespassed, page, desk_client):
        Refusal.objects.update(at=timezone.now() - timedelta(minutes=2))
        desk_client(trespassed).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert len(kinds()) == 2

    def test_what_is_not_allowed_and_its_message_stays(self, page, iduet, desk_client):
        client = desk_client(make_editor(iduet))
        answer = client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
        assert answer["location"] == "/admin/"
        assert kinds() == [("not_allowed", "iduet", "=Kwartelslag")]
        assert client.get("/admin/").context["messages"]

    def test_what_is_not_fit_to_be_published_with_the_reason(self, page, iduet, desk_client):
        page.introduction = '<p><a linktype="page" id="987654">there</a></p>'
        page.save_revision()
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        desk_client(make_publisher(iduet)).post(f"{address}?id={page.pk}", {"next": "/admin/"})
        row = Refusal.objects.get()
        assert (row.kind, row.brand) == ("not_fit", iduet)
        assert "there" in row.reason

    def test_what_is_there_and_allowed_is_none(self, page, iduet, desk_client):
        client = desk_client(make_editor(iduet))
        for address in ("/admin/", reverse("wagtailadmin_pages:edit", args=[page.pk]), "/admin/there-is-none/"):
            client.get(address)
        assert kinds() == []

    def test_it_is_forgotten_in_the_end(self, trespassed):
        call_command("trim_refusals", verbosity=0)
        assert len(kinds()) == 1
        Refusal.objects.update(at=timezone.now() - timedelta(days=Refusal.KEPT + 1))
        call_command("trim_refusals", verbosity=0)
        assert kinds() == []


class TestReading:
    def test_by_the_publishers_of_the_brand_without_the_name_of_a_stranger(
        self, trespassed, iduet, finhire, desk_client, administrator
    ):
        trespassed.first_name = "Zandmuur"
        trespassed.save()
        own, theirs, all_ = (
            desk_client(user).get(reverse("refusals")).text
            for user in (make_publisher(iduet), make_publisher(finhire), administrator)
        )
        assert "=Kwartelslag" in own
        assert "Zandmuur" not in own
        assert "=Kwartelslag" not in theirs
        assert "=Kwartelslag" in all_
        assert "Zandmuur" in all_

    def test_filters_and_export(self, trespassed, iduet, desk_client):
        client, address = desk_client(make_publisher(iduet)), reverse("refusals")
        assert "=Kwartelslag" not in client.get(address, {"kind": "not_fit"}).text
        assert "=Kwartelslag" in client.get(address, {"kind": "not_there", "brand": iduet.pk, "title": "kwartel"}).text
        sheet = client.get(address, {"export": "csv"}).getvalue().decode()
        assert "'=Kwartelslag" in sheet

    def test_not_by_editors(self, trespassed, iduet, desk_client):
        assert desk_client(make_editor(iduet)).get(reverse("refusals")).status_code == 302
