"""A whole export into a brand: all of it or nothing, and twice without harm."""

import datetime
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.signal_handlers import disable_reference_index_auto_update

from brands.directory import BrandDirectory
from brands.models import Brand
from cms.foundation.holding import hold_pages
from cms.foundation.publishing import PublishRefused
from home.provisioning.teams import brand_collection

from ..models import ImportLine, ImportRun
from ..writing.links import Links
from ..writing.memory import Memory
from .filling import Filling
from .media import Fetch, Media
from .placing import Placing
from .reading import ExportRefused
from .survey import Known, Survey
from .uploads import Uploads

AT_ONCE = 500
MADE, CHANGED, SAME, KEPT, LEFT = "made", "changed", "same", "kept", "left"
Progress = Callable[[str, int, int], None]


@dataclass
class Summary:
    """What an import did. `outcomes` counts by kind there and outcome, `remarks` by what they are about."""

    run: ImportRun
    outcomes: Counter = field(default_factory=Counter)
    remarks: Counter = field(default_factory=Counter)
    published: int = 0
    refused: int = 0


class Importing:
    """One import.

    :param publish: publish what was public there and is complete here.
    :param fetch: gets files that are not in the uploads, where somebody asked for that.
    :param told: called with what is being done, how much of it is done, and how much there is.
    """

    def __init__(
        self, brand: Brand, path: Path, *, publish: bool = False, uploads: Path | None = None,
        fetch: Fetch | None = None, user: Any = None, told: Progress = lambda what, done, of: None,
    ):  # fmt: skip
        self.brand, self.path, self.publish, self.user, self.told = brand, path, publish, user, told
        self.uploads, self.fetch = uploads, fetch
        self.lines: list[ImportLine] = []
        self.done: list[Known] = []

    def run(self, dry: bool = False, report: Callable[[Summary], None] = lambda summary: None) -> Summary:
        """Import; where `dry`, only try.

        :param report: called with the summary while all that was written can be read, also where it is then taken back.
        :raises ExportRefused: where the file cannot be read; nothing was then written.
        :raises UploadsRefused: where the uploads cannot.
        """
        directory = BrandDirectory()
        codes = [row.locale.language_code for row in self.brand.languages.select_related("locale")]
        languages = [code for code in codes if directory.root_of(self.brand, code) is not None]
        if not languages:
            raise ExportRefused(f"{self.brand.name} has no home page to put pages below.")
        survey = Survey(self.path, languages).read()
        uploads = Uploads(self.uploads)
        media: Media | None = None
        kept = False
        try:
            with transaction.atomic():
                hold_pages()
                links = Links(survey.channel.base_url or survey.channel.link)
                memory = Memory(self.brand, survey.origin)
                media = Media(memory, links, uploads, brand_collection(self.brand), self.fetch, self.user)
                # Each page is saved several times on its way; what it refers to is noted once, when it is filled.
                with disable_reference_index_auto_update():
                    summary = self._write(survey, memory, links, media)
                report(summary)
                transaction.set_rollback(dry)
            kept = not dry
        finally:
            uploads.close()
            if media is not None and not kept:
                media.discard()
        return summary

    def _write(self, survey: Survey, memory: Memory, links: Links, media: Media) -> Summary:
        run = ImportRun.objects.create(
            brand=self.brand, origin=survey.origin, file_name=self.path.name[:255], published=self.publish,
            user=self.user, started_at=timezone.now(),
        )  # fmt: skip
        summary = Summary(run)
        self._files(survey, media, summary)
        placing = Placing(self.brand, survey, memory, links, self.publish)
        placing.place()
        filling = Filling(self.brand, survey, memory, links, media, self.publish, self.user)
        total = len(survey.pages)
        for number, (known, post) in enumerate(survey.posts(), start=1):
            self._page(known, post, placing, filling, memory)
            self.told("pages", number, total)
        if self.publish:
            self._publish(survey, placing, summary)
        self._translations(survey)
        for known in survey.pages.values():
            self._line(summary, known.kind, known.id, known.link, known.title, known.outcome, known.remarks,
                       known.model, known.page)  # fmt: skip
        for left in survey.left:
            self._line(summary, left.kind, left.id, left.link, left.title, LEFT, [(left.about, left.words)])
        self._flush()
        return summary

    def _files(self, survey: Survey, media: Media, summary: Summary) -> None:
        total = len(survey.attachments)
        for number, attachment in enumerate(survey.attachments.values(), start=1):
            outcome, thing = media.bring(attachment)
            self._line(summary, "attachment", attachment.id, attachment.url, attachment.title, outcome,
                       attachment.remarks, type(thing) if thing else None, thing.pk if thing else None)  # fmt: skip
            self.told("files", number, total)

    def _page(self, known: Known, post: Any, placing: Placing, filling: Filling, memory: Memory) -> None:
        row = memory.rows.get(known.id)
        is_new = known.page in placing.made
        if not is_new and row is not None:
            untouched = self._untouched(known, row)
            if row.digest == known.digest:
                known.outcome, known.revision = SAME, row.revision_id or 0
                if not untouched:
                    known.revision = 0
                return
            if not untouched:
                known.outcome = KEPT
                known.remarks.append(("kept", known.title))
                return
        revision = filling.fill(known, post, is_new)
        known.outcome, known.revision = MADE if is_new else CHANGED, revision.pk
        memory.remember(known.id, _stand_in(known), url=known.link, digest=known.digest, revision=revision)

    @staticmethod
    def _untouched(known: Known, row: Any) -> bool:
        """Whether the newest version of a page is the one that the import wrote."""
        latest = Page.objects.filter(pk=known.page).values_list("latest_revision_id", flat=True).first()
        return row.revision_id is not None and latest == row.revision_id

    # Publishing

    def _publish(self, survey: Survey, placing: Placing, summary: Summary) -> None:
        """Publish what was public there and what only the import has written.

        All of it is live before the first is checked, since pages link to each other in circles; what is then refused
        is taken down again.
        """
        for index in placing.indexes:
            index.latest_revision.publish(user=self.user)
        waiting = [
            known for known in survey.pages.values()
            if known.revision and known.status == "publish" and not known.protected
        ]  # fmt: skip
        for known in waiting:
            self._set_live(known, True)
        for number, known in enumerate(waiting, start=1):
            self._publish_one(known, summary)
            self.told("publishing", number, len(waiting))

    def _publish_one(self, known: Known, summary: Summary) -> None:
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
        first = _moment(known.first)
        if first is not None and known.outcome == MADE:
            page = known.model.objects.get(pk=known.page)  # type: ignore[union-attr]
            page.first_published_at = first
            page.save(update_fields=["first_published_at"])

    @staticmethod
    def _set_live(known: Known, live: bool) -> None:
        page = known.model.objects.get(pk=known.page)  # type: ignore[union-attr]
        if page.live != live:
            page.live, page.has_unpublished_changes = live, not live
            page.save(update_fields=["live", "has_unpublished_changes"])

    @staticmethod
    def _translations(survey: Survey) -> None:
        """Say of translations what they were translated from, so that the desk tells when that changes."""
        groups: dict[str, dict[str, Known]] = {}
        for known in survey.pages.values():
            if known.group and known.revision:
                groups.setdefault(known.group, {}).setdefault(known.language, known)
        main = survey.known_languages[0]
        for group in groups.values():
            source = group.get(main)
            for known in group.values():
                if source is not None and known is not source and known.outcome == MADE:
                    page = known.model.objects.get(pk=known.page)  # type: ignore[union-attr]
                    page.source_revision_id = source.revision
                    page.save(update_fields=["source_revision"])

    # The report's lines

    def _line(
        self, summary: Summary, kind: str, name: str, url: str, title: str, outcome: str,
        remarks: list[tuple[str, str]], model: type | None = None, key: int | None = None,
    ) -> None:  # fmt: skip
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
            self._flush()

    def _flush(self) -> None:
        ImportLine.objects.bulk_create(self.lines)
        self.lines = []


def _stand_in(known: Known) -> Any:
    """A page by its type and key alone."""
    return known.model(pk=known.page)  # type: ignore[misc]


def _moment(text: str) -> datetime.datetime | None:
    try:
        found = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return timezone.make_aware(found) if timezone.is_naive(found) else found
