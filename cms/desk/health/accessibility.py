"""Whether everybody can read the page: descriptions of pictures, order of headings, words of links."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.blocks.link import LinkBlock
from cms.foundation.representation import Section
from cms.foundation.rich_text import RichTextBlock
from cms.media.blocks import ContextualImageBlock

from .findings import Finding
from .places import places_in
from .subject import Subject, anchors_in, headings_in

NO_DESCRIPTION, POOR_DESCRIPTION, ORDER, WORDS = 5, 3, 3, 3  # points
#: What a file is called, and beginnings that say what everybody knows: that it is a picture.
_FILE = re.compile(r"\.(avif|gif|jpe?g|png|svg|webp)$|_|^(dsc|img)[ -]?\d", re.IGNORECASE)
_SAYS_PICTURE = re.compile(r"(afbeelding|foto|plaatje|image|picture|photo)( van| of)?\b", re.IGNORECASE)
#: Links that say nothing when they are read out by themselves.
_SAYS_NOTHING = re.compile(
    r"(klik )?(hier|here)|lees (meer|verder)|(read|learn|find out|see) more|meer( info(rmatie)?)?"
    r"|more( info(rmation)?)?|click here|link|https?://\S+|www\.\S+",
    re.IGNORECASE,
)


def check(subject: Subject) -> Iterator[Finding]:
    yield from _pictures(subject)
    yield from _headings(subject)
    yield from _links(subject)


def _pictures(subject: Subject) -> Iterator[Finding]:
    hero = getattr(subject.document, "hero", None)
    if hero is not None:
        yield from _description(hero.alt, "hero_image_alt")
    for place in subject.of(ContextualImageBlock):
        picture = subject.shown(place)
        if picture is not None and not place.value["decorative"]:
            yield from _description(place.value["alt_text"] or "", place.below("alt_text"))


def _description(alt: str, path: str) -> Iterator[Finding]:
    if not alt:
        yield Finding(NO_DESCRIPTION, _("A picture is not described."), path)
    elif _FILE.search(alt):
        yield Finding(
            POOR_DESCRIPTION, _("“%(alt)s” is the name of a file and describes nothing.") % {"alt": alt}, path
        )
    elif _SAYS_PICTURE.match(alt):
        told = _("“%(alt)s”: say what is to be seen, not that it is a picture.")
        yield Finding(POOR_DESCRIPTION, told % {"alt": alt}, path)


def _headings(subject: Subject) -> Iterator[Finding]:
    """The title is level 1, a section's heading 2, those inside a text 3 and 4; none is left out on the way down."""
    level = 1
    for deeper, words, path in _levels(subject):
        if deeper > level + 1:
            told = _("The heading “%(heading)s” is of level %(level)s, below one of level %(above)s.")
            yield Finding(ORDER, told % {"heading": words, "level": deeper, "above": level}, path)
        level = deeper


def _levels(subject: Subject) -> Iterator[tuple[int, str, str]]:
    """Level, words and place of every heading that editors write, in the order of the page."""
    yield from ((level, words, "introduction") for level, words in headings_in(subject.document.introduction))
    for section in subject.of(Section):
        if section.value.get("heading"):
            yield 2, section.value["heading"], section.below("heading")
        for place in places_in(section):
            if isinstance(place.block, RichTextBlock):
                yield from ((level, words, place.path) for level, words in headings_in(subject.shown(place)))


def _links(subject: Subject) -> Iterator[Finding]:
    told = _("The link “%(words)s” does not say where it leads.")
    for path, text in subject.texts:
        for _address, words in anchors_in(text):
            if not words or says_nothing(words):
                yield Finding(WORDS, told % {"words": words}, path)
    for place in subject.of(LinkBlock):
        link = subject.shown(place)
        if link is not None and says_nothing(link.text):
            yield Finding(WORDS, told % {"words": link.text}, place.below("text"))


def says_nothing(words: str) -> bool:
    """Whether the words of a link tell nobody where it leads."""
    return bool(_SAYS_NOTHING.fullmatch(words.strip(" .…!»›>→")))
