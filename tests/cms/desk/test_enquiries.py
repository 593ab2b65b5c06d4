"""Who may read what visitors sent, find it, export it and erase it: publishers, of their own brand."""

import csv
import io

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from cms.enquiries.models import Enquiry
from home.provisioning.teams import ensure_brand_teams
from tests.factories.brands import home_of
from tests.factories.enquiries import make_enquiry, make_form

LIST = "/admin/enquiries/"


@pytest.fixture
def sent(iduet, finhire):
    """One enquiry to each brand, from one visitor."""
    return {
        brand.key: make_enquiry(make_form(brand), f"Asked of {brand.name}", email="Jan@Example.com")
        for brand in (iduet, finhire)
    }


class TestWho:
    def test_publishers_read_their_brands_and_nobody_elses(self, sent, iduet, desk_client, publisher_of):
        client = desk_client(publisher_of(iduet))
        listed = client.get(LIST).text
        assert "Asked of Iduet" in listed
        assert "Finhire" not in listed
        assert "Asked of Iduet" in client.get(reverse("enquiries:inspect", args=[sent["iduet"].pk])).text
        assert client.get(reverse("enquiries:inspect", args=[sent["finhire"].pk])).status_code == 404

    def test_editors_and_librarians_do_not(self, sent, iduet, desk_client, editor_of, librarian):
        for user in (editor_of(iduet), librarian):
            client = desk_client(user)
            for path in (LIST, f"{LIST}?export=csv", reverse("enquiries_visitor")):
                assert "Asked of" not in client.get(path).text
            home = client.get("/admin/").text
            assert LIST not in home
            assert reverse("enquiries_visitor") not in home

    def test_reading_is_a_permission_of_its_own(self, sent, iduet, desk_client, editor_of):
        editor = editor_of(iduet)
        reading = Permission.objects.get(codename="view_enquiry", content_type__app_label="enquiries")
        Group.objects.get(name="Iduet editors").permissions.add(reading)
        client = desk_client(editor)
        assert "Asked of Iduet" in client.get(LIST).text
        assert "Finhire" not in client.get(LIST).text
        pk = sent["iduet"].pk
        client.post(reverse("enquiries:delete", args=[pk]))
        client.post(reverse("enquiries_visitor"), {"erase": [pk]})
        assert Enquiry.objects.filter(pk=pk).exists()

    def test_provisioning_gives_it_to_publishers(self, iduet):
        group = Group.objects.get(name="Iduet publishers")
        group.permissions.clear()
        ensure_brand_teams(iduet, [home_of(iduet)])
        names = set(group.permissions.filter(content_type__app_label="enquiries").values_list("codename", flat=True))
        assert names == {"view_enquiry", "delete_enquiry"}
        assert not Permission.objects.filter(group__name="Iduet editors", content_type__app_label="enquiries").exists()

    def test_an_administrator_can_give_it(self, administrator, desk_client):
        page = desk_client(administrator).get(reverse("wagtailusers_groups:add")).text
        assert str(Permission.objects.get(codename="view_enquiry").pk) in page


class TestList:
    def test_administrators_search_all_of_it(self, sent, administrator, desk_client):
        listed = desk_client(administrator).get(f"{LIST}?q=asked&term=asked").text
        assert "Asked of Iduet" in listed
        assert "Asked of Finhire" in listed

    def test_finds_by_what_was_written_and_narrows_by_form(self, sent, iduet, desk_client, publisher_of):
        other = make_form(iduet, key="other", title="Another form")
        make_enquiry(other, "Über die Stelle")
        client = desk_client(publisher_of(iduet))
        assert "Über" in client.get(f"{LIST}?q=über").text
        assert "Asked of" not in client.get(f"{LIST}?q=über").text
        assert "Über" not in client.get(f"{LIST}?form={sent['iduet'].form_id}").text

    def test_filters_offer_nothing_of_another_brand(self, sent, iduet, finhire, desk_client, publisher_of):
        client = desk_client(publisher_of(iduet))
        assert "Write to Finhire" not in client.get(LIST).text
        assert "Asked of Finhire" not in client.get(f"{LIST}?form={sent['finhire'].form_id}").text
        assert "Finhire" not in client.get(f"{LIST}?brand={finhire.pk}").text


class TestSpreadsheet:
    ATTACK = ("=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1", "  =1")

    @pytest.fixture
    def client(self, iduet, finhire, desk_client, publisher_of):
        form = make_form(iduet)
        for text in self.ATTACK:
            make_enquiry(form, text)
        make_enquiry(make_form(finhire), "Asked of Finhire")
        return desk_client(publisher_of(iduet))

    def test_csv_computes_nothing_and_holds_only_her_brand(self, client):
        response = client.get(f"{LIST}?export=csv")
        text = b"".join(response.streaming_content).decode()
        assert "Finhire" not in text
        head, *rows = csv.reader(io.StringIO(text))
        place = head.index("Your message")
        assert {row[place] for row in rows} == {f"'{text}" for text in self.ATTACK}
        assert head[place - 1] == "Your email"

    def test_xlsx_likewise(self, client):
        response = client.get(f"{LIST}?export=xlsx")
        sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert {cell.value for cell in cells} >= {"'=HYPERLINK(1)", "'@SUM(1)"}
        assert all(cell.data_type != "f" for cell in cells)


class TestOnRequest:
    def test_a_visitors_data_is_found_and_erased_in_her_brand(self, sent, iduet, desk_client, publisher_of):
        make_enquiry(make_form(iduet, key="other"), "Somebody else", email="piet@example.com")
        client = desk_client(publisher_of(iduet))
        found = client.post(reverse("enquiries_visitor"), {"words": "jan@example.com"})
        assert [each.pk for each in found.context["found"]] == [sent["iduet"].pk]
        client.post(reverse("enquiries_visitor"), {"erase": [sent["iduet"].pk, sent["finhire"].pk, "x"]})
        assert not Enquiry.objects.filter(pk=sent["iduet"].pk).exists()
        assert Enquiry.objects.filter(pk=sent["finhire"].pk).exists()
        (entry,) = ModelLogEntry.objects.filter(action="enquiries.erase")
        assert entry.data == {"enquiries": 1, "brand": "iduet"}
        assert "jan" not in f"{entry.label}{entry.data}".lower()

    def test_what_is_looked_for_stands_in_no_address(self, sent, iduet, desk_client, publisher_of):
        client = desk_client(publisher_of(iduet))
        assert client.get(reverse("enquiries_visitor"), {"words": "jan@example.com"}).context.get("found") is None
        response = client.post(reverse("enquiries_visitor"), {"words": "jan"})
        assert response.context["form"].errors
        assert "no-store" in response["Cache-Control"]

    def test_an_erased_enquiry_leaves_no_word_in_the_log(self, sent, iduet, desk_client, publisher_of):
        client = desk_client(publisher_of(iduet))
        assert client.post(reverse("enquiries:delete", args=[sent["iduet"].pk])).status_code == 302
        assert not Enquiry.objects.filter(pk=sent["iduet"].pk).exists()
        told = " ".join(f"{entry.label} {entry.data}" for entry in ModelLogEntry.objects.all())
        assert "jan" not in told.lower()
        assert "Asked of" not in told

    def test_the_command_finds_and_erases(self, sent, capsys):
        call_command("visitor", "find", "jan@example.com")
        assert "Found: 2." in capsys.readouterr().out
        with pytest.raises(CommandError, match="--yes"):
            call_command("visitor", "erase", "jan@example.com")
        assert Enquiry.objects.count() == 2
        call_command("visitor", "erase", "jan@example.com", "--brand", "finhire", "--yes")
        assert [each.brand.key for each in Enquiry.objects.all()] == ["iduet"]
        for wrong, said in ((("find", "j"), "at least 4"), (("find", "jan@example.com", "--brand", "x"), "Known: ")):
            with pytest.raises(CommandError, match=said):
                call_command("visitor", *wrong)


class TestMailThatDidNotLeave:
    def test_is_on_the_first_page_with_the_way_to_try_again(self, sent, iduet, finhire, desk_client, publisher_of):
        Enquiry.objects.update(mail="failed", mail_problem="ConnectionRefusedError: no mail server")
        client = desk_client(publisher_of(iduet))
        home = client.get("/admin/").text
        assert "no mail server" in home
        assert "Write to Finhire" not in home
        client.post(reverse("enquiries_retry"))
        assert Enquiry.objects.get(pk=sent["iduet"].pk).mail == "waiting"
        assert Enquiry.objects.get(pk=sent["finhire"].pk).mail == "failed"

    def test_editors_are_not_told(self, sent, iduet, desk_client, editor_of):
        Enquiry.objects.update(mail="failed", mail_problem="no mail server")
        client = desk_client(editor_of(iduet))
        assert "no mail server" not in client.get("/admin/").text
        client.post(reverse("enquiries_retry"))
        assert not Enquiry.objects.filter(mail="waiting").exists()

    def test_nothing_stands_there_where_all_is_well(self, sent, iduet, desk_client, publisher_of):
        Enquiry.objects.update(mail="sent")
        assert "unsent-enquiries" not in desk_client(publisher_of(iduet)).get("/admin/").text
