"""What a reference to a library item means for a reader: the item in her language, in her brand's version.

Pages and blocks refer to an original or a brand's own item, in whichever language it was chosen. One query per
model finds all rows that may stand for the wanted items; the rest is choosing.
"""

from functools import partial
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from cms.foundation.scope import Scope, register_loader
from cms.foundation.tags import add_tags
from cms.foundation.visibility import visible_items


def resolve(scope: Scope, model: Any, keys: set) -> dict[Any, Any]:
    """Primary key → effective item of the scope's brand and language. Items that have no public one are left out.

    A published brand version lays its own fields over the original. An item of another brand means nothing here,
    and an item that lacks the language is missing: no other language takes its place.
    """
    label = model._meta.model_name
    meant = model.objects.filter(pk__in=keys).values(key=Coalesce("original__translation_key", "translation_key"))
    of_item = Q(translation_key__in=meant, original=None)
    of_version = Q(original__translation_key__in=meant)
    rows = model.objects.filter(of_item | of_version).annotate(original_key=F("original__translation_key"))
    visible = visible_items(rows.filter(Q(brand=None) | Q(brand=scope.brand), locale=scope.locale))
    items: dict[Any, Any] = {}
    versions: dict[int, Any] = {}
    for row in visible:
        if row.original_id is None:
            items[row.translation_key] = row
        else:
            versions[row.original_id] = row
    found = {}
    for pk, translation_key in _keys_meant(model, keys, items, versions).items():
        item = items.get(translation_key)
        if item is None:
            add_tags(f"missing:{label}:{translation_key}:{scope.language_code}")
            continue
        version = versions.get(item.pk)
        if version is None:
            add_tags(f"absent:{label}-version:{item.pk}:{scope.brand.key}")
        found[pk] = item.with_version(version) if version else item
    return found


def _keys_meant(model: Any, keys: set, items: dict, versions: dict) -> dict[Any, Any]:
    """Primary key → translation key of the item that it means; asks the database only for rows not at hand."""
    meant = {item.pk: key for key, item in items.items() if item.pk in keys}
    meant |= {row.pk: row.original_key for row in versions.values() if row.pk in keys}
    elsewhere = keys - meant.keys()
    if elsewhere:
        rows = model.objects.filter(pk__in=elsewhere)
        meant |= dict(rows.values_list("pk", Coalesce("original__translation_key", "translation_key")))
    return meant


def register(*models: type) -> None:
    """Register library models with the scopes."""
    for model in models:
        register_loader(model, partial(_load, model))


def _load(model: Any, scope: Scope, keys: set) -> dict[Any, Any]:
    return resolve(scope, model, keys)
