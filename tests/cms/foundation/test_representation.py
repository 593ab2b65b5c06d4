"""The type of a representation is derived from the block's definition; the value always fits it."""

import datetime
import json
from decimal import Decimal
from typing import get_args

import pytest
from django.template.loader import get_template
from pydantic import TypeAdapter, ValidationError
from wagtail import blocks

from cms.comparisons.body import ComparisonBodyBlock
from cms.foundation.links import Link
from cms.foundation.representation import (
    Represented,
    item_type,
    item_types,
    references_of,
    render_represented,
    represent,
    represent_field,
    schema_of,
    stream_block_of,
)
from cms.library.models import Role
from cms.navigation.models import Menu
from cms.pages.body import BodyBlock
from cms.pages.models import ContentPage
from home.provisioning.brands import locale_of
from tests.factories.brands import home_of, scope_of
from tests.factories.enquiries import make_form
from tests.factories.library import make_call_to_action, make_example, make_question, make_role
from tests.factories.pages import make_comparison, make_content

BODIES = {"pages": BodyBlock(), "comparisons": ComparisonBodyBlock()}


class PersonBlock(blocks.StructBlock):
    name = blocks.CharBlock()
    age = blocks.IntegerBlock(required=False)
    tall = blocks.BooleanBlock(required=False)
    born = blocks.DateBlock()


class NotesBlock(blocks.StreamBlock):
    person = PersonBlock()
    word = blocks.CharBlock()


class TestSchemas:
    @pytest.mark.parametrize(
        ("block", "schema"),
        [
            (blocks.CharBlock(), str),
            (blocks.CharBlock(required=False), str),
            (blocks.TextBlock(), str),
            (blocks.URLBlock(), str),
            (blocks.EmailBlock(), str),
            (blocks.ChoiceBlock(choices=[("a", "A")]), str),
            (blocks.BooleanBlock(required=False), bool),
            (blocks.IntegerBlock(), int),
            (blocks.IntegerBlock(required=False), int | None),
            (blocks.FloatBlock(), float),
            (blocks.DecimalBlock(), Decimal),
            (blocks.DateBlock(), datetime.date),
            (blocks.DateBlock(required=False), datetime.date | None),
            (blocks.DateTimeBlock(), datetime.datetime),
            (blocks.ListBlock(blocks.IntegerBlock()), list[int]),
        ],
    )
    def test_plain_blocks_and_lists(self, block, schema):
        assert schema_of(block) == schema

    def test_a_struct_is_an_object_with_a_field_per_child(self):
        schema = schema_of(PersonBlock())
        assert schema.__name__ == "Person"
        assert {name: field.annotation for name, field in schema.model_fields.items()} == {
            "name": str, "age": int | None, "tall": bool, "born": datetime.date,
        }  # fmt: skip
        assert all(field.is_required() for field in schema.model_fields.values())

    def test_one_definition_has_one_schema(self):
        assert schema_of(PersonBlock()) is schema_of(PersonBlock())

    def test_two_definitions_with_the_same_names_have_two(self):
        words = blocks.StructBlock([("value", blocks.CharBlock())])
        numbers = blocks.StructBlock([("value", blocks.IntegerBlock())])
        assert schema_of(words).model_fields["value"].annotation is str
        assert schema_of(numbers).model_fields["value"].annotation is int
        lists = [blocks.StreamBlock([("all", blocks.ListBlock(child))]) for child in (words, numbers)]
        assert item_types(lists[0])["all"] is not item_types(lists[1])["all"]

    def test_a_stream_is_a_union_discriminated_by_type(self):
        adapter = TypeAdapter(item_type(NotesBlock()))
        item = adapter.validate_python({"id": "1", "type": "word", "value": "hello"})
        assert type(item) is item_types(NotesBlock())["word"]
        with pytest.raises(ValidationError, match="person"):
            adapter.validate_python({"id": "1", "type": "person", "value": "hello"})
        with pytest.raises(ValidationError, match="union_tag_invalid"):
            adapter.validate_python({"id": "1", "type": "nobody", "value": "hello"})
        assert adapter.json_schema()["discriminator"]["propertyName"] == "type"

    def test_a_stream_of_one_type_is_that_type(self):
        assert item_type(blocks.StreamBlock([("word", blocks.CharBlock())])).__name__ == "CharItem"

    def test_a_block_that_says_how_it_is_shown_says_its_schema(self):
        assert schema_of(BODIES["pages"].child_blocks["link_cards"]).model_fields["cards"].annotation
        assert Link in {
            argument
            for card in get_args(schema_of(BODIES["pages"].child_blocks["link_cards"]).model_fields["cards"].annotation)
            for argument in get_args(card.model_fields["link"].annotation)
        }

    def test_a_block_without_a_representation_is_named(self):
        with pytest.raises(TypeError, match="RawHTMLBlock"):
            schema_of(blocks.RawHTMLBlock())


class TestValues:
    def test_each_plain_value_stays_what_it_is(self, iduet):
        value = NotesBlock().to_python(
            [
                {"type": "person", "value": {"name": "Ada", "age": 36, "tall": False, "born": "1815-12-10"}, "id": "1"},
                {"type": "word", "value": "hello", "id": "2"},
            ]
        )
        person, word = represent(NotesBlock(), value, scope_of(iduet))
        assert person.value.model_dump() == {
            "name": "Ada", "age": 36, "tall": False, "born": datetime.date(1815, 12, 10),
        }  # fmt: skip
        assert (word.id, word.type, word.value) == ("2", "word", "hello")

    def test_nothing_is_an_empty_text_or_none(self, iduet):
        scope = scope_of(iduet)
        assert represent(blocks.CharBlock(required=False), None, scope) == ""
        assert represent(blocks.IntegerBlock(required=False), None, scope) is None
        assert represent(blocks.ListBlock(blocks.CharBlock()), None, scope) == []
        assert represent(NotesBlock(), None, scope) == []

    def test_what_shows_nothing_leaves_the_stream(self, iduet, finhire):
        elsewhere, ours = make_role("CFO", brand=finhire), make_role("CIO")
        cards = {"heading": "", "introduction": "", "roles": [ours.pk, elsewhere.pk]}
        body = [{"type": "role_cards", "value": cards}]
        page = make_comparison(home_of(iduet), [ours, elsewhere], publish=False, body=body)
        scope = scope_of(iduet, page=page)
        assert [item.value.short_name for item in represent_field(page, "roles", scope)] == ["CIO"]
        assert [card.short_name for card in represent_field(page, "body", scope)[0].value.roles] == ["CIO"]
        assert len(scope.missing) == 1
        assert "CFO" in scope.missing[0]

    def test_a_field_that_is_no_stream_is_named(self):
        with pytest.raises(TypeError, match="title"):
            stream_block_of(ContentPage, "title")

    def test_references_of_a_body_are_found_however_deep(self, iduet, finhire):
        target, role = make_content(home_of(iduet)), make_role()
        text = f'<p><a linktype="page" id="{target.pk}">x</a></p>'
        page = make_content(
            home_of(iduet),
            body=[
                {"type": "text_section", "value": {"heading": "", "text": text}},
                {"type": "role_cards", "value": {"heading": "", "introduction": "", "roles": [role.pk]}},
            ],
        )
        found = list(references_of(stream_block_of(page, "body"), page.body))
        assert [(model.__name__, pk) for model, pk in found] == [("Page", target.pk), ("Role", role.pk)]


@pytest.fixture
def library(iduet, finhire):
    """A published original of every kind and menus, for the previews."""
    link = {"text": "Cloud", "page": None, "url": "https://example.com/", "contact": False}
    entries = json.dumps([{"type": "entry", "value": {"heading": "", "link": link, "children": []}}])
    for brand in (iduet, finhire):
        Menu.objects.create(brand=brand, locale=locale_of("nl"), place="specialisations", entries=entries, live=True)
        make_form(brand)
    for make in (make_role, make_question, make_example, make_call_to_action):
        for _ in range(3):
            make()


@pytest.mark.parametrize("room", BODIES)
class TestPageBodies:
    def test_every_section_has_a_schema(self, room):
        for name, block in BODIES[room].child_blocks.items():
            assert TypeAdapter(schema_of(block)).json_schema()["type"] == "object", name

    def test_every_preview_value_represents_as_its_schema_says(self, library, iduet, room, subtests):
        scope, items = scope_of(iduet), item_types(BODIES[room])
        adapter = TypeAdapter(item_type(BODIES[room]))
        for name, block in BODIES[room].child_blocks.items():
            with subtests.test(name):
                shown = represent(block, block.get_preview_value(), scope)
                item = items[name].model_validate({"id": "1", "type": name, "value": shown})
                assert item.value == shown
                again = adapter.validate_json(item.model_dump_json(round_trip=True))
                assert (type(again), again.model_dump()) == (type(item), item.model_dump())

    def test_every_preview_renders(self, library, iduet, room, subtests):
        for name, block in BODIES[room].child_blocks.items():
            with subtests.test(name):
                value = block.get_preview_value()
                drawn = getattr(block.meta, "preview_template", None)  # a preview that shows no value
                assert get_template(drawn) if drawn else render_represented(block, value).strip()

    def test_an_empty_draft_of_every_section_represents(self, iduet, room, subtests):
        scope = scope_of(iduet)
        for name, block in BODIES[room].child_blocks.items():
            with subtests.test(name):
                shown = represent(block, block.get_default(), scope)
                assert shown is None or TypeAdapter(schema_of(block)).validate_python(shown) == shown


class TestWhatIsShownDifferently:
    def test_what_is_shown_differently_says_so_by_deriving(self):
        special = {name for name, block in BODIES["comparisons"].child_blocks.items() if isinstance(block, Represented)}
        assert special == {
            "criteria_table", "specialisations", "group_brands", "cookie_table", "call_to_action", "contact_details",
            "decision_aid", "table",
        }  # fmt: skip
        assert Role in {model for model, _pk in references_of(BODIES["pages"], _body_with_a_role())}


def _body_with_a_role():
    return BODIES["pages"].to_python(
        [{"type": "role_cards", "value": {"heading": "", "introduction": "", "roles": [7]}, "id": "1"}]
    )
