"""The demo as a visitor finds it: the facts of the real page, every page of every brand, and no leak between brands.

The demo is loaded once for this module, inside a transaction that is rolled back after its last test.
"""

import random
import re
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from wagtail.fields import StreamField
from wagtail.models import Page

from brands.directory import KEPT_DIRECTORY, BrandDirectory
from brands.models import Brand
from cms.delivery.entry import Made
from cms.delivery.keys import key_of, plain
from cms.foundation.links import page_path
from cms.foundation.visibility import visible_pages
from cms.library.models import CallToAction, Example, Question, Role
from cms.wsgi import in_utf_8
from home.provisioning.brands import check_brands
from tests.cms.delivery.conftest import environ_of
from tests.connections import one_connection
from tests.factories.brands import remove_brands

FACTS = yaml.safe_load((Path(__file__).parents[1] / "data" / "cio-vs-cto-facts.yaml").read_text())
BRANDS = ["iduet", "finhire", "gridmasters", "tomorrowsleaders"]
REAL_PAGE = {
    "en": "/en/it-leadership-recruitment-cio-cto-and-it-managers/cio-vs-cto/",
    "nl": None,  # found as its translation
}
TEXTS_OF = {
    Role: ("tagline", "choose_when", "description"),
    Question: ("question", "answer"),
    Example: ("title", "situation", "action", "result"),
    CallToAction: ("title", "text"),
}


pytestmark = [pytest.mark.django_db, pytest.mark.crawl]


@pytest.fixture(scope="module", autouse=True)
def _demo(django_db_setup, django_db_blocker, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr("django.conf.settings.DATA_DIRECTORY", tmp_path_factory.mktemp("demo"))
        remove_brands()
        call_command("provision_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


def get(brand_key: str, path: str):
    return Client().get(path, headers={"host": f"{brand_key}.localhost:8000"})


def words(html: str) -> str:
    """Text as a reader sees it: tags out, nothing put in their place, white space as one space."""
    soup = BeautifulSoup(html, "html.parser")
    for hidden in soup(["script", "style", "template"]):
        hidden.decompose()
    return " ".join(soup.get_text("").split())


def public_paths(brand_key: str) -> dict[int, str]:
    """Primary key → path of every page that the public may see."""
    directory = BrandDirectory()
    pages = visible_pages(directory, directory.by_key(brand_key))
    return {page.pk: page_path(directory, page) for page in pages}


@pytest.fixture(scope="module")
def site(_demo):
    """Brand → path → response, of every public page."""
    return {key: {path: get(key, path) for path in public_paths(key).values()} for key in BRANDS}


@pytest.fixture(scope="module")
def real_page(site):
    """Language → text of the comparison of CIO and CTO."""
    english = BeautifulSoup(site["iduet"][REAL_PAGE["en"]].text, "html.parser")
    dutch = english.find("link", rel="alternate", hreflang="nl")["href"].removeprefix("http://iduet.localhost:8000")
    return {"en": words(site["iduet"][REAL_PAGE["en"]].text), "nl": words(site["iduet"][dutch].text)}


class TestTheRealPage:
    @pytest.mark.parametrize("language", ["en", "nl"])
    @pytest.mark.parametrize("fact", FACTS, ids=[entry["fact"] for entry in FACTS])
    def test_every_fact_is_on_it(self, real_page, fact, language):
        lacking = [phrase for phrase in fact[language] if " ".join(phrase.split()) not in real_page[language]]
        assert not lacking

    def test_no_fact_is_told_twice_in_the_list(self):
        names = [entry["fact"] for entry in FACTS]
        assert len(names) == len(set(names)) > 50


class TestEveryPage:
    @pytest.mark.parametrize("key", BRANDS)
    def test_answers(self, site, key):
        assert {path: response.status_code for path, response in site[key].items() if response.status_code != 200} == {}
        assert len(site[key]) >= 20

    @pytest.mark.parametrize("key", BRANDS)
    def test_has_the_types_that_the_demo_promises_in_both_languages(self, key):
        directory = BrandDirectory()
        brand = directory.by_key(key)
        for code in ("nl", "en"):
            types = [page.specific_class.type_key() for page in visible_pages(directory, brand, code)]
            assert {"home", "comparison", "role", "faq", "examples", "article_index", "article", "contact"} <= set(
                types
            )
            assert types.count("specialism") >= 3
            assert types.count("content") >= 2
            assert types.count("home") == 1

    @pytest.mark.parametrize("key", BRANDS)
    def test_speaks_its_language_and_leads_to_its_translation(self, site, key):
        for path, response in site[key].items():
            soup = BeautifulSoup(response.text, "html.parser")
            code = "en" if path.startswith("/en/") else "nl"
            assert soup.html["lang"] == code, path
            assert len(soup.find_all("h1")) == 1, path
            other = soup.find("link", rel="alternate", hreflang="nl" if code == "en" else "en")
            assert other, path
            assert other["href"].removeprefix(f"http://{key}.localhost:8000") in site[key], path

    @pytest.mark.parametrize("key", BRANDS)
    def test_no_link_within_the_site_is_broken(self, site, key):
        known = set(site[key])
        for path, response in site[key].items():
            for anchor in BeautifulSoup(response.text, "html.parser").find_all("a", href=True):
                href = anchor["href"].partition("#")[0]
                if href.startswith("/") and not href.startswith(("/media/", "/static/", "/documents/")):
                    assert href in known, f"{path} → {href}"

    @pytest.mark.parametrize("key", BRANDS)
    def test_shows_no_word_of_a_sisters_own_library(self, site, key):
        sisters = [
            text
            for model, fields in TEXTS_OF.items()
            for item in model.objects.exclude(brand=None).exclude(brand__key=key)
            for name in fields
            if (text := words(getattr(item, name))) and (item.original_id is None or name in item.own_fields)
        ]
        assert len(sisters) > 100
        for path, response in site[key].items():
            text = words(response.text)
            assert [sentence for sentence in sisters if len(sentence) > 25 and sentence in text] == [], path

    def test_at_least_one_version_of_an_original_shows(self, site):
        versions = Role.objects.filter(original__isnull=False).select_related("brand")
        version = next(version for version in versions if "tagline" in version.own_fields)
        shown = [path for path, response in site[version.brand.key].items() if version.tagline in words(response.text)]
        assert shown
        for key in set(BRANDS) - {version.brand.key}:
            assert not [path for path, response in site[key].items() if version.tagline in words(response.text)]

    @pytest.mark.parametrize("key", BRANDS)
    def test_the_sisters_are_named_on_every_page(self, site, key):
        for path, response in site[key].items():
            for brand in Brand.objects.all():
                assert brand.name in response.text, path


class TestTheContent:
    def test_every_brand_is_complete(self):
        assert [f"{found.brand}: {found.message}" for found in check_brands()] == []

    def test_the_editor_could_save_every_page_as_it_is(self):
        """What was loaded passes every check that the editor's form makes."""
        for page in Page.objects.filter(depth__gte=2).specific():
            assert page.publish_errors() == {}, page
            for field in page._meta.get_fields():
                if isinstance(field, StreamField):
                    field.stream_block.clean(getattr(page, field.name))

    @pytest.mark.parametrize("model", TEXTS_OF)
    def test_the_librarian_could_save_every_item_as_it_is(self, model):
        for item in model.objects.all():
            item.full_clean()
            assert item.publish_errors() == {}, item
            for field in item._meta.get_fields():
                if isinstance(field, StreamField):
                    field.stream_block.clean(getattr(item, field.name))

    @pytest.mark.parametrize("key", BRANDS)
    def test_each_brand_has_its_questions_and_examples(self, key):
        own = {
            model: model.objects.filter(brand__key=key, locale__language_code="nl", original=None) for model in TEXTS_OF
        }
        assert own[Question].count() + own[Role].count() >= 10
        assert own[Example].count() >= 3

    def test_a_second_run_changes_nothing(self, capsys):
        before = {model: model._default_manager.count() for model in apps.get_models(include_auto_created=True)}
        call_command("provision_demo")
        assert "none, all are there" in capsys.readouterr().out
        after = {model: model._default_manager.count() for model in apps.get_models(include_auto_created=True)}
        assert after == before

    @pytest.mark.parametrize("key", BRANDS)
    def test_what_pages_share_changes_no_answer(self, key):
        """Neither its bytes nor what it was made of, whatever was made before it in whichever order."""
        brand, shared = BrandDirectory().by_key(key), {}
        paths = [*public_paths(key).values(), "/nothing/", "/llms.txt", "/sitemap.xml", f"/api/v1/brands/{key}/layout"]
        paths += [f"/api/v1/brands/{key}/pages/{page}" for page in public_paths(key)]
        random.Random(key).shuffle(paths)  # noqa: S311 - the same each time
        for path in paths:
            host = "api.localhost" if path.startswith("/api/") else f"{key}.localhost"
            environ = environ_of(f"{host}:8000", path)
            with one_connection():
                alone, together = (
                    Made(in_utf_8, plain({**environ, **kept}, key_of(environ)))
                    for kept in ({}, {KEPT_DIRECTORY: BrandDirectory(shared)})
                )
            assert alone.status in ("200 OK", "404 Not Found"), path
            assert together.status == alone.status, path
            assert together.body == alone.body, path
            assert together.tags == alone.tags, path
        assert len(shared) == len(brand.languages.all())

    def test_no_address_of_the_live_sites_is_left_in_the_markup(self, site):
        for key in BRANDS:
            for path, response in site[key].items():
                assert not re.search(r'href="https?://[^"]*\.localhost:(?!8000)', response.text), path
