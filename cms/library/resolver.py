"""What a reference to a library item means for a reader: the item in her language, in her brand's version.

Pages and blocks refer to an original or a brand's own item, in whichever language it was chosen. One read finds all
rows that may stand for the wanted items; the rest is choosing.
"""

from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from cms.foundation.prepared import ask
from cms.foundation.scope import FIRST, ROLES, Scope, register_loader
from cms.foundation.together import Loading
from cms.foundation.visibility import visible_items

from .models import CallToAction, Example, Question, Role


def resolve(model: Any, scope: Scope, keys: set) -> Loading[dict[Any, Any]]:
    """Primary key → effective item of the scope's brand and language. Items that have no public one are left out.

    A published brand version lays its own fields over the original. An item of another brand means nothing here,
    and an item that lacks the language is missing: no other language takes its place.
    """
    label = model._meta.model_name
    rows, meant = yield [
        ask(_rows, model, scope.brand.pk, scope.locale.pk, keys=keys),
        ask(_meant, model, keys=keys),
    ]
    items = {row.translation_key: row for row in rows if row.original_id is None}
    versions = {row.original_id: row for row in rows if row.original_id is not None}
    found = {}
    for one in meant:
        item = items.get(one.meant)
        if item is None:
            scope.note(model, one.pk, f"missing:{label}:{one.meant}:{scope.language_code}")
            continue
        version = versions.get(item.pk)
        if version is None:
            scope.note(model, one.pk, f"absent:{label}-version:{item.pk}:{scope.brand.key}")
        found[one.pk] = item.with_version(version) if version else item
    return found


_KEY = Coalesce("original__translation_key", "translation_key")


def _rows(model: Any, brand: int, locale: int, keys) -> QuerySet:
    wanted = model.objects.filter(pk__among=keys).values(key=_KEY)
    of_item = Q(translation_key__in=wanted, original=None)
    of_version = Q(original__translation_key__in=wanted)
    mine = Q(brand=None) | Q(brand=brand)
    return visible_items(model.objects.filter(of_item | of_version).filter(mine, locale=locale))


def _meant(model: Any, keys) -> QuerySet:
    return model.objects.filter(pk__among=keys).only("pk").annotate(meant=_KEY)


def register() -> None:
    """Register the library with the scopes."""
    for model in (CallToAction, Question, Example):
        register_loader(model, partial(resolve, model), FIRST)
    register_loader(Role, partial(resolve, Role), ROLES)
