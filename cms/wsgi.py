"""The WSGI entry: the response store in front of Django, and in front of both a count of what is not found."""

import os
import re

from django.conf import settings
from django.core.wsgi import get_wsgi_application

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

    return stored(in_utf_8)


def _counted(entry):
    """The entry, with what it does not find counted."""
    if not settings.COUNT_NOT_FOUND:
        return entry
    from cms.discovery.not_found import Counts, counted  # noqa: PLC0415 - after Django is set up

    return counted(entry, Counts())


application = _counted(_entry())
