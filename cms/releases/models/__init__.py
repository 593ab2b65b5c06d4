from .banner import Banner
from .overdue import Overdue
from .release import Release, ReleaseEntry

__all__ = ["Banner", "Overdue", "Release", "ReleaseEntry"]
