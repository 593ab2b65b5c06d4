"""Who is told of a change: the webhooks of separate front ends, asked of the code that makes their messages."""

from typing import Any

from wagtail.models import Page

from brands.directory import BrandDirectory
from brands.models import Brand
from cms.changes.models import Change, Webhook
from cms.changes.models.webhook import Event
from cms.changes.telling import told
from cms.changes.webhooks.collecting import listening
from cms.changes.webhooks.payload import event_of
from cms.media.models import MediaImage

from .deeds import Deed

#: Of a page, and of another brand's alias of it.
EVENTS = {
    "move": (Event.PAGE_MOVED, Event.PAGE_CHANGED),
    "publish": (Event.PAGE_PUBLISHED, Event.PAGE_PUBLISHED),
    "unpublish": (Event.PAGE_UNPUBLISHED, Event.PAGE_UNPUBLISHED),
    "delete": (Event.PAGE_DELETED, Event.PAGE_DELETED),
}


def hearing(
    thing: Any, directory: BrandDirectory, seen: set[int] | None, deed: Deed | None, pages: list[Page]
) -> list[Webhook]:
    """Active webhooks that get a message of the change, of the brands that may be known.

    :param pages: those that it touches, and that are public before or after it.
    """
    webhooks = [each for each in listening() if seen is None or each.brand_id in seen]
    if isinstance(thing, Page):
        return [each for each in webhooks if _hears(each, thing, directory, deed, pages)]
    row = _row(thing, directory)
    of_brand = [each for each in webhooks if row.brand_id in (None, each.brand_id)]
    events = {each.brand: {event_of(said) for said in told(each.brand, [row])} for each in of_brand}
    return [each for each in of_brand if events[each.brand] & set(each.events)]


def _hears(webhook: Webhook, thing: Page, directory: BrandDirectory, deed: Deed | None, pages: list[Page]) -> bool:
    of_page, of_alias = EVENTS[(deed or Deed()).name]
    for page in pages:
        if directory.brand_of(page) == webhook.brand:
            is_it = page.path.startswith(thing.path)
            is_alias = page.alias_of is not None and page.alias_of.path.startswith(thing.path)
            if (is_it and of_page in webhook.events) or (is_alias and of_alias in webhook.events):
                return True
    return False


def _row(thing: Any, directory: BrandDirectory) -> Change:
    """The row of the change log that the change will write."""
    if isinstance(thing, Brand):
        brand, tags = None, [f"brand:{each.key}" for each in directory.brands]
    elif isinstance(thing, MediaImage):
        brand, tags = None, [f"mediaimage:{thing.pk}"]
    else:
        brand, tags = thing.brand, thing.change_tags()
    kind = Change.Kind.CHANGED
    return Change(kind=kind, brand=brand, object_type=thing._meta.label_lower, object_id=str(thing.pk), tags=tags)
