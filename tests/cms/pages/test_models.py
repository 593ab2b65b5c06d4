"""Page types: what each says of itself, and what it needs before it is published."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.utils import translation

from cms.blocks.link import LinkBlock
from cms.foundation.pages import BasePage
from cms.foundation.publishing import PublishRefused
from cms.foundation.representation import represent
from cms.foundation.tags import collect_tags
from cms.library.models import Role
from cms.pages.models import ArticlePage, ExamplesPage, FaqPage, RolePage
from home.models import HomePage
from tests.factories import pages as factories
from tests.factories.brands import home_of, scope_of
from tests.factories.library import make_example, make_question, make_role, make_version, translate
from tests.factories.media import make_image
from tests.factories.pages import make_article, make_article_index, make_contact, make_faq, make_page, make_role_page


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def shown(page, brand, language="nl"):
    return page.represent(scope_of(brand, language, page=page))


def refused(page) -> dict:
    with pytest.raises(PublishRefused) as refusal:
        page.get_latest_revision().publish()
    return refusal.value.message_dict


PAGE_TYPES = [model for model in apps.get_models() if issubclass(model, BasePage)]


def one_of_each(brand) -> list:
    """A page of every type."""
    home = home_of(brand)
    index = make_article_index(home)
    return [
        home,
        factories.make_specialism(home),
        factories.make_comparison(home, [make_role(), make_role()]),
        make_role_page(home, make_role()),
        make_faq(home, [make_question()]),
        factories.make_examples(home, [make_example()]),
        index,
        make_article(index),
        make_contact(home),
        factories.make_content(home),
    ]


class TestEveryType:
    def test_represents_and_renders_on_two_brands(self, brands, site_client):
        for brand in brands:
            pages = [page.specific for page in one_of_each(brand)]
            assert {type(page) for page in pages} == set(PAGE_TYPES)
            for page in pages:
                document = shown(page, brand)
                assert document.type == page.type_key()
                assert (document.brand, document.language, document.title) == (brand.key, "nl", page.title)
                assert document.seo.canonical == document.url == f"{brand.root_url}{document.path}"
                again = type(document).model_validate_json(document.model_dump_json(round_trip=True))
                assert again.model_dump() == document.model_dump()
                assert site_client(brand, document.path).status_code == 200

    def test_an_empty_draft_represents(self, brands):
        for page in one_of_each(brands[0]):
            parent, page_type = page.get_parent(), type(page.specific)
            if page_type is not HomePage:
                draft = make_page(page_type, parent, publish=False)
                assert shown(draft, brands[0]).type == page_type.type_key()

    def test_a_picture_at_its_head_is_described(self, brands):
        image = make_image(description="A bridge")
        page = factories.make_content(home_of(brands[0]), hero_image=image)
        assert shown(page, brands[0]).hero.alt == "A bridge"
        page.hero_image_alt = "Our bridge"
        assert shown(page, brands[0]).hero.alt == "Our bridge"

    def test_search_engines_get_the_title_unless_another_is_given(self, brands):
        page = factories.make_content(home_of(brands[0]), "Terms", search_description="What holds")
        seo = shown(page, brands[0]).seo
        assert (seo.title, seo.description) == ("Terms", "What holds")
        page.seo_title = "Our terms"
        assert shown(page, brands[0]).seo.title == "Our terms"


class TestFaq:
    def topics(self, *questions) -> list[dict]:
        return [
            {"type": "topic", "value": {"topic": f"Topic {number}", "questions": [question.pk for question in group]}}
            for number, group in enumerate(questions)
        ]

    def test_questions_by_topic(self, brands):
        first, second, third = (make_question() for _ in range(3))
        page = make_page(FaqPage, home_of(brands[0]), groups=self.topics([second, first], [third]))
        groups = shown(page, brands[0]).groups
        assert [group.value.topic for group in groups] == ["Topic 0", "Topic 1"]
        assert [question.id for question in groups[0].value.questions] == [second.pk, first.pk]

    def test_a_question_stands_in_one_topic_only(self, brands):
        question, other = make_question(), make_question()
        page = make_page(FaqPage, home_of(brands[0]), publish=False, groups=self.topics([question], [other, question]))
        assert refused(page) == {"groups": ["A question of this topic already stands in an earlier one."]}

    def test_nor_twice_within_a_topic_whichever_row_was_chosen(self, brands):
        question = make_question()
        again = make_version(question, brands[0], answer="<p>Ours.</p>")
        for twice in ([question, question], [question, translate(question, "en")], [question, again]):
            page = make_page(FaqPage, home_of(brands[0]), publish=False, groups=self.topics(twice))
            assert refused(page) == {"groups": ["This question is asked twice."]}

    def test_the_same_question_in_another_brand_is_another_matter(self, brands):
        question = make_question()
        for brand in brands:
            assert make_faq(home_of(brand), [question]).live

    def test_an_empty_one_is_refused(self, brands):
        page = make_page(FaqPage, home_of(brands[0]), publish=False, groups=[])
        assert refused(page) == {"groups": ["Add a topic with at least one question."]}

    def test_a_question_without_this_language_is_named(self, brands):
        question = make_question("Waarom?")
        page = make_page(FaqPage, home_of(brands[0], "en"), publish=False, groups=self.topics([question]))
        assert refused(page) == {"groups": ["The question “Waarom?” is not published in English for Iduet."]}


class TestExamples:
    def test_in_the_editors_order(self, brands):
        first, second = make_example("First"), make_example("Second")
        page = factories.make_examples(home_of(brands[0]), [second, first])
        assert [item.value.title for item in shown(page, brands[0]).examples] == ["Second", "First"]

    def test_an_empty_one_is_refused(self, brands):
        page = make_page(ExamplesPage, home_of(brands[0]), publish=False)
        assert refused(page) == {"examples": ["Choose at least one example."]}


class TestArticles:
    def test_newest_first_and_of_the_same_day_the_last_made_first(self, brands):
        index = make_article_index(home_of(brands[0]))
        days = {"old": 1, "new": 20, "same": 20}
        for title, day in days.items():
            make_article(index, title, date=datetime.date(2026, 1, day))
        make_article(index, "draft", date=datetime.date(2026, 2, 1), publish=False)
        make_article(make_article_index(home_of(brands[1])), "elsewhere", date=datetime.date(2026, 2, 1))
        articles = shown(index, brands[0]).articles
        assert [article.title for article in articles] == ["same", "new", "old"]
        assert articles[0].date == datetime.date(2026, 1, 20)

    def test_a_card_shows_the_picture_at_the_articles_head_as_decoration(self, brands, site_client):
        for brand in brands:
            image = make_image(f"Bridge of {brand.key}", description="A bridge")
            index = make_article_index(home_of(brand), slug="articles")
            make_article(index, "with", date=datetime.date(2026, 1, 2), hero_image=image)
            make_article(index, "without", date=datetime.date(2026, 1, 1))
            with collect_tags() as tags:
                first, second = shown(index, brand).articles
            assert (first.picture.alt, first.picture.width, second.picture) == ("", image.width, None)
            assert {tag for tag in tags if tag.startswith("image:")} == {f"image:{image.pk}"}
            html = BeautifulSoup(site_client(brand, "/articles/").content, "html.parser")
            (picture,) = html.select("main .article-card img")
            assert (picture["alt"], picture["src"]) == ("", first.picture.src)

    def test_its_index_is_made_of_its_articles_and_their_absence(self, brands):
        index = make_article_index(home_of(brands[0]))
        article = make_article(index)
        with collect_tags() as tags:
            shown(index, brands[0])
        assert {f"children:{index.pk}", f"page:{article.pk}"} <= tags

    def test_somebody_wrote_it(self, brands):
        page = make_page(ArticlePage, make_article_index(home_of(brands[0])), publish=False)
        assert refused(page) == {"author": ["Say who wrote it."]}


class TestRolePages:
    def test_shows_the_role_as_the_brand_says_it(self, brands):
        iduet, finhire = brands
        role = make_role("CTO", tagline="Sets the direction")
        make_version(role, finhire, tagline="Builds the bank")
        for brand, tagline in ((iduet, "Sets the direction"), (finhire, "Builds the bank")):
            assert shown(make_role_page(home_of(brand), role), brand).role.tagline == tagline

    def test_cards_of_the_role_lead_to_the_brands_own_page(self, brands):
        iduet, finhire = brands
        role = make_role("CTO")
        make_role_page(home_of(iduet), role, slug="cto")
        make_role_page(home_of(finhire), role, slug="cto-bij-banken")
        for brand, path in ((iduet, "/cto/"), (finhire, "/cto-bij-banken/")):
            scope = scope_of(brand)
            assert scope.get(Role, role.pk).represent(scope).url == path

    def test_in_the_readers_language_or_nowhere(self, brands):
        role = make_role("CTO")
        english = translate(role, "en")
        make_role_page(home_of(brands[0]), role, slug="cto")
        scope = scope_of(brands[0], "en")
        assert scope.get(Role, role.pk).represent(scope).url is None
        make_role_page(home_of(brands[0], "en"), english, slug="cto")
        scope = scope_of(brands[0], "en")
        assert scope.get(Role, role.pk).represent(scope).url == "/en/cto/"

    def test_a_draft_is_no_address(self, brands):
        role = make_role("CTO")
        make_role_page(home_of(brands[0]), role, publish=False)
        scope = scope_of(brands[0])
        assert scope.get(Role, role.pk).represent(scope).url is None

    def test_of_two_the_first_in_the_tree_is_the_address(self, brands):
        role = make_role("CTO")
        make_role_page(home_of(brands[0]), role, slug="first")
        make_role_page(home_of(brands[0]), role, slug="second")
        scope = scope_of(brands[0])
        assert scope.get(Role, role.pk).represent(scope).url == "/first/"

    def test_it_needs_a_role_that_its_readers_have(self, brands):
        page = make_page(RolePage, home_of(brands[0]), publish=False)
        assert refused(page) == {"role": ["Choose the role that this page is about."]}
        page = make_role_page(home_of(brands[0], "en"), make_role("CTO"), publish=False)
        assert refused(page) == {"role": ["The role “CTO” is not published in English for Iduet."]}
        assert shown(page, brands[0], "en").role is None


class TestContact:
    LINK = {"text": "Contact", "page": None, "url": "", "contact": True}

    def address(self, brand, language="nl"):
        block = LinkBlock()
        found = represent(block, block.to_python(self.LINK), scope_of(brand, language))
        return found and found.url

    def test_each_brand_and_language_has_its_own(self, brands):
        for brand in brands:
            make_contact(home_of(brand), slug=f"bel-{brand.key}")
            make_contact(home_of(brand, "en"), slug=f"call-{brand.key}")
        for brand in brands:
            assert self.address(brand) == f"/bel-{brand.key}/"
            assert self.address(brand, "en") == f"/en/call-{brand.key}/"

    def test_none_or_a_draft_is_no_address(self, brands):
        assert self.address(brands[0]) is None
        make_contact(home_of(brands[0]), publish=False)
        make_contact(home_of(brands[1]))
        assert self.address(brands[0]) is None

    def test_there_is_one_per_brand_and_language(self, brands):
        home = home_of(brands[0])
        contact = make_contact(home)
        assert not type(contact).can_create_at(home)
        assert type(contact).can_create_at(home_of(brands[0], "en"))
