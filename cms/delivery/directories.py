"""The brands, and what their pages share, read once and kept for as long as nothing at all was announced as changed.

For what the store has made alone: its renderings begin at a place of the bulletin, and whatever changes something that
the public sees is announced there, which also drops what was made meanwhile with what was read before. What ends by
the clock is announced by nobody: the first that does ends it all.
"""

import time

from brands.directory import BrandDirectory


class Directories:
    """The directory of one process."""

    def __init__(self) -> None:
        self._kept: tuple[int, float, BrandDirectory] | None = None

    def at(self, place: int, until: float) -> BrandDirectory:
        """The directory for a rendering that began at a place of the bulletin, which is asked before this.

        Threads may share it. Where the brands cannot be read, the next who asks tries again.

        :param until: seconds since 1970 at which the next thing stops being public by the clock.
        """
        kept = self._kept
        if kept is None or kept[0] != place or kept[1] <= time.time():
            kept = self._kept = (place, until, BrandDirectory(shared={}))
        return kept[2]
