"""A whole export into a brand: all of it or nothing, and twice without harm."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.signal_handlers import disable_reference_index_auto_update

from brands.directory import BrandDirectory
from brands.models import Brand
from cms.discovery.indexing import indexed_together
from cms.foundation.holding import hold_pages
from home.provisioning.teams import brand_collection

from ..models import ImportLine, ImportRun
from ..writing.arriving import CHANGED, KEPT, LEFT, MADE, SAME, Arriving, Progress, Summary
from ..writing.links import Links
from ..writing.memory import Memory
from .filling import Filling
from .media import Fetch, Media
from .placing import Placing
from .reading import ExportRefused
from .survey import Known, Survey
from .uploads import Uploads


class Importing(Arriving):
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
                # Each page is saved several times on its way: what it refers to is noted when it is filled, and it
                # is indexed with all the others at the end.
                with disable_reference_index_auto_update(), indexed_together():
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
            self.publish_all(survey.pages.values(), placing.articles.to_publish, summary)
        self.tie_translations(survey.pages.values(), survey.known_languages[0])
        for known in survey.pages.values():
            self.line(summary, known.kind, known.id, known.link, known.title, known.outcome, known.remarks,
                       known.model, known.page)  # fmt: skip
        for left in survey.left:
            self.line(summary, left.kind, left.id, left.link, left.title, LEFT, [(left.about, left.words)])
        self.flush()
        return summary

    def _files(self, survey: Survey, media: Media, summary: Summary) -> None:
        total = len(survey.attachments)
        for number, attachment in enumerate(survey.attachments.values(), start=1):
            outcome, thing = media.bring(attachment)
            self.line(summary, "attachment", attachment.id, attachment.url, attachment.title, outcome,
                       attachment.remarks, type(thing) if thing else None, thing.pk if thing else None)  # fmt: skip
            self.told("files", number, total)

    def _page(self, known: Known, post: Any, placing: Placing, filling: Filling, memory: Memory) -> None:
        row = memory.rows.get(known.id)
        is_new = known.page in placing.made
        if not is_new and row is not None:
            untouched = self.untouched(known, row)
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


def _stand_in(known: Known) -> Any:
    """A page by its type and key alone."""
    return known.model(pk=known.page)  # type: ignore[misc]
