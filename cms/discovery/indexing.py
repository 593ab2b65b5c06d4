"""The index of full text, which the worker makes. What is saved twice in a row is indexed once.

Searches answer from the index as it was until then, so the index tells of itself when it is made: answers that were
stored meanwhile go then.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django_tasks import task
from wagtail.models import Page
from wagtail.search import index
from wagtail.search.backends import get_search_backends

from brands.directory import BrandDirectory
from brands.models import Brand
from cms.changes.drafts import NOT_SEEN
from cms.changes.models import Change
from cms.changes.recording import record
from cms.foundation.pages import BasePage
from cms.library.models import LibraryItem

#: Objects that are read at once when many are indexed.
AT_ONCE = 200
#: Objects that one task indexes.
MOST_OF_A_TASK = 1000

#: Model label → keys of what is saved while much is written at once, each once and in order.
_together: ContextVar[dict[str, dict[int, None]] | None] = ContextVar("indexed_together", default=None)


@task()
def index_object(label: str, key: str, is_seen: bool) -> int:
    """Index an object as it is now. Returns how many that are.

    :param is_seen: whether the public may see what changed. Within the transaction of the change, which tells of
        itself, nothing is told.
    """
    obj = apps.get_model(label)._default_manager.filter(pk=key).first()
    if obj is None:
        return 0
    tells = is_seen and not connection.in_atomic_block
    with transaction.atomic():
        index.insert_or_update_object(obj)
        if tells:
            tell_of_index(obj)
    return 1


@task()
def index_objects(label: str, keys: list[int]) -> int:
    """Index many objects of a model at once, such as an import's. Returns how many those are.

    It is told once for each brand and language.
    """
    model = apps.get_model(label)
    directory, number = BrandDirectory(), 0
    told: dict[tuple[str, ...], Any] = {}
    with transaction.atomic():
        for start in range(0, len(keys), AT_ONCE):
            objects = list(model.get_indexed_objects().filter(pk__in=keys[start : start + AT_ONCE]))
            number += len(objects)
            for backend in get_search_backends(with_auto_update=True):
                backend.add_bulk(model, objects)
            for obj in objects:
                told.setdefault(tuple(searches_over(obj, directory)[1]), obj)
        for obj in told.values():
            tell_of_index(obj, directory)
    return number


@contextmanager
def indexed_together() -> Iterator[None]:
    """What is saved in this block is indexed once, after it and many at once. To be used within the transaction."""
    waiting: dict[str, dict[int, None]] = {}
    token = _together.set(waiting)
    try:
        yield
    finally:
        _together.reset(token)
    for label, kept in waiting.items():
        keys = list(kept)
        for start in range(0, len(keys), MOST_OF_A_TASK):
            index_objects.enqueue(label, keys[start : start + MOST_OF_A_TASK])


def tell_of_index(obj: Any, directory: BrandDirectory | None = None) -> None:
    """Write into the change log that searches may find something else now."""
    brand, tags = searches_over(obj, directory)
    if tags:
        record(Change.Kind.CHANGED, obj, brand=brand, tags=tags)


def searches_over(obj: Any, directory: BrandDirectory | None = None) -> tuple[Brand | None, list[str]]:
    """Whose searches may find an object, or what shows it, and their tags. An original is every brand's."""
    directory = directory or BrandDirectory()
    if isinstance(obj, Page):
        root = directory.root_for_tree_path(obj.path)
        return (root.brand, [tag_of_search(root.brand, root.language_code)]) if root else (None, [])
    brand = directory.by_id(obj.brand_id)
    code = obj.locale.language_code
    brands = [brand] if brand else directory.brands
    speaking = [one for one in brands if code in {row.locale.language_code for row in one.languages.all()}]
    return brand, sorted(tag_of_search(one, code) for one in speaking)


def tag_of_search(brand: Brand, language_code: str) -> str:
    """Tag of what was searched in a brand's language."""
    return f"search:{brand.key}:{language_code}"


def on_saved(sender: type[Model], instance: Any, raw: bool = False, update_fields=None, **kwargs) -> None:
    if raw or (update_fields is not None and _indexed_fields(sender).isdisjoint(update_fields)):
        return
    if (waiting := _together.get()) is not None:
        waiting.setdefault(sender._meta.label, {})[instance.pk] = None
        return
    is_draft_work = update_fields is not None and NOT_SEEN.issuperset(update_fields)
    index_object.enqueue(sender._meta.label, str(instance.pk), bool(instance.live and not is_draft_work))


def on_deleted(sender: type[Model], instance: Any, **kwargs) -> None:
    index.remove_object(instance)


def _indexed_fields(model: Any) -> set[str]:
    return {field.field_name.removesuffix("_id") for field in model.get_search_fields()} | {
        field.field_name for field in model.get_search_fields()
    }


def indexed_models() -> Iterable[type[Model]]:
    """Pages and library items: what searches of the public look through."""
    return [model for model in index.get_indexed_models() if issubclass(model, (BasePage, LibraryItem))]


def connect() -> None:
    """Connect in place of Wagtail's receivers, which stay away from what has `search_auto_update` off."""
    for model in indexed_models():
        post_save.connect(on_saved, sender=model, dispatch_uid=f"indexing:{model._meta.label}")
        post_delete.connect(on_deleted, sender=model, dispatch_uid=f"indexing:{model._meta.label}")
