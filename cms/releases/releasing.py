"""Going live and coming down, all or none: each function runs in one transaction, or changes nothing."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from cms.foundation.holding import hold, hold_pages
from cms.foundation.publishing import PublishRefused, refusal_text

from .models import Banner, Release, ReleaseEntry

PUBLISHED, ENDED = "releases.publish", "releases.end"


def refused(reasons: list[str]) -> PublishRefused:
    """The refusal of a release as a whole."""
    return PublishRefused({"title": reasons}, Release)


@transaction.atomic
def plan(release: Release) -> None:
    """Settle which drafts go live: the newest of each thing. They are tried first.

    :raises PublishRefused: with everything that stands in the way.
    """
    _take_newest(release)
    rehearse(release)
    release.state = Release.State.PLANNED
    release.save()


@transaction.atomic
def take_back(release: Release) -> None:
    """What is planned is being made again."""
    release.entries.update(revision=None)
    release.state = Release.State.DRAFT
    release.save()


def rehearse(release: Release) -> None:
    """Let everything go live and take that back at once.

    :raises PublishRefused: with everything that stands in the way.
    """
    with transaction.atomic():
        go_live(release)
        transaction.set_rollback(True)
    release.refresh_from_db()


@transaction.atomic
def release_now(release: Release) -> None:
    """The newest drafts go live at once."""
    _take_newest(release)
    go_live(release)


@transaction.atomic
def go_live(release: Release) -> None:
    """Publish the planned drafts and show the banner.

    :raises PublishRefused: with everything that stands in the way; then nothing is published.
    """
    hold_pages()
    if not release.entries.exists() and not release.banners:
        raise refused([_("There is nothing in it.")])
    _all_of(_in_order(release), _publish)
    for locale, said in release.banners:
        Banner.objects.create(brand=release.brand, locale=locale, release=release, said=said)
    release.state = Release.State.LIVE
    release.starts_at = release.starts_at or timezone.now()
    release.save()


@transaction.atomic
def end(release: Release) -> None:
    """Bring back what was there, but for what somebody has published since, and take the banner away.

    :raises PublishRefused: with everything that stands in the way; then nothing changes.
    """
    hold_pages()
    _all_of(_in_order(release)[::-1], _restore)
    for banner in release.shown.all():
        banner.delete()
    release.state = Release.State.ENDED
    release.ends_at = timezone.now()
    release.save()


def _take_newest(release: Release) -> None:
    missing = []
    for entry in release.entries.select_related("content_type"):
        thing = entry.thing
        if thing is None:
            missing.append(_("“%(title)s” is no longer there.") % {"title": entry.title})
        elif (moment := thing.get_latest_revision_as_object().go_live_at) and moment > timezone.now():
            missing.append(_("“%(title)s” has a date of its own. Take that back first.") % {"title": entry.title})
        else:
            entry.revision = thing.latest_revision or thing.save_revision(clean=False)
            entry.save()
    if missing:
        raise refused(missing)


def _in_order(release: Release) -> list[ReleaseEntry]:
    """Library items and menus before the pages that show them, pages from the top of the tree down."""
    entries = [(entry, entry.thing) for entry in release.entries.select_related("content_type", "revision", "before")]
    return [
        entry
        for entry, _thing in sorted(
            entries, key=lambda each: each[1].path if isinstance(each[1], Page) else ""
        )
    ]  # fmt: skip


def _all_of(entries: list[ReleaseEntry], act: Callable[[ReleaseEntry], None]) -> None:
    """Act on every entry. One that waits for another, such as a page that links to it, is tried after it."""
    while entries:
        refusals: list[tuple[ReleaseEntry, PublishRefused]] = []
        for entry in entries:
            try:
                with transaction.atomic():
                    act(entry)
            except PublishRefused as refusal:
                refusals.append((entry, refusal))
        if len(refusals) == len(entries):
            raise refused([f"{entry.title}: {_reason(refusal)}" for entry, refusal in refusals])
        entries = [entry for entry, _refusal in refusals]


def _reason(refusal: PublishRefused) -> str:
    return " ".join(refusal.message_dict["title"]) if refusal.model is Release else refusal_text(refusal)


def _thing_of(entry: ReleaseEntry) -> Any:
    """What an entry is of, which nobody else writes from now on."""
    model = entry.content_type.model_class()
    if model is not None and not issubclass(model, Page):
        hold(model, entry.object_id)
    return entry.thing


def _publish(entry: ReleaseEntry) -> None:
    thing = _thing_of(entry)
    if thing is None or entry.revision is None:
        raise refused([_("It, or the draft that was planned, is no longer there.")])
    entry.was_live = thing.live
    entry.before = (thing.live_revision or _revision_of(thing)) if thing.live else None
    entry.save()
    entry.revision.publish(log_action=PUBLISHED)


def _revision_of(thing: Any) -> Revision:
    """What is live and has no version, as one that is older than all drafts."""
    return Revision.objects.create(
        content_object=thing, content=thing.serializable_data(), object_str=str(thing),
        created_at=thing.last_published_at or timezone.now(),
    )  # fmt: skip


def _restore(entry: ReleaseEntry) -> None:
    thing = _thing_of(entry)
    if thing is None or not thing.live or thing.live_revision_id != entry.revision_id:
        return  # somebody has decided otherwise since
    if not entry.was_live:
        thing.unpublish(log_action=ENDED)
    elif entry.before is not None:
        entry.before.publish(log_action=ENDED)
    else:
        raise refused([_("The version that was live before is no longer there.")])
