from .page_health import PageHealth

__all__ = ["PageHealth"]
