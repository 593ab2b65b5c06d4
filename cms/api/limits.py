"""How often one client may ask."""

from django.conf import settings
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from brands.clients import network_of
from cms.foundation.counting import counted_this_minute, seconds_of_this_minute


class PerClient(BaseThrottle):
    """As many requests a minute as `API_REQUESTS_PER_MINUTE` says; 0 counts none. It keeps nothing of a request."""

    def allow_request(self, request: HttpRequest) -> bool:
        most = settings.API_REQUESTS_PER_MINUTE
        return not most or counted_this_minute(f"client:{network_of(request.META.get('REMOTE_ADDR', ''))}") <= most

    def wait(self) -> float:
        """Seconds until the next minute begins, and with it a new count."""
        return seconds_of_this_minute()
