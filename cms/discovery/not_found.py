"""Addresses at which visitors found nothing, counted by brand: the address alone, never its query or who asked.

Each process counts for itself, where an answer leaves it (stored ones never reach Django), and adds its counts to the
table once a minute. Both are bounded: a flood of made-up addresses fills neither, and pushes out what is asked day
after day in neither.
"""

import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import Case, F, IntegerField, When
from django.db.utils import InterfaceError
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from brands.directory import BrandDirectory
from brands.hosts import split_host
from brands.models import Brand

from .models import NotFound

logger = logging.getLogger(__name__)

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

FLUSHED_EVERY = 60.0  # seconds
#: Addresses that a process remembers from one flush to the next.
MOST_HERE = 1000
LONGEST = 255  # characters, as a redirect has them
#: What is no page of a visitor's, and where a redirect would not be asked.
PASSED_OVER = ("//", "/api/", "/_preview/", "/health/", settings.STATIC_URL)
#: Asked by programs that look for holes, all day and everywhere.
PROBES = ("/wp-admin", "/wp-login", "/wp-includes", "/xmlrpc", "/cgi-bin", "/vendor/", "/phpmyadmin")


class Counts:
    """The counts of one process: (host, path) as they were asked → how often."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._changing = threading.Lock()
        self._flushing: threading.Thread | None = None

    def note(self, environ: Environ) -> None:
        """Count that a request was answered with nothing."""
        path = environ["PATH_INFO"]
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or len(path) > LONGEST or path.startswith(PASSED_OVER):
            return
        with self._changing:
            if len(self._counts) >= MOST_HERE:
                # Whatever was asked once only makes room; a flood of new addresses is asked once each.
                self._counts = Counter({key: count for key, count in self._counts.items() if count > 1})
            key = (environ.get("HTTP_HOST", ""), path)
            if key in self._counts or len(self._counts) < MOST_HERE:
                self._counts[key] += 1
            if self._flushing is None:
                self._flushing = threading.Thread(target=self._flush_for_ever, name="not-found", daemon=True)
                self._flushing.start()

    def flush(self) -> None:
        """Add what was counted to the table. Where the database is away it is kept and added later."""
        with self._changing:
            taken, self._counts = self._counts, Counter()
        if not taken:
            return
        try:
            add(taken)
        except (DatabaseError, InterfaceError) as error:
            logger.warning("What was not found could not be counted; it is tried again: %s", error)
            with self._changing:
                self._counts = Counter(dict((taken + self._counts).most_common(MOST_HERE)))

    def _flush_for_ever(self) -> None:
        clock = threading.Event()
        while not clock.wait(FLUSHED_EVERY):
            try:
                self.flush()
            except Exception:
                logger.exception("What was not found could not be counted.")
            finally:
                connection.close()  # a pool's connection is for those who answer requests


def counted(application: Application, counts: Counts) -> Application:
    """The application, with each answer 404 counted as it leaves."""

    def answer(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            if status[:3] == "404":
                counts.note(environ)
            return start_response(status, headers) if exc_info is None else start_response(status, headers, exc_info)

        return application(environ, start)

    return answer


def add(taken: Counter[tuple[str, str]]) -> None:
    """Add counts by host and path to the table, as far as they are of a brand's own host and of an address."""
    directory = BrandDirectory()
    by_brand: dict[int, Counter[str]] = {}
    for (raw, path), count in taken.items():
        host = split_host(raw)
        brand, canonical = directory.by_host(host) if host else (None, False)
        address = address_of(path)
        if brand is not None and canonical and address:
            by_brand.setdefault(brand.pk, Counter())[address] += count
    for brand in directory.brands:
        if brand.pk in by_brand:
            _add_of(brand, by_brand[brand.pk])


def address_of(path: str) -> str:
    """Under what a path of a WSGI request is counted, slash and case aside; empty for what is not counted."""
    try:
        path = path.encode("latin-1").decode()
    except UnicodeError:
        return ""
    lower = path.lower()
    if (
        any(ord(character) < 32 for character in path)
        or not {"@", "?", "#", "\\", ";"}.isdisjoint(path)  # somebody's mail address, or a query in disguise
        or lower.startswith(PROBES)
        or "/." in path
        or (lower.endswith(".php") and lower != "/index.php")
    ):
        return ""
    try:
        address = Redirect.normalise_path(path).lower()
    except ValueError:  # such as //[
        return ""
    return address if len(address) <= LONGEST else ""


@transaction.atomic
def _add_of(brand: Brand, counts: Counter[str]) -> None:
    today = timezone.localdate()
    rows = [NotFound(brand=brand, path=path, count=0, last_asked=today) for path in sorted(counts)]
    NotFound.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    another_day = Case(When(last_asked__lt=today, then=F("days") + 1), default=F("days"), output_field=IntegerField())
    for path in sorted(counts):  # in one order in all processes, so that none waits for one that waits for it
        NotFound.objects.filter(brand=brand, path=path).update(
            count=F("count") + counts[path], days=another_day, last_asked=today
        )
    over = NotFound.objects.filter(brand=brand).count() - NotFound.MOST
    if over > 0:
        least = NotFound.objects.filter(brand=brand).order_by("days", "count", "last_asked", "pk")
        NotFound.objects.filter(pk__in=list(least.values_list("pk", flat=True)[:over])).delete()
