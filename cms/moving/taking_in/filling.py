"""Filling a page that stands in its place: with the data beside its Markdown, or with the Markdown itself.

The data are taken where the Markdown is still what they were told with. Where somebody has edited it, its text takes
the place of the page's sections. What the front matter says otherwise than it did counts in either case.
"""

import json
from typing import Any
from urllib.parse import urljoin

from wagtail.models import Locale, ReferenceIndex

from brands.models import Brand
from cms.media.models import MediaImage
from cms.navigation.models import PageTag
from cms.navigation.page_tags import LONGEST_WORD, MOST_TAGS, as_compared, trimmed

from ..converting.chapters import words_in
from ..converting.draft import ARTICLE, COMPARISON, Draft
from ..writing.items import Items
from ..writing.links import Links
from ..writing.memory import Memory
from ..writing.streams import Streams
from .front_matter import NAMES
from .markdown import draft_of_markdown
from .media import FileLinks, FilePictures, Media
from .source import Refused
from .survey import ARTICLE_INDEX, HOME, MADE_OF_MARKDOWN, Known, Survey
from .things import Things

LONGEST_SEO, LONGEST_ALT = 255, 200


class Filling:
    """Writes pages of one import.

    :param publish: whether items are published as soon as they are made, so that pages with them may be.
    """

    def __init__(
        self, brand: Brand, survey: Survey, things: Things, memory: Memory, links: Links, media: Media, publish: bool,
        user: Any = None,
    ):  # fmt: skip
        self.brand, self.survey, self.things, self.memory = brand, survey, things, memory
        self.links, self.media, self.publish, self.user = links, media, publish, user
        self._items: dict[int, Items] = {}

    def fill(self, known: Known, is_new: bool) -> Any:
        """Write the page's draft. Returns its revision.

        A page that nobody has published holds its draft in its row, too, as the desk writes it.
        """
        page = known.model.objects.get(pk=known.page)  # type: ignore[union-attr]
        if not is_new and page.latest_revision_id:
            page = page.get_latest_revision_as_object()
        draft = Draft(title=known.title, kind=known.kind)
        links = FileLinks(self.links, known.file, self.media, draft.remark)
        if known.told:
            page = self._of_data(page, known, draft)
        if not known.told or (known.edited and known.kind in MADE_OF_MARKDOWN):
            self._of_markdown(page, known, draft, links)
        self._of_head(page, known, draft, links)
        if known.status == "draft":
            draft.remark("status", "draft")
        if is_new or not page.live:
            page.save(clean=False)
            ReferenceIndex.create_or_update_for_object(page)
        revision = page.save_revision(user=self.user, clean=False)
        known.remarks += [(remark.about, remark.words) for remark in draft.remarks]
        return revision

    # With data

    def _of_data(self, page: Any, known: Known, draft: Draft) -> Any:
        told = self.survey.told_of(known)
        left = {"slug", "title"} if known.kind == HOME else {"slug"}
        data = {name: value for name, value in told.data.items() if name not in left}
        page = self.things.fill(page, data, told.refers, draft.remark, known.file)
        page.draft_title = page.title
        if known.edited and known.kind in MADE_OF_MARKDOWN:
            draft.remark("edited", known.file)
        elif known.edited:
            draft.remark("edited elsewhere", f"{known.file}: {self._said_otherwise(page, known)}")
        return page

    def _said_otherwise(self, page: Any, known: Known) -> str:
        """The lines of an edited text that its data do not have."""
        data = words_in(json.dumps(self.survey.told_of(known).data, ensure_ascii=False))
        lines = (line.strip(" #*->|") for line in self.survey.body_of(known).splitlines())
        return " … ".join(line for line in lines if line and line not in data)[:1_500]

    # With Markdown

    def _of_markdown(self, page: Any, known: Known, draft: Draft, links: FileLinks) -> None:
        try:
            made = draft_of_markdown(
                known.title, self.survey.body_of(known), kind=known.kind, introduction=known.head.introduction
            )
        except RecursionError as fault:
            raise Refused("elements stand deeper in each other than on any page.", known.file) from fault
        for remark in made.remarks:
            draft.remark(remark.about, remark.words)
        made.remarks = draft.remarks
        items = self._items_of(page)
        streams = Streams(made, items, links, FilePictures(links), known.id[:120])
        page.title = page.draft_title = known.title
        page.introduction = streams.rich(made.introduction)
        if known.kind == ARTICLE_INDEX:
            for section in made.sections:
                draft.remark("text", f"{section.heading} {words_in(section.text)}")
        else:
            if made.kind == COMPARISON and hasattr(page, "roles"):
                page.facts = json.dumps(streams.facts())
                page.roles = json.dumps(streams.roles())
            page.body = json.dumps(streams.body())
        if self.publish:
            items.publish(made)
        items.made = []

    def _items_of(self, page: Any) -> Items:
        if page.locale_id not in self._items:
            locale = Locale.objects.get(pk=page.locale_id)
            self._items[page.locale_id] = Items(self.brand, locale, self.links, self.memory, self.user)
        return self._items[page.locale_id]

    # What the front matter says

    def _of_head(self, page: Any, known: Known, draft: Draft, links: FileLinks) -> None:
        """Everything of a page that is made of Markdown; of one that is made of data what is no longer as it was."""
        head = known.head
        if _says(known, "title") and known.kind != HOME:
            page.title = page.draft_title = known.title
        if _says(known, "description"):
            page.search_description = head.description
        if _says(known, "seo_title"):
            page.seo_title = head.seo_title[:LONGEST_SEO]
        if _says(known, "tags", "categories"):
            self._tags(page, head.tags, draft)
        if known.kind == ARTICLE:
            self._of_article(page, known, draft)
        if _says(known, "image") and head.image:
            self._hero(page, known, draft, links)
        for name, value in head.unknown:
            if not known.told or name in known.heads:
                draft.remark("field", f"{name}: {value}")

    @staticmethod
    def _of_article(page: Any, known: Known, draft: Draft) -> None:
        if _says(known, "date"):
            page.date = known.head.date or page.date
        if _says(known, "author"):
            page.author = known.head.author
        if not page.author:
            draft.remark("author")

    @staticmethod
    def _tags(page: Any, tags: list[str], draft: Draft) -> None:
        words = [trimmed(tag)[:LONGEST_WORD] for tag in tags]
        unique = list({as_compared(word): word for word in words if word}.values())
        if len(unique) > MOST_TAGS:
            draft.remark("tags", ", ".join(unique[MOST_TAGS:]))
        page.page_tags = [PageTag(word=word, sort_order=place) for place, word in enumerate(unique[:MOST_TAGS])]

    def _hero(self, page: Any, known: Known, draft: Draft, links: FileLinks) -> None:
        name = self.media.named(urljoin(links.base, known.head.image)) if links.is_old(known.head.image) else ""
        thing = self.media.take(name, {"description": known.head.image_alt}, draft.remark) if name else None
        if not isinstance(thing, MediaImage) or not hasattr(page, "hero_image_id"):
            draft.remark("picture", known.head.image)
            return
        page.hero_image, page.hero_image_id = thing, thing.pk
        page.hero_image_alt = known.head.image_alt[:LONGEST_ALT]
        if not thing.description and not known.head.image_alt:
            draft.remark("alt", thing.title)


def _says(known: Known, *fields: str) -> bool:
    """Whether the front matter counts for some fields: there are no data, or it is no longer as it was with them."""
    return not known.told or any(not known.heads.isdisjoint(NAMES[each]) for each in fields)
