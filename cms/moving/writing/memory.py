"""What of another system is here already, so that it comes over once however often it is imported."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page

from brands.models import Brand

from ..models import Imported


class Memory:
    """What came to a brand from one origin: name there → row. Read once, and written as things come."""

    def __init__(self, brand: Brand, origin: str):
        self.brand, self.origin = brand, origin
        self.rows: dict[str, Imported] = {
            row.source_id: row for row in Imported.objects.filter(brand=brand, origin=origin).iterator()
        }

    def key(self, name: str) -> int | None:
        """Primary key of what a thing became; it may be there no more."""
        row = self.rows.get(name)
        return row.object_id if row else None

    def remember(self, name: str, thing: Model, *, url: str = "", digest: str = "", revision: Any = None) -> None:
        """Write down what a thing became, and the revision that the import wrote."""
        row = self.rows.get(name) or Imported(brand=self.brand, origin=self.origin, source_id=name)
        row.content_type = ContentType.objects.get_for_model(thing, for_concrete_model=False)
        row.object_id = thing.pk
        row.source_url, row.digest, row.revision = url, digest, revision
        row.save()
        self.rows[name] = row

    def is_own(self, name: str) -> bool:
        """Whether what a thing became was made for it alone, and not found here or shared with others since."""
        row = self.rows.get(name)
        if row is None or row.revision_id is None:
            return False
        what = (row.content_type_id, row.object_id)
        return sum((each.content_type_id, each.object_id) == what for each in self.rows.values()) == 1

    def untouched(self, name: str, thing: Any) -> bool:
        """Whether nobody has worked on a thing since the import wrote it."""
        row = self.rows.get(name)
        return row is not None and row.revision_id is not None and row.revision_id == thing.latest_revision_id

    def live_pages(self) -> set[int]:
        """Which pages of the memory exist."""
        keys = [row.object_id for row in self.rows.values()]
        found: set[int] = set()
        for start in range(0, len(keys), 500):
            found |= set(Page.objects.filter(pk__in=keys[start : start + 500]).values_list("pk", flat=True))
        return found
