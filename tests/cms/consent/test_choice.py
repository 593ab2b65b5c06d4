"""A brand that keeps only what is necessary asks nothing; another asks, and what was chosen can be proved."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.template.loader import render_to_string
from django.utils import timezone

from cms.consent import views
from cms.consent.blocks.cookie_table import registry_of
from cms.consent.models import AskedPolicy, Cookie, Receipt
from cms.consent.receipts import KEPT
from cms.foundation.cookies import CONSENT, of_the_host
from tests.factories.brands import scope_of

from .test_cookies import make_cookie

HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def asking(finhire):
    """Finhire counts visits; Iduet keeps only what is necessary."""
    cookie = make_cookie(finhire, "_visits", "analytics", nl="Telt bezoeken", en="Counts visits")
    cookie.script = "https://count.example/script.js"
    cookie.save()
    make_cookie(finhire, "_film", "other")
    return finhire


@pytest.fixture
def silent(iduet):
    make_cookie(iduet, "_form", "necessary")
    return iduet


@pytest.fixture
def choose(client):
    def post(brand, path="/_cookies/", cookies="", **data):
        headers = {"host": f"{brand.host}:8000", "Origin": f"http://{brand.host}:8000", **HERE}
        return client.post(path, data, headers={**headers, **({"Cookie": cookies} if cookies else {})})

    return post


def soup_of(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def test_pages_may_load_what_the_registry_names_and_nothing_else(asking, silent, site_client):
    policy = {brand.key: site_client(brand, "/")["Content-Security-Policy"] for brand in (asking, silent)}
    for directive in ("script-src", "connect-src", "img-src"):
        assert f"{directive} 'self' https://count.example;" in policy["finhire"]
        assert f"{directive} 'self';" in policy["iduet"]
    assert "default-src 'none'" in policy["finhire"]


class TestABrandThatNeedsNoConsent:
    @pytest.mark.parametrize("path", ["/", "/en/", "/_cookies/", "/no-such-page/"])
    def test_shows_no_notice_and_loads_nothing(self, silent, asking, site_client, path):
        response = site_client(silent, path)
        soup = soup_of(response)
        assert not soup.select(".consent-notice, .consent-choice, template[data-consent], script[data-policy]")
        assert "_cookies/" not in str(soup.find("footer"))
        assert not response.cookies

    def test_has_nothing_to_choose(self, silent, choose):
        response = choose(silent, choice="accept")
        assert not response.cookies
        assert not Receipt.objects.exists()


class TestABrandThatAsks:
    def test_stores_and_loads_nothing_before(self, silent, asking, site_client):
        first, second = site_client(asking, "/"), site_client(asking, "/")
        assert first.content == second.content
        assert not first.cookies
        soup = soup_of(first)
        assert [each["src"] for each in soup.select("script[src*='example']") if not each.find_parent("template")] == []
        (waiting,) = soup.select("template[data-consent=analytics]")
        assert waiting.find("script")["src"] == "https://count.example/script.js"

    def test_is_the_same_for_who_has_chosen(self, asking, site_client, choose, client):
        before = site_client(asking, "/").content
        choose(asking, choice="accept")
        assert client.cookies["consent"].value
        assert site_client(asking, "/").content == before

    def test_with_https_the_choice_is_held_to_this_host(self, asking, choose, site_client, monkeypatch, settings):
        """A name with `__Host-` asks for Secure, the path “/” and no domain."""
        assert soup_of(site_client(asking, "/")).find("script", attrs={"data-policy": True})["data-cookie"] == CONSENT
        settings.HTTPS = True
        monkeypatch.setattr(views, "CONSENT", of_the_host("consent", https=True))
        cookie = choose(asking, choice="accept").cookies["__Host-consent"]
        assert (bool(cookie["secure"]), cookie["path"], cookie["domain"]) == (True, "/", "")

    @pytest.mark.parametrize("path", ["/", "/en/", "/no-such-page/", "/_cookies/"])
    def test_every_page_has_the_notice_and_the_way_to_choose_anew(self, asking, site_client, path):
        soup = soup_of(site_client(asking, path))
        address = "/en/_cookies/" if path.startswith("/en/") else "/_cookies/"
        notice = soup.find(class_="consent-notice")
        assert notice.find("a")["href"] == address
        assert soup.find("footer").find("a", href=address)
        assert soup.find("script", attrs={"data-policy": True})

    def test_accepting_and_refusing_are_equal(self, asking, site_client):
        soup = soup_of(site_client(asking, "/_cookies/"))
        for form in (soup.find(class_="consent-notice"), soup.find(class_="consent-choice__buttons")):
            buttons = form.find_all("button")
            assert {button["value"] for button in buttons} == {"accept", "refuse"}
            assert len({" ".join(button["class"]) for button in buttons}) == 1
        assert not soup.select(".consent-choice [checked]")

    def test_the_page_explains_what_is_asked_and_names_our_own_cookie(self, asking, site_client):
        soup = soup_of(site_client(asking, "/en/_cookies/"))
        assert [each["value"] for each in soup.select("input[name=category]")] == ["analytics", "other"]
        text = soup.find("main").get_text(" ", strip=True)
        assert "Counts visits" in text
        assert "Remembers which cookies you allow or refuse" in text

    def test_a_previewing_editor_loads_nothing(self, asking):
        scope = scope_of(asking)
        context = {"policy": registry_of(scope).policy, "scope": scope}
        assert "count.example" in render_to_string("components/consent_waiting.html", context)
        scope.preview = True
        assert "count.example" not in render_to_string("components/consent_waiting.html", context)


class TestChoosing:
    @pytest.mark.parametrize(
        ("data", "categories"),
        [
            ({"choice": "accept"}, ["analytics", "other"]),
            ({"choice": "refuse"}, []),
            ({"choice": "choose", "category": ["other"]}, ["other"]),
            ({"choice": "choose"}, []),
            ({"choice": "choose", "category": ["performance", "x"]}, []),
            ({"choice": "what?"}, []),
            ({}, []),
        ],
    )
    def test_is_kept_as_a_receipt_that_names_nobody(self, asking, choose, data, categories):
        response = choose(asking, **data)
        assert response.status_code == 303
        receipt = Receipt.objects.get()
        version, chosen, number = response.cookies["consent"].value.split(":")
        assert (version, number) == (receipt.policy, str(receipt.public_id))
        assert [each for each in chosen.split(".") if each] == receipt.categories == categories
        asked = AskedPolicy.objects.get(brand=asking, version=receipt.policy)
        assert [each["name"] for each in asked.cookies] == ["_film", "_visits"]
        assert {field.name for field in Receipt._meta.fields} == {
            "id", "brand", "public_id", "policy", "categories", "given_at",
        }  # fmt: skip

    def test_leads_back_to_the_page_and_never_elsewhere(self, asking, choose):
        assert choose(asking, choice="refuse", back="/en/contact/")["location"] == "/en/contact/"
        for elsewhere in ("https://evil.example/", "//evil.example/", "javascript:alert(1)", "evil", "/\\evil.example"):
            assert choose(asking, choice="refuse", back=elsewhere)["location"] == "/_cookies/"

    def test_another_site_cannot_choose_for_a_visitor(self, asking, client):
        headers = {"host": f"{asking.host}:8000", "Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
        response = client.post("/_cookies/", {"choice": "accept"}, headers=headers)
        assert response.status_code == 403
        assert not response.cookies
        assert not Receipt.objects.exists()

    def test_taking_consent_back_removes_what_was_set(self, asking, choose, client):
        client.cookies["_visits"] = "1"
        response = choose(asking, choice="refuse")
        assert response.cookies["_visits"]["max-age"] == 0
        assert "_film" not in response.cookies

    def test_another_registry_asks_again(self, asking, site_client, choose):
        def asked():
            return soup_of(site_client(asking, "/")).find("script", attrs={"data-policy": True})["data-policy"]

        before = asked()
        make_cookie(asking, "_more", "performance")
        assert asked() != before
        Cookie.objects.filter(name="_more").delete()
        assert asked() == before

    def test_what_one_brand_was_told_is_nothing_to_another(self, asking, iduet, choose):
        make_cookie(iduet, "_other", "analytics")
        choose(asking, choice="accept")
        choose(iduet, choice="refuse")
        assert {receipt.brand: receipt.categories for receipt in Receipt.objects.all()} == {
            asking: ["analytics", "other"], iduet: [],
        }  # fmt: skip


def test_receipts_go_when_they_need_prove_nothing(asking):
    old = Receipt.objects.create(brand=asking, policy="x", given_at=timezone.now() - KEPT - timedelta(days=1))
    kept = Receipt.objects.create(brand=asking, policy="x")
    call_command("delete_old_receipts")
    assert list(Receipt.objects.all()) == [kept]
    assert not Receipt.objects.filter(pk=old.pk).exists()
