"""Parcels for the desk: each is made or brought in by the worker, in the language of who asked."""

import logging
import tempfile
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files import File
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import TaskContext, task
from wagtail.log_actions import log
from wagtail.models import Page

from brands.models import Brand
from cms.foundation.storing import StorageAway
from cms.moving.carrying import LIBRARY
from cms.operations.models import ParcelRun

from . import ParcelError
from .keeping import FOLDER, tidy
from .packing import pack_brand, pack_items, pack_pages
from .unpacking import Taken, take_in

logger = logging.getLogger(__name__)

TAKEN_OUT, BROUGHT_IN = "operations.parcel_out", "operations.parcel_in"
#: Whoever works for longer was ended meanwhile.
LONGEST = timedelta(hours=1)
MOST_TOLD = 500  # things of a parcel that are named
State = ParcelRun.State


def begin(run: ParcelRun) -> None:
    """Have the worker do it, and forget what is old. An archive that comes with it stays only if all of it did."""
    run.state, run.problem = State.WAITING, ""
    is_sent = run._state.adding and bool(run.archive)
    try:
        run.save()
        tidy()
        work_on.enqueue(run.pk)
    except BaseException:
        kept_as = run.archive.name or ""
        if is_sent and kept_as.startswith(f"{FOLDER}/"):
            run.archive.storage.delete(kept_as)
        raise


class EndedByAnotherError(Exception):
    """Somebody else did the same meanwhile: what was done here is taken back."""


@task(takes_context=True)
def work_on(context: TaskContext, run_id: int) -> None:
    """Make a parcel, or try it or bring it in; of two workers one does. After one that went, all is done anew.

    Of two who both believe it theirs, whoever ends first has done it, and nothing stays of what the other did.
    """
    may_begin = (State.WAITING, State.WORKING) if context.attempt > 1 else (State.WAITING,)
    if not ParcelRun.objects.filter(pk=run_id, state__in=may_begin).update(state=State.WORKING):
        return
    run = ParcelRun.objects.select_related("brand", "user").get(pk=run_id)
    problem = ""
    with translation.override(run.language):
        try:
            _take_out(run) if run.kind == ParcelRun.Kind.OUT else _bring_in(run)
        except EndedByAnotherError:
            logger.warning("A parcel of %s was moved by another worker meanwhile.", run.brand.key)
        except ParcelError as reason:
            problem = str(reason)
        except (StorageAway, OSError):
            logger.exception("A parcel of %s could not be read or written.", run.brand.key)
            problem = _("The place where files are kept did not answer. Try again.")
        except Exception:
            logger.exception("A parcel of %s failed.", run.brand.key)
            problem = _("Something went wrong here; an administrator finds it in the log.")
    if problem:
        ParcelRun.objects.filter(pk=run_id, state=State.WORKING).update(state=State.FAILED, problem=problem)


def _end(run: ParcelRun, told: dict, **more: Any) -> None:
    """It is done. To be called in the transaction that does it, where that writes.

    :raises EndedByAnotherError: when another has ended it.
    """
    ended = {"state": State.DONE, "told": told, "problem": "", **more}
    if not ParcelRun.objects.filter(pk=run.pk, state=State.WORKING).update(**ended):
        raise EndedByAnotherError


def _take_out(run: ParcelRun) -> None:
    only = None if run.user.is_superuser else run.brand
    with tempfile.TemporaryDirectory(prefix="parcel-") as name:
        path = Path(name) / "parcel"
        if run.asked["what"] == "brand":
            packed = pack_brand(path, run.brand, only)
        elif run.asked["what"] == "pages":
            packed = pack_pages(path, _page(run.asked["page"]), only)
        else:
            packed = pack_items(path, [_item(named) for named in run.asked["items"]], only)
        with path.open("rb") as content:
            run.archive.save("parcel", File(content), save=False)
    try:
        _end(run, asdict(packed), archive=run.archive.name)
    except EndedByAnotherError:
        run.archive.delete(save=False)
        raise
    log(run.brand, TAKEN_OUT, user=run.user, data=asdict(packed))


def _bring_in(run: ParcelRun) -> None:
    asked = run.asked

    def keep(taken: Taken) -> None:
        _end(run, _told_of(taken), is_written=True)
        log(run.brand, BROUGHT_IN, user=run.user, data={"made": dict(taken.made), "published": taken.published})

    with tempfile.TemporaryDirectory(prefix="parcel-") as name:
        path = Path(name) / "parcel"
        with run.archive.open("rb") as content, path.open("wb") as file:
            for piece in content.chunks():
                file.write(piece)
        taken = take_in(
            path, Brand.objects.get(pk=run.brand.pk), below=_page(asked["below"]) if asked["below"] else None,
            publish=asked["publish"], replace=asked["replace"], of_group=run.user.is_superuser, write=asked["write"],
            before_kept=keep,
        )  # fmt: skip
    if not asked["write"]:
        _end(run, _told_of(taken), is_written=False)


def _told_of(taken: Taken) -> dict:
    return {
        "made": dict(taken.made), "kept": dict(taken.kept), "published": taken.published, "remarks": taken.remarks,
        "things": [asdict(met) for met in taken.things[:MOST_TOLD]], "more": max(len(taken.things) - MOST_TOLD, 0),
    }  # fmt: skip


def _page(key: int) -> Page:
    page = Page.objects.filter(pk=key).first()
    if page is None:
        raise ParcelError(_("The page is no longer there."))
    return page


def _item(named: str):
    kind, _colon, key = named.partition(":")
    kinds: tuple[Any, ...] = LIBRARY
    model = next(each for each in kinds if each._meta.model_name == kind)
    item = model._default_manager.filter(pk=key).first()
    if item is None:
        raise ParcelError(_("A chosen item is no longer there."))
    return item
