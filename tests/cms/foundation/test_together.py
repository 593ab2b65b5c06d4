"""Rows of several tables in one query are the rows that each table gives by itself."""

import datetime

import pytest
from django.db.models import F
from wagtail.models import Page

from cms.foundation.together import fetch, gather
from cms.library.models import Example, Question, Role
from cms.media.models import MediaImage
from cms.navigation.models import Menu
from cms.pages.models import ArticlePage, RolePage
from home.provisioning.brands import locale_of
from tests.factories.brands import home_of
from tests.factories.library import make_example, make_question, make_role, make_version
from tests.factories.media import make_image
from tests.factories.pages import make_article, make_article_index, make_role_page

MODELS = [Page, ArticlePage, RolePage, Role, Question, Example, MediaImage, Menu]


@pytest.fixture
def everything(brands):
    """Rows with dates, moments, numbers, JSON, streams, files and empty values."""
    role = make_role(
        "CFO",
        topics=[{"type": "topic", "value": "geld “en” meer\n\\ é"}],
        salary_minimum=1,
        salary_maximum=2,
        salary_source="Survey",
        salary_reference_date=datetime.date(2026, 1, 31),
    )
    make_version(role, brands[1], tagline="Ours")
    make_question(answer="<p>Yes &amp; no</p>")
    make_example(roles=[{"type": "role", "value": role.pk}])
    make_image(focal_point_x=3, focal_point_y=4, focal_point_width=2, focal_point_height=2)
    Menu.objects.create(brand=brands[0], locale=locale_of("nl"), place="header", entries=[])
    make_article(make_article_index(home_of(brands[0])), date=datetime.date(2026, 2, 28))
    make_role_page(home_of(brands[1]), role)


def values(instance) -> dict:
    fields = instance._meta.concrete_fields
    return {field.attname: field.value_from_object(instance) for field in fields}


def in_order(rows) -> list:
    return sorted(rows, key=lambda row: row.pk)


class TestFetching:
    def test_every_field_is_as_its_own_query_gives_it(self, everything, django_assert_num_queries):
        with django_assert_num_queries(1):
            together = fetch([model.objects.all() for model in MODELS])
        for model, rows in zip(MODELS, together, strict=True):
            apart = in_order(model.objects.all())
            assert apart, model
            assert [values(row) for row in in_order(rows)] == [values(row) for row in apart]
            assert {type(row) for row in rows} == {model}

    def test_what_is_deferred_stays_so_until_asked(self, everything, django_assert_num_queries):
        articles, _ = fetch([ArticlePage.objects.only("title", "date"), Role.objects.all()])
        assert "title" in articles[0].__dict__
        assert articles[0].get_deferred_fields() >= {"slug", "body"}
        slug = ArticlePage.objects.get().slug
        with django_assert_num_queries(1):
            assert articles[0].slug == slug

    def test_annotations_come_along(self, everything):
        pages, _ = fetch([RolePage.objects.annotate(role_key=F("role__translation_key")), Role.objects.all()])
        assert [page.role_key for page in pages] == [RolePage.objects.get().role.translation_key]

    def test_filters_hold_and_nothing_is_an_answer(self, everything):
        cfo, nobody, none = fetch(
            [Role.objects.filter(short_name="CFO"), Role.objects.filter(short_name="x"), Role.objects.none()]
        )
        assert [role.short_name for role in cfo] == ["CFO"]
        assert nobody == none == []

    def test_nothing_but_nothing(self, db):
        assert fetch([]) == []
        assert fetch([Role.objects.none(), Question.objects.none()]) == [[], []]


class TestGathering:
    def test_loaders_side_by_side_share_their_queries(self, everything, django_assert_num_queries):
        def count(model, times):
            found = []
            for _ in range(times):
                (rows,) = yield [model.objects.all()]
                found.append(len(rows))
            return found

        with django_assert_num_queries(2):
            counted = gather({"roles": count(Role, 2), "questions": count(Question, 1), "nothing": count(Page, 0)})
        assert counted == {"roles": [2, 2], "questions": [1], "nothing": []}
