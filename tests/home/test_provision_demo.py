"""`manage.py provision_demo` on data files of its own: all or nothing, once, and errors that name file and place."""

import copy
import io

import pytest
import yaml
from django.apps import apps
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import models
from PIL import Image as PillowImage

from brands.models import Brand
from cms.library.models import Question, Role
from cms.media.models import MediaImage
from cms.navigation.models import Menu
from home.management.commands import provision_demo
from home.provisioning.demo import people
from tests.factories.brands import home_of

TEXT = {"en": "Text", "nl": "Tekst"}


def brand_data(name: str, order: int) -> dict:
    return {
        "name": name, "hostname": name.lower(), "languages": ["nl", "en"], "group_order": order,
        "strapline": TEXT, "statement": TEXT, "field_of_work": TEXT, "live_domain": f"{name.lower()}.nl",
        "email": f"info@{name.lower()}.nl", "images": {"logo_light": "logo-light"},
        "cookies": [{"name": "c", "provider": "p", "category": "necessary", "duration": 2, "duration_unit": "days",
                     "purpose": TEXT}],
    }  # fmt: skip


def question(key: str) -> dict:
    return {"key": key, "question": {"en": f"What is {key}?", "nl": f"Wat is {key}?"}, "answer": TEXT}


def files(brand: str) -> dict:
    """The smallest brand: every kind of file, each referring to another."""
    cards = {"heading": TEXT, "cards": [{"title": TEXT, "text": TEXT, "link": {"text": "", "page": "home"}}]}
    return {
        "brand.yaml": brand_data(brand.capitalize(), 1 if brand == "alpha" else 2),
        "theme.yaml": {"colour_primary": "#1f3a8a"},
        "images/images.yaml": [
            {"key": "logo-light", "file": "logo.png", "title": "Logo", "alt": TEXT},
            {"key": "hero", "file": "logo.png", "title": "Hero", "alt": TEXT, "focal_point": {"x": 0.5, "y": 0.25}},
        ],
        "library.yaml": {
            "questions": [question(f"{brand}-why")],
            "roles": [{"original": "cio", "tagline": {"en": f"{brand}'s", "nl": f"van {brand}"}}],
        },
        "menus.yaml": {"header": [{"page": "terms"}], "footer": [{"heading": TEXT, "links": [{"page": "home"}]}]},
        "pages/home.yaml": {"key": "home", "type": "home", "title": TEXT, "introduction": TEXT, "body": []},
        "pages/terms.yaml": {
            "key": "terms", "type": "content", "parent": "home", "slug": {"en": "terms", "nl": "voorwaarden"},
            "title": {"en": "Terms", "nl": "Voorwaarden"}, "hero_image": "hero",
            "introduction": {"en": '<p><a href="page:home">home</a></p>', "nl": "Tekst\n\nen nog een"},
            "body": [{"link_cards": cards}, {"role_cards": {"heading": TEXT, "roles": ["cio"]}},
                     {"questions": {"heading": TEXT, "questions": [f"{brand}-why"]}}],
        },
    }  # fmt: skip


GROUP = {
    "library.yaml": {
        "roles": [{"key": "cio", "short_name": "CIO", "tagline": TEXT, "description": TEXT, "choose_when": TEXT}],
        "questions": [question("shared")],
    }
}


@pytest.fixture
def demo(tmp_path, monkeypatch):
    """`demo["alpha"]["brand.yaml"]["name"]` can be changed; `run()` writes the files and loads them."""
    folder = tmp_path / "demo"
    monkeypatch.setattr(provision_demo, "DEMO_DIRECTORY", folder)
    monkeypatch.setattr(people.settings, "DATA_DIRECTORY", tmp_path / "data")
    return {"folder": folder, "group": copy.deepcopy(GROUP), "alpha": files("alpha"), "beta": files("beta")}


def write(demo) -> None:
    for name in set(demo) - {"folder"}:
        for path, data in demo[name].items():
            target = demo["folder"] / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(data if isinstance(data, str) else yaml.safe_dump(data, allow_unicode=True))
        if name != "group":
            PillowImage.new("RGB", (32, 16), "#336699").save(demo["folder"] / name / "images" / "logo.png")


def run(demo) -> str:
    write(demo)
    out = io.StringIO()
    call_command("provision_demo", stdout=out)
    return out.getvalue()


def counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models(include_auto_created=True)}


def stored_files() -> set[str]:
    return {str(path) for path in django_settings.MEDIA_ROOT.rglob("*") if path.is_file()}


class TestLoading:
    def test_brands_pages_library_menus_and_people(self, db, demo, site_client):
        out = run(demo)
        assert "Brands made: Alpha, Beta." in out
        assert "http://alpha.localhost:8000/" in out
        assert "publisher@beta.localhost" in out
        assert (demo["folder"].parent / "data" / "demo-password").read_text().strip() in out
        alpha, beta = Brand.objects.get(key="alpha"), Brand.objects.get(key="beta")
        assert (alpha.domain, alpha.logo_light.title) == ("Alpha.nl", "Logo")
        assert alpha.language("nl").strapline == "Tekst"
        for brand, path, words in ((alpha, "/voorwaarden/", "van alpha"), (beta, "/en/terms/", "beta's")):
            text = site_client(brand, path).text
            assert words in text.replace("&#x27;", "'")
        assert Menu.objects.filter(brand=alpha, live=True).count() == 4
        assert alpha.cookies.get().purposes.count() == 2

    def test_everything_has_a_revision_and_is_translated(self, db, demo):
        run(demo)
        dutch, english = Role.objects.filter(original=None).order_by("locale__language_code").reverse()
        assert dutch.translation_key == english.translation_key
        for item in (dutch, english, *Question.objects.all()):
            assert item.live_revision_id
        page = home_of(Brand.objects.get(key="alpha"), "en").get_children().get().specific
        assert page.live_revision_id
        assert page.source_revision.object_id == str(page.get_translations().get().pk)

    def test_an_image_keeps_its_focal_point(self, db, demo):
        run(demo)
        hero = MediaImage.objects.filter(title="Hero").first()
        assert (hero.focal_point_x, hero.focal_point_y, hero.purpose) == (16, 4, "picture")
        assert MediaImage.objects.filter(title="Logo").first().purpose == "logo"


def newest_of(model: type[models.Model]) -> object:
    """The highest primary key: also of models whose key is a UUID, which PostgreSQL does not aggregate."""
    return model._default_manager.order_by("-pk").values_list("pk", flat=True).first()


class TestASecondRun:
    def test_changes_nothing(self, db, demo):
        run(demo)
        before, stored = counts(), stored_files()
        newest = {model: newest_of(model) for model in apps.get_models()}
        assert "none, all are there" in run(demo)
        assert counts() == before
        assert stored_files() == stored
        for model, pk in newest.items():
            assert newest_of(model) == pk, model

    def test_a_brand_that_came_later_uses_the_originals_that_are_there(self, db, demo):
        beta = demo.pop("beta")
        run(demo)
        originals = set(Role.objects.filter(brand=None).values_list("pk", flat=True))
        demo["beta"] = beta
        assert "Brands made: Beta." in run(demo)
        assert set(Role.objects.filter(brand=None).values_list("pk", flat=True)) == originals
        assert Question.objects.filter(brand=None).count() == 2
        version = Role.objects.get(brand__key="beta", locale__language_code="nl")
        assert version.original_id in originals


def change(data, *steps):
    """Set (or with `...` remove) a value deep inside a file's data."""
    *path, last, value = steps
    for step in path:
        data = data[step]
    if value is ...:
        del data[last]
    else:
        data[last] = value


BAD = [
    (("alpha", "brand.yaml", "name", ...), "alpha/brand.yaml: “name” is missing."),
    (("alpha", "brand.yaml", "group_order", ...), "alpha/brand.yaml: “group_order” is missing."),
    (("alpha", "brand.yaml", "languages", ["nl", "fr"]), "alpha/brand.yaml: "),
    (("alpha", "brand.yaml", "hostname", "Al pha"), "alpha/brand.yaml: "),
    (("beta", "brand.yaml", "name", "Alpha"), "beta/brand.yaml: "),
    (("beta", "brand.yaml", "statement", {"en": "Text"}), "beta/brand.yaml: No text in “nl”"),
    (("beta", "brand.yaml", "images", {"logo_light": "nothing"}), "beta/brand.yaml: beta: there is no image “nothing”"),
    (("beta", "theme.yaml", "colour_text", "#ffffff"), "beta/brand.yaml: colour_text: "),
    (("beta", "brand.yaml", "name: [unclosed"), "beta/brand.yaml: "),
    (
        ("beta", "images/images.yaml", 0, "file", "gone.png"),
        "beta/images/images.yaml logo-light: There is no file gone.png",
    ),
    (("beta", "images/images.yaml", 0, "title", ...), "beta/images/images.yaml logo-light: “title” is missing."),
    (("group", "library.yaml", "roles", 0, "tagline", "x" * 121), "group/library.yaml roles cio: tagline: "),
    (("group", "library.yaml", "roles", 0, "tagline", ...), "group/library.yaml roles cio: tagline: "),
    (
        ("group", "library.yaml", "roles", 0, "colour", "red"),
        "group/library.yaml roles cio: there is no field “colo",
    ),
    (("beta", "library.yaml", "rolls", []), "beta/library.yaml: no such list: rolls"),
    (("beta", "library.yaml", "roles", 0, "original", "cfo"), "beta/library.yaml roles cfo: "),
    (("beta", "pages/terms.yaml", "type", "poem"), "beta/pages/terms.yaml: There is no page type “poem”"),
    (("beta", "pages/terms.yaml", "type", ...), "beta/pages/terms.yaml: “type” is missing."),
    (("beta", "pages/terms.yaml", "parent", "nowhere"), "beta/pages/terms.yaml: the parent is none of the pages"),
    (("beta", "pages/terms.yaml", "slug", "no slug"), "beta/pages/terms.yaml: slug: "),
    (("beta", "pages/terms.yaml", "introduction", '<a href="page:nowhere">x</a>'), "beta/pages/terms.yaml nl"),
    (
        ("beta", "pages/terms.yaml", "body", 0, {"poem": {}}),
        "beta/pages/terms.yaml nl body[0]: there is no block “poe",
    ),
    (
        ("beta", "pages/terms.yaml", "body", 0, "link_cards", "cards", 0, "colour", "red"),
        "beta/pages/terms.yaml nl body[0].link_cards.cards[0]: no such field: colour",
    ),
    (
        ("beta", "pages/terms.yaml", "body", 1, "role_cards", "roles", ["cto"]),
        "beta/pages/terms.yaml nl body[1].role_cards",
    ),
    (
        ("beta", "pages/terms.yaml", "body", 2, "questions", "questions", ["beta-why"] * 2),
        "beta/pages/terms.yaml nl: body: ",
    ),
    (("beta", "pages/terms.yaml", "tags", ["one, two"]), "beta/pages/terms.yaml nl tags: word: "),
    (("beta", "menus.yaml", "sidebar", []), "beta/menus.yaml: there is no place “sidebar”"),
    (("beta", "menus.yaml", "header", [{"page": "nowhere"}]), "beta/menus.yaml header"),
]


@pytest.mark.crawl
class TestBadFiles:
    @pytest.mark.parametrize(("steps", "message"), BAD, ids=[message[:60] for _steps, message in BAD])
    def test_the_error_names_file_and_place_and_nothing_is_written(self, db, demo, steps, message):
        change(demo, *steps)
        before, stored = counts(), stored_files()
        with pytest.raises(CommandError) as refused:
            run(demo)
        assert str(refused.value).startswith(message)
        assert counts() == before
        assert stored_files() == stored

    def test_with_https_it_is_refused(self, db, demo, settings):
        settings.HTTPS = True
        with pytest.raises(CommandError, match="without HTTPS"):
            run(demo)
        assert not Brand.objects.filter(key__in=["alpha", "beta"]).exists()
