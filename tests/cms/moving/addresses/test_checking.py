"""Each old address is asked of the site itself; what does not live on gets a proposal that a person looks at."""

import csv
import io

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from brands.models import BrandHost
from cms.moving.addresses.checking import Checking, State, Verdict, variants
from cms.moving.addresses.likeness import Likeness
from cms.moving.addresses.proposing import Proposing
from cms.moving.models import Imported
from cms.moving.redirects.places import Place
from tests.factories.brands import home_of
from tests.factories.media import make_document, make_image
from tests.factories.pages import make_article, make_article_index, make_content


@pytest.fixture
def about(brands):
    return make_content(home_of(brands[0]), "About us", slug="about-us")


def add_redirect(brand, path, to="", **fields):
    target = {"redirect_page": to} if hasattr(to, "url_path") else {"redirect_link": to}
    return Redirect.objects.create(site=brand.site, old_path=path, **target, **fields)


def imported(brand, thing, number, url):
    kind = ContentType.objects.get_for_model(thing, for_concrete_model=False)
    Imported.objects.create(
        brand=brand,
        origin="https://old.nl",
        source_id=str(number),
        source_url=url,
        content_type=kind,
        object_id=thing.pk,
    )


class TestStates:
    def test_what_lives_on(self, iduet, finhire, about):
        add_redirect(iduet, "/over", about)
        add_redirect(iduet, "/?p=7", about)
        add_redirect(iduet, "/author/admin")
        add_redirect(iduet, "/theirs", home_of(finhire))
        add_redirect(iduet, "/jobs", "https://example.com/")
        checking = Checking(iduet)
        asked = ("/about-us/", "/About-us", "/OVER/", "/?p=7", "/?utm_source=x", "/author/admin/", "/theirs", "/jobs")
        assert [checking.check(address) for address in asked] == [
            Verdict("/about-us/", State.WORKS),
            Verdict("/About-us", State.LEADS, "/about-us/"),
            Verdict("/OVER/", State.LEADS, "/about-us/"),
            Verdict("/?p=7", State.LEADS, "/about-us/"),
            Verdict("/?utm_source=x", State.WORKS),
            Verdict("/author/admin/", State.GONE),
            Verdict("/theirs", State.LEADS, f"{finhire.root_url}/"),
            Verdict("/jobs", State.ELSEWHERE, "https://example.com/"),
        ]  # fmt: skip
        assert all(verdict.is_fine for verdict in Checking(iduet).check_all(["/about-us/", "/over/", "/"]))

    def test_what_does_not(self, iduet, finhire, about):
        draft = make_content(home_of(iduet), slug="soon", publish=False)
        make_content(home_of(finhire), slug="other")
        secret = make_content(home_of(iduet), slug="secret")
        PageViewRestriction.objects.create(page=secret, restriction_type="password", password="x")
        add_redirect(iduet, "/old-soon", draft)
        add_redirect(iduet, "/one", "/two")
        add_redirect(iduet, "/two", "/about-us/")
        add_redirect(iduet, "/round", "/round2/")
        add_redirect(iduet, "/round2", "/round/")
        add_redirect(iduet, "/now", about, is_permanent=False)
        add_redirect(iduet, "/dead", "/nothing/")
        checking = Checking(iduet)
        states = {
            "/soon": State.DRAFT, "/old-soon/": State.DRAFT, "/one": State.CHAIN, "/round": State.CHAIN,
            "/now": State.TEMPORARY, "/dead": State.DEAD_END, "/nothing": State.MISSING, "/?p=8": State.MISSING,
            "/other/": State.MISSING, "/secret/": State.LOCKED, "//[": State.MISSING, "/%": State.MISSING,
        }  # fmt: skip
        assert {address: checking.check(address).state for address in states} == states
        assert not any(checking.check(address).is_fine for address in ("/soon", "/one", "/now", "/dead", "/?p=8"))

    def test_other_writings_are_asked_where_the_first_is_fine(self, iduet, finhire, about):
        assert list(variants("/a/b%c3%a9/")) == ["/a/b%c3%a9", "/A/b%c3%a9/"]
        assert list(variants("/a")) == ["/a/", "/A"]
        for address in ("/", "/?p=1", "/x.jpg"):
            assert list(variants(address)) == []
        checking, asked = Checking(iduet), []
        site = checking.site
        ask = site.ask
        site.ask = lambda address: asked.append(address) or ask(address)
        assert [verdict.state for verdict in checking.check_all(["/about-us/", "/nothing/"])] == [
            State.WORKS,
            State.MISSING,
        ]
        assert {"/about-us", "/ABOUT-US/"} < set(asked)
        assert "/NOTHING/" not in asked


class TestLikeness:
    PLACES = [
        Place(1, "/over-ons/", "Over ons", "nl", True), Place(2, "/en/about-us/", "About us", "en", True),
        Place(3, "/cio-vs-cto/", "CIO versus CTO", "nl", True), Place(4, "/werkwijze/", "Onze werkwijze", "nl", True),
    ]  # fmt: skip

    @pytest.mark.parametrize(
        ("text", "page"),
        [("cto-cio", 3), ("onze-werkwijze", 4), ("about", 2), ("cio-vs-cto-2", 3), ("wat-is-de", 0), ("", 0)],
    )
    def test_words_of_address_and_title(self, text, page):
        place, score = Likeness(self.PLACES).best(text, "nl")
        assert (place.page_id if place else 0) == page
        assert 0 <= score <= 1

    def test_the_language_tells_alike_ones_apart(self):
        places = [Place(1, "/privacy/", "Privacy", "nl", True), Place(2, "/en/privacy/", "Privacy", "en", True)]
        assert [Likeness(places).best("privacy", code)[0].page_id for code in ("nl", "en")] == [1, 2]


class TestProposals:
    def propose(self, brand, address):
        checking = Checking(brand)
        proposal = Proposing(checking).propose(checking.check(address))
        return proposal and (proposal.to, proposal.status)

    def test_what_was_imported_leads_to_what_it_became(self, iduet, finhire, about):
        image, document = make_image(), make_document()
        imported(iduet, about, 12, "https://old.nl/Wie-zijn-wij/")
        imported(iduet, image, 13, "https://old.nl/wp-content/uploads/2020/01/Team.jpg")
        imported(iduet, document, 14, "https://old.nl/wp-content/uploads/cv.pdf")
        picture = f"/media/{image.file.name}"
        for address, to in [
            ("/wie-zijn-wij", "/about-us/"), ("/?p=12", "/about-us/"), ("/?page_id=12&preview=1", "/about-us/"),
            ("/?attachment_id=13", picture), ("/wp-content/uploads/2020/01/team.jpg", picture),
            ("/wp-content/uploads/2020/01/Team-300x200.jpg", picture), ("/wp-content/uploads/team-scaled.jpg", picture),
            ("/wp-content/uploads/cv.pdf", document.url),
        ]:  # fmt: skip
            assert self.propose(iduet, address) == (to, 301), address
            assert self.propose(finhire, address) in (("", 410), ("", 0)), address

    def test_feeds_archives_parts_and_machinery(self, iduet, finhire, about):
        assert self.propose(iduet, "/feed/") == ("", 410)
        assert self.propose(iduet, "/author/jan/") == ("", 410)
        index = make_article_index(home_of(iduet), slug="articles")
        make_article(index, "Fintech salaries", slug="fintech-salaries")
        for address, answer in {
            "/feed/": ("/feed.rss", 301), "/comments/feed": ("/feed.rss", 301), "/?feed=rss2": ("/feed.rss", 301),
            "/author/jan/": ("/articles/", 301), "/2019/03/": ("/articles/", 301), "/?author=1": ("/articles/", 301),
            "/tag/fintech-salaries/": ("/articles/fintech-salaries/", 301), "/category/blog/": ("/articles/", 301),
            "/about-us/amp/": ("/about-us/", 301), "/about-us/page/2/": ("/about-us/", 301),
            "/index.php/about-us/": ("/about-us/", 301), "/page/3/": ("/", 301),
            "/wp-login.php": ("", 410), "/wp-json/wp/v2/posts": ("", 410), "/wp-content/uploads/none.jpg": ("", 410),
            "/about-our-us/": ("/about-us/", 301), "/?p=99": ("", 0), "/quite-something-else/": ("", 0),
        }.items():  # fmt: skip
            assert self.propose(iduet, address) == answer, address

    def test_chains_are_cut_short_and_what_is_no_matter_of_redirects_is_left(self, iduet, finhire, about):
        draft = make_content(home_of(iduet), slug="soon", publish=False)
        add_redirect(iduet, "/one", "/two")
        add_redirect(iduet, "/two", f"{iduet.root_url}/about-us/")
        add_redirect(iduet, "/now", about, is_permanent=False)
        add_redirect(iduet, "/later", draft)
        assert self.propose(iduet, "/one") == self.propose(iduet, "/now") == ("/about-us/", 301)
        assert self.propose(iduet, "/soon/") is self.propose(iduet, "/later") is None


def check(place, *arguments, brand="iduet") -> tuple[int, str]:
    out, code = io.StringIO(), 0
    try:
        call_command("addresses", "check", str(place), "--brand", brand, *arguments, stdout=out, stderr=io.StringIO())
    except SystemExit as ended:
        code = ended.code
    return code, out.getvalue()


class TestCommand:
    def test_from_a_list_over_the_table_to_all_fine(self, iduet, finhire, about, tmp_path):
        BrandHost.objects.create(brand=iduet, hostname="old.localhost")
        place, table = tmp_path / "old.txt", tmp_path / "old.txt.iduet.csv"
        place.write_text("https://old.localhost/about-us/\n/about-our-us/\n/wp-json/x\n/strange/\n/?p=5\n")
        code, said = check(place)
        assert code == 1
        assert "1 are of old.localhost, which leads to iduet.localhost first." in said
        assert "1  answers" in said
        assert "4  nothing there" in said
        assert "/about-our-us/  nothing there  → /about-us/ (301)" in said
        rows = list(csv.DictReader(io.StringIO(table.read_text())))
        assert [(row["from"], row["to"], row["status"]) for row in rows] == [
            ("/about-our-us/", "/about-us/", "301"), ("/wp-json/x", "", "410"), ("/strange/", "", ""),
            ("/?p=5", "", ""),
        ]  # fmt: skip
        # A person decides in her spreadsheet, which writes semicolons; a second look keeps what she wrote.
        text = table.read_text().replace("/strange/,,", "/strange/,,410")
        table.write_text("\r\n".join(";".join(cells) for cells in csv.reader(io.StringIO(text))))
        assert check(place)[0] == 1
        assert "/strange/,,410," in table.read_text()
        assert not Redirect.objects.exists()
        code, said = check(place, "--apply")
        assert (code, "Redirects: new: 3, changed: 0, left open: 1." in said) == (1, True)
        table.write_text(table.read_text().replace("/?p=5,,", "/?p=5,/about-us/,301"))
        code, said = check(place, "--apply")
        assert (code, "All 5 old addresses of Iduet live on." in said) == (0, True)
        assert set(Redirect.objects.values_list("old_path", "site")) == {
            (path, iduet.site_id) for path in ("/about-our-us", "/wp-json/x", "/strange", "/?p=5")
        }

    def test_what_was_imported_is_asked_by_its_number_too(self, iduet, finhire, about, tmp_path):
        imported(iduet, about, 12, "https://old.nl/about-us/")
        (tmp_path / "l.txt").write_text("/about-us/\n")
        assert check(tmp_path / "l.txt")[0] == 1
        code, said = check(tmp_path / "l.txt", "--apply")
        assert (code, "All 2 old addresses" in said) == (0, True)
        assert Redirect.objects.get().old_path == "/?p=12"
        assert check(tmp_path / "l.txt", brand="finhire")[0] == 1

    def test_a_table_with_a_fault_changes_nothing(self, iduet, finhire, about, tmp_path):
        (tmp_path / "l.txt").write_text("/a/\n")
        (tmp_path / "t.csv").write_text("from,to,status\n/b,/about-us/,\n/a,/nowhere/,301\n")
        with pytest.raises(CommandError, match="1 lines to mend"):
            check(tmp_path / "l.txt", "--apply", "--table", str(tmp_path / "t.csv"))
        assert not Redirect.objects.exists()

    @pytest.mark.parametrize(
        ("text", "arguments", "words"),
        [
            ("https://example.com/a\n", [], "names other hosts than Iduet's: example.com"),
            ("https://finhire.localhost/a\n", [], "names other hosts than Iduet's: finhire.localhost"),
            ("/a\n", ["--apply"], "There is no table"),
            ("/a\n", ["--brand", "none"], "There is no brand none"),
            ("<urlset", [], "no sound XML"),
        ],
    )
    def test_says_what_is_wrong(self, iduet, finhire, tmp_path, text, arguments, words):
        (tmp_path / "l.txt").write_text(text)
        with pytest.raises(CommandError, match=words):
            check(tmp_path / "l.txt", *arguments)

    def test_hosts_of_before_are_named(self, iduet, finhire, tmp_path):
        (tmp_path / "l.txt").write_text("https://www.example.com/\n")
        assert check(tmp_path / "l.txt", "--old-host", "www.example.com")[0] == 0
