"""Articles stand below the index that the brand has, whatever else stands where it would be made."""

import pytest

from cms.pages.models import ArticleIndexPage, ArticlePage, ContentPage
from home.provisioning.brands import locale_of
from tests.factories.brands import home_of
from tests.factories.pages import make_article_index, make_content, make_mirror

from .brought import page_of, remarks
from .exports import HOST, Item

pytestmark = pytest.mark.django_db


def post(number: int, code="nl", **more) -> Item:
    said = {"_wpml_import_language_code": code, "_wpml_import_translation_group": str(number)}
    part = "" if code == "nl" else f"/{code}"
    return Item(
        number, f"Bericht {number}", "<p>x</p>", type="post", author="Anna", slug=f"bericht-{number}",
        link=f"{HOST}{part}/nieuws/bericht-{number}/", meta=said, **more,
    )  # fmt: skip


def index_of(number: int):
    return ArticleIndexPage.objects.get(pk=page_of(str(number), ArticlePage).get_parent().pk)


@pytest.fixture(params=["iduet", "finhire"])
def brand(request, brands):
    return next(each for each in brands if each.key == request.param)


@pytest.mark.parametrize("publish", [True, False])
def test_another_page_at_its_address_is_left_alone(bring, brand, publish):
    page = make_content(home_of(brand), slug="nieuws", publish=publish)
    for _again in range(2):
        bring([post(1), post(2)], brand=brand)
        assert index_of(1).slug == index_of(2).slug == "nieuws-2"
    assert ArticleIndexPage.objects.count() == 1
    assert ContentPage.objects.get(pk=page.pk).live == publish


def test_a_page_that_comes_along_leaves_articles_their_address(bring, brand):
    bring([Item(5, "Nieuws", "<p>Alles</p>", slug="nieuws"), post(1)], brand=brand)
    assert index_of(1).slug == "nieuws"
    assert page_of("5").slug == "nieuws-2"
    assert "address" in remarks("5")


def test_of_several_the_live_one_is_taken_and_then_the_one_that_has_the_articles(bring, brand):
    draft = make_article_index(home_of(brand), publish=False)
    live = make_article_index(home_of(brand))
    bring([post(1)], brand=brand)
    assert index_of(1) == live
    live.refresh_from_db()
    live.unpublish()
    draft.get_latest_revision().publish()
    bring([post(1), post(2)], brand=brand)
    assert index_of(1) == index_of(2) == live
    assert ArticleIndexPage.objects.count() == 2


def test_a_draft_of_somebodys_is_taken_and_told_since_nobody_reads_what_stands_below_it(bring, brand):
    draft = make_article_index(home_of(brand), "Mijn werk", publish=False)
    bring([post(1)], brand=brand, publish=True)
    draft.refresh_from_db()
    assert index_of(1) == draft
    assert not draft.live
    assert "index" in remarks("1")


def test_one_that_an_import_made_goes_live_with_its_articles(bring, brand, site_client):
    bring([post(1)], brand=brand)
    assert not index_of(1).live
    bring([post(1)], brand=brand, publish=True)
    assert index_of(1).live
    assert "index" not in remarks("1")
    assert site_client(brand, "/nieuws/bericht-1/").status_code == 200


def test_what_another_brand_offers_is_none_of_ours(bring, brand, brands):
    other = next(each for each in brands if each != brand)
    mirror = make_mirror(make_article_index(home_of(other)), home_of(brand))
    bring([post(1)], brand=brand)
    assert index_of(1).pk != mirror.pk
    assert index_of(1).alias_of is None


def test_where_a_language_has_only_a_copy_of_another_languages_it_becomes_one_of_its_own(bring, brand):
    dutch = make_article_index(home_of(brand), slug="nieuws")
    copy = dutch.copy_for_translation(locale_of("en"), alias=True)
    bring([post(1), post(2, "en")], brand=brand)
    assert index_of(1) == dutch
    assert index_of(2).pk == copy.pk
    assert ArticleIndexPage.objects.count() == 2


def test_those_of_two_languages_are_translations_also_where_one_was_there(bring, brand):
    english = make_article_index(home_of(brand, "en"))
    bring([post(1), post(2, "en")], brand=brand)
    assert index_of(2) == english
    assert index_of(1).translation_key == english.translation_key


@pytest.mark.parametrize("folder", ["zoeken", "media"])
def test_an_address_that_the_site_keeps_for_itself_is_none_for_it(bring, brand, folder):
    item = post(1)
    item.link = f"{HOST}/{folder}/bericht-1/"
    bring([item], brand=brand, publish=True)
    assert index_of(1).slug == "artikelen"
    assert index_of(1).live
