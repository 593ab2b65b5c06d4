"""A page behind a password on the brand's own site."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from cms.foundation.cookies import of_one_address
from cms.previews import door
from cms.previews.models import Guess
from cms.previews.unlocking import API, GUESSES_LAST, SITE, Key, read_key
from home.provisioning.teams import brand_collection
from tests.factories.brands import home_of
from tests.factories.media import make_document
from tests.factories.pages import make_article, make_article_index, make_content

PASSWORD = {"password": "open sesame"}


def lock(page, kind="password"):
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, password=PASSWORD["password"])


@pytest.fixture
def locked(brands):
    """Brand key → a page behind a password, with one below it."""
    pages = {}
    for brand in brands:
        page = make_content(home_of(brand), f"Secret of {brand.key}", slug="secret")
        make_content(page, f"Below the secret of {brand.key}", slug="below")
        lock(page)
        pages[brand.key] = page
    return pages


def is_form(response) -> bool:
    return 'type="password"' in response.text and "Secret" not in response.text and "secret of" not in response.text


class TestTheWay:
    def test_a_form_of_the_brand_opens_the_page_and_what_stands_below_it(self, brands, locked, site):
        for brand in brands:
            visitor = site(brand)
            form = visitor.get("/secret/")
            assert form.status_code == 401
            assert is_form(form)
            assert f"| {brand.name}</title>" in form.text
            sent = visitor.post("/secret/", PASSWORD)
            assert (sent.status_code, sent["Location"]) == (303, "/secret/")
            cookie = sent.cookies["unlocked"]
            assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/secret/", True, "Lax")
            assert PASSWORD["password"] not in cookie.value
            for path, title in (("/secret/", "Secret of"), ("/secret/below/", "Below the secret of")):
                shown = visitor.get(path)
                assert shown.status_code == 200
                assert f"{title} {brand.key}" in shown.text
                assert shown["Cache-Control"] == "private, no-store"
                assert shown["X-Robots-Tag"] == "noindex, nofollow"

    def test_from_below_the_cookie_is_of_the_whole_restricted_part(self, iduet, finhire, locked, site):
        visitor = site(iduet)
        sent = visitor.post("/secret/below/", PASSWORD)
        assert sent["Location"] == "/secret/below/"
        assert sent.cookies["unlocked"]["path"] == "/secret/"
        assert visitor.get("/secret/").status_code == 200

    def test_with_https_the_cookie_is_held_to_it(self, iduet, locked, site, monkeypatch, settings):
        settings.HTTPS = True
        monkeypatch.setattr(door, "UNLOCKED", of_one_address("unlocked", https=True))
        visitor = site(iduet)
        cookie = visitor.post("/secret/", PASSWORD).cookies["__Secure-unlocked"]
        assert (bool(cookie["secure"]), cookie["path"]) == (True, "/secret/")
        assert visitor.get("/secret/", secure=True).status_code == 200

    def test_in_english_it_speaks_english(self, brands, site):
        for brand in brands:
            lock(make_content(home_of(brand, "en"), "Secret", slug="secret"))
            form = site(brand).get("/en/secret/")
            assert '<html lang="en">' in form.text
            assert "This page asks for a password" in form.text
            assert site(brand).post("/en/secret/", PASSWORD).cookies["unlocked"]["path"] == "/en/secret/"

    def test_another_writing_of_the_address_leads_to_the_form(self, iduet, finhire, locked, site):
        answer = site(iduet).get("/secret")
        assert (answer.status_code, answer["Location"]) == (302, "/secret/")

    def test_no_answer_is_stored(self, iduet, finhire, locked, site):
        visitor = site(iduet)
        for answer in (visitor.get("/secret/"), visitor.post("/secret/", {}), visitor.post("/secret/", PASSWORD)):
            assert answer["Cache-Control"] == "private, no-store"

    def test_who_is_in_sees_what_the_same_password_covers_and_nothing_behind_another(self, brands, site):
        for brand in brands:
            index = make_article_index(home_of(brand), f"News of {brand.key}", slug="news")
            covered = make_article(index, f"Covered at {brand.key}")
            others = [make_article(index, f"Behind {kind}") for kind in ("another password", "sign-in")]
            draft = make_article(index, "Draft", publish=False)
            lock(index)
            PageViewRestriction.objects.create(page=others[0], restriction_type="password", password="another")
            lock(others[1], "login")
            visitor = site(brand)
            visitor.post("/news/", PASSWORD)
            shown = visitor.get("/news/").text
            assert covered.title in shown
            assert not [each.title for each in (*others, draft) if each.title in shown]
            article = visitor.get(f"/news/{covered.slug}/").text
            assert f'href="/news/">{index.title}</a>' in " ".join(article.split()).replace("> ", ">").replace(" <", "<")
            # What is public stays without them, for who is in as well.
            assert covered.title not in visitor.get("/").text

    def test_a_changed_password_closes_the_list_again(self, iduet, finhire, site):
        index = make_article_index(home_of(iduet), "News", slug="news")
        inner = make_article(index, "Doubly locked", slug="inner")
        lock(index)
        second = lock(inner)
        visitor = site(iduet)
        visitor.post("/news/inner/", PASSWORD)
        assert inner.title in visitor.get("/news/").text
        PageViewRestriction.objects.filter(pk=second.pk).update(password="new")
        assert inner.title not in visitor.get("/news/").text


class TestWhatOpensNothing:
    def test_a_wrong_password(self, brands, locked, site):
        for brand in brands:
            for data in ({"password": "open"}, {"password": ""}, {}, {"password": "\0"}, {"password": "x" * 5000}):
                refused = site(brand).post("/secret/", data)
                assert refused.status_code == 403
                assert is_form(refused)
                assert 'role="alert"' in refused.text
                assert not refused.cookies

    def test_a_cookie_of_another_brand(self, brands, locked, site):
        iduet, finhire = brands
        visitor = site(finhire)
        visitor.post("/secret/", PASSWORD)
        stranger = site(iduet)
        stranger.cookies["unlocked"] = visitor.cookies["unlocked"].value
        assert is_form(stranger.get("/secret/"))

    @pytest.mark.parametrize("cookie", ["", "nonsense", "a:b:c", "x" * 5000])
    def test_a_cookie_that_we_never_gave(self, iduet, finhire, locked, site, cookie):
        visitor = site(iduet)
        visitor.cookies["unlocked"] = cookie
        assert is_form(visitor.get("/secret/"))

    def test_a_cookie_after_the_password_has_changed_or_twelve_hours(self, iduet, finhire, locked, site, monkeypatch):
        visitor = site(iduet)
        visitor.post("/secret/", PASSWORD)
        restriction = PageViewRestriction.objects.get(page=locked["iduet"].pk)
        assert read_key(visitor.cookies["unlocked"].value, iduet, SITE).opens([restriction])
        with monkeypatch.context() as later:
            at = timezone.now().timestamp() + 12 * 3600 + 1
            later.setattr("django.core.signing.time.time", lambda: at)
            assert is_form(visitor.get("/secret/"))
        PageViewRestriction.objects.update(password="new")
        assert is_form(visitor.get("/secret/"))

    def test_a_token_of_the_api(self, iduet, finhire, locked, site):
        restriction = PageViewRestriction.objects.get(page=locked["iduet"].pk)
        visitor = site(iduet)
        visitor.post("/secret/", PASSWORD)
        key = read_key(visitor.cookies["unlocked"].value, iduet, SITE)
        visitor.cookies["unlocked"] = key.written(iduet, API)[0]
        assert key.opens([restriction])
        assert is_form(visitor.get("/secret/"))

    def test_a_key_for_no_setting(self):
        assert not Key({}).opens([])

    @pytest.mark.parametrize("kind", ["login", "groups"])
    def test_a_page_that_asks_for_more_than_a_password(self, iduet, finhire, locked, site, kind):
        visitor = site(iduet)
        visitor.post("/secret/", PASSWORD)
        lock(home_of(iduet), kind)
        assert visitor.get("/secret/").status_code == 404
        assert visitor.post("/secret/", PASSWORD).status_code == 404

    @pytest.mark.parametrize("origin", ["http://finhire.localhost:8000", "https://elsewhere.example", "null"])
    def test_a_form_of_another_site(self, iduet, finhire, locked, site, origin):
        visitor = site(iduet)
        headers = {"origin": origin, "sec-fetch-site": "cross-site"}
        refused = visitor.post("/secret/", PASSWORD, headers=headers)
        assert refused.status_code == 403
        assert not refused.cookies
        assert not Guess.objects.exists()


class TestGuesses:
    def test_are_counted_with_those_through_the_api(self, brands, locked, site):
        iduet, finhire = brands
        for _ in range(3):
            assert site(iduet).post("/secret/", {"password": "x"}).status_code == 403
        api = site(iduet)
        address = f"/api/v1/brands/iduet/pages/{locked['iduet'].pk}/unlock"
        for status in (403, 403, 429):
            assert api.post(address, {"password": "x"}, content_type="application/json").status_code == status
        refused = site(iduet).post("/secret/", PASSWORD)
        assert refused.status_code == 429
        assert is_form(refused)
        assert 0 < int(refused["Retry-After"]) <= GUESSES_LAST.total_seconds()
        assert site(finhire).post("/secret/", PASSWORD).status_code == 303
        Guess.objects.update(at=timezone.now() - GUESSES_LAST - timedelta(seconds=1))
        assert site(iduet).post("/secret/", PASSWORD).status_code == 303


class TestNoOtherWay:
    """Wagtail has views of its own that take passwords; none is reachable, since none counts guesses."""

    def test_none_for_pages_on_any_host(self, brands, locked, site, client):
        restriction = PageViewRestriction.objects.first()
        for host in ("iduet.localhost:8000", "desk.localhost:8000", "api.localhost:8000"):
            for path in (f"_util/authenticate_with_password/{restriction.pk}/{restriction.page_id}/", "_util/login/"):
                for prefix in ("/", "/en/"):
                    for method in ("get", "post"):
                        answer = getattr(client, method)(prefix + path, PASSWORD, headers={"host": host})
                        assert answer.status_code == 404, (host, path)

    def test_none_for_documents_on_a_brands_host(self, brands, site):
        for brand in brands:
            collection = brand_collection(brand)
            restriction = CollectionViewRestriction.objects.create(
                collection=collection, restriction_type="password", password=PASSWORD["password"]
            )
            document = make_document(collection=collection)
            assert site(brand).get(f"/documents/{document.pk}/{document.filename}").status_code == 404
            answer = site(brand).post(f"/documents/authenticate_with_password/{restriction.pk}/", PASSWORD)
            assert answer.status_code == 404

    def test_no_view_that_takes_a_password_is_named_on_a_brands_host(self):
        names = get_resolver("cms.urls.sites").reverse_dict
        assert not [name for name in names if isinstance(name, str) and "password" in name]

    def test_who_asks_the_desk_for_a_private_document_is_sent_to_sign_in(self, iduet, finhire, client):
        collection = brand_collection(iduet)
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
        document = make_document(collection=collection)
        path = f"/documents/{document.pk}/{document.filename}"
        answer = client.get(path, headers={"host": "desk.localhost:8000"}, follow=True)
        assert unquote(answer.redirect_chain[-1][0]) == f"{reverse('wagtailadmin_login')}?next={path}"
