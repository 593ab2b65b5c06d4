"""Wagtail's read API: the brand's pages as the public sees them, in Wagtail's shape."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cms.foundation import counting
from tests.factories.brands import home_of
from tests.factories.library import make_role
from tests.factories.media import make_document, make_image
from tests.factories.pages import make_comparison, make_content, make_mirror, make_role_page, make_specialism

ROOT = "/api/v2"


@pytest.fixture
def get(brands):
    """`get(brand, path, query)` asks on the brand's host; on the API host where the brand is None."""

    def ask(brand, path, query=None, **headers):
        host = f"{brand.host}:8000" if brand else "api.localhost:8000"
        return Client(HTTP_HOST=host).get(f"{ROOT}{path}", query or {}, headers=headers)

    return ask


@pytest.fixture
def titles(get):
    def listed(brand, query=None) -> list[str]:
        answer = get(brand, "/pages/", {"limit": 20, **(query or {})})
        assert answer.status_code == 200, answer.content
        body = answer.json()
        assert body["meta"]["total_count"] == len(body["items"])
        return [item["title"] for item in body["items"]]

    return listed


class TestListing:
    def test_only_the_pages_of_the_host_or_of_the_named_site(self, iduet, finhire, titles, get):
        make_content(home_of(iduet), "Ours")
        make_content(home_of(finhire), "Theirs")
        for own, title, foreign in ((iduet, "Ours", "Theirs"), (finhire, "Theirs", "Ours")):
            for found in (titles(own), titles(own, {"site": own.host}), titles(None, {"site": f"{own.host}:8000"})):
                assert title in found
                assert foreign not in found

    def test_a_brands_host_tells_nothing_of_other_sites(self, iduet, finhire, get):
        foreign = get(iduet, "/pages/", {"site": finhire.host})
        nobodys = get(iduet, "/pages/", {"site": "nobody.localhost"})
        assert foreign.status_code == nobodys.status_code == 400
        assert foreign.content == nobodys.content

    @pytest.mark.parametrize(
        ("query", "status"), [({}, 400), ({"site": "nobody.localhost"}, 404), ({"site": "a b"}, 404)]
    )
    def test_the_api_host_wants_a_site_that_there_is(self, brands, get, query, status):
        answer = get(None, "/pages/", query)
        assert answer.status_code == status
        assert answer.json()["message"]

    def test_drafts_private_pages_and_aliases_of_them_are_not_there(self, iduet, finhire, titles, get):
        home = home_of(iduet)
        private, draft = make_content(home, "Private"), make_content(home, "Draft", publish=False)
        alias = private.create_alias(parent=home, update_slug="alias")
        theirs = make_mirror(private, home_of(finhire), "alias")
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        assert {"Private", "Draft"}.isdisjoint(titles(iduet) + titles(finhire))
        for page in (private, draft, alias, theirs):
            for brand in (iduet, finhire):
                assert get(brand, f"/pages/{page.pk}/").status_code == 404

    def test_filters_and_order(self, iduet, finhire, titles):
        parent = make_specialism(home_of(iduet), "Parent")
        for title in ("B", "A"):
            make_content(parent, title)
        assert titles(iduet, {"child_of": parent.pk}) == ["B", "A"]
        assert titles(iduet, {"child_of": parent.pk, "order": "title"}) == ["A", "B"]
        assert titles(iduet, {"descendant_of": home_of(iduet).pk, "type": "pages.SpecialismPage"}) == ["Parent"]
        assert titles(iduet, {"title": "A"}) == ["A"]
        assert "Parent" not in titles(iduet, {"locale": "en"})

    def test_a_hidden_or_foreign_parent_is_as_one_that_is_not_there(self, iduet, finhire, get):
        hidden = make_content(home_of(iduet), publish=False)
        for name in ("child_of", "descendant_of", "ancestor_of", "translation_of"):
            answers = {
                get(iduet, "/pages/", {name: key}).content for key in (hidden.pk, home_of(finhire).pk, 987654321)
            }
            assert len(answers) == 1
            assert get(iduet, "/pages/", {name: hidden.pk}).status_code == 400

    def test_queries_do_not_grow_with_pages(self, iduet, finhire, get):
        def count() -> int:
            query = {"type": "pages.ContentPage", "fields": "*"}
            get(iduet, "/pages/", query)
            with CaptureQueriesContext(connection) as captured:
                assert get(iduet, "/pages/", query).status_code == 200
            return len(captured)

        make_content(home_of(iduet))
        make_content(home_of(iduet))
        few = count()
        for _ in range(6):
            make_content(home_of(iduet))
        assert count() == few


class TestPage:
    def test_says_what_the_site_shows_and_no_keys_of_hidden_pages(self, iduet, finhire, get):
        hidden = make_content(home_of(iduet), "Hidden", publish=False)
        shown = make_content(home_of(iduet), "Shown", slug="shown")
        text = f'<p><a linktype="page" id="{hidden.pk}">one</a> <a linktype="page" id="{shown.pk}">two</a></p>'
        body = [{"type": "text_section", "value": {"heading": "Heading", "text": text}}]
        # What is published may not link to a draft: the page that it links to is taken away later.
        hidden.save_revision().publish()
        page = make_specialism(home_of(iduet), "Page", introduction=text, body=body)
        hidden.refresh_from_db()
        hidden.unpublish()
        answer = get(iduet, f"/pages/{page.pk}/")
        said = answer.json()
        assert said["title"] == "Page"
        assert said["introduction"] == '<p>one <a href="/shown/">two</a></p>'
        assert said["body"][0]["value"]["text"] == said["introduction"]
        assert said["meta"]["html_url"] == f"http://iduet.localhost:8000/{page.slug}/"
        assert said["meta"]["detail_url"] == f"http://iduet.localhost:8000/api/v2/pages/{page.pk}/"
        assert said["meta"]["parent"]["id"] == home_of(iduet).pk
        assert "linktype" not in answer.content.decode()
        markdown = get(iduet, f"/pages/{page.pk}/", {"rich_text_format": "markdown"}).json()
        assert markdown["introduction"] == "one [two](/shown/)"
        assert get(iduet, f"/pages/{page.pk}/", {"rich_text_format": "db_html"}).status_code == 400

    def test_addresses_on_the_api_host_name_the_site(self, iduet, finhire, get):
        page = make_content(home_of(iduet))
        said = get(None, f"/pages/{page.pk}/", {"site": iduet.host}).json()
        address = said["meta"]["detail_url"]
        assert address == f"http://api.localhost:8000/api/v2/pages/{page.pk}/?site=iduet.localhost"
        assert Client(HTTP_HOST="api.localhost:8000").get(address).json() == said

    def test_another_brands_page_is_not_there(self, iduet, finhire, get):
        page = make_content(home_of(finhire))
        nothing = get(iduet, "/pages/987654321/")
        for answer in (get(iduet, f"/pages/{page.pk}/"), get(None, f"/pages/{page.pk}/", {"site": iduet.host})):
            assert (answer.status_code, answer.content) == (404, nothing.content)

    def test_an_alias_names_its_source_within_the_brand_only(self, iduet, finhire, get):
        source = make_content(home_of(iduet), "Source")
        here = source.create_alias(parent=home_of(iduet), update_slug="here")
        there = make_mirror(source, home_of(finhire), "there")
        assert get(iduet, f"/pages/{here.pk}/").json()["meta"]["alias_of"]["id"] == source.pk
        assert get(finhire, f"/pages/{there.pk}/").json()["meta"]["alias_of"] is None

    def test_a_comparison_has_its_roles(self, iduet, finhire, get):
        page = make_comparison(home_of(iduet), [make_role("CIO"), make_role("CTO")])
        said = get(iduet, f"/pages/{page.pk}/").json()
        assert [item["value"]["short_name"] for item in said["roles"]] == ["CIO", "CTO"]

    def test_may_be_stored_and_asked_for_again(self, iduet, finhire, get):
        page = make_content(home_of(iduet))
        answer = get(iduet, f"/pages/{page.pk}/")
        assert answer["Cache-Control"].startswith("public")
        assert f"page:{page.pk}" in answer["Cache-Tag"].split(",")
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert not {"Set-Cookie", "Vary"} & set(answer.headers)
        assert get(iduet, f"/pages/{page.pk}/", **{"if-none-match": answer["ETag"]}).status_code == 304

    def test_a_password_of_the_desk_is_not_asked_for(self, iduet, finhire, get, publisher_of):
        publisher_of(iduet)
        for credentials in ("cHVibGlzaGVyQGlkdWV0LmxvY2FsaG9zdDphIHBhc3N3b3JkIGZvciB0ZXN0cw==", "eDp5"):
            assert get(iduet, "/pages/", authorization=f"Basic {credentials}").status_code == 200


class TestLimit:
    def test_one_client_asks_so_often_of_both_apis_together(self, brands, get, settings, monkeypatch, tmp_path):
        iduet, finhire = brands
        settings.API_REQUESTS_PER_MINUTE = 2
        settings.DATA_DIRECTORY = tmp_path
        monkeypatch.setattr(counting.time, "time", lambda: 1_800_000_015.0)
        assert Client(HTTP_HOST="api.localhost:8000").get("/api/v1/brands").status_code == 200
        assert get(iduet, "/pages/").status_code == 200
        refused = get(finhire, "/pages/")
        assert refused.status_code == 429
        assert 0 < int(refused["Retry-After"]) <= 60
        assert refused["Cache-Control"] == "no-store"


class TestRelations:
    def test_nothing_is_expanded(self, iduet, finhire, get):
        role = make_role("CIO", brand=iduet)
        page = make_role_page(home_of(iduet), role, "Role page")
        for fields in ("alias_of(*)", "parent(*)", "role(*)", "live_revision(*)", "hero_image(*)", "locale(*)"):
            for path in (f"/pages/{page.pk}/", "/pages/"):
                assert get(iduet, path, {"fields": fields, "type": "pages.RolePage"}).status_code == 400
        everything = get(iduet, f"/pages/{page.pk}/", {"fields": "*"})
        assert everything.json()["role"]["short_name"] == "CIO"
        for name in ("owner", "live_revision", "draft_title", "translation_key", "path", "content_type"):
            if name != "path":
                assert name not in everything.json()
            assert get(iduet, "/pages/", {name: "1"}).status_code == 400
            assert get(iduet, "/pages/", {"order": name}).status_code == 400

    def test_files_are_not_listed(self, iduet, finhire, get):
        make_image("Unplaced")
        make_document("Unplaced")
        for path in ("/images/", "/documents/", "/images/1/", "/documents/1/", "/redirects/", "/", "/nothing"):
            answer = get(iduet, path)
            assert (answer.status_code, answer.json()) == (404, {"message": "not found"})


class TestFind:
    def test_leads_to_the_page_of_the_brand(self, iduet, finhire, get):
        ours = make_content(home_of(iduet), "Ours", slug="about")
        theirs = make_content(home_of(finhire), "Theirs", slug="about")
        english = make_content(home_of(iduet, "en"), "English", slug="about")
        for brand, path, page in ((iduet, "/about/", ours), (finhire, "about", theirs), (iduet, "/en/about/", english)):
            answer = get(brand, "/pages/find/", {"html_path": path, "fields": "slug"})
            assert answer.status_code == 302
            assert answer["Location"] == f"/api/v2/pages/{page.pk}/?fields=slug"
            elsewhere = get(None, "/pages/find/", {"html_path": path, "site": brand.host})
            assert Client(HTTP_HOST="api.localhost:8000").get(elsewhere["Location"]).json()["id"] == page.pk
        assert get(iduet, "/pages/find/", {"html_path": "/"})["Location"] == f"/api/v2/pages/{home_of(iduet).pk}/?"
        assert get(iduet, "/pages/find/", {"id": ours.pk}).status_code == 302

    def test_leads_nowhere_else(self, iduet, finhire, get):
        draft = make_content(home_of(iduet), slug="draft", publish=False)
        locked = make_content(home_of(iduet), slug="locked")
        PageViewRestriction.objects.create(page=locked, restriction_type="password", password="x")
        make_content(home_of(finhire), slug="theirs")
        nothing = get(iduet, "/pages/find/", {"html_path": "/nothing/"})
        assert nothing.status_code == 404
        for path in ("/draft/", "/locked/", "/theirs/", "//evil.example/", "/../", "/de/"):
            assert get(iduet, "/pages/find/", {"html_path": path}).content == nothing.content
        for key in (draft.pk, locked.pk, home_of(finhire).pk):
            assert get(iduet, "/pages/find/", {"id": key}).content == nothing.content


class TestSearch:
    @pytest.fixture
    def indexed(self, brands, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            hidden = make_content(home_of(brands[0]), "quartz", slug="hidden")
            text = f'<p><a linktype="page" id="{hidden.pk}">feldspar</a> granite</p>'
            body = [{"type": "text_section", "value": {"heading": "marble", "text": text}}]
            make_content(home_of(brands[0]), "Shown", body=body)
            make_content(
                home_of(brands[1]), "Theirs", body=[{**body[0], "value": {"heading": "basalt", "text": "<p>slate</p>"}}]
            )
        hidden.unpublish()

    def test_finds_by_what_is_shown_and_by_nothing_else(self, indexed, iduet, finhire, titles, get):
        assert titles(iduet, {"search": "marble"}) == ["Shown"]
        assert titles(finhire, {"search": "basalt"}) == ["Theirs"]
        nothing = get(iduet, "/pages/", {"search": "nonsense"}).content
        for words in ("quartz", "basalt", "marble basalt"):
            assert get(iduet, "/pages/", {"search": words}).content == nothing
        assert get(iduet, "/pages/", {"search": "marble", "search_operator": "or"}).status_code == 400


HOSTILE = [
    *({name: value} for name in ("limit", "offset", "child_of", "descendant_of", "ancestor_of", "translation_of")
      for value in ("9" * 20, "9" * 400, "-1", "1.5", "x", "", "\0", "١")),
    {"offset": "2147483648"}, {"limit": "21"},
    {"id": "9" * 20}, {"title": "\0"}, {"slug": "a\0"}, {"search": "\0"}, {"html_path": "\0"}, {"site": "\0"},
    {"fields": "a(" * 200}, {"fields": "a(" * 1300}, {"fields": "title," * 100_000}, {"fields": "("}, {"fields": "*,*"},
    {"fields": "alias_of(alias_of(alias_of))"}, {"fields": "\ud800".encode("utf-8", "surrogatepass")},
    {"type": "x"}, {"type": "brands.Brand"}, {"type": "pages.ContentPage," * 50},
    {"show_in_menus": "perhaps"}, {"order": "--title"}, {"order": "owner__password"}, {"first_published_at": "never"},
    {"search": "a" * 101}, {"owner__password": "x"}, {"title__startswith": "a"},
    {f"p{number}": "x" for number in range(40)},
]  # fmt: skip


class TestHostileInput:
    @pytest.mark.parametrize("query", HOSTILE, ids=lambda query: str(query)[:40])
    def test_is_answered_with_400_and_a_reason(self, iduet, finhire, get, query):
        answer = get(iduet, "/pages/", query)
        assert answer.status_code == 400, (query, answer.content[:200])
        assert answer.json().get("message") or answer.json().get("detail")

    @pytest.mark.parametrize("query", HOSTILE, ids=lambda query: str(query)[:40])
    def test_breaks_no_other_address(self, iduet, finhire, get, query):
        for path in (f"/pages/{home_of(iduet).pk}/", "/pages/find/", "/pages/99999999999999999999/"):
            assert get(iduet, path, query).status_code in (200, 302, 400, 404), (path, query)

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    def test_nothing_is_written(self, iduet, finhire, method):
        answer = getattr(Client(HTTP_HOST="iduet.localhost:8000"), method)(f"{ROOT}/pages/{home_of(iduet).pk}/")
        assert answer.status_code == 405
        assert answer["Allow"] == "GET, HEAD, OPTIONS"

    def test_the_desk_does_not_serve_it(self, brands):
        assert Client(HTTP_HOST="desk.localhost:8000").get(f"{ROOT}/pages/").status_code == 404
