"""A brand's redirects from a file: judged as a whole, written all or not at all, and out again the same."""

import io

import pytest
from django.core.management import CommandError, call_command
from wagtail.contrib.redirects.models import Redirect

from brands.models import BrandHost
from cms.changes.models import Change
from cms.moving.redirects import applying
from cms.moving.redirects.applying import NotApplied, apply
from cms.moving.redirects.planning import plan
from cms.moving.redirects.reading import read_rows
from cms.moving.redirects.writing import written
from tests.factories.brands import home_of
from tests.factories.pages import make_content


@pytest.fixture
def terms(brands):
    return make_content(home_of(brands[0]), "Terms", slug="terms")


def planned(brand, *lines, elsewhere=()):
    rows, faults = read_rows("\n".join(["from,to,status", *lines]).encode())
    return plan(brand, rows, faults, elsewhere)


def faults_of(brand, *lines, **options) -> list[str]:
    return [str(fault) for fault in planned(brand, *lines, **options).faults]


def add_redirect(brand, path, link="", **fields):
    return Redirect.objects.create(site=brand.site, old_path=path, redirect_link=link, **fields)


class TestWhatIsTaken:
    def test_to_a_page_to_an_address_for_now_and_to_nothing(self, iduet, finhire, terms, site_client):
        found = planned(
            iduet,
            "/old,/terms/",
            "/Voorwaarden/,/Terms",
            "/?p=7&lang=nl,/terms/,301",
            "/feed/,/zoeken/?q=cio,302",
            "/author/admin/,,410",
            f"{iduet.root_url}/whole/,{iduet.root_url}/terms/",
            f"/theirs,{finhire.root_url}/",
            "/part,/terms/#part",
        )
        assert found.faults == []
        apply(found)
        rows = {row.old_path: row for row in Redirect.objects.filter(site=iduet.site)}
        assert set(rows) == {
            "/old", "/Voorwaarden", "/?lang=nl&p=7", "/feed", "/author/admin", "/whole", "/theirs", "/part",
        }  # fmt: skip
        for path in ("/old", "/Voorwaarden", "/?lang=nl&p=7", "/whole"):
            assert (rows[path].redirect_page_id, rows[path].redirect_link) == (terms.pk, "")
        assert rows["/part"].redirect_link == "/terms/#part"
        for path, status, leads in [
            ("/old/", 301, "/terms/"),
            ("/voorwaarden", 301, "/terms/"),
            ("/?p=7&lang=nl&utm_source=x", 301, "/terms/"),
            ("/feed/", 302, "/zoeken/?q=cio"),
            ("/author/admin", 410, None),
            ("/theirs", 301, f"{finhire.root_url}/"),
        ]:
            response = site_client(iduet, path)
            assert (response.status_code, response.get("Location")) == (status, leads)
            assert site_client(finhire, path).get("Location") in (None, f"{path}/")

    def test_to_a_draft_it_leads_once_that_is_published(self, iduet, finhire, site_client):
        draft = make_content(home_of(iduet), slug="soon", publish=False)
        found = planned(iduet, "/old,/soon/")
        assert [wanted.start for wanted in found.to_drafts] == ["/old"]
        apply(found)
        assert site_client(iduet, "/old/").status_code == 404
        draft.save_revision().publish()
        assert site_client(iduet, "/old")["Location"] == "/soon/"

    def test_a_second_time_nothing_is_new(self, iduet, terms):
        lines = ["/old,/terms/", "/gone,,410", "/?p=1,/terms/,302"]
        apply(planned(iduet, *lines))
        found = planned(iduet, *lines)
        assert (found.new, found.changed, found.same) == ([], [], 3)

    def test_what_is_there_is_changed_whatever_its_case(self, iduet, finhire, terms):
        mine, theirs = add_redirect(iduet, "/Old", "https://example.com/"), add_redirect(finhire, "/old", "/x/")
        apply(planned(iduet, "/old,/terms/,302"))
        mine.refresh_from_db()
        theirs.refresh_from_db()
        assert (mine.old_path, mine.redirect_page_id, mine.is_permanent) == ("/Old", terms.pk, False)
        assert theirs.redirect_link == "/x/"

    def test_a_host_outside_the_group_that_was_named(self, iduet, finhire):
        assert faults_of(iduet, "/jobs,https://jobs.example.com/all", elsewhere=["Jobs.example.com"]) == []

    def test_an_old_host_of_the_brand_is_its_own(self, iduet, finhire, terms):
        BrandHost.objects.create(brand=iduet, hostname="old.localhost")
        found = planned(iduet, "http://old.localhost/a?b=1,https://old.localhost/terms/")
        assert [(wanted.start, wanted.leads_to) for wanted in found.new] == [("/a?b=1", "/terms/")]


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("line", "words"),
        [
            (",/terms/", "“from” is empty"),
            ("/a,", "says not where to"),
            ("/a,,301", "says not where to"),
            ("/a,/terms/,410", "leave “to” empty"),
            ("/a,/terms/,307", "“307” is no status"),
            ("a,/terms/", "Write a path"),
            ("https://example.com/a,/terms/", "example.com is no host of this brand"),
            ("http://finhire.localhost:8000/a,/terms/", "finhire.localhost is no host of this brand"),
            ("/a,https://example.com/", "none of the group’s hosts"),
            ("/a,https://iduet.localhost@example.com/", "user name"),
            ("/a,https://iduet.localhost.example.com/", "none of the group’s hosts"),
            ("/a,javascript:alert(1)", "Write a path"),
            ("/a,//example.com/", "two slashes"),
            ("/a,https://iduet.localhost//example.com", "two slashes"),
            ("/a,/\\example.com/", "characters that no address has"),
            ("/a,https:///x", "Write a path"),
            ("/a,https://[x/", "no address"),
            ("/a,https://iduet.localhost:x/", "no address"),
            ("/a#b,/terms/", "“#”"),
            ("/api/v1/pages,/terms/", "API"),
            (f"/{'x' * 255},/terms/", "longer than 255"),
            (f"/a,/{'x' * 255}", "longer than 255"),
            ("/terms,/terms/", "The page “Terms” stands there"),
            ("/,/terms/", "stands there"),
            ("/sitemap.xml,/terms/", "platform itself"),
            ("/zoeken/,/terms/", "platform itself"),
            ("/en/search/,/terms/", "platform itself"),
            ("/a,/a", "leads to itself"),
            ("/a,/A/?", "leads to itself"),
            ("/a,/nothing/", "Nothing stands at /nothing/ (404)"),
            ("/a,/zoeken?q=a", "which leads on to /zoeken/?q=a"),
            ("=1+1,/terms/", "Write a path"),
            ("/a\x01,/terms/", "characters that no address has"),
        ],
    )
    def test_with_its_line_and_nothing_is_written(self, iduet, finhire, terms, line, words):
        before = set(Redirect.objects.values_list("pk", flat=True))
        found = planned(iduet, "/fine,/terms/", line)
        assert [fault.line for fault in found.faults] == [3], found.faults
        assert words in str(found.faults[0])
        with pytest.raises(NotApplied):
            apply(found)
        assert set(Redirect.objects.values_list("pk", flat=True)) == before

    def test_what_stands_twice_whatever_its_writing(self, iduet, finhire, terms):
        assert faults_of(iduet, "/a,/terms/", "/?b=2&a=1,/terms/", "/A/,/terms/", "/?a=1&b=2,,410") == [
            "line 4: /A/: It stands in line 2 already.",
            "line 5: /?a=1&b=2: It stands in line 3 already.",
        ]

    def test_circles_and_chains_within_the_file(self, iduet, finhire, terms):
        assert faults_of(iduet, "/a,/b", "/b,/c/", "/c,/A", "/d,/e", "/e,/terms/", "/f,/g", "/g,,410") == [
            "line 2: /a: It leads in a circle: /a → /b → /c → /a.",
            "line 3: /b: It leads in a circle: /b → /c → /a → /b.",
            "line 4: /c: It leads in a circle: /c → /a → /b → /c.",
            "line 5: /d: It leads to /e, which leads on to /terms/ (line 6): write that.",
            "line 7: /f: It leads to /g, which is gone (line 8).",
        ]

    def test_a_way_into_a_circle_that_is_there_is_a_chain(self, iduet, finhire):
        add_redirect(iduet, "/b", "/c")
        add_redirect(iduet, "/c", "/b")
        assert faults_of(iduet, "/a,/b") == [
            "line 2: /a: It leads to /b, which leads on to /c (there already): write that."
        ]

    def test_chains_and_circles_with_what_is_there(self, iduet, finhire, terms):
        add_redirect(iduet, "/there", redirect_page=terms)
        add_redirect(iduet, "/first", f"{iduet.root_url}/old")
        add_redirect(finhire, "/theirs", "/old")
        assert faults_of(iduet, "/a,/there", "/old,/terms/") == [
            "line 2: /a: It leads to /there, which leads on to /terms/ (there already): write that.",
            "line 3: /old: /first leads here already, and would lead on: give it the new address too.",
        ]
        assert faults_of(iduet, "/old,/first") == [
            "line 2: /old: /first leads here already, and would lead on: give it the new address too."
        ]
        assert faults_of(iduet, "/old,/terms/", "/first,/terms/") == []

    def test_old_rows_that_are_no_addresses_stand_in_nobodys_way(self, iduet, finhire, terms):
        for number, link in enumerate(("//[", "https://[", "/\\x", "=cmd()")):
            add_redirect(iduet, f"/odd-{number}", link)
        assert faults_of(iduet, "/a,/terms/") == []
        assert b"'=cmd()" in written(iduet)

    def test_of_another_brands_page_a_path_says_nothing(self, iduet, finhire, terms):
        assert faults_of(finhire, "/a,/terms/") == ["line 2: /a: Nothing stands at /terms/ (404)."]


class TestWriting:
    def test_what_changed_is_told_once(self, iduet, finhire, terms):
        Change.objects.all().delete()
        apply(planned(iduet, "/a,/terms/", "/b,/terms/", "/?p=1,/terms/"))
        (row,) = Change.objects.all()
        assert (row.brand, set(row.tags)) == (iduet, {"redirects:iduet", "queries:iduet"})

    def test_who_was_faster_is_not_overwritten(self, iduet, terms):
        found = planned(iduet, "/a,/terms/", "/b,/terms/")
        add_redirect(iduet, "/b", "/x/")
        with pytest.raises(NotApplied, match="Somebody else"):
            apply(found)
        assert not Redirect.objects.filter(old_path="/a").exists()

    def test_out_and_in_again_is_the_same(self, iduet, finhire, terms):
        draft = make_content(home_of(iduet, "en"), slug="soon", publish=False)
        add_redirect(iduet, "/to-draft", redirect_page=draft)
        add_redirect(iduet, "/their-page", redirect_page=home_of(finhire))
        add_redirect(iduet, "/for now", redirect_page=terms, is_permanent=False)
        add_redirect(iduet, "/gone")
        add_redirect(iduet, "/?p=1", "/terms/?a=1,2")
        add_redirect(finhire, "/theirs", "/x/")
        data = written(iduet)
        assert data.decode().splitlines() == [
            "from,to,status",
            "/?p=1,\"/terms/?a=1,2\",301",
            "/for now,/terms/,302",
            "/gone,,410",
            f"/their-page,{finhire.root_url}/,301",
            "/to-draft,/en/soon/,301",
        ]  # fmt: skip
        rows = sorted(Redirect.objects.filter(site=iduet.site).values_list("old_path", "is_permanent"))
        Redirect.objects.filter(site=iduet.site).delete()
        apply(plan(iduet, *read_rows(data)))
        assert sorted(Redirect.objects.filter(site=iduet.site).values_list("old_path", "is_permanent")) == rows
        assert written(iduet) == data


def run(*arguments) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("redirects", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


class TestCommand:
    def test_looks_first_then_writes_then_hands_out(self, iduet, terms, tmp_path):
        file = tmp_path / "in.csv"
        file.write_text("from,to,status\n/a,/terms/,\n/b,,410\n")
        out, _ = run("import", "--brand", "iduet", str(file), "--dry-run")
        assert "+ /a → /terms/ (301)" in out
        assert "Would be new: 2, changed: 0, as they were: 0. Nothing was changed." in out
        assert not Redirect.objects.exists()
        assert "New: 2, changed: 0, as they were: 0." in run("import", "--brand", "iduet", str(file))[0]
        out, _ = run("export", "--brand", "iduet", str(tmp_path / "out.csv"))
        assert (tmp_path / "out.csv").read_bytes() == b"from,to,status\r\n/a,/terms/,301\r\n/b,,410\r\n"
        assert run("export", "--brand", "finhire", "-")[0].strip() == "from,to,status"

    def test_says_each_line_to_mend(self, iduet, finhire, tmp_path):
        (tmp_path / "in.csv").write_text("from,to\n/a,/nowhere/\n/b\n/c,,\n")
        err = io.StringIO()
        with pytest.raises(CommandError, match="3 lines to mend in"):
            call_command("redirects", "import", "--brand", "iduet", str(tmp_path / "in.csv"), stderr=err)
        assert [line.partition(":")[0] for line in err.getvalue().splitlines()] == ["line 2", "line 3", "line 4"]

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["import", "--brand", "none", "x.csv"], "There is no brand none. There are: finhire, iduet"),
            (["import", "--brand", "iduet", "/nowhere/x.csv"], "cannot be read"),
            (["export", "--brand", "iduet", "/nowhere/x.csv"], "cannot be written"),
        ],
    )
    def test_says_what_is_wrong_with_its_own_words(self, iduet, finhire, arguments, words):
        with pytest.raises(CommandError, match=words):
            run(*arguments)

    def test_a_fault_on_the_way_leaves_nothing(self, iduet, terms, tmp_path, monkeypatch):
        (tmp_path / "in.csv").write_text("from,to\n/a,/terms/\n")
        monkeypatch.setattr(applying, "log", lambda *_args, **_options: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run("import", "--brand", "iduet", str(tmp_path / "in.csv"))
        assert not Redirect.objects.exists()
