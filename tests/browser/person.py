"""A person at the desk: her clicks and letters are counted, and the time that she would need is told.

Times are those of the keystroke-level model (Card, Moran and Newell, “The keystroke-level model for user performance
time with interactive systems”, 1980): a letter as an average typist needs it, pointing and pressing, and a moment's
thought before each click. The machine's own time comes on top.
"""

import logging
import time
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page

LETTER, POINT, PRESS, THINK = 0.28, 1.1, 0.2, 1.35  # seconds


@dataclass
class Person:
    """Somebody who uses a window with pointer and keyboard."""

    window: Page
    clicks: int = 0
    letters: int = 0
    began: float = field(default_factory=time.monotonic)

    def click(self, target: str | Locator) -> None:
        self.clicks += 1
        (self.window.locator(target) if isinstance(target, str) else target).click()

    def opens(self, target: str | Locator) -> None:
        """Click on what leads to another page."""
        with self.window.expect_navigation():
            self.click(target)

    def write(self, target: str | Locator, text: str) -> None:
        """Click into a field and type."""
        self.click(target)
        self.letters += len(text)
        self.window.keyboard.type(text)

    def write_on(self, text: str) -> None:
        """Press Tab and type into the next field."""
        self.window.keyboard.press("Tab")
        self.letters += len(text) + 1
        self.window.keyboard.type(text)

    @property
    def minutes(self) -> float:
        """What a person needs, with the time that the machine took meanwhile."""
        person = self.letters * LETTER + self.clicks * (THINK + POINT + PRESS)
        return (person + time.monotonic() - self.began) / 60

    def report(self, what: str) -> None:
        text = "%s: %d clicks, %d letters; the machine took %.0f s, a person needs about %.1f minutes."
        logging.getLogger(__name__).info(
            text, what, self.clicks, self.letters, time.monotonic() - self.began, self.minutes
        )
