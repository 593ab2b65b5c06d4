"""Our entry where nothing is ever stored yet: Django makes each response, and all its codings are finished."""

import time

from cms.wsgi import in_utf_8  # isort: skip - sets Django up, which the others want

from cms.delivery.entry import Made, _answer
from cms.delivery.keys import key_of, plain
from cms.delivery.stored import finished


def application(environ, start_response):
    key = key_of(environ)
    if key is None:
        return in_utf_8(environ, start_response)
    made = Made(in_utf_8, plain(environ, key))
    stored = finished(made.status, made.headers, made.body, made.tags, time.time())
    return _answer(stored, environ, start_response)
