"""Telling clients apart without keeping who they are."""

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from brands.clients import network_of


def client_of(request: HttpRequest) -> str:
    """A short name of the address that a request comes from; it cannot be turned back into the address."""
    return salted_hmac("cms.previews.client", network_of(request.META.get("REMOTE_ADDR", ""))).hexdigest()[:16]
