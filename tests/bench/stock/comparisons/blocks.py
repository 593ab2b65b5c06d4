"""The sections of a comparison, each from blocks that Wagtail brings."""

from wagtail import blocks
from wagtail.rich_text import expand_db_html
from wagtail.snippets.blocks import SnippetChooserBlock


class ItemChooser(SnippetChooserBlock):
    """A chooser whose API representation has the item's fields, as Wagtail's documentation shows it."""

    def __init__(self, target_model, fields=(), **kwargs):
        self.fields = fields
        super().__init__(target_model, **kwargs)

    def get_api_representation(self, value, context=None):
        if value is None:
            return None
        return {"id": value.pk, **{name: getattr(value, name) for name in self.fields}, **_texts(value)}


def _texts(item):
    names = ("description", "answer", "situation", "action", "result", "text")
    told = {name: expand_db_html(getattr(item, name)) for name in names if hasattr(item, name)}
    return {**told, "topics": [child.value for child in item.topics]} if hasattr(item, "topics") else told


class Text(blocks.RichTextBlock):
    def get_api_representation(self, value, context=None):
        return expand_db_html(value.source)


def role():
    return ItemChooser("library.Role", ("short_name", "full_name", "tagline", "choose_when"))


class Mapping(blocks.FieldBlock):
    """Cells by role, as they are stored."""

    def __init__(self, **kwargs):
        from django import forms  # noqa: PLC0415

        self.field = forms.JSONField()
        super().__init__(**kwargs)


def section(**fields):
    own = [("heading", blocks.CharBlock()), *fields.items()]
    return blocks.StructBlock(own)


def body():
    plain = {"introduction": blocks.CharBlock(required=False)}
    row = blocks.StructBlock([("criterion", blocks.CharBlock()), ("cells", Mapping())])
    line = blocks.StructBlock(
        [("roles", blocks.ListBlock(role())), ("reason", blocks.CharBlock()), ("engagement", blocks.CharBlock())]
    )
    answer = blocks.StructBlock(
        [("key", blocks.CharBlock()), ("answer", blocks.CharBlock()), ("reason", blocks.CharBlock()),
         ("weights", Mapping())]
    )  # fmt: skip
    question = blocks.StructBlock(
        [("key", blocks.CharBlock()), ("question", blocks.CharBlock()), ("answers", blocks.ListBlock(answer))]
    )
    return [
        ("comparison_text", section(text=Text())),
        ("role_cards", section(**plain, roles=blocks.ListBlock(role()))),
        ("criteria_table", section(caption=blocks.CharBlock(), rows=blocks.ListBlock(row))),
        ("choice_list", section(**plain, lines=blocks.ListBlock(line))),
        ("decision_aid", section(questions=blocks.ListBlock(question))),
        ("strategic_choice", section(text=Text())),
        ("advantage", section(text=Text())),
        ("examples", section(**plain, examples=blocks.ListBlock(ItemChooser("library.Example", ("title", "sector"))))),
        ("questions", section(**plain, questions=blocks.ListBlock(ItemChooser("library.Question", ("question",))))),
        ("specialisations", section()),
        ("getting_started", section(text=Text(), call_to_action=ItemChooser("library.CallToAction", ("title",)))),
        ("group_brands", section(**plain)),
        ("cookie_table", section()),
    ]
