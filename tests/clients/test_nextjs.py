"""The Next.js site of Gridmasters, built and served beside the platform, and read page by page."""

import base64
import hashlib
import hmac
import json
import re
import time
import uuid
from urllib.parse import quote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from .conftest import SECRET, Answer, Platform, Server

pytestmark = [pytest.mark.judge, pytest.mark.enable_socket]

CONTACT = "/contact/"
RETITLE = """
from cms.pages.models import ContactPage
from brands.models import Brand
root = Brand.objects.get(key="gridmasters").site.root_page
page = ContactPage.objects.filter(path__startswith=root.path, locale__language_code="nl").get()
page.title = "{title}"
"""
PUBLISH = RETITLE + "page.save_revision().publish()"
UNPUBLISH = """
from brands.models import Brand
from cms.pages.models import ContentPage
root = Brand.objects.get(key="gridmasters").site.root_page
english = root.get_translations().get(locale__language_code="en")
ContentPage.objects.descendant_of(english).get(slug="terms-of-use").unpublish()
"""
LOCK = """
from brands.models import Brand
from cms.pages.models import ContentPage
from wagtail.models import PageViewRestriction
root = Brand.objects.get(key="gridmasters").site.root_page
page = root.add_child(instance=ContentPage(title="Achter slot", slug="geheim", locale=root.locale))
below = page.add_child(instance=ContentPage(title="Daaronder", slug="onder", locale=root.locale))
other = root.add_child(instance=ContentPage(title="Om te raden", slug="raden", locale=root.locale))
for each in (page, below, other):
    each.save_revision().publish()
for each in (page, other):
    PageViewRestriction.objects.create(page=each, restriction_type="password", password="sesam open u")
"""
CODE = (
    RETITLE
    + """
from django.contrib.auth import get_user_model
from cms.previews.grants import new_code, pane_grant
user = get_user_model().objects.get(email="editor@gridmasters.localhost")
print(new_code(pane_grant(user, Brand.objects.get(key="gridmasters"), page)))
"""
)


def resolved(platform: Platform, path: str) -> dict:
    answer = platform.api.ask(f"/api/v1/brands/gridmasters/resolve?path={quote(path)}")
    assert answer.status == 200, answer.text
    return json.loads(answer.text)["page"]


def entries(platform: Platform) -> list[dict]:
    answer = json.loads(platform.api.ask("/api/v1/brands/gridmasters/sitemap?limit=100").text)
    assert answer["next"] is None
    return answer["items"]


def soup(answer: Answer) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "html.parser")


def heading(answer: Answer) -> str:
    return soup(answer).h1.get_text()


def test_every_page_says_what_the_api_says(site, platform):
    paths = [entry["path"] for entry in entries(platform)]
    known, types, links, pictures = set(paths), set(), {}, set()
    for path in paths:
        page, answer = resolved(platform, path), site.ask(path)
        types.add(page["type"])
        assert answer.status == 200, path
        html = soup(answer)
        assert html.title.get_text() == f"{page['seo']['title']} | Gridmasters", path
        assert [one.get_text() for one in html.find_all("h1")] == [page["title"]], path
        assert html.html["lang"] == page["language"]
        assert html.find("link", rel="canonical")["href"] == page["seo"]["canonical"] == f"{site.address}{path}"
        assert html.find("meta", attrs={"name": "robots"})["content"] == page["seo"]["robots"]
        assert json.loads(html.find("script", type="application/ld+json").string) == page["seo"]["json_ld"]
        alternates = {one["hreflang"]: one["href"] for one in html.find_all("link", rel="alternate")}
        assert alternates == {one["language"]: one["url"] for one in page["seo"]["alternates"]}
        if page["hero"]:
            shown = html.main.picture
            assert [one["srcset"] for one in shown.find_all("source")] == [
                one["srcset"] for one in page["hero"]["sources"]
            ]
            assert (shown.img["src"], shown.img["alt"]) == (page["hero"]["src"], page["hero"]["alt"])
            pictures.update(one["srcset"] for one in page["hero"]["sources"])
        identities = {one["id"] for one in html.find_all(id=True)}
        for anchor in html.find_all("a", href=True):
            target = urlsplit(urljoin(f"{site.address}{path}", anchor["href"]))
            if target.netloc == f"{site.host}:{site.port}":
                links.setdefault(target.path, path)
                if target.fragment and target.path == path:
                    assert target.fragment in identities, f"{path} links to #{target.fragment}, which it lacks"
    assert types == {
        "home", "comparison", "article_index", "article", "contact", "content", "examples", "faq", "role", "specialism",
    }  # fmt: skip
    assert pictures, "No page has a picture in several widths."
    broken = {path: origin for path, origin in links.items() if path not in known and site.ask(path).status != 200}
    assert broken == {}
    assert len(links) > len(known) / 2


def test_every_text_of_the_library_is_drawn(site, platform):
    """What stands in `refs` reaches the reader: the words of each role, question and example of a page."""
    seen = 0
    for entry in entries(platform):
        refs = resolved(platform, entry["path"])["refs"]
        words = " ".join(soup(site.ask(entry["path"])).main.get_text(" ").split())
        for name, kind in (("role", "short_name"), ("question", "question"), ("example", "title")):
            for thing in refs[name].values():
                assert thing[kind] in words, f"{entry['path']}: {thing[kind]}"
                seen += 1
    assert seen > 20


def test_the_style_sheet_and_the_pictures_of_the_brand_are_there(site, platform):
    html = soup(site.ask("/"))
    sheets = [one["href"] for one in html.find_all("link", rel="stylesheet")]
    of_brand = [one for one in sheets if one.endswith("/theme.css")]
    assert len(of_brand) == 1
    files = [*of_brand, *(one["src"] for one in html.find_all("img"))]
    brand = Server(platform.api.port, "gridmasters.localhost")
    for file in files:
        assert file.startswith(brand.address), file
        assert brand.ask(urlsplit(file).path).status == 200, file
    assert all(site.ask(one).status == 200 for one in sheets if one not in of_brand)


@pytest.mark.parametrize("path", ["/is-er-niet/", "/en/is-not-there/", "/nl/contact/", "/page/contact/", "/draft/"])
def test_what_the_api_does_not_know_is_not_found(site, path):
    answer = site.ask(path)
    assert answer.status == 404
    english = path.startswith("/en/")
    assert heading(answer) == ("There is no page here" if english else "Hier staat geen pagina")
    html = soup(answer)
    assert html.html["lang"] == ("en" if english else "nl")
    assert html.find("script") is None, "It is not left to the browser."
    assert site.ask(html.main.a["href"]).status == 200
    assert answer.headers["Content-Security-Policy"] == "frame-ancestors 'none'"


@pytest.mark.parametrize("path", ["/%FF/", "/%00/", "/en/%C3%28/"])
def test_an_address_that_is_not_text_is_refused(site, path):
    assert site.ask(path).status == 400


def test_redirects_lead_on(site):
    answer = site.ask("/oud/")
    assert (answer.status, urlsplit(answer.headers["Location"]).path) == (308, CONTACT)
    assert site.ask("/contact").headers["Location"].endswith(CONTACT)


def test_the_sitemap_lists_every_page_at_its_address_here(site, platform):
    addresses = re.findall(r"<loc>(.*?)</loc>", site.ask("/sitemap.xml").text)
    assert sorted(addresses) == sorted(f"{site.address}{entry['path']}" for entry in entries(platform))
    assert f"Sitemap: {site.address}/sitemap.xml" in site.ask("/robots.txt").text


class TestPreviews:
    def test_a_code_opens_the_draft_once_without_cookie_and_for_the_desk_alone(self, site, platform):
        code = platform.run(CODE.format(title="Een titel in wording"))
        before = heading(site.ask(CONTACT))
        opened = site.ask(f"{CONTACT}?preview={code}")
        assert (opened.status, heading(opened)) == (200, "Een titel in wording")
        assert opened.cookies == {}
        assert opened.headers["Content-Security-Policy"] == f"frame-ancestors {platform.desk}"
        assert "no-store" in opened.headers["Cache-Control"]
        assert opened.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in opened.headers["X-Robots-Tag"]
        again = site.ask(f"{CONTACT}?preview={code}")
        assert "Een titel in wording" not in again.text
        assert heading(again) == "Dit voorbeeld is gesloten"
        assert heading(site.ask(CONTACT)) == before

    def test_a_token_never_reaches_the_browser(self, site, platform):
        opened = site.ask(f"{CONTACT}?preview={platform.run(CODE.format(title='Nog een titel'))}")
        assert heading(opened) == "Nog een titel"
        assert "Bearer" not in opened.text
        assert "token" not in opened.text.lower().replace("tokens", "")

    @pytest.mark.parametrize("code", ["", "wrong", "a" * 5000, "%00", "%FF"])
    def test_a_code_that_nobody_gave_opens_nothing(self, site, code):
        assert heading(site.ask(f"/en{CONTACT}?preview={code}")) == "This preview is closed"

    def test_pages_that_everybody_sees_are_shown_in_no_frame(self, site):
        assert site.ask(CONTACT).headers["Content-Security-Policy"] == "frame-ancestors 'none'"


def call(site: Server, body: str, *, secret: str = SECRET, at: float | None = None, sent: str | None = None) -> Answer:
    """Call the webhook with a message that is signed as Standard Webhooks says."""
    message, moment = f"msg_{uuid.uuid4().hex}", str(int(at or time.time()))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signature = hmac.new(key, f"{message}.{moment}.{body}".encode(), hashlib.sha256).digest()
    return site.ask(
        "/api/revalidate/", "POST", sent or body, Content_Type="application/json", webhook_id=message,
        webhook_timestamp=moment, webhook_signature=f"v1,{base64.b64encode(signature).decode()}",
    )  # fmt: skip


class TestRevalidation:
    BODY = json.dumps({"type": "content.changed", "data": {"brand": "gridmasters"}})

    def test_a_signed_call_brings_what_was_published(self, site, platform):
        before = heading(site.ask(CONTACT))
        platform.run(PUBLISH.format(title="Een nieuwe titel"))
        assert heading(site.ask(CONTACT)) == before, "The site asks for each page: it was to be kept."
        assert call(site, self.BODY).status == 204
        assert heading(site.ask(CONTACT)) == "Een nieuwe titel"

    def test_exact_addresses_bring_their_own_pages_and_leave_the_others(self, site, platform):
        api = f"{platform.api.address}/api/v1/brands/gridmasters/resolve?path={quote(CONTACT, safe='')}&include=layout"
        before = heading(site.ask(CONTACT))
        platform.run(PUBLISH.format(title="Precies deze titel"))
        assert call(site, self.exact(f"{site.address}/en/")).status == 204
        assert call(site, json.dumps({"type": "webhook.test", "data": {"brand": "gridmasters"}})).status == 204
        assert heading(site.ask(CONTACT)) == before, "Neither was about this page."
        assert call(site, self.exact(f"{site.address}{CONTACT}")).status == 204
        assert heading(site.ask(CONTACT)) == "Precies deze titel"
        platform.run(PUBLISH.format(title="Nog preciezer"))
        assert call(site, self.exact(api)).status == 204
        assert heading(site.ask(CONTACT)) == "Nog preciezer"

    @staticmethod
    def exact(*addresses: str) -> str:
        data = {"brand": "gridmasters", "addresses": addresses, "exact": True}
        return json.dumps({"type": "page.published", "data": data})

    def test_a_page_that_was_taken_away_is_gone_after_a_call(self, site, platform):
        path = "/en/terms-of-use/"
        assert site.ask(path).status == 200
        platform.run(UNPUBLISH)
        assert call(site, self.BODY).status == 204
        answer = site.ask(path)
        assert (answer.status, heading(answer)) == (410, "This page was taken away")
        assert soup(answer).find("script") is None

    def test_other_calls_change_nothing(self, site):
        other = "whsec_" + base64.b64encode(b"somebody else's secret").decode()
        assert call(site, self.BODY, secret=other).status == 401
        assert call(site, self.BODY, at=time.time() - 3600).status == 401
        assert call(site, self.BODY, sent=self.BODY.replace("gridmasters", "finhire")).status == 401
        assert site.ask("/api/revalidate/", "POST", self.BODY).status == 401
        assert call(site, "no JSON").status == 400
        assert site.ask("/api/revalidate/").status == 405


@pytest.fixture(scope="module")
def locked(site, platform):
    """Path of a page behind a password, with one below it."""
    platform.run(LOCK)
    assert call(site, TestRevalidation.BODY).status == 204
    return "/geheim/"


class TestPasswords:
    """With no script: what a browser without one does."""

    FORM = {"Content_Type": "application/x-www-form-urlencoded"}

    def send(self, site, path: str, password: str, **headers: str) -> Answer:
        return site.ask(path, "POST", f"password={quote(password)}", **{**self.FORM, **headers})

    def test_a_form_stands_there_and_nothing_of_the_page(self, site, locked):
        for path in (locked, f"{locked}onder/"):
            answer = site.ask(path)
            assert (answer.status, heading(answer)) == (401, "Deze pagina vraagt om een wachtwoord")
            html = soup(answer)
            assert (html.form["method"], html.form.get("action"), html.find("script")) == ("post", None, None)
            assert html.find("label", attrs={"for": html.form.input["id"]}).get_text() == "Wachtwoord"
            assert "Achter slot" not in answer.text
            assert "Daaronder" not in answer.text
            assert "no-store" in answer.headers["Cache-Control"]

    def test_the_password_opens_the_page_and_what_stands_below_it_for_this_reader(self, site, locked):
        sent = self.send(site, locked, "sesam open u", Origin=site.address, Sec_Fetch_Site="same-origin")
        assert (sent.status, sent.headers["Location"]) == (303, f"{site.address}{locked}")
        cookie = sent.cookies["unlocked"]
        assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (locked, True, "Lax")
        held = f"unlocked={cookie.value}"
        for path, title in ((locked, "Achter slot"), (f"{locked}onder/", "Daaronder")):
            shown = site.ask(path, Cookie=held)
            assert (shown.status, heading(shown)) == (200, title)
            assert "no-store" in shown.headers["Cache-Control"]
            assert "noindex" in shown.headers["X-Robots-Tag"]
            assert cookie.value not in shown.text
        assert site.ask(locked).status == 401  # for everybody else it stays closed
        assert site.ask(f"/unlocked{locked}", Cookie=held).status == 404

    def test_another_password_and_another_sites_form_open_nothing(self, site, locked):
        wrong = self.send(site, locked, "sesam")
        assert (wrong.status, soup(wrong).find(role="alert").get_text()) == (403, "Dit is niet het wachtwoord.")
        foreign = self.send(site, locked, "sesam open u", Origin="https://example.com")
        elsewhere = self.send(site, locked, "sesam open u", Sec_Fetch_Site="cross-site")
        assert [one.status for one in (foreign, elsewhere, self.send(site, locked, ""))] == [403, 403, 403]
        assert not wrong.cookies
        assert not foreign.cookies
        for cookie in ("unlocked=nonsense", "unlocked="):
            assert site.ask(locked, Cookie=cookie).status == 401

    def test_who_guesses_too_often_is_told_to_wait(self, site, locked):
        for _ in range(6):
            answer = self.send(site, "/raden/", "verkeerd")
        assert answer.status == 429
        assert 0 < int(answer.headers["Retry-After"]) <= 900
