"""How often one client may ask.

Each worker process counts for itself, so that counting costs no query: a client gets at least what is promised, and
at most that times the number of workers.
"""

import hashlib
import time

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from brands.clients import network_of

SECONDS = 60


class PerClient(BaseThrottle):
    """As many requests a minute as `API_REQUESTS_PER_MINUTE` says; 0 counts none. It keeps nothing of a request."""

    def allow_request(self, request: HttpRequest) -> bool:
        most = settings.API_REQUESTS_PER_MINUTE
        if not most:
            return True
        client = hashlib.sha256(network_of(request.META.get("REMOTE_ADDR", "")).encode()).hexdigest()
        key = f"{client}:{int(time.time()) // SECONDS}"
        counts = caches["limits"]
        counts.add(key, 0, SECONDS)
        try:
            return counts.incr(key) <= most
        except ValueError:  # thrown out a moment ago to make room
            return True

    def wait(self) -> float:
        """Seconds until the next minute begins, and with it a new count."""
        return SECONDS - int(time.time()) % SECONDS
