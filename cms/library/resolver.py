"""What a reference to a library item means for a reader: the item in her language, in her brand's version.

Pages and blocks refer to an original or a brand's own item, in whichever language it was chosen. One read finds all
rows that may stand for the wanted items; the rest is choosing.
"""

from functools import partial
from typing import Any

from django.db.models import Q
from django.db.models.functions import Coalesce

from cms.foundation.scope import FIRST, ROLES, Scope, register_loader
from cms.foundation.tags import add_tags
from cms.foundation.together import Loading
from cms.foundation.visibility import visible_items

from .models import CallToAction, Example, Question, Role


def resolve(model: Any, scope: Scope, keys: set) -> Loading[dict[Any, Any]]:
    """Primary key → effective item of the scope's brand and language. Items that have no public one are left out.

    A published brand version lays its own fields over the original. An item of another brand means nothing here,
    and an item that lacks the language is missing: no other language takes its place.
    """
    label = model._meta.model_name
    key = Coalesce("original__translation_key", "translation_key")
    chosen = model.objects.filter(pk__in=keys)
    of_item = Q(translation_key__in=chosen.values(key=key), original=None)
    of_version = Q(original__translation_key__in=chosen.values(key=key))
    mine = Q(brand=None) | Q(brand=scope.brand)
    rows, meant = yield [
        visible_items(model.objects.filter(of_item | of_version).filter(mine, locale=scope.locale)),
        chosen.only("pk").annotate(meant=key),
    ]
    items = {row.translation_key: row for row in rows if row.original_id is None}
    versions = {row.original_id: row for row in rows if row.original_id is not None}
    found = {}
    for one in meant:
        item = items.get(one.meant)
        if item is None:
            add_tags(f"missing:{label}:{one.meant}:{scope.language_code}")
            continue
        version = versions.get(item.pk)
        if version is None:
            add_tags(f"absent:{label}-version:{item.pk}:{scope.brand.key}")
        found[one.pk] = item.with_version(version) if version else item
    return found


def register() -> None:
    """Register the library with the scopes."""
    for model in (CallToAction, Question, Example):
        register_loader(model, partial(resolve, model), FIRST)
    register_loader(Role, partial(resolve, Role), ROLES)
