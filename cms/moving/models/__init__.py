from .imported import Imported

__all__ = ["Imported"]
