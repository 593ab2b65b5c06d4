"""The mirror has every published address of every brand and nothing else; a check finds whatever differs."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from cms.delivery.bulletin import bulletin
from cms.delivery.disk import disk
from cms.delivery.spreading import spread
from cms.operations.mirror import building
from cms.wsgi import in_utf_8
from tests.factories.brands import home_of
from tests.factories.library import make_question
from tests.factories.pages import make_content, make_faq

pytestmark = pytest.mark.crawl


@pytest.fixture
def pages(brands):
    """Of both brands a page, a draft and a page behind a password, each with a title that names the brand."""
    for brand in brands:
        make_content(home_of(brand), f"{brand.name}'s terms", slug="terms")
        make_content(home_of(brand), f"{brand.name}'s draft", slug="draft", publish=False)
        locked = make_content(home_of(brand), f"{brand.name}'s secret", slug="secret")
        PageViewRestriction.objects.create(page=locked, restriction_type="password", password="open")
        make_faq(home_of(brand), [make_question(f"How long at {brand.name}?", brand=brand)], slug="faq")


@pytest.fixture
def built(entry, pages):
    spread()
    return building.build(entry)


def words(brand) -> str:
    """All that the mirror says on a brand's host."""
    tops = [disk().path / "mirror" / area / brand.host for area in ("any", "bare")]
    files = (each for top in tops for each in top.rglob("*") if each.is_file() and each.suffix not in (".gz", ".br"))
    return "\n".join(each.read_text() for each in files)


def differences() -> dict[str, str]:
    return {each.address: each.words for each in building.check(in_utf_8)}


def test_every_published_address_and_nothing_private(built, file, brands):
    for brand in brands:
        for name in ("index.html", "en/index.html", "terms/index.html", "terms.md", "index.md", "faq/index.html",
                     "robots.txt", "sitemap.xml", "llms.txt", "theme.css", "theme.tokens.json"):  # fmt: skip
            assert file(brand, name).exists(), name
        said = words(brand)
        assert f"{brand.name}'s terms" in said.replace("&#x27;", "'").replace("&#39;", "'")
        assert "secret" not in said
        assert "draft" not in said
        for other in brands:
            assert (f"How long at {other.name}?" in said) == (other == brand)
    assert built.made > 20
    assert differences() == {}


def test_documents_of_the_api_stand_beside(built, iduet, settings):
    top = disk().path / "mirror" / "api" / settings.API_HOST / "api" / "v1"
    for name in ("brands", "brands/iduet/layout", "brands/finhire/pages", f"brands/iduet/pages/{home_of(iduet).pk}"):
        assert (top / f"{name}.json").exists(), name


def test_building_again_makes_only_what_a_change_took_away(built, entry, iduet, committed, file):
    again = building.build(entry)
    assert (again.made, again.there) == (0, built.made + built.there)
    page = home_of(iduet).get_children().get(slug="terms").specific
    with committed():
        page.title = "New terms"
        page.save_revision().publish()
    assert not file(iduet, "terms/index.html").exists()
    again = building.build(entry)
    assert 0 < again.made < built.made
    assert "New terms" in file(iduet, "terms/index.html").read_text()
    assert differences() == {}


def test_it_can_be_ended_and_a_brand_be_chosen(entry, pages, iduet, finhire, file):
    assert building.build(entry, enough=lambda: True).made == 0
    building.build(entry, [iduet.key])
    assert file(iduet, "terms/index.html").exists()
    assert not file(finhire, "terms/index.html").exists()


def test_a_headless_brand_has_no_pages_here(entry, pages, iduet, finhire, file, committed):
    with committed():
        iduet.front_end_url, iduet.headless_only = "https://www.iduet.example", True
        iduet.save()
    building.build(entry)
    assert not file(iduet, "terms/index.html").exists()
    assert file(iduet, "robots.txt").exists()
    assert file(finhire, "terms/index.html").exists()
    assert differences() == {}


class TestCheck:
    def test_other_bytes_and_what_is_missing(self, built, iduet, finhire, file):
        page = home_of(iduet).get_children().get(slug="terms").specific
        page.title = "Nobody was told"
        page.save_revision().publish()  # of a commit that this host never heard of
        file(finhire, "robots.txt").unlink()
        found = differences()
        assert found[f"{iduet.host}/terms/"] == "has other bytes"
        assert found[f"{iduet.host}/terms.md"] == "has other bytes"
        assert not [each for each in found if each.startswith(finhire.host) and "terms" in each]

    def test_what_is_not_published_any_more(self, built, iduet):
        home_of(iduet).get_children().get(slug="terms").specific.unpublish()
        assert differences()[f"{iduet.host}/terms/"].startswith("is there, and the platform answers 410")

    def test_other_headers(self, built, iduet):
        with disk().index.writing() as database:
            database.execute(
                "UPDATE held SET headers = replace(headers, 'nosniff', 'no') WHERE file LIKE '%robots.txt'"
            )
        assert differences()[f"{iduet.host}/robots.txt"] == "has other headers"

    def test_files_that_nothing_is_known_of(self, built, iduet, file):
        file(iduet, "stray.html").write_text("old")
        assert differences() == {f"mirror/any/{iduet.host}/stray.html": "is a file that nothing is known of"}

    def test_the_command_says_it_and_fails(self, built, iduet, file, capsys):
        call_command("mirror", "check")
        assert "is whole" in capsys.readouterr().out
        file(iduet, "stray.html").write_text("old")
        with pytest.raises(CommandError, match="1 addresses differ"):
            call_command("mirror", "check")
        assert "stray.html is a file" in capsys.readouterr().err


class TestCommand:
    def test_build_prints_what_it_did(self, host, pages, iduet, file, capsys):
        call_command("mirror", "build", "--brand", "iduet")
        told = capsys.readouterr().out
        assert " made, 0 there already" in told
        assert f"no file: {iduet.host}/feed.rss answers 404" in told
        assert file(iduet, "terms/index.html").exists()

    def test_a_brand_that_is_not_there(self, host):
        with pytest.raises(CommandError, match=r"There is no brand nobody\. There are finhire, iduet\."):
            call_command("mirror", "build", "--brand", "nobody")

    def test_where_nothing_is_stored_there_is_no_mirror(self, host, settings):
        settings.RESPONSE_STORE = False
        with pytest.raises(CommandError, match="there is no mirror"):
            call_command("mirror", "build")


def test_a_redirect_where_a_page_was_takes_its_file_away(built, entry, iduet, file, committed):
    page = home_of(iduet).get_children().get(slug="terms").specific
    with committed():
        page.unpublish()
        Redirect.objects.create(site=iduet.site, old_path="/terms", redirect_page=home_of(iduet))
    building.build(entry)
    assert not file(iduet, "terms/index.html").exists()
    assert bulletin().applied == bulletin().head
    assert differences() == {}
