"""How a log line looks: with request and brand, and without secrets, whoever wrote it."""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime

id_of_request: ContextVar[str] = ContextVar("id_of_request", default="-")
brand_of_request: ContextVar[str] = ContextVar("brand_of_request", default="-")

#: What opens something, wherever it stands: bearer tokens, codes in queries, ways back in, passwords in addresses.
SECRETS = (
    (re.compile(r"(?i)(bearer\s+)[^\s\"',;]+"), r"\1…"),
    (re.compile(r"(?i)((?:token|code|password|secret|key|signature|sessionid)=)[^\s&\"']+"), r"\1…"),
    (re.compile(r"(/password_reset/confirm/)[^\s\"']+"), r"\1…"),
    (re.compile(r"(/_preview/)[^\s\"'?]+"), r"\1…"),
    (re.compile(r"(\w+://[^\s:/@]+:)[^\s@]+@"), r"\1…@"),
    (re.compile(r"[\w.+-]+@([\w-]+\.)+\w+"), "…@…"),
)


def without_secrets(text: str) -> str:
    for pattern, instead in SECRETS:
        text = pattern.sub(instead, text)
    return text


class Context(logging.Filter):
    """Gives every record its request, and Django's own complaints about one without the path."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = id_of_request.get()
        record.brand = brand_of_request.get()
        request = getattr(record, "request", None)
        if record.name.startswith("django.request") and request is not None:
            match = getattr(request, "resolver_match", None)
            status = getattr(record, "status_code", "?")
            record.msg, record.args = f"{status} at /{match.route if match else '-'}", ()
        return True


class Line(logging.Formatter):
    """For people."""

    def format(self, record: logging.LogRecord) -> str:
        for name in ("request_id", "brand"):
            if not hasattr(record, name):
                setattr(record, name, "-")
        return without_secrets(super().format(record)).replace("\r", "\\r")


class Json(logging.Formatter):
    """For programs: an object per line."""

    def format(self, record: logging.LogRecord) -> str:
        if lines := getattr(record, "ready", ""):  # of `stored_answers`
            return lines
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_secrets(record.getMessage()),
            "request_id": getattr(record, "request_id", "-"),
            "brand": getattr(record, "brand", "-"),
            **getattr(record, "told", {}),
        }
        if record.exc_info:
            told["exception"] = without_secrets(self.formatException(record.exc_info))
        return json.dumps(told, ensure_ascii=False, default=str)
