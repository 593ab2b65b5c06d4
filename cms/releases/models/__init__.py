from .overdue import Overdue

__all__ = ["Overdue"]
