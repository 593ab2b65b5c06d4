"""A whole folder of Markdown into a brand: all of it or nothing, and twice without harm."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import DatabaseError, transaction
from django.utils import timezone
from wagtail.signal_handlers import disable_reference_index_auto_update

from brands.directory import BrandDirectory
from brands.models import Brand
from cms.foundation.holding import hold_pages

from ..filing import Filing
from ..models import ImportLine, ImportRun
from ..taking_out.reading import Files
from ..taking_out.telling import Telling
from ..writing.arriving import CHANGED, KEPT, LEFT, MADE, SAME, Arriving, Progress, Summary
from ..writing.links import Links
from ..writing.memory import Memory
from .filling import Filling
from .media import NOWHERE, Media
from .placing import Placing
from .source import Refused, Source, opened
from .survey import HOME, Known, Survey, page_types
from .things import Things

#: What files of Markdown are remembered under, wherever they lie.
ORIGIN = "markdown"


class Importing(Arriving):
    """One import.

    :param place: a folder, or a zip or tar of one.
    :param publish: publish what was public there and is complete here.
    :param told: called with what is being done, how much of it is done, and how much there is.
    """

    def __init__(
        self, brand: Brand, place: Path, *, publish: bool = False, user: Any = None,
        told: Progress = lambda what, done, of: None,
    ):  # fmt: skip
        self.brand, self.place, self.publish, self.user, self.told = brand, place, publish, user, told
        self.lines: list[ImportLine] = []

    def run(self, dry: bool = False, report: Callable[[Summary], None] = lambda summary: None) -> Summary:
        """Import; where `dry`, only try.

        :param report: called with the summary while all that was written can be read, also where it is then taken back.
        :raises Refused: where something of it cannot be taken in; nothing was then written.
        """
        directory = BrandDirectory()
        codes = [row.locale.language_code for row in self.brand.languages.select_related("locale")]
        languages = [code for code in codes if directory.root_of(self.brand, code) is not None]
        if not languages:
            raise Refused(f"{self.brand.name} has no home page to put pages below.")
        with opened(self.place) as source:
            survey = Survey(source, languages).read()
            return self._all_or_nothing(source, survey, dry, report)

    def _all_or_nothing(self, source: Source, survey: Survey, dry: bool, report: Callable[[Summary], None]) -> Summary:
        filing: Filing | None = None
        kept = False
        try:
            with transaction.atomic():
                hold_pages()
                filing = Filing(self.brand, self.user)
                # Each page is saved several times on its way; what it refers to is noted once, when it is filled.
                with disable_reference_index_auto_update():
                    summary = self._write(survey, Media(source, filing, survey.prefix))
                report(summary)
                transaction.set_rollback(dry)
            kept = not dry
        except DatabaseError as fault:
            raise Refused(f"something of it cannot be kept here ({type(fault).__name__}).") from fault
        finally:
            if filing is not None and not kept:
                filing.discard()
        return summary

    def _write(self, survey: Survey, media: Media) -> Summary:
        run = ImportRun.objects.create(
            brand=self.brand, file_name=self.place.absolute().name[:255], published=self.publish, user=self.user,
            started_at=timezone.now(),
        )  # fmt: skip
        summary = Summary(run)
        links = Links(survey.site or NOWHERE)
        memory = Memory(self.brand, ORIGIN)
        placing = Placing(self.brand, survey, memory, links, self.publish)
        placing.place()
        things = Things(self.brand, survey, placing, memory, media, self.user)
        filling = Filling(self.brand, survey, things, memory, links, media, self.publish, self.user)
        total = len(survey.pages)
        for number, known in enumerate(survey.pages.values(), start=1):
            self._page(known, survey, placing, filling, memory)
            self.told("pages", number, total)
        if self.publish:
            things.publish()
            self.publish_all(survey.pages.values(), placing.indexes, summary)
        self.tie_translations(survey.pages.values(), survey.languages[0])
        self._tell(survey, things, media, summary)
        return summary

    # Pages

    def _page(self, known: Known, survey: Survey, placing: Placing, filling: Filling, memory: Memory) -> None:
        is_new = known.page in placing.made
        row = memory.rows.get(known.id)
        if not is_new and not self._is_to_be_written(known, survey, placing, row):
            return
        revision = filling.fill(known, is_new)
        known.outcome, known.revision = MADE if is_new or row is None else CHANGED, revision.pk
        memory.remember(known.id, _stand_in(known), url=known.file, digest=known.digest, revision=revision)

    def _is_to_be_written(self, known: Known, survey: Survey, placing: Placing, row: Any) -> bool:
        """Whether a page that is here gets what its file says; what becomes of it else is noted."""
        if known.kind == HOME and row is None and _is_empty(known) and not self._says_the_same(known, survey):
            return True
        if known.page in placing.own or row is None:
            known.outcome = SAME if self._says_the_same(known, survey) else KEPT
            if known.outcome == KEPT:
                known.remarks.append(("home" if known.kind == HOME else "kept", known.title))
            return False
        untouched = self.untouched(known, row)
        if row.digest == known.digest:
            known.outcome, known.revision = SAME, row.revision_id or 0 if untouched else 0
            return False
        if not untouched or known.model is not page_types()[known.kind]:
            known.outcome = KEPT
            known.remarks.append(("kept", known.title))
            return False
        return True

    def _says_the_same(self, known: Known, survey: Survey) -> bool:
        """Whether a page that was here says what the data say that came with its file."""
        if not known.told or known.edited or known.heads:
            return False
        page = known.model.objects.get(pk=known.page)  # type: ignore[union-attr]
        mine, theirs = Telling(self.brand, Files(self.brand)).page(page, "").data, survey.told_of(known).data
        if known.kind == HOME:  # its title and address are the brand's own
            mine, theirs = ({**data, "title": "", "slug": ""} for data in (mine, theirs))
        return mine == theirs

    # The report

    def _tell(self, survey: Survey, things: Things, media: Media, summary: Summary) -> None:
        for known in survey.pages.values():
            self.line(summary, known.kind, known.id, known.file, known.title, known.outcome, known.remarks,
                      known.model, known.page)  # fmt: skip
        for left in survey.left:
            self.line(summary, "file", left.file[:190], left.file, left.title or left.file, LEFT,
                      [(left.about, left.words)])  # fmt: skip
        for each in things.brought:
            kind = f"library {each.row._meta.model_name}"
            self.line(summary, kind, str(each.told.key), "", each.told.title, each.outcome, each.remarks,
                      type(each.row), each.row.pk)  # fmt: skip
        for name, thing in media.found.items():
            outcome = MADE if media.new[name] else SAME
            self.line(summary, "attachment", name[-190:], name, thing.title, outcome, [], type(thing), thing.pk)
        self.flush()


def _is_empty(known: Known) -> bool:
    """Whether nobody has written on a home page yet."""
    page = known.model.objects.get(pk=known.page).get_latest_revision_as_object()  # type: ignore[union-attr]
    return not (page.introduction or page.hero_image_id or len(page.body) or len(page.facts))


def _stand_in(known: Known) -> Any:
    """A page by its type and key alone."""
    return known.model(pk=known.page)  # type: ignore[misc]
