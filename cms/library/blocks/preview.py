"""What library blocks show in the editor's block previews: items that exist."""

from django.conf import settings

from cms.foundation.references import Reference
from cms.foundation.visibility import visible_items


def first_items(model, count: int) -> list[Reference]:
    """References to the first published originals of a model, each item once."""
    originals = model.objects.filter(brand=None, original=None, locale__language_code=settings.LANGUAGE_CODE)
    return [Reference(model, pk) for pk in visible_items(originals).order_by("pk").values_list("pk", flat=True)[:count]]
