"""One page out of a draft, as a draft of the desk: what somebody pasted and corrected."""

import json
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.text import slugify
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from brands.directory import Root
from cms.comparisons.models import ComparisonPage
from cms.pages.models import ContentPage

from ..converting.draft import COMPARISON, Draft
from ..models import ImportLine, ImportRun
from .items import Items
from .links import Links
from .slugs import LONGEST_SLUG, Slugs
from .streams import NoPictures, Streams


def model_of(draft: Draft) -> type[Any]:
    """The type of page that a draft becomes."""
    return ComparisonPage if draft.kind == COMPARISON else ContentPage


def make_page(draft: Draft, parent: Page, root: Root, user: Any, address: str = "") -> tuple[Any, ImportRun]:
    """Write a page below another, with the items that it brings along, all of it drafts; and what there is to look at.

    :param address: where the page stands at present, if anywhere: its own links are read from there.
    """
    links = Links(address)
    items = Items(root.brand, Locale.objects.get(pk=root.locale_id), links, user=user)
    streams = Streams(draft, items, links, NoPictures(), "")
    slug = Slugs().free(parent, slugify(draft.title)[:LONGEST_SLUG].strip("-_") or "page")
    page = model_of(draft)(
        title=draft.title, draft_title=draft.title, slug=slug, live=False, owner=user,
        locale_id=root.locale_id, introduction=streams.rich(draft.introduction),
    )  # fmt: skip
    if draft.kind == COMPARISON:
        page.facts = json.dumps(streams.facts())
        page.roles = json.dumps(streams.roles())
    page.body = json.dumps(streams.body())
    parent.add_child(instance=page)
    page.save_revision(user=user, clean=False)
    log(page, "wagtail.create", user=user, content_changed=True)
    return page, _noted(page, draft, root, user, address)


def _noted(page: Any, draft: Draft, root: Root, user: Any, address: str) -> ImportRun:
    run = ImportRun.objects.create(brand=root.brand, origin=address[:255], user=user, started_at=timezone.now())
    remarks = [{"about": each.about, "words": each.words} for each in draft.remarks]
    ImportLine.objects.create(
        run=run, kind=draft.kind, source_id=str(page.pk), source_url=address, title=page.title,
        outcome=ImportLine.Outcome.MADE, object_id=page.pk, remarks=remarks,
        content_type=ContentType.objects.get_for_model(page, for_concrete_model=False),
    )  # fmt: skip
    return run
