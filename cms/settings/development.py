"""For `make dev`: debug pages, reload, static files straight from their folders."""

from typing import Any

from .production import *  # noqa: F403
from .production import INSTALLED_APPS, STORAGES
from .production import TEMPLATES as SITES_TEMPLATES

DEBUG = True
RESPONSE_STORE = False  # Templates change without a row in the change log.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True

# The pattern library shows every component in the look of the brand whose host is asked: /patterns/.
INSTALLED_APPS.append("pattern_library")
_sites: dict[str, Any] = SITES_TEMPLATES[0]
TEMPLATES = [{**_sites, "OPTIONS": {**_sites["OPTIONS"], "builtins": ["pattern_library.loader_tags"]}}]
PATTERN_LIBRARY = {
    "SECTIONS": [(name, [name]) for name in ("components", "blocks", "pages")],
    "PATTERN_BASE_TEMPLATE_NAME": "patterns/base.html",
    "BASE_TEMPLATE_NAMES": ["base.html"],
}
