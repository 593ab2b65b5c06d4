"""What a bulk action is done to: the rows that its query names, or all of the list that it was chosen in.

Wagtail takes “all” for everybody's, and names on its page what a person may not change. In its place stand the keys of
what she may see; what is no key of anything is left out, at which Wagtail would fail.
"""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import Model, QuerySet
from django.http import QueryDict
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from brands.directory import directory_for

from .ownership import may_see

ALL = "all"


def named_by(request: Any, model: type[Model], action: str) -> QueryDict:
    """The query of a bulk action with the keys of what is there and may be seen."""
    query = request.GET.copy()
    asked = query.getlist("id")
    if ALL in asked:
        rows = _listed(request, model, action)
    else:
        rows = [row for key in asked for row in _there(model._default_manager.all(), [key])]
    directory = directory_for(request)
    query.setlist("id", [str(row.pk) for row in rows if may_see(request.user, row, directory)])
    return query


def _listed(request: Any, model: type[Model], action: str) -> list[Model]:
    """All that Wagtail finds in a list, as the action itself looks it up."""
    found = bulk_action_registry.get_bulk_action_class(model._meta.app_label, model._meta.model_name, action)
    if found is None:
        return []  # the view says that there is no such action
    try:
        keys = list(found(request, model).get_all_objects_in_listing_query(request.GET.get("childOf")))
    except (ValueError, OverflowError, ObjectDoesNotExist):
        return []  # what it stands in is not there
    return _there(model._default_manager.all(), keys)


def _there(rows: QuerySet, keys: list) -> list[Model]:
    try:
        return list(rows.filter(pk__in=keys))
    except (ValueError, OverflowError, ValidationError):
        return []
