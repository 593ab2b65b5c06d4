"""What is written once finds the same as what is written anew."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from cms.foundation import together
from cms.foundation.prepared import ask
from cms.foundation.together import fetch
from cms.foundation.visibility import public_in, visible_trees
from cms.library.models import Role
from cms.navigation.models import PageTag
from tests.factories.brands import home_of, scope_of
from tests.factories.library import make_role
from tests.factories.pages import make_content

prepared_only = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite is asked the plain way")


@pytest.fixture(autouse=True)
def _nothing_is_written():
    together._statements.clear()


def by_key(keys):
    return Role.objects.filter(pk__among=keys)


def by_name(name):
    return Role.objects.filter(short_name=name)


def beginning(text):
    return Role.objects.filter(short_name__begins=text)


def tags_of(keys):
    return PageTag.objects.filter(page__among=keys)


def public_pages(trees, paths):
    return public_in(trees).filter(url_path__among=paths)


def names(rows) -> list[str]:
    return sorted(row.short_name for row in rows)


class TestAsking:
    def test_other_keys_find_other_rows(self, brands):
        cio, cto = make_role("CIO"), make_role("CTO")
        (first,), (second,) = fetch([ask(by_key, keys={cio.pk})]), fetch([ask(by_key, keys={cto.pk, -1})])
        assert (names(first), names(second)) == (["CIO"], ["CTO"])
        assert fetch([ask(by_key, keys=[])]) == [[]]
        assert names(fetch([ask(by_key, keys=[str(cio.pk), cto.pk])])[0]) == ["CIO", "CTO"]

    def test_texts_are_texts_whatever_they_hold(self, brands):
        for name in ("50%", "50_", "50", "a'b\\"):
            make_role(name)
        for name in ("50%", "50_", "a'b\\", "%s"):
            assert names(fetch([ask(by_name, name=name)])[0]) == [each for each in [name] if each != "%s"]
        found = {text: names(fetch([ask(beginning, text=text)])[0]) for text in ("50", "50%", "a'b\\", "_")}
        assert found == {"50": ["50", "50%", "50_"], "50%": ["50%"], "a'b\\": ["a'b\\"], "_": []}

    def test_a_foreign_key_is_a_key(self, iduet):
        page = make_content(home_of(iduet), tags=["interim"])
        assert [tag.word for tag in fetch([ask(tags_of, keys={page.pk})])[0]] == ["interim"]

    def test_the_moment_is_that_of_asking(self, iduet):
        page = make_content(home_of(iduet))
        trees = visible_trees(scope_of(iduet).directory, iduet)
        question = ask(public_pages, trees, paths=[page.url_path])
        assert len(fetch([question])[0]) == 1
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() + datetime.timedelta(microseconds=1))
        assert fetch([question]) == [[]]

    def test_what_can_find_nothing_is_asked_beside_what_can(self, brands):
        cio = make_role("CIO")
        nothing, roles = fetch([ask(public_pages, (), paths=["/"]), ask(by_key, keys=[cio.pk])])
        assert (nothing, names(roles)) == ([], ["CIO"])
        assert fetch([ask(public_pages, (), paths=["/"])]) == [[]]


@prepared_only
class TestWritingOnce:
    def test_sql_is_written_once_for_a_shape(self, brands, monkeypatch):
        written = []
        monkeypatch.setattr(
            "cms.foundation.together.Statement", lambda questions: written.append(1) or statement(questions)
        )
        for name in ("CIO", "CTO", "CFO"):
            fetch([ask(by_name, name=name), ask(by_key, keys=[1])])
        fetch([ask(by_key, keys=[1])])
        assert len(written) == 2

    def test_each_brand_has_its_own(self, brands):
        pages = [make_content(home_of(brand)) for brand in brands]
        paths = [page.url_path for page in pages]
        for brand, page in zip(brands, pages, strict=True):
            trees = visible_trees(scope_of(brand).directory, brand)
            assert [found.pk for found in fetch([ask(public_pages, trees, paths=paths)])[0]] == [page.pk]

    def test_there_is_an_end_to_what_is_kept(self, brands, monkeypatch):
        monkeypatch.setattr(together, "MOST_STATEMENTS", 3)
        for number in range(10):
            fetch([ask(public_pages, ((f"{number:08}", 1),), paths=["/"])])
        assert len(together._statements) <= 3


statement = together.Statement
