"""Uploads in an S3-compatible bucket that nobody but the platform reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from storages.backends.s3 import S3Storage

from cms.foundation.storing import StorageAway

#: Seconds; a bucket that is away must not hold the few threads that answer visitors.
CONNECT, READ = 3, 20
LARGEST_IN_MEMORY = 8 * 1024 * 1024  # bytes of a file; what is larger rests on the disk while it is handed out
MISSING = ("404", "NoSuchKey", "NotFound")


@contextmanager
def told_as_files_are() -> Iterator[None]:
    """What goes wrong with the bucket, in the words of a disk: who reads a file need not know where it is kept.

    :raises FileNotFoundError: when there is no such object.
    :raises StorageAway: for all else.
    """
    try:
        yield
    except ClientError as refusal:
        if refusal.response.get("Error", {}).get("Code") in MISSING:
            raise FileNotFoundError("There is no such file in the bucket.") from refusal
        raise StorageAway(f"The bucket refuses: {refusal}") from refusal
    except BotoCoreError as fault:
        raise StorageAway(f"The bucket does not answer: {fault}") from fault


class PrivateBucket(S3Storage):
    """Files have the same addresses as on disk: the platform serves them, and asks for documents who may read."""

    def __init__(self, **options):
        patience = Config(
            connect_timeout=CONNECT, read_timeout=READ, retries={"total_max_attempts": 2}, signature_version="s3v4"
        )
        super().__init__(client_config=patience, max_memory_size=LARGEST_IN_MEMORY, **options)

    def url(self, name, parameters=None, expire=None, http_method=None):
        return f"{settings.MEDIA_URL}{quote(str(name))}"

    def get_modified_time(self, name):
        with told_as_files_are():
            return super().get_modified_time(name)

    def exists(self, name):
        with told_as_files_are():
            return super().exists(name)

    def size(self, name):
        with told_as_files_are():
            return super().size(name)

    def delete(self, name):
        with told_as_files_are():
            super().delete(name)

    def listdir(self, name):
        with told_as_files_are():
            return super().listdir(name)

    def _open(self, name, mode="rb"):
        with told_as_files_are():
            return super()._open(name, mode)

    def _save(self, name, content):
        with told_as_files_are():
            return super()._save(name, content)
