"""What the commands that import say while they work and at their end."""

import time
from typing import Any

from .converting.pieces import ABOUT
from .writing.arriving import Summary

SECONDS = 5  # between two lines of progress
KINDS = {
    "content": "pages", "comparison": "comparisons", "article": "articles", "attachment": "files", "home": "home pages",
    "article_index": "article indexes", "role": "role pages", "faq": "FAQ pages", "examples": "pages of examples",
    "contact": "contact pages", "specialism": "specialisms", "file": "other files", "library role": "roles",
    "library question": "questions", "library example": "examples", "library calltoaction": "calls to action",
}  # fmt: skip


class Told:
    """Writes how far it is, not more often than people read."""

    def __init__(self, out: Any):
        self.out, self.last = out, time.monotonic()

    def __call__(self, what: str, done: int, of: int) -> None:
        now = time.monotonic()
        if now - self.last >= SECONDS:
            self.last = now
            self.out.write(f"  {what}: {done} of {of}")
            self.out.flush()


def say(summary: Summary, out: Any, dry: bool) -> None:
    """Write what an import did, or would do."""
    for (kind, outcome), count in sorted(summary.outcomes.items()):
        out.write(f"{count:6} {KINDS.get(kind, kind)}: {outcome}")
    if summary.published or summary.refused:
        out.write(f"{summary.published:6} published, {summary.refused} not complete")
    for about, count in summary.remarks.most_common():
        out.write(f"{count:6} to look at: {ABOUT.get(about, about)}")
    out.write("Nothing was changed." if dry else "Done.")
