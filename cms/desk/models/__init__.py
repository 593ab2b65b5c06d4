from .external_link import ExternalLink
from .page_health import PageHealth

__all__ = ["ExternalLink", "PageHealth"]
