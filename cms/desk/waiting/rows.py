"""What of a person's own work waits: sent back to her, begun and not handed in, and what the clock will do."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import Cast, RowNumber, Substr
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, WorkflowState

from brands.directory import ROOT_PATH_LENGTH, BrandDirectory
from cms.releases.models import Release
from cms.releases.models.release import ReleaseEntry

from .owners import editor_of_key, models_with_drafts, owners_of

#: The newest of a brand's that are shown; the others are counted.
MOST_DRAFTS = 5
#: What the clock does within these days is ahead.
AHEAD = datetime.timedelta(days=14)


@dataclass(frozen=True)
class Row:
    """Something that waits: why, since or until when, what a colleague wrote with it. Without a brand, the group's."""

    brand_id: int | None
    title: str
    kind: str
    why: str
    at: datetime.datetime
    url: str
    note: str = ""


def name_of(model: Any) -> str:
    """How a kind of thing is called, such as “Comparison”."""
    return capfirst(str(model.get_verbose_name() if issubclass(model, Page) else model._meta.verbose_name))


def sent_back(user, directory: BrandDirectory) -> Iterator[Row]:
    """What she handed in and got back, and her pages that a colleague handed in; the newest first."""
    pages = ContentType.objects.get_for_model(Page)
    her_page = Page.objects.filter(owner=user).annotate(key=Cast("pk", CharField()))
    states = (
        WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES)
        .filter(Q(requested_by=user) | Q(base_content_type=pages, object_id__in=her_page.values("key")))
        .order_by("-current_task_state__finished_at", "-pk")
        .values_list(
            "base_content_type_id", "content_type_id", "object_id", "current_task_state__revision__object_str",
            "current_task_state__comment", "current_task_state__finished_at", "created_at",
        )
    )  # fmt: skip
    found = list(states)
    owners = owners_of([(row[0], row[2]) for row in found], directory)
    for base, kind, key, title, comment, finished_at, created_at in found:
        model: Any = ContentType.objects.get_for_id(kind).model_class()
        if (base, key) in owners and model is not None:
            yield Row(
                owners[base, key], title or key, name_of(model), _("sent back to you"), finished_at or created_at,
                editor_of_key(model, key), comment or "",
            )  # fmt: skip


def drafts(user, directory: BrandDirectory, most: int | None = MOST_DRAFTS) -> Iterator[tuple[Any, Row, int]]:
    """Drafts whose newest version is hers, that nobody was asked to approve, and that no date and no release holds.

    The newest `most` of each place (a brand's tree, or a brand's items of one kind), all for None, each with the place
    and how many it has.
    """
    trees = {root.tree_path: root.brand.pk for root in directory.roots}
    pages = (
        _open_drafts(Page, user).annotate(whose_pk=Substr("path", 1, ROOT_PATH_LENGTH)).filter(whose_pk__in=list(trees))
    )
    for kind, row in _newest(pages, most, "content_type_id"):
        model: Any = ContentType.objects.get_for_id(kind).model_class()
        yield row["whose_pk"], _draft(model, trees[row["whose_pk"]], row), row["total"]
    for model in models_with_drafts():
        for _kind, row in _newest(_open_drafts(model, user).annotate(whose_pk=F("brand_id")), most):
            yield model, _draft(model, row["whose_pk"], row), row["total"]


def _open_drafts(model: Any, user) -> QuerySet:
    base = ContentType.objects.get_for_model(model)
    of_it = {"base_content_type": base, "object_id": Cast(OuterRef("pk"), CharField())}
    planned = ReleaseEntry.objects.filter(revision=OuterRef("latest_revision"), release__state=Release.State.PLANNED)
    return model._base_manager.filter(
        ~Exists(WorkflowState.objects.active().filter(**of_it)),
        ~Exists(planned),
        has_unpublished_changes=True, latest_revision__user=user, latest_revision__approved_go_live_at=None,
    )  # fmt: skip


def _newest(queryset: QuerySet, most: int | None, *further: str) -> Iterator[tuple[Any, dict[str, Any]]]:
    order = [F("latest_revision__created_at").desc(), F("pk").desc()]
    counted = queryset.annotate(
        total=Window(Count("pk"), partition_by="whose_pk"),
        newness=Window(RowNumber(), partition_by="whose_pk", order_by=order),
        title_of_draft=F("latest_revision__object_str"),
        saved_at=F("latest_revision__created_at"),
    )
    if most is not None:
        counted = counted.filter(newness__lte=most)
    for row in counted.order_by().values(
        "pk", "whose_pk", "total", "title_of_draft", "saved_at", *further
    ):  # fmt: skip
        yield row[further[0]] if further else None, row


def _draft(model: Any, brand_id: int | None, row: dict[str, Any]) -> Row:
    title, url = row["title_of_draft"], editor_of_key(model, row["pk"])
    return Row(brand_id, title, name_of(model), _("your draft"), row["saved_at"], url)


def moments_ahead(brand_ids: set[int], with_groups: bool, directory: BrandDirectory) -> list[Row]:
    """What the clock does in the next days on these brands, and to the group's items; the soonest first."""
    found = [*_going_live(directory), *_expiring_pages(brand_ids, directory), *_expiring_items(brand_ids, with_groups)]
    found += _releases(brand_ids)
    return sorted(
        (row for row in found if row.brand_id in brand_ids or (with_groups and row.brand_id is None)),
        key=lambda row: row.at,
    )


def _span() -> tuple[datetime.datetime, datetime.datetime]:
    now = timezone.now()
    return now, now + AHEAD


def _going_live(directory: BrandDirectory) -> Iterator[Row]:
    found = list(
        Revision.objects.filter(approved_go_live_at__range=_span()).values_list(
            "base_content_type_id", "content_type_id", "object_id", "object_str", "approved_go_live_at"
        )
    )
    owners = owners_of([(row[0], row[2]) for row in found], directory)
    for base, kind, key, title, at in found:
        model: Any = ContentType.objects.get_for_id(kind).model_class()
        if (base, key) in owners and model is not None:
            yield Row(owners[base, key], title, name_of(model), _("goes live"), at, editor_of_key(model, key))


def _expiring_pages(brand_ids: set[int], directory: BrandDirectory) -> Iterator[Row]:
    trees = {root.tree_path: root.brand.pk for root in directory.roots if root.brand.pk in brand_ids}
    pages = Page.objects.filter(live=True, expire_at__range=_span()).annotate(
        whose_pk=Substr("path", 1, ROOT_PATH_LENGTH)
    )
    for key, title, kind, at, tree in pages.filter(whose_pk__in=list(trees)).values_list(
        "pk", "title", "content_type_id", "expire_at", "whose_pk"
    ):
        model: Any = ContentType.objects.get_for_id(kind).model_class()
        yield Row(trees[tree], title, name_of(model), _("expires"), at, editor_of_key(model, key))


def _expiring_items(brand_ids: set[int], with_groups: bool) -> Iterator[Row]:
    hers = Q(brand__in=brand_ids) | (Q(brand=None) if with_groups else Q(pk__in=[]))
    for model in models_with_drafts():
        for each in model._base_manager.filter(hers, live=True, expire_at__range=_span()):
            url = editor_of_key(model, each.pk)
            yield Row(each.brand_id, str(each), name_of(model), _("expires"), each.expire_at, url)


def _releases(brand_ids: set[int]) -> Iterator[Row]:
    start, stop = _span()
    soon = Q(starts_at__range=(start, stop)) | Q(ends_at__range=(start, stop))
    for release in Release.objects.filter(soon, brand__in=brand_ids).exclude(state=Release.State.ENDED):
        url, state = reverse("release_plan", args=[release.pk]), release.get_state_display()
        for at, why in ((release.starts_at, _("goes live")), (release.ends_at, _("ends"))):
            if at is not None and start <= at <= stop:
                yield Row(release.brand_id, release.title, name_of(Release), f"{why} ({state})", at, url)
