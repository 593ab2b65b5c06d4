"""The small checks of the write API's gate and lists: what each lets pass, and what it refuses."""

from types import SimpleNamespace

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale

from cms.desk.wagtail_v3.gate import named_in_path
from cms.desk.wagtail_v3.problems import Refused
from cms.library.models import Question
from tests.factories.brands import home_of
from tests.factories.library import make_question
from tests.factories.pages import make_content

from .conftest import nothing

#: Looks like a number to Python, and is none to a database.
NO_KEY = "²"


@pytest.fixture
def publisher(publishers):
    """A publisher of the first brand."""
    return publishers[0]


class TestPaths:
    def test_a_parameter_that_nobody_has_said_closes_its_address(self):
        with pytest.raises(Refused, match="Not found"):
            list(named_in_path(SimpleNamespace(kwargs={"company_id": 1})))

    def test_what_names_nothing_of_a_brand_is_open_to_who_may_ask(self, asking, administrator):
        dutch = Locale.objects.get(language_code="nl")
        told = asking(administrator).get(f"/locales/{dutch.pk}/")
        assert (told.status_code, told.json()["language_code"]) == (200, "nl")

    @pytest.mark.parametrize("name", ["translation_of", "site"])
    def test_a_number_that_is_no_key_is_refused_by_its_name(self, publisher, name):
        path = "/redirects/" if name == "site" else f"/snippets/{Question._meta.label}/"
        answer = publisher.get(path, {name: NO_KEY})
        assert (answer.status_code, answer.json()["errors"][0]["loc"]) == (400, ["query", name])


class TestFinding:
    def test_an_address_comes_before_a_key(self, iduet, publisher):
        named, other = (make_content(home_of(iduet), title, slug=title) for title in ("named", "other"))
        for query, page in (({"html_path": "/named/", "id": other.pk}, named), ({"id": other.pk}, other)):
            assert publisher.get("/pages/find/", query)["Location"].endswith(f"/pages/{page.pk}/?")

    def test_a_number_that_is_no_key_is_nobodys(self, publisher):
        assert nothing(publisher.get("/pages/find/", {"id": NO_KEY}))

    def test_digits_may_be_searched_for_whatever_their_number(self, iduet, publisher):
        make_content(home_of(iduet), "Call 31201234567890")
        assert publisher.get("/pages/", {"search": "31201234567890"}).json()["count"] == 1
        assert publisher.get("/pages/", {"offset": "31201234567890"}).status_code == 400


class TestBodies:
    def test_what_was_read_may_be_sent_back_with_its_key(self, iduet, publisher):
        page = make_content(home_of(iduet), "Before")
        answer = publisher.patch(f"/pages/{page.pk}/", {"id": page.pk, "title": "After"})
        assert (answer.status_code, answer.json()["title"]) == (200, "After")

    def test_own_fields_are_names(self, iduet, finhire, publisher):
        original = make_question("Of the group?")
        for own in ([{"a": 1}], [1], [["answer"]], 1, "answer", {"a": 1}):
            body = {"original_id": original.pk, "brand_id": iduet.pk, "own_fields": own, "answer": "<p>Ours.</p>"}
            assert publisher.post(f"/snippets/{Question._meta.label}/", body).status_code == 422
            del body["answer"]
            refused = publisher.post(f"/snippets/{Question._meta.label}/", body)
            assert refused.status_code == 422, (own, refused.content)
        assert not original.versions.exists()

    def test_a_redirect_on_every_site_is_the_administrators(self, iduet, finhire, asking, administrator, publisher):
        body = {"old_path": "/everywhere", "redirect_link": "https://example.com/"}
        refused = publisher.post("/redirects/", body)
        assert (refused.status_code, refused.json()["errors"][0]["loc"]) == (422, ["body", "site"])
        assert asking(administrator).post("/redirects/", body).status_code == 201
        assert [each.site for each in Redirect.objects.all()] == [None]
