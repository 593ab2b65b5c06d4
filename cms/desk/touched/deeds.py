"""What is about to be done to a page, whose reach is told first."""

from dataclasses import dataclass
from typing import Literal

from wagtail.models import Page

Name = Literal["move", "publish", "unpublish", "delete"]


@dataclass(frozen=True)
class Deed:
    """A move to below `destination`, a publication, its end or the page's; `below`: with all pages below it."""

    name: Name = "move"
    destination: Page | None = None
    below: bool = False

    @property
    def asked(self) -> str:
        """The deed as an address asks for it."""
        if self.name == "move":
            return f"?destination={self.destination.pk}" if self.destination else ""
        return f"?deed={self.name}" + ("&below=1" if self.below else "")

    def slug_after(self, page: Page) -> str:
        """The last part of the page's address once it is done."""
        draft = page.latest_revision if self.name == "publish" else None
        return draft.content["slug"] if draft else page.slug

    def takes_along(self, page: Page) -> bool:
        """Whether the same is done to all below the page, or they get another address by it."""
        return self.below or self.name in ("move", "delete") or self.slug_after(page) != page.slug

    def is_allowed(self, user, page: Page) -> bool:
        """Whether somebody may do it to a page."""
        permissions = page.permissions_for_user(user)
        allowed = {"move": permissions.can_move, "publish": permissions.can_publish,
                   "unpublish": permissions.can_unpublish, "delete": permissions.can_delete}  # fmt: skip
        return allowed[self.name]()
