"""Editors of pages and items: terms in another language than the text around them, two people at once, last words."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.rich_text.editors.draftail.features import InlineStyleFeature

LANGUAGES = {"english": ("en", "EN", _("English words")), "dutch": ("nl", "NL", _("Dutch words"))}


@hooks.register("register_rich_text_features")
def register_language_marks(features):
    """`english` and `dutch` mark a term as ``<span lang="…">``, so that it is pronounced and hyphenated well."""
    for name, (code, label, description) in LANGUAGES.items():
        style = f"LANG_{label}"
        features.register_editor_plugin(
            "draftail",
            name,
            InlineStyleFeature(
                {
                    "type": style,
                    "label": label,
                    "description": str(description),
                    "style": {"borderBottom": "1px dotted currentColor"},
                }
            ),
        )
        features.register_converter_rule(
            "contentstate",
            name,
            {
                "from_database_format": {f"span[lang={code}]": InlineStyleElementHandler(style)},
                "to_database_format": {"style_map": {style: {"element": "span", "props": {"lang": code}}}},
            },
        )


@hooks.register("insert_editor_js")
def press_again():
    """What the two below have made wait is sent by this."""
    return format_html('<script src="{}"></script>', static("js/desk/press-again.js"))


@hooks.register("insert_editor_js")
def wait_for_autosave():
    """What is pressed in an editor waits for its autosave, and is asked about here (`collisions`)."""
    return format_html('<script src="{}"></script>', static("js/desk/collisions.js"))


@hooks.register("insert_editor_js")
def wait_for_last_words():
    """What is sent right after something was typed into a rich text waits until its field has it."""
    return format_html('<script src="{}"></script>', static("js/desk/last-words.js"))
