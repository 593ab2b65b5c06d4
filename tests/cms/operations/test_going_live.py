"""A restored copy is quiet, and a brand goes live when nothing on its checklist is wrong."""

import io
import socket

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from wagtail.contrib.redirects.models import Redirect

from brands.models import Brand
from cms.changes.models import Change
from cms.enquiries.mail import check_message
from cms.operations import going_live
from cms.operations.models import LastDone

LOCMEM, SENDS = "django.core.mail.backends.locmem.EmailBackend", "cms.operations.mail.QuietUntilLive"


@pytest.fixture
def quiet(iduet):
    iduet.quiet = True
    iduet.save()
    return iduet


@pytest.fixture
def fine(monkeypatch):
    """What other machines say is well."""
    for name in ("host", "TLS", "mail"):
        monkeypatch.setitem(going_live.CHECKS, name, lambda brand: (True, "well"))
    LastDone.note("backup")


def go_live(*options) -> str:
    out = io.StringIO()
    call_command("go-live", *options, stdout=out)
    return out.getvalue()


class TestQuiet:
    def test_a_quiet_brand_is_not_indexed_and_the_other_is(self, quiet, finhire, site_client):
        for path in ("/", "/nowhere/", "/api/v1/brands", "/sitemap.xml"):
            assert site_client(quiet, path)["X-Robots-Tag"] == "noindex, nofollow", path
            assert "X-Robots-Tag" not in site_client(finhire, path), path
        assert site_client(quiet, "/robots.txt").content == b"User-agent: *\nDisallow: /\n"
        assert b"Sitemap:" in site_client(finhire, "/robots.txt").content

    def test_letters_to_its_people_are_held_back(self, quiet, finhire, editor_of, settings, caplog):
        settings.EMAIL_BACKEND, settings.EMAIL_TRANSPORT = SENDS, LOCMEM
        ours, theirs = editor_of(quiet).email, editor_of(finhire).email
        for address in (ours, theirs, "somebody@example.com"):
            EmailMessage("A word", "secret words", to=[address]).send()
        assert [letter.to for letter in mail.outbox] == [[theirs], ["somebody@example.com"]]
        assert "1 letters held back" in caplog.text
        assert "secret words" not in caplog.text

    def test_letters_of_its_own_are_held_back_and_the_others_leave(self, quiet, finhire, settings):
        settings.EMAIL_BACKEND, settings.EMAIL_TRANSPORT = SENDS, LOCMEM
        for brand in (quiet, finhire):
            brand.email = f"post@{brand.key}.example"
            brand.save()
            check_message(brand).send()
        assert [letter.to for letter in mail.outbox] == [["post@finhire.example"]]

    def test_while_every_brand_is_quiet_nobody_gets_a_letter(self, quiet, finhire, settings):
        settings.EMAIL_BACKEND, settings.EMAIL_TRANSPORT = SENDS, LOCMEM
        finhire.quiet = True
        finhire.save()
        EmailMessage("A word", "words", to=["somebody@example.com"]).send()
        assert mail.outbox == []


class TestGoingLive:
    def test_when_all_is_well_one_brand_goes_live_and_readers_of_the_log_hear_of_it(self, quiet, finhire, fine):
        finhire.quiet = True
        finhire.save()
        Change.objects.all().delete()
        said = go_live("--brand", "iduet")
        assert "Iduet is live at http://iduet.localhost:8000/" in said
        assert list(Brand.objects.filter(quiet=True)) == [finhire]
        assert Change.objects.filter(brand=None).exists()  # sisters name each other
        assert site_is_indexed(quiet)

    def test_what_is_wrong_keeps_it_quiet(self, quiet, fine, monkeypatch):
        monkeypatch.setitem(going_live.CHECKS, "TLS", lambda brand: (_ for _ in ()).throw(OSError("no route")))
        out = io.StringIO()
        with pytest.raises(CommandError, match="1 to mend"):
            call_command("go-live", "--brand", "iduet", stdout=out)
        assert "STOP  TLS        OSError: no route" in out.getvalue()
        assert Brand.objects.get(key="iduet").quiet

    def test_looking_changes_nothing_and_there_is_a_way_back(self, quiet, fine):
        go_live("--brand", "iduet", "--check-only")
        assert Brand.objects.get(key="iduet").quiet
        go_live("--brand", "iduet")
        go_live("--brand", "iduet", "--quiet-again")
        assert Brand.objects.get(key="iduet").quiet

    def test_an_unknown_brand_is_named(self, iduet):
        with pytest.raises(CommandError, match=r"no brand “nobody”\. Known: (iduet, finhire|finhire, iduet)"):
            go_live("--brand", "nobody")


class TestLooks:
    def found(self, brand, name: str) -> going_live.Finding:
        return next(finding for finding in going_live.look_at(brand) if finding.name == name)

    def test_a_host_of_this_machine_is_none_and_an_unknown_one_is_said(self, iduet, monkeypatch):
        assert "this machine only" in self.found(iduet, "host").words
        iduet.site.hostname = "www.iduet.example"

        def unknown(*args, **options):
            raise socket.gaierror(-2, "Name or service not known")

        monkeypatch.setattr(socket, "getaddrinfo", unknown)
        assert self.found(iduet, "host").ok is False
        assert "not known" in self.found(iduet, "host").words

    def test_mail_that_is_only_printed_is_none(self, iduet, settings):
        settings.EMAIL_TRANSPORT = "django.core.mail.backends.console.EmailBackend"
        assert self.found(iduet, "mail").ok is False

    def test_a_circle_of_redirects_is_found(self, iduet, finhire):
        for old, new in (("/a", "/b"), ("/b", "http://iduet.localhost/a/"), ("/c", "/a"), ("/d", "/e")):
            Redirect.objects.create(site=iduet.site, old_path=old, redirect_link=new)
        assert "circle: /a, /b, /c" in self.found(iduet, "redirects").words
        assert self.found(finhire, "redirects").ok

    def test_without_a_backup_nobody_goes_live(self, iduet):
        assert self.found(iduet, "backup").ok is False
        LastDone.note("backup")
        assert self.found(iduet, "backup").ok is None
        LastDone.note("drill", seconds=3)
        assert self.found(iduet, "backup").ok

    def test_a_home_page_that_is_not_public_is_found(self, iduet):
        assert self.found(iduet, "pages").ok
        iduet.site.root_page.unpublish()
        assert self.found(iduet, "pages").ok is False


def site_is_indexed(brand) -> bool:
    return not Brand.objects.get(pk=brand.pk).quiet
