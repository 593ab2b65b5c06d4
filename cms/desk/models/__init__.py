from .external_link import ExternalLink
from .page_health import PageHealth
from .refusal import Refusal
from .taken_copy import TakenCopy

__all__ = ["ExternalLink", "PageHealth", "Refusal", "TakenCopy"]
