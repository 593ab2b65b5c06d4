"""Chooser blocks keep a key through form and database, and load nothing until somebody asks."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail.models import Page, ReferenceIndex

from cms.comparisons.models import ComparisonPage
from cms.foundation.references import (
    ImageReferenceBlock,
    PageReferenceBlock,
    Reference,
    SnippetReferenceBlock,
)
from cms.library.models import Role
from tests.factories.brands import home_of
from tests.factories.library import make_call_to_action, make_question, make_role
from tests.factories.media import make_image
from tests.factories.pages import make_comparison, make_content, make_faq


@pytest.fixture(params=["snippet", "page", "image"])
def chosen(request, iduet, finhire):
    """A chooser block with something that it can choose."""
    if request.param == "snippet":
        return SnippetReferenceBlock(Role), make_role("CIO")
    if request.param == "page":
        return PageReferenceBlock(), make_content(home_of(iduet), "Terms")
    return ImageReferenceBlock(), make_image("A bridge")


class TestRoundTrip:
    def test_database(self, chosen, django_assert_num_queries):
        block, thing = chosen
        with django_assert_num_queries(0):
            value = block.to_python(thing.pk)
            assert isinstance(value, Reference)
            assert block.get_prep_value(value) == thing.pk
            assert block.bulk_to_python([thing.pk, None]) == [value, None]
        assert value.instance.pk == thing.pk

    def test_form(self, chosen):
        block, thing = chosen
        sent = block.value_from_datadict({"place": str(thing.pk)}, {}, "place")
        cleaned = block.clean(sent)
        assert isinstance(cleaned, Reference)
        assert (cleaned, type(cleaned.pk)) == (thing, int)
        assert block.get_prep_value(cleaned) == thing.pk

    def test_nothing_chosen(self, chosen):
        block, _thing = chosen
        assert block.to_python(None) is None
        assert block.value_from_datadict({"place": ""}, {}, "place") is None
        assert block.get_prep_value(None) is None
        assert list(block.references(None)) == []
        with pytest.raises(ValidationError):
            block.clean(None)

    def test_the_form_shows_what_is_chosen(self, chosen):
        block, thing = chosen
        state = block.get_form_state(Reference(block.model_class, thing.pk))
        assert state["id"] == thing.pk
        assert str(thing) in {state.get("title"), state.get("string"), state.get("adminTitle")}
        assert block.get_form_state(None) is None

    def test_what_was_deleted_since_shows_as_nothing(self, chosen):
        block, thing = chosen
        pk = thing.pk
        thing.delete()
        value = block.to_python(pk)
        assert str(value) == ""
        assert block.get_form_state(value) is None
        with pytest.raises(ValidationError):
            block.clean(value)

    @pytest.mark.parametrize("sent", ["abc", "1 or 1=1", "9" * 30, "-1", "²", "\x00", "1.5"])
    def test_impossible_keys_are_refused_and_shown_as_nothing(self, chosen, sent):
        block, _thing = chosen
        value = block.value_from_datadict({"place": sent}, {}, "place")
        with pytest.raises(ValidationError):
            block.clean(value)
        assert block.get_form_state(value) is None


class TestReference:
    def test_equal_things_have_equal_keys(self, iduet):
        role = make_role()
        assert Reference(Role, role.pk) == role
        assert Reference(Role, role.pk) == Reference(Role, role.pk)
        assert Reference(Role, role.pk) != Reference(Role, role.pk + 1)
        assert len({Reference(Role, 1), Reference(Role, 1), Reference(Page, 1)}) == 2
        assert repr(Reference(Role, 7)) == "<Reference Role 7>"


class TestReferenceIndex:
    """Wagtail's index knows what stands where, so that usages are shown and nothing in use is deleted."""

    def sources(self, thing) -> set[tuple[str, str]]:
        found = ReferenceIndex.get_references_to(thing)
        return {(row.object_id, row.model_path) for row in found}

    def test_items_pages_and_images_in_blocks(self, iduet, finhire):
        role, other, question, image = make_role(), make_role(), make_question(), make_image()
        target = make_content(home_of(iduet))
        link = {"text": "", "page": target.pk, "url": "", "contact": False}
        body = [
            {"type": "role_cards", "value": {"heading": "", "introduction": "", "roles": [role.pk]}},
            {"type": "figure", "value": {"image": {"image": image.pk, "alt_text": "a", "decorative": False}}},
            {"type": "link_cards", "value": {"cards": [{"title": "a", "text": "", "link": link}]}},
        ]
        page = make_comparison(home_of(iduet), [role, other], body=body)
        faq = make_faq(home_of(finhire), [question])
        assert {path.split(".")[0] for _pk, path in self.sources(role)} == {"roles", "body"}
        assert {pk for pk, _path in self.sources(image)} == {str(page.pk)}
        assert {pk for pk, _path in self.sources(target)} == {str(page.pk)}
        assert {pk for pk, _path in self.sources(question)} == {str(faq.pk)}

    def test_links_of_library_items(self, iduet, finhire):
        target = make_content(home_of(iduet))
        link = {"text": "Go", "page": target.pk, "url": "", "contact": False}
        call = make_call_to_action(brand=iduet, link=[{"type": "link", "value": link}])
        assert {pk for pk, _path in self.sources(target)} == {str(call.pk)}

    def test_what_is_taken_out_is_forgotten(self, iduet, finhire):
        role, other, third = make_role(), make_role(), make_role()
        page = make_comparison(home_of(iduet), [role, other])
        page.roles = [("role", other), ("role", third)]
        page.save_revision().publish()
        assert not self.sources(role)
        assert self.sources(third)

    def test_a_page_loads_with_one_query_whatever_it_refers_to(self, iduet, finhire, django_assert_num_queries):
        page = make_comparison(home_of(iduet), [make_role(), make_role()])
        with django_assert_num_queries(1):
            loaded = ComparisonPage.objects.get(pk=page.pk)
            assert [child.value.pk for child in loaded.roles]


def test_a_chooser_speaks_the_language_of_whoever_looks(db):
    page = ComparisonPage()
    for block in (SnippetReferenceBlock(Role), page.roles.stream_block.child_blocks["role"]):
        said = []
        for language in ("nl", "en"):
            with translation.override(language):
                said.append((str(block.widget.choose_one_text), str(block.widget.choose_another_text)))
        assert said == [("Kies rol", "Kies rol"), ("Choose role", "Choose another role")]
