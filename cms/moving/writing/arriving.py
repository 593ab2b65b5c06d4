"""What came from elsewhere goes live, is tied to its translations, and is told: alike for any system it came from."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.foundation.publishing import PublishRefused

from ..models import ImportLine, ImportRun

AT_ONCE = 500
MADE, CHANGED, SAME, KEPT, LEFT = "made", "changed", "same", "kept", "left"
Progress = Callable[[str, int, int], None]


class Arrived(Protocol):
    """A page of another system: what it is there, and what it became here.

    `status` is `publish` for what was public there, `group` what it shares with its translations, `first` when it was
    first published there, `revision` the key of what the import wrote last, 0 where a person has written since.
    """

    id: str
    language: str
    group: str
    status: str
    protected: bool
    first: str
    remarks: list[tuple[str, str]]
    page: int
    model: type | None
    outcome: str
    revision: int


@dataclass
class Summary:
    """What an import did. `outcomes` counts by kind there and outcome, `remarks` by what they are about."""

    run: ImportRun
    outcomes: Counter = field(default_factory=Counter)
    remarks: Counter = field(default_factory=Counter)
    published: int = 0
    refused: int = 0


class Arriving:
    """Mixed into imports.

    :param told: called with what is being done, how much of it is done, and how much there is.
    """

    user: Any
    told: Progress
    lines: list[ImportLine]

    @staticmethod
    def untouched(known: Arrived, row: Any) -> bool:
        """Whether the newest version of a page is the one that the import wrote."""
        latest = Page.objects.filter(pk=known.page).values_list("latest_revision_id", flat=True).first()
        return row.revision_id is not None and latest == row.revision_id

    # Publishing

    def publish_all(self, pages: Iterable[Arrived], indexes: Sequence[Any], summary: Summary) -> None:
        """Publish what was public there and what only the import has written.

        All of it is live before the first is checked, since pages link to each other in circles; what is then refused
        is taken down again.
        """
        for index in indexes:
            index.latest_revision.publish(user=self.user)
        waiting = [
            known for known in pages
            if known.revision and known.status == "publish" and not known.protected
        ]  # fmt: skip
        for known in waiting:
            self._set_live(known, True)
        for number, known in enumerate(waiting, start=1):
            self._publish_one(known, summary)
            self.told("publishing", number, len(waiting))

    def _publish_one(self, known: Arrived, summary: Summary) -> None:
        revision = Revision.objects.select_related("content_type").get(pk=known.revision)
        if known.outcome == SAME and Page.objects.filter(pk=known.page, live_revision=revision).exists():
            return
        try:
            revision.publish(user=self.user)
        except PublishRefused as refusal:
            known.remarks.append(("publish", " ".join(refusal.messages)))
            summary.refused += 1
            if not Page.objects.filter(pk=known.page).exclude(live_revision=None).exists():
                self._set_live(known, False)
            return
        summary.published += 1
        first = moment(known.first)
        if first is not None and known.outcome == MADE:
            page = known.model.objects.get(pk=known.page)  # type: ignore[union-attr]
            page.first_published_at = first
            page.save(update_fields=["first_published_at"])

    @staticmethod
    def _set_live(known: Arrived, live: bool) -> None:
        page = known.model.objects.get(pk=known.page)  # type: ignore[union-attr]
        if page.live != live:
            page.live, page.has_unpublished_changes = live, not live
            page.save(update_fields=["live", "has_unpublished_changes"])

    @staticmethod
    def tie_translations(pages: Iterable[Arrived], main: str) -> None:
        """Say of translations what they were translated from, so that the desk tells when that changes."""
        groups: dict[str, dict[str, Arrived]] = {}
        for known in pages:
            if known.group and known.revision:
                groups.setdefault(known.group, {}).setdefault(known.language, known)
        for group in groups.values():
            source = group.get(main)
            for known in group.values():
                if source is not None and known is not source and known.outcome == MADE:
                    page = known.model.objects.get(pk=known.page)  # type: ignore[union-attr]
                    page.source_revision_id = source.revision
                    page.save(update_fields=["source_revision"])

    # The report's lines

    def line(
        self, summary: Summary, kind: str, name: str, url: str, title: str, outcome: str,
        remarks: list[tuple[str, str]], model: type | None = None, key: int | None = None,
    ) -> None:  # fmt: skip
        """Note what became of a thing."""
        told = [{"about": about, "words": words} for about, words in dict.fromkeys(remarks)]
        what = ContentType.objects.get_for_model(model, for_concrete_model=False) if model and key else None
        self.lines.append(
            ImportLine(
                run=summary.run,
                kind=kind[:60],
                source_id=name,
                source_url=url[:2_000],
                title=title[:255],
                outcome=outcome,
                content_type=what,
                object_id=key if what else None,
                remarks=told,
            )
        )
        summary.outcomes[(kind, outcome)] += 1
        summary.remarks.update({remark["about"] for remark in told})
        if len(self.lines) >= AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write the lines that were noted."""
        ImportLine.objects.bulk_create(self.lines)
        self.lines = []


def moment(text: str) -> datetime.datetime | None:
    """The moment that a text says; None where it says none."""
    try:
        found = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return timezone.make_aware(found) if timezone.is_naive(found) else found
