"""Uploads in an S3-compatible bucket that nobody but the platform reads."""

from urllib.parse import quote

from django.conf import settings
from storages.backends.s3 import S3Storage


class PrivateBucket(S3Storage):
    """Files have the same addresses as on disk: the platform serves them, and asks for documents who may read."""

    def url(self, name, parameters=None, expire=None, http_method=None):
        return f"{settings.MEDIA_URL}{quote(str(name))}"
