"""Nothing that somebody may not see leaves Wagtail's own APIs while they are on.

Of the read API the addresses and parameters are asked of its routes and its view set, of the write API of its contract:
one that a release of Wagtail adds is crawled at once.
"""

import itertools

import pytest
from django.apps import apps
from django.test import Client
from django.urls import get_resolver
from wagtail.api.v3.urls import api
from wagtail.models import APIToken, Revision

from cms.api.wagtail_v2.pages import COMPARED, BrandPagesViewSet
from cms.foundation.pages import BasePage
from tests.api.planting import plant
from tests.factories.brands import home_of

READ, WRITE = "/api/v2", "/api/v3-preview"
NONSENSE = "qznonsense0x"
NO_SUCH_KEY = 987_654_321
TYPES = [model._meta.label for model in apps.get_models() if issubclass(model, BasePage)]
#: Parameters of the read API that take something else than words.
KEYS = ("id", "child_of", "ancestor_of", "descendant_of", "translation_of")
CHOICES = {
    "type": TYPES, "locale": ["nl", "en"], "fields": ["*", "_"], "order": [*COMPARED, "random"], "limit": [20],
    "offset": [0, 5], "rich_text_format": ["html", "markdown"], "show_in_menus": ["true", "false"], "site": [],
    "search_operator": ["and"], "format": ["json"], "_": ["1"],
}  # fmt: skip


@pytest.fixture
def planted(brands, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):  # the search index hears of everything
        return plant(brands)


def keys_of(label: str) -> list[int]:
    """Primary keys of all things of a kind, and one of nothing."""
    return [NO_SUCH_KEY, *apps.get_model(label)._base_manager.order_by("pk").values_list("pk", flat=True)]


def page_keys() -> list[int]:
    return keys_of("wagtailcore.Page")


@pytest.mark.crawl
class TestReadApi:
    def addresses(self) -> list[str]:
        (resolver,) = [
            one for one in get_resolver("cms.api.wagtail_v2.mount").url_patterns if hasattr(one, "namespace")
        ]
        found = []
        for endpoint in resolver.url_patterns:
            for pattern in endpoint.url_patterns:
                path = f"{endpoint.pattern}{pattern.pattern}".replace("^", "/")
                found += [path.replace("<int:pk>", str(key)) for key in page_keys()] if "<" in path else [path]
        return found

    def queries(self, planted) -> list[dict]:
        names = BrandPagesViewSet.known_query_parameters | BrandPagesViewSet.find_query_parameters | set(COMPARED)
        found = [{"type": label, "fields": "*", "limit": 20} for label in TYPES]
        for name in sorted(names):
            found += [{name: value} for value in (page_keys() if name in KEYS else CHOICES.get(name, []))]
        return [*found, *({"html_path": f"/{page.slug}/"} for page in planted.hidden_pages.values())]

    @pytest.mark.parametrize("number", [0, 1])
    def test_no_hidden_word_is_ever_said_and_every_public_page_is(self, planted, brands, number):
        brand = brands[number]
        client = Client(HTTP_HOST=f"{brand.host}:8000")
        forbidden = planted.forbidden(brand)
        unseen = {what: word for what, word in planted.own[brand.key].items() if "page" in what}
        addresses = self.addresses()
        assert len(addresses) > 30
        asked = [(address, {"fields": "*"}) for address in addresses if "find" not in address]
        asked += [(address, query) for address in addresses if "/pages/" in address and address.endswith(("s/", "d/"))
                  for query in self.queries(planted)]  # fmt: skip
        for address, query in asked:
            response = client.get(READ + address, query)
            assert response.status_code < 500
            text = response.content.decode() + str(response.headers)
            words = " ".join(map(str, query.values()))
            assert not [what for what, word in forbidden.items() if word in text and word not in words], (
                address,
                query,
            )
            unseen = {what: word for what, word in unseen.items() if word not in text}
        assert not unseen

    def test_asking_for_a_hidden_word_is_answered_as_asking_for_nonsense(self, planted, brands):
        names = BrandPagesViewSet.known_query_parameters | BrandPagesViewSet.find_query_parameters | set(COMPARED)
        free = sorted(names - set(KEYS) - CHOICES.keys())
        assert {"search", "title", "slug", "html_path", "search_description", "seo_title"} == set(free)
        # What is compared exactly is asked in one brand, which spares a third of the time.
        asked = [(brands[0], name) for name in free] + [(brands[1], name) for name in ("search", "html_path", "title")]
        for brand, name in asked:
            client = Client(HTTP_HOST=f"{brand.host}:8000")
            address = f"{READ}/pages/find/" if name == "html_path" else f"{READ}/pages/"
            nothing = client.get(address, {name: NONSENSE})
            for what, word in planted.forbidden(brand).items():
                answer = client.get(address, {name: word})
                assert (answer.status_code, answer.content) == (nothing.status_code, nothing.content), (name, what)

    def test_a_hidden_key_is_answered_as_one_of_nothing(self, planted, brands):
        for brand in brands:
            client = Client(HTTP_HOST=f"{brand.host}:8000")
            foreign = [home_of(other).pk for other in brands if other != brand]
            for key, name in itertools.product([*foreign, *(one.pk for one in planted.hidden_pages.values())], KEYS):
                address = f"{READ}/pages/find/" if name == "id" else f"{READ}/pages/"
                assert client.get(address, {name: key}).content == client.get(address, {name: NO_SUCH_KEY}).content
                assert client.get(f"{READ}/pages/{key}/").status_code == 404


@pytest.mark.crawl
class TestWriteApi:
    """Somebody of one brand reads her drafts, and not a word of the other brand's."""

    def forbidden(self, planted, brand) -> dict[str, str]:
        """Drafts of originals are there for every brand, in the desk and here."""
        hers = (f", {brand.key}", "of the group")
        return {what: word for what, word in planted.forbidden(brand).items() if not what.endswith(hers)}

    def requests(self, contract):
        keys = {
            "page_id": page_keys(), "type_name": TYPES, "locale_id": [1, 2], "type": ["library.Role"], "pk": [1, 2],
            "image_id": keys_of("media.MediaImage"), "document_id": keys_of("media.MediaDocument"),
            "redirect_id": keys_of("wagtailredirects.Redirect"), "site_id": keys_of("wagtailcore.Site"),
        }  # fmt: skip
        revisions = Revision.page_revisions.values_list("object_id", "pk")
        for path, methods in contract["paths"].items():
            if "get" not in methods:
                continue
            names = [one["name"] for one in methods["get"].get("parameters", ()) if one["in"] == "path"]
            if "revision_id" in names:
                values = (
                    [{"page_id": page, "revision_id": key} for page, key in revisions] if "page_id" in names else []
                )
            else:
                values = [dict(zip(names, chosen, strict=True)) for chosen in itertools.product(*map(keys.get, names))]
            for chosen in values:
                yield path.format(**chosen), methods["get"]

    @pytest.mark.parametrize("number", [0, 1])
    def test_no_word_of_another_brand_is_ever_said(self, planted, brands, publisher_of, number):
        brand = brands[number]
        _, token = APIToken.create_token(user=publisher_of(brand), name="crawl")
        client = Client(HTTP_HOST="desk.localhost:8000", headers={"authorization": f"Bearer {token}"})
        forbidden, seen, asked = self.forbidden(planted, brand), "", 0
        contract = api.get_openapi_schema(path_prefix=f"{WRITE}/")
        for address, operation in self.requests(contract):
            free = [one["name"] for one in operation.get("parameters", ()) if self.is_free_text(one)]
            for query in [{}, {"version": "draft", "rich_text_format": "markdown"}, {"limit": 20, "offset": 10}]:
                response = client.get(address, query)
                assert response.status_code < 500, address
                text = response.content.decode() + str(response.headers)
                assert not [what for what, word in forbidden.items() if word in text], (address, query)
                seen, asked = seen + text, asked + 1
            for name in free if "{" not in address and not any(letter.isdigit() for letter in address[9:]) else ():
                nothing = client.get(address, {name: NONSENSE}).content.replace(NONSENSE.encode(), b"")
                for what, word in forbidden.items():
                    answer = client.get(address, {name: word}).content.replace(word.encode(), b"")
                    assert answer == nothing, (address, name, what)
        assert asked > 300
        draft = planted.secret[f"draft, {brand.key}"]
        assert draft in seen  # her own drafts are what she is there for

    @staticmethod
    def is_free_text(parameter: dict) -> bool:
        kinds = [parameter["schema"], *parameter["schema"].get("anyOf", [])]
        return parameter["in"] == "query" and any(
            kind.get("type") == "string" and "enum" not in kind and "format" not in kind and "const" not in kind
            for kind in kinds
        )
