"""Whether this process lives, and whether it can do its work: for load balancers, orchestrators and people."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.changes.models import Change, Purge

from .models import LastDone
from .sites_role import lacking

#: A process that gave no sign for so long is looked for (docs/operations.md).
SILENT = {"worker": timedelta(minutes=2), "scheduler": timedelta(minutes=5)}
LEAST_FREE = 200 * 1024 * 1024  # bytes of the disk with the data
LAG = timedelta(minutes=5)


@dataclass(frozen=True)
class Part:
    """One thing that is looked at. What is not `needed` for answering visitors is told and fails nothing."""

    name: str
    ok: bool
    words: str
    needed: bool = True
    value: float = 0.0


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process answers. It asks nothing else, so that a database that is away restarts nobody."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 when this process can do its work, else 503; with each part and what is wrong with it."""
    parts = look()
    fit = all(part.ok for part in parts if part.needed)
    told = {part.name: {"ok": part.ok, "detail": part.words} for part in parts}
    return JsonResponse({"ready": fit, "parts": told}, status=200 if fit else 503)


def look() -> list[Part]:
    """Every part. Without a database the others are not asked."""
    began = time.monotonic()
    try:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return [Part("database", False, "does not answer"), _disk()]
    taken = (time.monotonic() - began) * 1000
    parts = [Part("database", True, f"answers in {taken:.0f} ms", value=taken / 1000), _disk()]
    for part in (_migrations, _rights, *(_sign_of(name) for name in SILENT), _change_log, _caches):
        try:
            parts.append(part())
        except DatabaseError:
            parts.append(Part(part.__name__.strip("_"), False, "cannot be asked", needed=part is _migrations))
    return parts


def _migrations() -> Part:
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return Part("migrations", not waiting, f"{waiting} waiting" if waiting else "all applied", value=waiting)


def _rights() -> Part:
    """Whether the database lets this process do what visitors need of it."""
    missing = lacking()
    words = f"run manage.py sites_role: no {', no '.join(missing[:5])}" if missing else "all that visitors need"
    return Part("rights", not missing, words, value=len(missing))


def _sign_of(name: str) -> Callable[[], Part]:
    def sign() -> Part:
        last = LastDone.objects.filter(name=name).first()
        if last is None:
            return Part(name, False, "never seen", needed=False, value=float("inf"))
        ago = timezone.now() - last.at
        return Part(name, ago <= SILENT[name], f"seen {ago.seconds} s ago", False, ago.total_seconds())

    return sign


def _change_log() -> Part:
    """How far readers of the log are behind: those that follow it by the minute note where they are."""
    newest = Change.objects.order_by("-pk").values_list("created_at", flat=True).first()
    followed = LastDone.objects.filter(name="change log").first()
    if newest is None or followed is None:
        return Part("change log", True, "nobody follows it here", needed=False)
    behind = max(newest - followed.at, timedelta(0))
    return Part("change log", behind <= LAG, f"{behind.seconds} s behind", False, behind.total_seconds())


def _caches() -> Part:
    """Whether caches in front forget what changed."""
    failing = Purge.objects.filter(tries__gt=0).exclude(problem="").order_by("made_at")
    first = failing.values_list("cache", "problem", "made_at").first()
    if first is None:
        return Part("caches", True, "nothing waits", needed=False)
    cache, problem, made_at = first
    waits = timezone.now() - made_at
    return Part("caches", waits <= LAG, f"{cache}: {problem}", False, waits.total_seconds())


def _disk() -> Part:
    folder = settings.DATA_DIRECTORY
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return Part("disk", True, "no data of its own here", needed=False)
    return Part("disk", free >= LEAST_FREE, f"{free / 1_000_000:,.0f} MB free", value=free)
