"""Names that pages get in their addresses: below one parent each has another."""

from wagtail.models import Page

LONGEST_SLUG = 200


class Slugs:
    """Gives names away. What a parent has is read once; Wagtail's `find_available_slug` reads it for every page."""

    def __init__(self) -> None:
        self._taken: dict[int, set[str]] = {}

    def free(self, parent: Page, wanted: str) -> str:
        """The wanted name, or with the first number, from 2 on, under which no page below the parent has it."""
        if parent.pk not in self._taken:
            self._taken[parent.pk] = set(parent.get_children().values_list("slug", flat=True))
        taken, slug, number = self._taken[parent.pk], wanted, 2
        while slug in taken:
            slug, number = f"{wanted}-{number}", number + 1
        taken.add(slug)
        return slug

    def is_new(self, page: Page) -> None:
        """Nothing stands below a page yet."""
        self._taken[page.pk] = set()
