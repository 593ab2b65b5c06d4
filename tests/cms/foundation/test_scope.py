"""A scope turns references into the things that they mean, together, and says what it read."""

import pytest
from wagtail.models import Page, Revision

from cms.foundation import scope as scopes
from cms.foundation.references import Reference
from cms.foundation.tags import collect_tags
from cms.library.models import CallToAction, Role
from tests.factories.brands import home_of, scope_of
from tests.factories.library import make_call_to_action, make_role, make_version
from tests.factories.pages import make_content


@pytest.fixture
def calls(monkeypatch):
    """What the loaders were asked for: (model, keys) per call."""
    asked = []

    def spy(model, loader):
        return lambda scope, keys: asked.append((model.__name__, frozenset(keys))) or loader(scope, keys)

    for model, loader in list(scopes._loaders.items()):
        monkeypatch.setitem(scopes._loaders, model, spy(model, loader))
    return asked


def call_to_page(brand, page):
    link = {"text": "Go", "page": page.pk, "url": "", "contact": False}
    return make_call_to_action(brand=brand, link=[{"type": "link", "value": link}])


class TestPrefetching:
    def test_a_wave_per_depth_and_one_call_per_model_in_it(self, iduet, finhire, calls):
        pages = [make_content(home_of(iduet)) for _ in range(3)]
        offers = [call_to_page(iduet, page) for page in pages]
        roles = [make_role() for _ in range(3)]
        calls.clear()
        scope = scope_of(iduet)
        scope.prefetch([*((CallToAction, one.pk) for one in offers), *((Role, one.pk) for one in roles)])
        assert sorted(calls[:2]) == [
            ("CallToAction", frozenset(one.pk for one in offers)),
            ("Role", frozenset(one.pk for one in roles)),
        ]
        assert calls[2:] == [("Page", frozenset(one.pk for one in pages))]

    def test_what_is_known_is_not_asked_again_present_or_absent(self, iduet, finhire, calls):
        role, elsewhere = make_role(), make_role(brand=finhire)
        calls.clear()
        scope = scope_of(iduet)
        for _ in range(2):
            scope.prefetch([(Role, role.pk), (Role, elsewhere.pk)])
            assert scope.get(Role, role.pk).pk == role.pk
            assert scope.get(Role, elsewhere.pk) is None
        assert len(calls) == 1

    def test_something_not_prefetched_is_loaded_when_asked(self, iduet, finhire):
        role = make_role("CIO")
        assert scope_of(iduet).get(Role, role.pk).short_name == "CIO"

    def test_no_key_means_nothing(self, iduet):
        assert scope_of(iduet).get(Role, None) is None

    def test_page_types_are_found_as_pages(self, iduet, finhire):
        page = make_content(home_of(iduet), "Terms")
        assert scope_of(iduet).get(type(page), page.pk).page.title == "Terms"

    def test_a_model_nobody_loads_is_a_mistake_that_is_named(self, iduet):
        with pytest.raises(LookupError, match="Revision"):
            scope_of(iduet).get(Revision, 1)


class TestTags:
    def tags_of(self, scope, model, pk) -> set[str]:
        with collect_tags() as tags:
            scope.get(model, pk)
        return tags

    def test_what_is_there(self, iduet, finhire):
        role, page = make_role(), make_content(home_of(iduet))
        assert self.tags_of(scope_of(iduet), Page, page.pk) == {f"page:{page.pk}"}
        tags = self.tags_of(scope_of(iduet), Role, role.pk)
        assert {f"role:{role.pk}", f"absent:role-version:{role.pk}:iduet"} <= tags

    def test_a_version_adds_its_own(self, iduet, finhire):
        role = make_role()
        version = make_version(role, finhire, tagline="Ours")
        assert self.tags_of(scope_of(finhire), Role, role.pk) == {f"role:{role.pk}", f"role:{version.pk}"}
        assert f"role:{version.pk}" not in self.tags_of(scope_of(iduet), Role, role.pk)

    def test_what_is_not_there(self, iduet, finhire):
        role, draft = make_role(), make_content(home_of(iduet), publish=False)
        assert f"missing:role:{role.translation_key}:en" in self.tags_of(scope_of(iduet, "en"), Role, role.pk)
        assert self.tags_of(scope_of(iduet), Page, draft.pk) == {f"page:{draft.pk}"}

    def test_a_card_adds_the_page_that_it_shows(self, iduet, finhire):
        outer = make_content(home_of(iduet))
        inner = make_content(outer)
        with collect_tags() as tags:
            inner.represent(scope_of(iduet, page=inner))
        assert {f"page:{outer.pk}", f"page:{home_of(iduet).pk}", f"page:{inner.pk}"} <= tags
        assert f"translations:{inner.translation_key}" in tags

    def test_remembering_makes_once_and_tags_each_time(self, iduet, finhire):
        scope, made = scope_of(iduet), []
        for _ in range(2):
            with collect_tags() as tags:
                assert scope.remember("menus:iduet:nl", lambda: made.append(1) or "menus") == "menus"
            assert tags == {"menus:iduet:nl"}
        assert made == [1]


class TestAddresses:
    def test_a_model_without_pages_has_no_address(self, iduet):
        assert scope_of(iduet).address_of(CallToAction, "key") is None


class TestMisses:
    def test_a_note_stands_once(self, iduet):
        scope = scope_of(iduet)
        for message in ("one", "two", "one"):
            scope.miss(message)
        assert scope.missing == ["one", "two"]


class TestReferenceValues:
    def test_a_reference_loads_nothing_until_asked(self, iduet, django_assert_num_queries):
        role = make_role("CIO")
        with django_assert_num_queries(0):
            reference = Reference(Role, role.pk)
            assert reference == role
        with django_assert_num_queries(1):
            assert str(reference) == "CIO"
            assert reference.instance == role
