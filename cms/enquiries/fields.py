"""What a form can ask. One block a kind: its template draws the field, its representation is what the API tells."""

import re

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.foundation.representation import render_represented
from cms.foundation.rich_text import INLINE_FEATURES, RichTextBlock

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")
MOST_FIELDS = 30
#: Names that the form itself sends beside the answers.
TAKEN = frozenset({"page", "consent_version", "leave_empty"})


def name_from(label: str) -> str:
    """A field's name made of its label: `Your e-mail` → `your_e_mail`; empty where the label has no letters."""
    return slugify(label).replace("-", "_").lstrip("_0123456789")[:40]


class NamedBlock(blocks.StructBlock):
    """A field of a form. Its name is what exports and the API call it, made of the label where there is none."""

    name_source = "label"

    def render(self, value, context=None):
        return render_represented(self, value, context)

    def clean(self, value):
        cleaned = super().clean(value)
        cleaned["name"] = cleaned["name"] or name_from(str(cleaned[self.name_source]))
        if not NAME.match(cleaned["name"]) or cleaned["name"] in TAKEN:
            message = _("Use lower-case letters, digits and underscores, beginning with a letter, such as first_name.")
            raise StructBlockValidationError(block_errors={"name": ValidationError(message)})
        return cleaned


def _name() -> blocks.CharBlock:
    return blocks.CharBlock(
        label=gettext_lazy("Short name"), required=False, max_length=40,
        help_text=gettext_lazy(
            "What exports and other front ends call the answer, such as first_name; give it the same one in every "
            "language. Made of the label where left empty."
        ),
    )  # fmt: skip


class AskBlock(NamedBlock):
    """A field with a label. What every kind shares."""

    label = blocks.CharBlock(label=gettext_lazy("Label"), max_length=120)
    name = _name()
    help_text = blocks.CharBlock(
        label=gettext_lazy("Explanation"), required=False, max_length=250,
        help_text=gettext_lazy("Stands below the label. Only where the label does not say it all."),
    )  # fmt: skip
    is_required = blocks.BooleanBlock(label=gettext_lazy("Must be answered"), required=False, default=False)


class TextFieldBlock(AskBlock):
    """A line of text."""

    purpose = blocks.ChoiceBlock(
        label=gettext_lazy("Asks for"), required=False, default="",
        choices=[
            ("name", gettext_lazy("the visitor’s name")),
            ("organization", gettext_lazy("the visitor’s organisation")),
            ("organization-title", gettext_lazy("the visitor’s function")),
        ],
        help_text=gettext_lazy("Browsers then offer what they know; people who find typing hard depend on it."),
    )  # fmt: skip

    class Meta:
        icon = "title"
        label = gettext_lazy("Text")
        description = gettext_lazy("A line of text, such as a name.")
        template = "blocks/field_text.html"
        preview_value = {"label": "Naam", "name": "name", "is_required": True, "purpose": "name"}


class LongTextFieldBlock(AskBlock):
    """Several lines of text."""

    class Meta:
        icon = "pilcrow"
        label = gettext_lazy("Long text")
        description = gettext_lazy("Several lines of text, such as a message.")
        template = "blocks/field_long_text.html"
        preview_value = {"label": "Waarmee kunnen we je helpen?", "name": "message", "is_required": True}


class EmailFieldBlock(AskBlock):
    """An e-mail address."""

    class Meta:
        icon = "mail"
        label = gettext_lazy("E-mail address")
        description = gettext_lazy("An e-mail address. The first one of a form is where the visitor can be answered.")
        template = "blocks/field_email.html"
        preview_value = {"label": "E-mailadres", "name": "email", "is_required": True}


class PhoneFieldBlock(AskBlock):
    """A telephone number."""

    class Meta:
        icon = "mobile-alt"
        label = gettext_lazy("Telephone number")
        description = gettext_lazy("A telephone number.")
        template = "blocks/field_phone.html"
        preview_value = {"label": "Telefoonnummer", "name": "phone", "help_text": "Als je liever gebeld wordt."}


class ChoiceFieldBlock(AskBlock):
    """One of a few answers."""

    options = blocks.ListBlock(
        blocks.CharBlock(label=gettext_lazy("Answer"), max_length=120), label=gettext_lazy("Answers"), min_num=2,
        max_num=30,
        help_text=gettext_lazy("Up to five are shown side by side, more in a list that opens."),
    )  # fmt: skip

    def clean(self, value):
        cleaned = super().clean(value)
        if len(set(cleaned["options"])) != len(cleaned["options"]):
            error = ValidationError(_("The same answer stands here twice."))
            raise StructBlockValidationError(block_errors={"options": error})
        return cleaned

    class Meta:
        icon = "list-ul"
        label = gettext_lazy("Choice")
        description = gettext_lazy("One of a few answers.")
        template = "blocks/field_choice.html"
        preview_value = {
            "label": "Waar gaat het om?", "name": "subject", "options": ["Een vacature", "Mijn volgende stap"],
        }  # fmt: skip


class CheckboxFieldBlock(AskBlock):
    """A box to tick."""

    class Meta:
        icon = "check"
        label = gettext_lazy("Box to tick")
        description = gettext_lazy("Yes or no. For consent there is a field of its own.")
        template = "blocks/field_checkbox.html"
        preview_value = {"label": "Bel mij liever", "name": "call_me"}


class ConsentFieldBlock(NamedBlock):
    """A text that the visitor agrees to. Each enquiry keeps the text as it was, and its version."""

    name_source = "name"

    text = RichTextBlock(
        label=gettext_lazy("What the visitor agrees to"), features=INLINE_FEATURES,
        help_text=gettext_lazy("A sentence or two, with a link to the privacy statement. A change is a new version."),
    )  # fmt: skip
    name = _name()
    is_required = blocks.BooleanBlock(label=gettext_lazy("Must be agreed to"), required=False, default=True)

    def clean(self, value):
        value["name"] = value["name"] or "consent"
        return super().clean(value)

    class Meta:
        icon = "tick-inverse"
        label = gettext_lazy("Consent")
        description = gettext_lazy("A text that the visitor agrees to, never ticked beforehand.")
        template = "blocks/field_consent.html"
        preview_value = {"text": "<p>Ik ga ermee akkoord dat jullie mijn gegevens gebruiken om te antwoorden.</p>"}


class FieldsBlock(blocks.StreamBlock):
    """The fields of a form, in the editor's order."""

    text = TextFieldBlock()
    long_text = LongTextFieldBlock()
    email = EmailFieldBlock()
    phone = PhoneFieldBlock()
    choice = ChoiceFieldBlock()
    checkbox = CheckboxFieldBlock()
    consent = ConsentFieldBlock()

    def clean(self, value):
        cleaned = super().clean(value)
        seen: set[str] = set()
        errors = {}
        for index, child in enumerate(cleaned):
            if child.value["name"] in seen:
                error = ValidationError(_("Another field has this name."))
                errors[index] = StructBlockValidationError(block_errors={"name": error})
            seen.add(child.value["name"])
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return cleaned

    class Meta:
        max_num = MOST_FIELDS
        block_counts = {"email": {"max_num": 3}}
