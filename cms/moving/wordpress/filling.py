"""Filling a page that stands in its place with what the other site says."""

import datetime
import json
import re
from html import escape, unescape
from typing import Any

from django.utils.dateparse import parse_datetime
from wagtail.models import Locale, Page, ReferenceIndex

from brands.models import Brand
from cms.media.models import MediaImage
from cms.navigation.models import PageTag
from cms.navigation.page_tags import LONGEST_WORD, MOST_TAGS, as_compared, trimmed

from ..converting.converting import draft_of
from ..converting.draft import ARTICLE, COMPARISON, CONTENT, Draft
from ..writing.items import Items
from ..writing.links import Links
from ..writing.memory import Memory
from ..writing.streams import LONGEST_ALT, Streams
from .export import THUMBNAIL_ALT, Post
from .media import Media
from .seo import for_search
from .survey import Known, Survey, elementor_of

#: Slugs of the category that WordPress gives to what has none.
NO_CATEGORY = frozenset({"uncategorized", "geen-categorie", "geen-onderdeel-van-een-categorie"})


class Filling:
    """Writes pages of one import.

    :param publish: whether items are published as soon as they are made, so that pages with them may be.
    """

    def __init__(
        self, brand: Brand, survey: Survey, memory: Memory, links: Links, media: Media, publish: bool, user: Any = None
    ):  # fmt: skip
        self.brand, self.survey, self.memory = brand, survey, memory
        self.links, self.media, self.publish, self.user = links, media, publish, user
        self._items: dict[str, Items] = {}

    def fill(self, known: Known, post: Post, is_new: bool) -> Any:
        """Write the page's draft. Returns its revision.

        A page that nobody has published holds its draft in its row, too, as the desk writes it.
        """
        page = known.model.objects.get(pk=known.page)  # type: ignore[union-attr]
        if not is_new:
            page = page.get_latest_revision_as_object()
        draft = self._draft(known, post)
        items = self._items_of(page)
        self._write(page, known, post, draft, items)
        if self.publish:
            items.publish(draft)
        items.made = []
        if is_new or not page.live:
            page.save(clean=False)
            ReferenceIndex.create_or_update_for_object(page)
        revision = page.save_revision(user=self.user, clean=False)
        known.remarks += [(remark.about, remark.words) for remark in draft.remarks]
        return revision

    def _draft(self, known: Known, post: Post) -> Draft:
        kind = CONTENT if known.kind == COMPARISON else known.kind
        draft = draft_of(
            known.title, post.content, kind=kind, elementor=elementor_of(post), reused=self.survey.reused,
            introduction=_excerpt(post), comparisons=known.kind == COMPARISON,
        )  # fmt: skip
        if post.comments:
            draft.remark("comments", str(post.comments))
        if known.status == "private" or known.protected:
            draft.remark("private", known.status)
        elif known.status != "publish":
            draft.remark("status", known.status)
        return draft

    def _items_of(self, page: Page) -> Items:
        code = page.locale.language_code
        if code not in self._items:
            locale = Locale.objects.get(pk=page.locale_id)
            self._items[code] = Items(self.brand, locale, self.links, self.memory, self.user)
        return self._items[code]

    def _write(self, page: Any, known: Known, post: Post, draft: Draft, items: Items) -> None:
        streams = Streams(draft, items, self.links, self.media, known.id[:120])
        page.title = page.draft_title = known.title
        page.introduction = streams.rich(draft.introduction)
        if draft.kind == COMPARISON:  # it may have lost that shape since it came
            page.facts = json.dumps(streams.facts())
            page.roles = json.dumps(streams.roles())
        page.body = json.dumps(streams.body())
        self._for_search(page, post, draft)
        self._hero(page, post, draft)
        self._tags(page, post, draft)
        if known.kind == ARTICLE:
            page.date = date_of(post) or page.date
            page.author = self.survey.author_of(post)
            if not page.author:
                draft.remark("author")

    def _for_search(self, page: Any, post: Post, draft: Draft) -> None:
        found = for_search(post, self.survey.channel)
        page.seo_title, page.search_description = found.title, found.description
        draft.remarks += [remark for remark in found.remarks if remark not in draft.remarks]

    def _hero(self, page: Any, post: Post, draft: Draft) -> None:
        number = post.meta.get("_thumbnail_id", "").strip()
        if not number:
            return
        image = self.media.images.get(number)
        if image is None:
            draft.remark("picture", f"#{number}")
            return
        page.hero_image = MediaImage(pk=image.pk)
        page.hero_image_id = image.pk
        page.hero_image_alt = " ".join(unescape(post.meta.get(THUMBNAIL_ALT, "")).split())[:LONGEST_ALT]
        if not (page.hero_image_alt or image.description):
            draft.remark("alt", image.title)

    @staticmethod
    def _tags(page: Any, post: Post, draft: Draft) -> None:
        words = [
            trimmed(part)[:LONGEST_WORD]
            for taxonomy, slug, name in post.terms
            if taxonomy in ("category", "post_tag", "tag") and slug not in NO_CATEGORY
            for part in unescape(name or slug).split(",")
        ]
        unique = list({as_compared(word): word for word in words if word}.values())
        if len(unique) > MOST_TAGS:
            draft.remark("tags", ", ".join(unique[MOST_TAGS:]))
        page.page_tags = [PageTag(word=word, sort_order=place) for place, word in enumerate(unique[:MOST_TAGS])]


def date_of(post: Post) -> datetime.date | None:
    """The day of a post; WordPress writes `0000-00-00` where there is none."""
    try:
        found = parse_datetime(post.date)
    except ValueError:
        return None
    return found.date() if found else None


def _excerpt(post: Post) -> str:
    words = " ".join(unescape(re.sub(r"<[^>]*>", " ", post.excerpt)).split())
    return f"<p>{escape(words, quote=False)}</p>" if words else ""
