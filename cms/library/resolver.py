"""What a reference to a library item means for a reader: the item in her language, in her brand's version.

Pages and blocks refer to an original or a brand's own item, in whichever language it was chosen. One query per model finds all
rows that may stand for the wanted items; the rest is choosing.
"""

from typing import Any

from django.db.models import Q

from cms.foundation.scope import Scope, register_loader
from cms.foundation.tags import add_tags
from cms.foundation.visibility import visible_items


def resolve(scope: Scope, model: Any, keys: set) -> dict[Any, Any]:
    """Primary key → effective item of the scope's brand and language. Items that have no public one are left out.

    A published brand version lays its own fields over the original. An item of another brand means nothing here, and an item
    that lacks the language is missing: no other language takes its place.
    """
    label = model._meta.model_name
    meant = {
        pk: original_key or own_key
        for pk, own_key, original_key in model.objects.filter(pk__in=keys).values_list(
            "pk", "translation_key", "original__translation_key"
        )
    }
    of_items = Q(translation_key__in=set(meant.values()), original=None) & (Q(brand=None) | Q(brand=scope.brand))
    of_versions = Q(original__translation_key__in=set(meant.values()), brand=scope.brand)
    items: dict[Any, Any] = {}
    versions: dict[int, Any] = {}
    for row in visible_items(model.objects.filter(of_items | of_versions, locale=scope.locale)):
        if row.original_id is None:
            items[row.translation_key] = row
        else:
            versions[row.original_id] = row
    found = {}
    for pk, translation_key in meant.items():
        item = items.get(translation_key)
        if item is None:
            add_tags(f"missing:{label}:{translation_key}:{scope.language_code}")
            continue
        version = versions.get(item.pk)
        if version is None:
            add_tags(f"absent:{label}-version:{item.pk}:{scope.brand.key}")
        found[pk] = item.with_version(version) if version else item
    return found


def register(*models: type) -> None:
    """Register library models with the scopes."""
    for model in models:
        register_loader(model, lambda scope, keys, model=model: resolve(scope, model, keys))


