"""Bodies of pages that somebody or something has spoiled: posted to the desk, sent to Wagtail's write API, or found in
the database. Refused whole, or read as far as they can be; never a fault, and never half.
"""

import json
from collections import Counter
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from wagtail.fields import StreamField as WagtailsStreamField
from wagtail.models import APIToken, Page, Revision

from cms.changes.models import Change
from cms.comparisons.models import ComparisonPage
from cms.foundation.streams import StreamField
from cms.pages.models import SpecialismPage
from home.provisioning.teams import brand_collection
from tests.cms.desk.page_contents import CASES, Material
from tests.factories.brands import home_of
from tests.factories.forms import page_data
from tests.factories.pages import make_page
from tests.spoiling import chance_of, keep, mistyped, mutated

pytestmark = pytest.mark.usefixtures("brands")

SOME, MANY = 8, 1000
#: With these something went wrong once at the desk.
FOUND = (102, 139)
TYPES = (SpecialismPage, ComparisonPage)


def state() -> list:
    """What a refused change leaves as it was."""
    fields = ("pk", "title", "live", "draft_title", "latest_revision", "path")
    return [*Page.objects.order_by("pk").values_list(*fields), Change.objects.count(), Revision.objects.count()]


@pytest.fixture
def whole(iduet):
    """A public page of each of two types, with every block between them, and what was typed into its form."""
    made, material = [], Material(iduet)
    material.picture.collection = brand_collection(iduet)
    material.picture.save()
    for page_type in TYPES:
        fields = dict(CASES[page_type](material).whole)
        stored = {name: plain(value) if isinstance(value, list) else value for name, value in fields.items()}
        page = make_page(page_type, home_of(iduet), f"{page_type.__name__} of Iduet", **stored)
        made.append(SimpleNamespace(page=page, type=page_type, fields=fields, stored=stored, material=material))
    return made


def plain(value):
    """As it is stored: keys in the place of things."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return getattr(value, "pk", value) if hasattr(value, "_meta") and not isinstance(value, type) else value


class TestPostedToTheDesk:
    """By a publisher, who saves a draft or publishes, and who previews."""

    def survive(self, client, whole, count: int) -> Counter:
        outcomes = Counter()
        for seed in (*range(count), *FOUND):
            chance, of = chance_of(seed), whole[seed % len(whole)]
            action = chance.choice(("publish", None))
            posted = page_data(of.type, action, title=of.page.title, slug=of.page.slug, **of.fields)
            posted = mistyped(posted, chance, among=chance.choice(("body", "body", "body", "roles", "facts", "")))
            before = state()
            address = reverse("wagtailadmin_pages:edit", args=[of.page.pk])
            answer = client.post(address, posted)
            assert answer.status_code in (200, 302), seed
            assert answer.status_code == 302 or state() == before, seed
            outcomes[answer.status_code] += 1
            shown = client.post(reverse("wagtailadmin_pages:preview_on_edit", args=[of.page.pk]), posted)
            assert shown.status_code == 200, seed
            if shown.json()["is_available"]:
                assert client.get(reverse("wagtailadmin_pages:preview_on_edit", args=[of.page.pk])).status_code == 200
            if answer.status_code == 302:  # what was taken can be opened, and is read by the public
                assert client.get(address).status_code == 200, seed
                assert read(of.page, "iduet").keys() <= {200, 301}, seed
        return outcomes

    def test_some(self, whole, iduet, desk_client, publisher_of):
        outcomes = self.survive(desk_client(publisher_of(iduet)), whole, SOME)
        assert outcomes[200]
        assert outcomes[302]

    @pytest.mark.proof
    def test_a_thousand(self, whole, iduet, desk_client, publisher_of):
        outcomes = self.survive(desk_client(publisher_of(iduet)), whole, MANY)
        assert min(outcomes[200], outcomes[302]) > 100


class TestSentToTheWriteApi:
    """By a token of a publisher."""

    def survive(self, user, whole, count: int) -> Counter:
        _, token = APIToken.create_token(user=user, name="tests")
        client = Client(HTTP_HOST="desk.localhost:8000", headers={"authorization": f"Bearer {token}"})
        outcomes = Counter()
        streams = [{name: value for name, value in of.stored.items() if isinstance(value, list)} for of in whole]
        for of, good in zip(whole, streams, strict=True):
            address = f"/api/v3-preview/pages/{of.page.pk}/"
            answer = client.patch(address, json.dumps(good), content_type="application/json")
            assert answer.status_code == 200, answer.content
        for seed in range(count):
            chance, of = chance_of(seed), whole[seed % len(whole)]
            body = mutated(streams[seed % len(whole)], chance)
            if isinstance(body, dict) and chance.random() < 0.5:
                body = {**body, "meta": {"action": "publish"}}
            before = state()
            raw = json.dumps(body)
            answer = client.patch(f"/api/v3-preview/pages/{of.page.pk}/", raw, content_type="application/json")
            assert answer.status_code < 500, seed
            assert answer.status_code == 200 or state() == before, seed
            if answer.status_code != 200:
                assert answer["Content-Type"] == "application/problem+json", seed
            outcomes[answer.status_code] += 1
            for version in ("", "?version=draft"):
                assert client.get(f"/api/v3-preview/pages/{of.page.pk}/{version}").status_code == 200, seed
            assert read(of.page, "iduet").keys() <= {200, 301}, seed
        return outcomes

    @pytest.fixture(autouse=True)
    def _as_often_as_it_likes(self):
        with override_settings(WAGTAIL_API_V3_REQUESTS_PER_MINUTE=0):
            yield

    def test_some(self, whole, iduet, publisher_of):
        outcomes = self.survive(publisher_of(iduet), whole, SOME)
        assert outcomes[200]
        assert outcomes[422]

    @pytest.mark.proof
    def test_a_thousand(self, whole, iduet, publisher_of):
        outcomes = self.survive(publisher_of(iduet), whole, MANY)
        assert min(outcomes[200], outcomes[422]) > 100


class TestFoundInTheDatabase:
    """What stands there without the shape of its blocks is left out, wherever it is read."""

    def survive(self, client, whole, count: int) -> None:
        places = [(of.page, name, of.stored[name]) for of in whole for name in of.stored if is_stream(of.page, name)]
        places += [(of.page, "body", of.stored["body"]) for of in whole] * 3  # where most blocks are
        material = whole[0].material
        for row in (material.roles[1], material.call_to_action, material.form, material.specialisations):
            places += [
                (row, each.name, stored(row, each)) for each in row._meta.get_fields() if is_stream(row, each.name)
            ]
        for seed in range(count):
            chance = chance_of(seed)
            row, name, value = chance.choice(places)
            page = row if isinstance(row, Page) else whole[0].page
            keep(row, name, mutated(value, chance))
            assert read(page, "iduet").keys() == {200}, seed
            type(row).objects.get(pk=row.pk).save_revision(clean=False)
            for address in addresses(row):
                assert client.get(address).status_code == 200, (seed, address)
            keep(row, name, value)

    def test_some(self, whole, iduet, desk_client, publisher_of):
        self.survive(desk_client(publisher_of(iduet)), whole, SOME)

    @pytest.mark.proof
    def test_a_thousand(self, whole, iduet, desk_client, publisher_of):
        self.survive(desk_client(publisher_of(iduet)), whole, MANY)

    def test_what_no_answer_can_spell_is_left_out(self, whole):
        """JSON can hold half of a surrogate pair, in a text and in what names its block."""
        for of in whole:
            half = {"type": "text_section", "id": "\ud800", "value": {"heading": "\ud800", "text": "<p>It stays.</p>"}}
            keep(of.page, "body", [half, *of.stored["body"]])
            assert read(of.page, "iduet").keys() == {200}
            assert Page.objects.get(pk=of.page.pk).specific.body[0].value["text"].source == "<p>It stays.</p>"

    def test_every_stream_of_ours_is_read_so(self):
        fields = [each for model in apps.get_models() for each in model._meta.get_fields()]
        streams = [each for each in fields if isinstance(each, WagtailsStreamField)]
        assert len(streams) > 10
        assert [each for each in streams if not isinstance(each, StreamField)] == []


def is_stream(row, name: str) -> bool:
    return isinstance(row._meta.get_field(name), StreamField)


def stored(row, field) -> list:
    return json.loads(field.value_to_string(row))


def addresses(row) -> list[str]:
    """Where the desk shows a page or an item."""
    if isinstance(row, Page):
        names = ("edit", "view_draft", "preview_on_edit", "history")
        return [reverse(f"wagtailadmin_pages:{name}", args=[row.pk]) for name in names]
    return [reverse(row.snippet_viewset.get_url_name(name), args=[row.pk]) for name in ("edit", "history")]


def read(page, key: str) -> Counter:
    """What its readers are answered, and how often: the site, its Markdown, our API and Wagtail's."""
    path = Page.objects.get(pk=page.pk).get_url_parts()[2]
    at_home = Client(HTTP_HOST=f"{key}.localhost:8000")
    of_api = Client(HTTP_HOST="api.localhost:8000")
    return Counter(
        answer.status_code
        for answer in (
            at_home.get(path),
            at_home.get(path, headers={"accept": "text/markdown"}),
            of_api.get(f"/api/v1/brands/{key}/pages/{page.pk}"),
            of_api.get(f"/api/v2/pages/{page.pk}/", {"site": f"{key}.localhost"}),
        )
    )
