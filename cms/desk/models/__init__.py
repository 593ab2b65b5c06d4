from .external_link import ExternalLink
from .page_health import PageHealth
from .taken_copy import TakenCopy

__all__ = ["ExternalLink", "PageHealth", "TakenCopy"]
