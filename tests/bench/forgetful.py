"""Our entry where a page is not stored: Django makes each response, and all its codings are finished.

As for the next page after a change: what it has in common with its brand's home page was read for that one, and
everything else is read anew. With `BENCH_FIRST` as for the first page, before which nothing was read.
"""

import copy
import io
import os
import sys
import time
from functools import cache

from cms.wsgi import in_utf_8  # isort: skip - sets Django up, which the others want

from brands.directory import KEPT_DIRECTORY, BrandDirectory
from cms.delivery.entry import Made
from cms.delivery.keys import key_of, plain
from cms.delivery.stored import answer, finished
from cms.foundation.scope import Loaded

FIRST = bool(os.environ.get("BENCH_FIRST"))
HOME = "iduet.localhost:8000"


def application(environ, start_response):
    key = key_of(environ)
    if key is None:
        return in_utf_8(environ, start_response)
    asked = plain(environ, key)
    if not FIRST:
        asked[KEPT_DIRECTORY] = _copied(_after_home())
    made = Made(in_utf_8, asked)
    stored = finished(made.status, made.headers, made.body, made.tags, time.time())
    return answer(stored, environ, start_response)


@cache
def _after_home() -> BrandDirectory:
    """What was read once the home page had been made."""
    directory = BrandDirectory(shared={})
    asked = {
        "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": "/", "QUERY_STRING": "", "HTTP_HOST": HOME,
        "SERVER_NAME": "localhost", "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr, "REMOTE_ADDR": "127.0.0.1", KEPT_DIRECTORY: directory,
    }  # fmt: skip
    if not Made(in_utf_8, asked).status.startswith("200"):
        raise RuntimeError("The home page is not there.")
    return directory


def _copied(directory: BrandDirectory) -> BrandDirectory:
    own = copy.copy(directory)
    own.shared = {whose: _loaded_again(loaded) for whose, loaded in (directory.shared or {}).items()}
    return own


def _loaded_again(loaded: Loaded) -> Loaded:
    again = Loaded()
    again.things.update({kind: dict(things) for kind, things in list(loaded.things.items())})
    again.tags.update(loaded.tags)
    return again
