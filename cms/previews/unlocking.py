"""Pages behind a password: who knows it gets a key, and who guesses too often has to wait.

A key names the privacy settings whose password was given, so it opens what stands below the page too. It stops to
work when the password changes. Guesses are counted in the database, which all workers share.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from wagtail.models import Page, PageViewRestriction

from brands.models import Brand
from cms.foundation.visibility import restrictions_on

from .models import Guess

API, SITE = "cms.previews.unlocked.api", "cms.previews.unlocked.site"  # salts: one is never taken for the other
LASTS = {API: timedelta(minutes=15), SITE: timedelta(hours=12)}
GUESSES_LAST = timedelta(minutes=15)
GUESSES_OF_A_CLIENT = 5
GUESSES_OF_ALL = 200
GUESSING = 4_811_002  # A number that nothing else in the database locks.


class WrongPassword(Exception):
    """It opens nothing here."""


@dataclass
class TooManyGuesses(Exception):
    """Raised until some of the guesses no longer count."""

    seconds: int


@dataclass(frozen=True)
class Key:
    """What opens pages of a brand: primary keys of privacy settings → fingerprints of their passwords."""

    passed: dict[str, str]

    def opens(self, restrictions: Iterable[PageViewRestriction]) -> bool:
        """Whether every one of a page's privacy settings was passed, with the password that it has now."""
        found = list(restrictions)
        return bool(found) and all(
            restriction.restriction_type == PageViewRestriction.PASSWORD
            and constant_time_compare(self.passed.get(str(restriction.pk), ""), _fingerprint(restriction))
            for restriction in found
        )

    def settings(self) -> frozenset[int]:
        """Primary keys of the privacy settings that it opens: those that still have the password which was given."""
        known = PageViewRestriction.objects.filter(pk__in=self.passed)
        return frozenset(one.pk for one in known if self.opens([one]))

    def written(self, brand: Brand, purpose: str) -> tuple[str, datetime]:
        """The key as a token or cookie, and until when it is good."""
        text = signing.dumps({"brand": brand.pk, "passed": self.passed}, salt=purpose)
        return text, timezone.now() + LASTS[purpose]


NO_KEY = Key({})


def read_key(text: str, brand: Brand, purpose: str) -> Key:
    """The key in a token or cookie; one that opens nothing where it is none of ours, too old or another brand's."""
    try:
        found = signing.loads(text, salt=purpose, max_age=LASTS[purpose])
    except (signing.BadSignature, ValueError):
        return NO_KEY
    return Key(found["passed"]) if found["brand"] == brand.pk else NO_KEY


def unlock(page: Page, password: str, client: str, held: Key = NO_KEY) -> Key:
    """The key that a password gives, with what the client holds already. Wrong ones are counted.

    :raises WrongPassword: when it is none of the page's.
    :raises TooManyGuesses: when this client, or everybody together, guessed too often; the password is not looked at.
    """
    with transaction.atomic():
        wanted = [one.pk for one in restrictions_on(page) if not held.opens([one])]
        _stand_in_line(wanted)
        known = PageViewRestriction.objects.filter(pk__in=wanted).order_by("pk")
        restrictions = [one for one in known if one.restriction_type == PageViewRestriction.PASSWORD]
        wait = max((_wait(one, client) for one in restrictions), default=0)
        passed = [] if wait else [one for one in restrictions if _is_password(one, password)]
        if passed:
            Guess.objects.filter(restriction__in=passed, client=client).delete()
        elif not wait:
            Guess.objects.bulk_create(Guess(restriction=one, client=client) for one in restrictions)
    if wait:
        raise TooManyGuesses(wait)
    if not passed:
        raise WrongPassword
    return Key({**held.passed, **{str(one.pk): _fingerprint(one) for one in passed}})


def _stand_in_line(keys: Iterable[int]) -> None:
    """Guesses at one setting follow each other, until the transaction ends: none slips past the count of another.

    Rows are not locked for it: that takes the right to change them, which public sites have not. SQLite's transactions
    follow each other anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for key in sorted(keys):
                cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [GUESSING, key])


def _wait(restriction: PageViewRestriction, client: str) -> int:
    """Seconds until the client may guess again; 0 when it may now."""
    counts_from = timezone.now() - GUESSES_LAST
    Guess.objects.filter(at__lte=counts_from).delete()
    of_all = Guess.objects.filter(restriction=restriction).order_by("-at")
    for guesses, most in ((of_all.filter(client=client), GUESSES_OF_A_CLIENT), (of_all, GUESSES_OF_ALL)):
        decisive = guesses.values_list("at", flat=True)[most - 1 : most].first()
        if decisive is not None:
            return max(1, round((decisive - counts_from).total_seconds()))
    return 0


def _is_password(restriction: PageViewRestriction, password: str) -> bool:
    return bool(restriction.password) and constant_time_compare(restriction.password, password)


def _fingerprint(restriction: PageViewRestriction) -> str:
    return salted_hmac("cms.previews.password", f"{restriction.pk}:{restriction.password}").hexdigest()[:20]
