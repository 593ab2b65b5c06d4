"""Whether search engines and readers find the page and their way on it: title, description, headings, links."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.foundation.representation import Section
from cms.library.blocks.item import RoleBlock

from .findings import Finding, within
from .subject import Subject, anchors_in, links_in

LONGEST_TITLE = 60  # characters that a page of results shows
SHORTEST_DESCRIPTION, LONGEST_DESCRIPTION = 70, 160
ENOUGH_LINKS = 2
TITLE, NO_DESCRIPTION, DESCRIPTION, HEADING, NO_LINKS, FEW_LINKS = 2, 6, 2, 1, 3, 1  # points
MOST_HEADINGS = 4  # points


def check(subject: Subject) -> Iterator[Finding]:
    seo = subject.document.seo
    if len(seo.title) > LONGEST_TITLE:
        told = _("The title for search engines has %(length)s characters; after %(most)s it is cut off.")
        yield Finding(TITLE, told % {"length": len(seo.title), "most": LONGEST_TITLE}, "seo_title")
    length = len(seo.description)
    if not length:
        yield Finding(NO_DESCRIPTION, _("There is no description for search engines."), "search_description")
    elif not SHORTEST_DESCRIPTION <= length <= LONGEST_DESCRIPTION:
        told = _("The description has %(length)s characters; between %(least)s and %(most)s is best.")
        values = {"length": length, "least": SHORTEST_DESCRIPTION, "most": LONGEST_DESCRIPTION}
        yield Finding(DESCRIPTION, told % values, "search_description")
    yield from within(MOST_HEADINGS, _without_heading(subject))
    yield from _links(subject)


def _without_heading(subject: Subject) -> Iterator[Finding]:
    for place in subject.of(Section):
        if "heading" in place.block.child_blocks and not place.value["heading"]:
            told = _("The section “%(kind)s” has no heading.") % {"kind": place.block.label}
            yield Finding(HEADING, told, place.below("heading"))


def _links(subject: Subject) -> Iterator[Finding]:
    """Ways on to other pages of the brand; menus stand on every page and do not count."""
    document = subject.document
    own = {name: getattr(document, name) for name in type(document).model_fields
           if name not in ("breadcrumbs", "translations")}  # fmt: skip
    found = {link.url for value in own.values() for link in links_in(value) if link.kind in ("page", "contact")}
    found |= {address for _path, text in subject.texts for address, _words in anchors_in(text) if is_internal(address)}
    found |= {card.url for place in subject.of(RoleBlock) if (card := subject.shown(place)) is not None and card.url}
    found |= {card.url for card in own.get("articles", [])}
    if len(found) < ENOUGH_LINKS:
        told = _("Only one link leads on to another page.") if found else _("No link leads on to another page.")
        streams = [field.name for field in subject.page.stream_fields() if field.name == "body"]
        yield Finding(FEW_LINKS if found else NO_LINKS, told, streams[0] if streams else "introduction")


def is_internal(address: str) -> bool:
    """Whether an address is one of the brand's own pages."""
    return address.startswith("/") and not address.startswith(("//", "/documents/", "/media/"))
