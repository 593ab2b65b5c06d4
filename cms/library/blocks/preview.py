"""What library blocks show in the editor's block previews: items that exist."""

from cms.foundation.references import Reference
from cms.foundation.visibility import visible_items


def first_items(model, count: int) -> list[Reference]:
    """References to the first published originals of a model."""
    originals = visible_items(model.objects.filter(brand=None, original=None)).order_by("pk")
    return [Reference(model, pk) for pk in originals.values_list("pk", flat=True)[:count]]
