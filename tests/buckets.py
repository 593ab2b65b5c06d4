"""A server on this machine that speaks S3, and private buckets in it in the place of the media folder."""

from collections.abc import Iterator
from contextlib import contextmanager

import boto3
from django.conf import settings
from django.test import override_settings
from moto.server import ThreadedMotoServer
from pytest_socket import enable_socket, socket_allow_hosts

NAME = "uploads"
KEYS = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "eu-west-1"}


@contextmanager
def speaks_s3() -> Iterator[str]:
    """The server's address."""
    enable_socket()
    socket_allow_hosts(["127.0.0.1"])
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    try:
        yield f"http://{host}:{port}"
    finally:
        server.stop()


def stored_at(address: str) -> override_settings:
    """Uploads are kept there, as cms.settings.production has it for MEDIA_BUCKET."""
    options = {
        "bucket_name": NAME, "endpoint_url": address, "region_name": "eu-west-1", "access_key": "key",
        "secret_key": "secret", "default_acl": None, "file_overwrite": False,
    }  # fmt: skip
    kept = {"BACKEND": "cms.media.bucket.PrivateBucket", "OPTIONS": options}
    return override_settings(STORAGES={**settings.STORAGES, "default": kept})


@contextmanager
def empty_bucket(address: str) -> Iterator:
    """A bucket, as boto3 has it, in which uploads are kept meanwhile."""
    bucket = boto3.resource("s3", endpoint_url=address, **KEYS).Bucket(NAME)
    bucket.create(CreateBucketConfiguration={"LocationConstraint": KEYS["region_name"]})
    try:
        with stored_at(address):
            yield bucket
    finally:
        bucket.objects.all().delete()
        bucket.delete()
