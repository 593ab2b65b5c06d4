"""Content moves in the desk: tried first, whole or not at all, of one's own brand alone, and nothing hostile."""

import gzip
import io
import os
import tarfile
import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import TaskContext
from wagtail.models import ModelLogEntry

from brands.models import Brand
from cms.library.models import Role
from cms.operations.models import ParcelRun
from cms.operations.parcels import forms, keeping, running
from tests.factories.brands import home_of
from tests.factories.library import make_role
from tests.factories.media import make_image
from tests.factories.pages import make_content

from . import test_parcels
from .conftest import run
from .test_parcels import pages_of

PARCELS = "/admin/parcels/"


def all_there_is():
    """Rows and files, but for archives on their way."""
    rows, files = test_parcels.all_there_is()
    return rows, [name for name in files if "/parcels/" not in name]


def archive_of(client, begun) -> bytes:
    """What was taken out."""
    return client.get(f"{begun['Location']}archive/").getvalue()


def text_of(answer) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").select_one("main").get_text().split())


def take_out(client, brand, what="brand", **chosen):
    sent = {"take_out": "1", "take_out-brand": brand.pk, "take_out-what": what}
    sent |= {f"take_out-{name}": value for name, value in chosen.items()}
    return client.post(PARCELS, sent)


def bring_in(client, brand, content: bytes, **chosen):
    archive = SimpleUploadedFile("finhire.parcel", content)
    sent = {"bring_in": "1", "bring_in-brand": brand.pk, "bring_in-archive": archive}
    return client.post(PARCELS, sent | {f"bring_in-{name}": value for name, value in chosen.items()})


def errors_of(answer) -> str:
    return " ".join(each.get_text(" ", strip=True) for each in BeautifulSoup(answer.content, "html.parser").select(
        ".w-field__errors"
    ))  # fmt: skip


class TestThereAndBack:
    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_a_brand_is_taken_out_tried_and_brought_into_another(
        self, language, filled, brands, administrator, desk_client, site_client
    ):
        iduet, finhire = brands
        with translation.override(language):
            client = desk_client(administrator)
            begun = take_out(client, finhire)
            page = client.get(begun["Location"])
            assert {"nl": "Het archief bevat", "en": "The archive holds 9 pages"}[language] in text_of(page)
            archive = client.get(f"{begun['Location']}archive/")
            assert archive["Content-Disposition"].startswith('attachment; filename="finhire-')
            content = archive.getvalue()
            before = all_there_is()
            tried = bring_in(client, iduet, content, publish="on")
            told = client.get(tried["Location"])
            assert all_there_is() == before
            rows = BeautifulSoup(told.content, "html.parser").select("tr:has(td.title)")
            row = next(each for each in rows if "Boardroom" in each.get_text())
            assert {"Boardroom", "Doel", "Brochure"} <= set(row.select("td")[4].get_text().split(", "))
            assert {"nl": "nog niets gewijzigd", "en": "nothing is changed yet"}[language] in text_of(told)
            client.post(tried["Location"])
        assert set(pages_of(iduet)) == {"doel", "openbaar", "eronder", "cfo", "cio", "vragen"}
        assert site_client(iduet, "/openbaar/eronder/").status_code == 200
        assert {"nl": "Het is binnengebracht.", "en": "It was brought in."}[language] in text_of(
            client.get(tried["Location"])
        )
        done = list(ModelLogEntry.objects.filter(action__startswith="operations.").values_list("action", flat=True))
        assert sorted(done) == [running.BROUGHT_IN, running.TAKEN_OUT]
        assert client.post(tried["Location"]).status_code == 302
        assert ModelLogEntry.objects.filter(action=running.BROUGHT_IN).count() == 1, "once is enough"

    def test_pages_and_items_by_themselves_with_what_is_not_here(self, brands, publisher_of, desk_client):
        for brand, other in (brands, brands[::-1]):
            client = desk_client(publisher_of(brand))
            page = make_content(home_of(brand), "Chosen", slug="chosen")
            elsewhere = make_content(home_of(brand), f"Elsewhere {brand.key}")
            link = f'<p><a linktype="page" id="{elsewhere.pk}">x</a></p>'
            make_content(page, "Below it", slug="below-it", introduction=link)
            archive = archive_of(client, take_out(client, brand, "pages", page=page.pk))
            page.delete()
            elsewhere.delete()
            with translation.override("en"):
                client = desk_client(publisher_of_again(brand))
                told = text_of(client.get(bring_in(client, brand, archive)["Location"]))
            assert f"“Elsewhere {brand.key}” (nl) is referred to and is not here." in told
            role = make_role(brand=brand, short_name=f"Own {brand.key}")
            begun = take_out(client, brand, "items", items=[f"role:{role.pk}"])
            assert ParcelRun.objects.get(pk=begun["Location"].split("/")[-2]).told["items"] == 1
            assert other.key.encode() not in gzip.decompress(archive_of(client, begun))


def publisher_of_again(brand):
    """The same person, in the language that is active."""
    return brand.teams.get(kind="publishers").group.user_set.get()


class TestWhoseItIs:
    def test_a_publisher_moves_her_own_brand_and_finds_no_others(self, brands, publisher_of, desk_client):
        clients = {brand: desk_client(publisher_of(brand)) for brand in brands}
        for brand, other in (brands, brands[::-1]):
            shown = BeautifulSoup(clients[brand].get(PARCELS).content, "html.parser")
            assert [each.get_text() for each in shown.select("select[name=take_out-brand] option")] == [brand.name]
            for answer in (take_out(clients[brand], other), bring_in(clients[brand], other, b"")):
                assert answer.status_code == 200
            assert not ParcelRun.objects.filter(brand=other).exists()
            foreign = make_content(home_of(other))
            assert take_out(clients[brand], brand, "pages", page=foreign.pk).status_code == 200
            item = make_role(brand=other)
            assert take_out(clients[brand], brand, "items", items=[f"role:{item.pk}"]).status_code == 200
            begun = take_out(clients[brand], brand)["Location"]
            for address in (begun, f"{begun}archive/"):
                assert clients[brand].get(address).getvalue()  # read to its end, a file is closed
                assert clients[other].get(address).status_code == 404
            assert clients[other].post(begun).status_code == 404
            ParcelRun.objects.all().delete()

    def test_editors_and_librarians_are_refused(self, brands, editor_of, librarian, desk_client):
        for person in (editor_of(brands[0]), librarian):
            assert desk_client(person).get(PARCELS).status_code == 302

    def test_of_other_brands_nothing_is_named_and_of_the_group_no_draft(self, brands, publisher_of, desk_client):
        for brand, other in (brands, brands[::-1]):
            secret = make_content(home_of(other), f"Secret of {other.key}", publish=False)
            picture = make_image(f"Picture of {other.key}")
            group = make_role(short_name="Group")
            group.tagline = "Not said yet"
            group.save_revision()
            page = make_content(home_of(brand), "Links", slug=f"links-{brand.key}", hero_image=picture)
            page.introduction = f'<p><a linktype="page" id="{secret.pk}">x</a></p>'
            page.body = [("role_cards", {"heading": "", "introduction": "", "roles": [group]})]
            page.save_revision()
            client = desk_client(publisher_of(brand))
            begun = take_out(client, brand, "pages", page=page.pk)
            with tarfile.open(fileobj=io.BytesIO(archive_of(client, begun))) as archive:
                said = archive.extractfile("content/parcel.json").read().decode()
            assert f"Links-{brand.key}".lower() in said
            assert "Secret of" not in said
            assert "Not said yet" not in said

    def test_what_is_the_groups_comes_by_an_administrator_alone(
        self, brands, publisher_of, administrator, desk_client, tmp_path
    ):
        role = make_role(short_name="Chief")
        run("export_content", tmp_path / "x.parcel", "--items", f"role:{role.pk}")
        content = (tmp_path / "x.parcel").read_bytes()
        client = desk_client(publisher_of(brands[0]))
        for replace in ({}, {"replace": "on"}):
            begun = bring_in(client, brands[0], content, **replace)["Location"]
            client.post(begun)
            assert not Role.objects.get(pk=role.pk).has_unpublished_changes
        role.delete()
        with translation.override("en"):
            client = desk_client(publisher_of_again(brands[0]))
            told = text_of(client.get(bring_in(client, brands[0], content)["Location"]))
            assert "is the group's and is not here yet" in told
            client = desk_client(administrator)
            begun = bring_in(client, brands[0], content)["Location"]
            client.post(begun)
        assert Role.objects.get(short_name="Chief").brand is None

    def test_the_company_stays_where_a_publisher_brings_a_brand_in(self, parcel, brands, publisher_of, desk_client):
        client = desk_client(publisher_of(brands[0]))
        begun = bring_in(client, brands[1], parcel.read_bytes())
        assert begun.status_code == 200, "Finhire is not hers"
        client = desk_client(publisher_of(brands[1]))
        Brand.objects.filter(key="finhire").update(legal_name="Stays B.V.", colour_primary="#000000")
        client.post(bring_in(client, brands[1], parcel.read_bytes())["Location"])
        finhire = Brand.objects.get(key="finhire")
        assert (finhire.legal_name, finhire.colour_primary) == ("Stays B.V.", "#123456")


class TestRefused:
    @pytest.mark.parametrize("kind", ["empty", "no archive", "climbing", "bomb", "large"])
    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_a_hostile_archive_is_refused_at_its_field(
        self, kind, language, brands, publisher_of, desk_client, monkeypatch
    ):
        monkeypatch.setattr(forms, "MOST_UNPACKED", 10_000)
        content = {
            "empty": b"", "no archive": b"nothing", "climbing": archive_with("files/../../x", b"1"),
            "bomb": archive_with("files/x", bytes(20_000)), "large": b"0" * 2_000,
        }[kind]  # fmt: skip
        if kind == "large":
            monkeypatch.setattr(forms, "LARGEST", 1_000)
        for brand in brands:
            with translation.override(language):
                answer = bring_in(desk_client(publisher_of(brand)), brand, content)
            words = {
                ("nl", True): "Het archief heeft 2,000 bytes", ("en", True): "The archive has 2,000 bytes",
                ("nl", False): "Dit is geen archief van ons", ("en", False): "This is no archive of ours",
            }[language, kind == "large"]  # fmt: skip
            assert words in errors_of(answer)
        assert not ParcelRun.objects.exists()

    def test_what_was_not_chosen_is_said_at_its_field(self, brands, publisher_of, desk_client):
        with translation.override("en"):
            client = desk_client(publisher_of(brands[0]))
        assert "Choose the page." in errors_of(take_out(client, brands[0], "pages"))
        assert "Choose at least one item." in errors_of(take_out(client, brands[0], "items"))

    def test_what_fails_leaves_everything_as_it_was(self, parcel, filled, brands, administrator, desk_client):
        make_content(home_of(brands[0]), slug="doel")
        before = all_there_is()
        with translation.override("en"):
            client = desk_client(administrator)
            told = text_of(client.get(bring_in(client, brands[0], parcel.read_bytes())["Location"]))
        assert "there is a page “doel” below “Iduet” already. Nothing was changed." in told
        assert all_there_is() == before


class TestTheRun:
    def test_waiting_it_looks_again_by_itself_and_what_was_lost_is_said(
        self, brands, publisher_of, desk_client, monkeypatch
    ):
        publisher = publisher_of(brands[0])
        waiting = ParcelRun.objects.create(
            brand=brands[0], user=publisher, kind="in", language="en", asked={"write": False}
        )
        address = reverse("parcel", args=[waiting.pk])
        with translation.override("en"):
            client = desk_client(publisher)
        assert '<meta http-equiv="refresh"' in client.get(address).text
        assert client.post(address).status_code == 302
        ParcelRun.objects.update(made_at=timezone.now() - timedelta(hours=2))
        lost = client.get(address)
        assert "This was interrupted." in text_of(lost)
        assert '<meta http-equiv="refresh"' not in lost.text

    def test_of_two_workers_one_does_it_and_old_archives_go(self, brands, administrator, desk_client):
        client = desk_client(administrator)
        begun = take_out(client, brands[0])["Location"]
        run_before = ParcelRun.objects.get()
        running.work_on.call(of_try(1), run_before.pk)
        assert ParcelRun.objects.get().archive.name == run_before.archive.name
        ParcelRun.objects.update(made_at=timezone.now() - keeping.KEPT - timedelta(minutes=1))
        take_out(client, brands[1])
        assert client.get(begun).status_code == 404
        assert not default_storage.exists(run_before.archive.name)

    def test_after_a_worker_that_went_it_is_done_anew(self, brands, publisher_of):
        run = ParcelRun.objects.create(
            brand=brands[0], user=publisher_of(brands[0]), kind="out", language="en", asked={"what": "brand"},
            state=ParcelRun.State.WORKING,
        )  # fmt: skip
        running.work_on.call(of_try(1), run.pk)
        assert ParcelRun.objects.get().state == ParcelRun.State.WORKING, "another has it"
        running.work_on.call(of_try(2), run.pk)
        assert ParcelRun.objects.get().state == ParcelRun.State.DONE

    @pytest.mark.parametrize("write", [True, False])
    def test_of_two_who_believe_it_theirs_one_brings_it_in(
        self, parcel, filled, brands, administrator, desk_client, monkeypatch, write
    ):
        """One worker was held for gone while it was at it, and both come to the end."""
        client = desk_client(administrator)
        bring_in(client, brands[0], parcel.read_bytes())
        ParcelRun.objects.update(state=ParcelRun.State.WORKING, asked=ParcelRun.objects.get().asked | {"write": write})
        run, before, take_in = ParcelRun.objects.get(), all_there_is(), running.take_in

        def meanwhile(*args, **options):
            monkeypatch.setattr(running, "take_in", take_in)
            running.work_on.call(of_try(2), run.pk)
            between.append(all_there_is())
            return take_in(*args, **options)

        between: list = []
        monkeypatch.setattr(running, "take_in", meanwhile)
        running.work_on.call(of_try(2), run.pk)
        assert (between[0] != before) == write
        assert [all_there_is()] == between
        done = ParcelRun.objects.get()
        assert (done.state, done.problem, bool(done.told["made"]), done.is_written) == ("done", "", True, write)

    def test_of_two_who_believe_it_theirs_one_takes_it_out(self, brands, publisher_of, monkeypatch):
        run, before, pack = ParcelRun.objects.create(
            brand=brands[0], user=publisher_of(brands[0]), kind="out", language="en", asked={"what": "brand"},
            state=ParcelRun.State.WORKING,
        ), archives(), running.pack_brand  # fmt: skip

        def meanwhile(*args):
            monkeypatch.setattr(running, "pack_brand", pack)
            running.work_on.call(of_try(2), run.pk)
            return pack(*args)

        monkeypatch.setattr(running, "pack_brand", meanwhile)
        running.work_on.call(of_try(2), run.pk)
        assert archives() - before == {ParcelRun.objects.get().archive.name}
        assert ModelLogEntry.objects.filter(action=running.TAKEN_OUT).count() == 1

    def test_an_upload_that_is_rolled_back_leaves_no_file(self, brands, publisher_of, desk_client, monkeypatch):
        def away(*args):
            raise OperationalError("away")

        client, before = desk_client(publisher_of(brands[0])), archives()
        monkeypatch.setattr(running.work_on.get_backend(), "enqueue", away)
        monkeypatch.setattr(forms, "read", lambda *args: None)
        with pytest.raises(OperationalError):
            bring_in(client, brands[0], b"an archive")
        assert not ParcelRun.objects.exists()
        assert archives() <= before

    def test_an_archive_that_no_run_knows_goes_after_a_day(self, brands, administrator, desk_client):
        before = archives()
        path = default_storage.save("parcels/left.parcel", ContentFile(b"of a process that was killed"))
        begun = take_out(desk_client(administrator), brands[0])["Location"]
        kept = ParcelRun.objects.get().archive.name
        call_command("delete_old_parcels")
        assert archives() - before == {path, kept}
        yesterday = time.time() - keeping.KEPT.total_seconds() - 60
        for name in archives():
            os.utime(default_storage.path(name), (yesterday, yesterday))
        call_command("delete_old_parcels")
        assert archives() == {kept}
        assert desk_client(administrator).get(f"{begun}archive/").getvalue()

    def test_what_goes_wrong_here_is_told_and_not_shown(self, brands, administrator, desk_client, monkeypatch, caplog):
        def fails(*args):
            raise ZeroDivisionError

        monkeypatch.setattr(running, "pack_brand", fails)
        with translation.override("en"):
            client = desk_client(administrator)
            told = text_of(client.get(take_out(client, brands[0])["Location"]))
        assert "Something went wrong here" in told
        assert "ZeroDivisionError" in caplog.text


def of_try(number: int) -> TaskContext:
    """What a task is told when it is tried for that time."""
    return TaskContext(task_result=SimpleNamespace(attempts=number))


def archives() -> set[str]:
    """Files of archives on their way."""
    try:
        return {f"parcels/{name}" for name in default_storage.listdir("parcels")[1]}
    except FileNotFoundError:
        return set()


def archive_with(name: str, content: bytes) -> bytes:
    """An archive that nobody of ours wrote."""
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w:gz") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return written.getvalue()
