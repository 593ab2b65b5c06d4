"""The WSGI entry: the response store in front of Django, and in front of both a count of what is not found."""

import os
import re

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

_django = get_wsgi_application()
_CHARSET = re.compile(r";\s*charset\s*=[^;]*", re.IGNORECASE)


def in_utf_8(environ, start_response):
    """Django's entry, for requests that are UTF-8: it would read them with any codec that their Content-Type names."""
    if content_type := environ.get("CONTENT_TYPE"):
        environ["CONTENT_TYPE"] = _CHARSET.sub("", content_type)
    return _django(environ, start_response)


def _entry():
    if not settings.RESPONSE_STORE:
        return in_utf_8
    from cms.delivery.serving import stored  # noqa: PLC0415 - after Django is set up
    from cms.operations.stored_answers import StoredAnswers  # noqa: PLC0415

    return stored(in_utf_8, StoredAnswers())


def _counted(entry):
    """The entry, with what it does not find counted."""
    if not settings.COUNT_NOT_FOUND:
        return entry
    from cms.discovery.not_found import Counts, counted  # noqa: PLC0415 - after Django is set up

    return counted(entry, Counts())


def _watch_database() -> None:
    """See to it that nobody waits for a server that answers nobody."""
    pool = getattr(connection, "pool", None)
    if pool is not None:
        from cms.foundation.postgresql.watching import Watch  # noqa: PLC0415 - SQLite has no server

        Watch(pool, connection.get_connection_params()).start()


application = _counted(_entry())
_watch_database()
