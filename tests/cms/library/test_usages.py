"""What is in use is not taken away unseen: through the desk's views, on two brands."""

import pytest
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import translation

from cms.library.models import Question, Role
from tests.factories.brands import home_of
from tests.factories.library import make_example, make_question, make_role, make_version, translate
from tests.factories.pages import make_faq, make_role_page


def address(view: str, item) -> str:
    return reverse(f"wagtailsnippets_library_{item._meta.model_name}:{view}", args=[item.pk])


def bulk_delete(*items) -> str:
    query = "&".join(f"id={item.pk}" for item in items)
    return f"/admin/bulk/library/{items[0]._meta.model_name}/delete/?{query}"


@pytest.fixture(params=[0, 1], ids=["iduet", "finhire"])
def brand(request, brands):
    return brands[request.param]


class TestDeleting:
    def test_what_is_in_use_stays_and_the_places_are_named(self, brand, desk_client, publisher_of):
        used, free = make_question(brand=brand), make_question(brand=brand)
        page = make_faq(home_of(brand), [used], "All our questions")
        client = desk_client(publisher_of(brand))
        for path in (address("delete", used), bulk_delete(used), bulk_delete(free, used)):
            for send in (client.get, client.post):
                response = send(path, follow=True)
                assert response.redirect_chain[0][0] == address("usage", used)
                assert "is in gebruik en kan dus niet worden verwijderd" in response.text
                assert f"{page.title} ({brand.name})" in response.text
        assert set(Question.objects.all()) == {used, free}
        assert client.post(address("delete", free)).status_code == 302
        assert set(Question.objects.all()) == {used}

    def test_the_refusal_is_in_the_language_of_who_asks(self, brands):
        used, twice = make_question(), make_question()
        for brand, questions in zip(brands, ([used, twice], [twice]), strict=True):
            make_faq(home_of(brand), questions)
        for item, sentence in (
            (used, f"“{used}” wordt op 1 plek gebruikt. Haal het daar eerst weg."),
            (twice, f"“{twice}” wordt op 2 plekken gebruikt. Haal het daar eerst weg."),
        ):
            with translation.override("nl"), pytest.raises(ProtectedError) as refused:
                item.delete()
            assert refused.value.args[0] == sentence

    def test_when_it_is_taken_out_it_goes(self, brand, desk_client, publisher_of):
        used, other = make_question(brand=brand), make_question(brand=brand)
        page = make_faq(home_of(brand), [used])
        group = {"topic": "Algemeen", "questions": [{"type": "item", "value": other.pk}]}
        page.groups = [("topic", {**group, "questions": [other]})]
        page.save_revision().publish()
        client = desk_client(publisher_of(brand))
        client.post(address("delete", used))
        assert set(Question.objects.all()) == {other}

    def test_a_reference_means_the_item_and_not_its_row_in_one_language(self, brand, desk_client, publisher_of):
        dutch = make_role("CIO", brand=brand)
        english, draft = translate(dutch, "en"), make_role("CFO", brand=brand)
        unused = translate(draft, "en", publish=False)
        page = make_role_page(home_of(brand, "en"), dutch, "CIO in English")
        make_role_page(home_of(brand), draft)
        client = desk_client(publisher_of(brand))
        response = client.post(address("delete", english), follow=True)
        assert f"{page.title} ({brand.name})" in response.text
        client.post(address("delete", unused))  # a draft that nobody reads
        assert set(Role.objects.all()) == {dutch, english, draft}

    def test_an_example_holds_its_roles(self, brand, desk_client, publisher_of):
        role = make_role(brand=brand)
        make_example("A case", brand=brand, roles=[{"type": "role", "value": role.pk}])
        response = desk_client(publisher_of(brand)).post(address("delete", role), follow=True)
        assert f"A case ({brand.name})" in response.text
        with pytest.raises(ProtectedError):
            role.delete()

    def test_an_original_with_versions_stays(self, brands, librarian, desk_client):
        role = make_role("CIO")
        for one in brands:
            make_version(role, one, tagline="Ours")
        response = desk_client(librarian).post(address("delete", role), follow=True)
        assert "er is een merkversie van Finhire, Iduet" in response.text
        assert Role.objects.filter(pk=role.pk).exists()

    def test_a_librarian_learns_the_brand_and_not_the_page_where_an_original_is_used(
        self, brands, librarian, desk_client
    ):
        role = make_role("CIO")
        pages = [make_role_page(home_of(one), role, f"Secret of {one.name}") for one in brands]
        response = desk_client(librarian).post(address("delete", role), follow=True)
        assert "een plek van een ander team (Finhire), een plek van een ander team (Iduet)" in response.text
        assert not [page.title for page in pages if page.title in response.text]


class TestUnpublishing:
    def test_shows_the_usages_first(self, brand, desk_client, publisher_of):
        role = make_role(brand=brand)
        page = make_role_page(home_of(brand), role, "About the role")
        client = desk_client(publisher_of(brand))
        asked = client.get(address("unpublish", role))
        assert f"{page.title} ({brand.name})" in asked.text
        assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in asked.text
        assert Role.objects.get(pk=role.pk).live
        assert client.post(address("unpublish", role)).status_code == 302
        assert not Role.objects.get(pk=role.pk).live

    def test_says_that_the_original_takes_the_place_of_a_version(self, brand, desk_client, publisher_of):
        version = make_version(make_role("CIO"), brand, tagline="Ours")
        asked = desk_client(publisher_of(brand)).get(address("unpublish", version))
        assert "komt het origineel van de groep in de plaats" in asked.text
