"""What a thing says as data that another place takes over, and a thing made of such data.

Whatever the data are, nothing comes of them that an editor could not have written: texts pass through the editor's own
converter, and only fields that say something are taken.
"""

import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Model
from modelcluster.models import get_all_child_relations
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.fields import RichTextField, StreamField

from cms.enquiries.models import EnquiryForm
from cms.foundation.rewriting import Rewriting, Rule
from cms.library.models import CallToAction, Example, LibraryItem, Question, Role
from cms.media.models import MediaDocument, MediaImage
from cms.navigation.models import Menu

LIBRARY: tuple[type[LibraryItem], ...] = (Role, Question, Example, CallToAction)
#: In an order in which each may refer to what comes before; what refers the other way round is mended afterwards.
ITEMS: tuple[type[Any], ...] = (*LIBRARY, EnquiryForm, Menu)
FILES: tuple[type[Any], ...] = (MediaImage, MediaDocument)
#: What stays where it was: publication, plans, locks, who wrote it, and where in the tree it stood.
LEFT = frozenset({
    "pk", "id", "path", "depth", "numchild", "url_path", "live", "has_unpublished_changes", "latest_revision",
    "live_revision", "first_published_at", "last_published_at", "latest_revision_created_at", "go_live_at", "expire_at",
    "expired", "locked", "locked_at", "locked_by", "owner", "content_type", "alias_of", "source_revision",
    "seen_revision", "wagtail_admin_comments", "comments", "page_ptr", "locale", "translation_key", "brand", "original",
    "show_in_menus_default", "draft_title", "search_description_draft",
})  # fmt: skip
#: As `Rewriting` leaves a link whose target is not there.
DEAD_LINK = re.compile(r'<a (?=[^>]*\bid="0")[^>]*>(.*?)</a>', re.DOTALL)
#: What a hostile or foreign content makes the code that reads it raise.
MALFORMED = (KeyError, TypeError, ValueError, AttributeError, RecursionError, IndexError, OverflowError, AssertionError)


def said_by(thing: Any, rule: Rule) -> dict[str, Any]:
    """Field → what a thing says, with what the rule gives in the place of each reference. Changes it in memory."""
    Rewriting(rule, (*ITEMS, *FILES)).apply(thing, leave=LEFT)
    return {name: value for name, value in thing.serializable_data().items() if name not in LEFT}


def blank(model: Any, data: dict[str, Any]) -> Any:
    """The thing without what refers to others, which may not be there yet."""
    row = model.from_serializable_data(_own(data, model), check_fks=False, strict_fks=False)
    row.pk = None
    for each in model._meta.get_fields():
        if isinstance(each, StreamField):
            setattr(row, each.name, "[]")
        elif isinstance(each, RichTextField):
            setattr(row, each.name, "")
        elif isinstance(each, ForeignKey) and issubclass(each.related_model, (*ITEMS, *FILES)):
            setattr(row, each.attname, None)
    if hasattr(row, "live"):
        row.live = False
    return row


class _Saying(Rewriting):
    """Of links that lead nowhere, the words are kept and `dead` is told, where somebody wants to know."""

    dead: Callable[[str], None] | None = None

    def text(self, source: str | None, features: list[str] | None) -> str:
        written = super().text(source, features)
        return DEAD_LINK.sub(self._words, written) if self.dead else written

    def _words(self, match: re.Match) -> str:
        if self.dead:
            self.dead(re.sub(r"<[^>]*>", "", match[1]))
        return match[1]


def say(
    row: Any, data: dict[str, Any], rule: Rule, rename: Callable[[str], str] | None = None,
    dead: Callable[[str], None] | None = None,
) -> Any:  # fmt: skip
    """Let a row say what the data say, its references what the rule gives, its texts cleaned as the editor does.

    :param rename: translation key that the data have → the one here, for what is kept by the key of an item.
    :param dead: called with the words of links that lead nowhere, which then are links no more.
    :raises ValidationError: when a field may not hold that.
    """
    model = type(row)
    said = model.from_serializable_data(_own(data, model), check_fks=False, strict_fks=False)
    saying = _Saying(rule, (*ITEMS, *FILES), cleaned, rename)
    saying.dead = dead
    saying.apply(said, leave=LEFT)
    names = [each.name for each in model._meta.get_fields() if each.concrete and each.name not in LEFT]
    for name in names:
        if name in data:
            setattr(row, name, getattr(said, name))
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        if name in data and name not in LEFT:
            setattr(row, name, [_anew(child) for child in getattr(said, name).all()])
    row.full_clean(exclude=[each.name for each in model._meta.get_fields() if each.is_relation])
    return row


def _own(data: dict[str, Any], model: type[Model]) -> dict[str, Any]:
    """Of what the data say only what such a thing may say; children are made anew."""
    names = {each.name for each in model._meta.get_fields() if each.concrete} - LEFT
    children = {each.get_accessor_name() for each in get_all_child_relations(model)} - LEFT
    own = {name: value for name, value in data.items() if name in names}
    for name in children & data.keys():
        own[name] = [{**child, "pk": None} for child in data[name]]
    return {"pk": None, **own}


def _anew(child: Any) -> Any:
    child.pk = None
    if hasattr(child, "settle"):
        child.settle()
    child.full_clean(exclude=[each.name for each in child._meta.get_fields() if each.is_relation])
    return child


def cleaned(text: str, features: list[str] | None) -> str:
    """As the editor stores it: nothing but what its features allow."""
    converter = ContentstateConverter(features=features or [])
    return converter.to_database_format(converter.from_database_format(text))


def words_of(refusal: ValidationError) -> str:
    """What a refusal says, on one line."""
    if hasattr(refusal, "error_dict"):
        return "; ".join(f"{name}: {' '.join(said)}" for name, said in refusal.message_dict.items())
    return " ".join(refusal.messages)
