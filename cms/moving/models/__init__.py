from .imported import Imported
from .run import ImportLine, ImportRun

__all__ = ["ImportLine", "ImportRun", "Imported"]
