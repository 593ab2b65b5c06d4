"""Raising and ending an emergency notice: the host's file at once, and the change log where the database answers."""

import logging
import time

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.utils import InterfaceError
from django.template.loader import render_to_string
from django.utils import translation

from brands.directory import BrandDirectory
from cms.changes.addresses import folder
from cms.changes.models import Change
from cms.changes.recording import record

from .notices import Notice, hosts_known, notices, remember_hosts

logger = logging.getLogger(__name__)

LONGEST_TEXT = 300  # characters
LONGEST = 30 * 24 * 60 * 60.0  # seconds


class CannotRaise(ValueError):
    """What is wrong with a notice, in a sentence."""


def raise_notice(brand: str | None, texts: dict[str, str], ends_at: float) -> bool:
    """Show words above all pages of a brand, or of all brands, until a moment in seconds since 1970.

    Whether the change log has it too; without the database only this host shows it. Raises `CannotRaise` and OSError.
    """
    words = {language: " ".join(text.split()) for language, text in texts.items()}
    for language, _name in settings.LANGUAGES:
        if not words.get(language):
            raise CannotRaise(f"The text in “{language}” is missing: readers of both languages are to know.")
        if len(words[language]) > LONGEST_TEXT:
            raise CannotRaise(
                f"The text in “{language}” has {len(words[language])} characters; {LONGEST_TEXT} are the most."
            )
    if not time.time() < ends_at <= time.time() + LONGEST:
        raise CannotRaise("The end is to lie in the future, and within thirty days.")
    hosts = _hosts()
    if brand is not None and brand not in hosts:
        raise CannotRaise(f"There is no brand {brand}. Known are {', '.join(sorted(hosts)) or 'none'}.")
    html = {language: rendered(text, language) for language, text in words.items()}
    notices().put(Notice(brand, words, html, sorted(hosts.values()) if brand is None else [hosts[brand]], ends_at))
    return _tell(brand)


def end_notice(brand: str | None) -> bool:
    """Show it no more; whether there was one. Raises OSError."""
    was = notices().end(brand)
    if was:
        _tell(brand)
    return was


def rendered(text: str, language: str) -> str:
    """The notice as pages show it."""
    with translation.override(language):
        return render_to_string("components/emergency_notice.html", {"text": text, "language": language}).strip()


def tag_of(brand_key: str) -> str:
    """Tag of answers that carry a brand's notice."""
    return f"notice:{brand_key}"


def _hosts() -> dict[str, str]:
    """Key of each brand → its host; from the database, or as last heard from it."""
    try:
        hosts = {brand.key: brand.host for brand in BrandDirectory().brands}
    except (DatabaseError, InterfaceError):
        connection.close()
        return hosts_known(folder())
    remember_hosts(folder(), hosts)
    return hosts


def _tell(brand_key: str | None) -> bool:
    """Say it in the change log, for feeds, webhooks and purges."""
    try:
        with transaction.atomic():
            for brand in BrandDirectory().brands:
                if brand_key in (None, brand.key):
                    record(Change.Kind.CHANGED, brand, brand=brand, tags=[tag_of(brand.key)])
    except (DatabaseError, InterfaceError) as fault:
        connection.close()
        logger.warning("An emergency notice stands on this host alone, the change log cannot be written: %s", fault)
        return False
    return True
