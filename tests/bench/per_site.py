"""Our project with Django's per-site cache, in process, in place of the response store."""

from cms.settings.production import *  # noqa: F403
from cms.settings.production import MIDDLEWARE

RESPONSE_STORE = False
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.cache.UpdateCacheMiddleware",
    "tests.bench.per_site.KeptFor",
    *MIDDLEWARE,
    "django.middleware.cache.FetchFromCacheMiddleware",
]


class KeptFor:
    """Ours tells browsers to ask each time, which Django's cache would obey."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.has_header("Cache-Control"):
            del response["Cache-Control"]
        return response
