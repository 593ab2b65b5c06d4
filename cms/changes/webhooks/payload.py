"""What a message says: a change of the log as the brand's public may be told it, with all that it makes old."""

import json

from brands.models import Brand
from cms.changes.models.webhook import TEST, Event
from cms.changes.position import place_of
from cms.changes.showing import addresses_showing, of_brand
from cms.changes.telling import Told


def event_of(each: Told) -> str:
    """Type of the message about a change."""
    if each.page is not None:
        return f"page.{each.row.kind}"
    touches_all = any(tag.startswith("brand:") for tag in each.tags)
    return Event.BRAND_CHANGED.value if touches_all else Event.CONTENT_CHANGED.value


def about(each: Told) -> str:
    """What a change is about: changes of one page, or of one other thing, are told in their order."""
    return f"page:{each.page}" if each.page is not None else f"{each.row.object_type}:{each.row.object_id}"


def body_of(brand: Brand, each: Told) -> str:
    """The text of a message. `addresses` are all that may answer something else now if `exact`, else some of them."""
    addresses, exact = _addresses(brand, each)
    return _text(
        event_of(each), each.row.created_at,
        {
            "brand": brand.key, "page": each.page, "before": each.before, "after": each.after, "tags": each.tags,
            "addresses": addresses, "exact": exact, "change": place_of(each.row),
        },
    )  # fmt: skip


def test_body(brand: Brand, moment) -> str:
    """The text of a message that only shows that messages arrive."""
    return _text(TEST, moment, {"brand": brand.key})


def everything_body(brand: Brand, moment) -> str:
    """The text for who may have missed something: all of the brand is to be asked for anew."""
    told = {"page": None, "before": [], "after": [], "tags": [f"brand:{brand.key}"], "addresses": [], "exact": False}
    return _text(Event.BRAND_CHANGED.value, moment, {"brand": brand.key, **told, "change": None})


def _text(event: str, moment, data: dict) -> str:
    return json.dumps({"type": event, "timestamp": moment.isoformat(), "data": data}, separators=(",", ":"))


def _addresses(brand: Brand, each: Told) -> tuple[list[str], bool]:
    """Of a page that is private by now the address is not said, so that the addresses said are not all."""
    own = {*each.before, *each.after}
    unsaid = {*each.row.addresses_before, *each.row.addresses_after} - own
    if event_of(each) == Event.BRAND_CHANGED:
        return [], False
    shown = addresses_showing([*each.tags, *(f"at:{address}" for address in own)])
    if shown is None:
        return sorted(own), False
    said = {address for address in of_brand(brand, shown) if address not in unsaid}
    return sorted(said | own), each.page is None or bool(own)
