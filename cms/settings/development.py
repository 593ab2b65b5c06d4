"""For `make dev`: debug pages, reload, static files straight from their folders."""

from .production import *  # noqa: F403
from .production import STORAGES

DEBUG = True
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
