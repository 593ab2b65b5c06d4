"""Faults of ours, told to a Sentry of the operator's choice. What a visitor sent is not part of them."""

from typing import Any

import sentry_sdk
from sentry_sdk.integrations.django import DjangoIntegration
from sentry_sdk.types import Event, Hint


def start_telling(dsn: str) -> None:
    sentry_sdk.init(
        dsn=dsn, integrations=[DjangoIntegration()], send_default_pii=False, max_request_body_size="never",
        include_local_variables=False, before_send=without_visitors, traces_sample_rate=0.0,
    )  # fmt: skip


def without_visitors(event: Event, hint: Hint) -> Event:
    """Method and host stay of a request: addresses may hold tokens, and headers people."""
    request: dict[str, Any] = dict(event.get("request") or {})
    host = dict(request.get("headers") or {}).get("Host", "")
    event["request"] = {"method": request.get("method"), "headers": {"Host": host}}
    event.pop("user", None)
    return event
