"""Putting the store in front of a WSGI application, in a process that serves."""

from django.conf import settings

from .entry import Application, ResponseStore
from .following import Follower
from .spreading import bulletin
from .store import Store


def stored(application: Application) -> ResponseStore:
    """The application with this process's store in front of it, and a follower of the change log behind."""
    store = Store(bulletin(), most=settings.RESPONSE_STORE_MB * 1024 * 1024)
    Follower().start()
    return ResponseStore(application, store)
