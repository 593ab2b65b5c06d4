"""Whose a page, item, menu or form is and where it is edited, of many at once and without loading any."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import DraftStateMixin, Page
from wagtail.snippets.models import get_snippet_models

from brands.directory import BrandDirectory

#: Base content type and primary key, as revisions and workflows name what they are of.
Key = tuple[int, str]


def models_with_drafts() -> Iterator[Any]:
    """What else than pages has drafts and is a brand's or the group's."""
    for model in get_snippet_models():
        if issubclass(model, DraftStateMixin) and hasattr(model, "brand_id"):
            yield model


def owners_of(keys: Iterable[Key], directory: BrandDirectory) -> dict[Key, int | None]:
    """Primary key of each thing's brand, None where it is the group's. What is gone or in no tree is left out.

    A query for each model that is named.
    """
    named = defaultdict(set)
    for kind, key in keys:
        named[kind].add(key)
    found: dict[Key, int | None] = {}
    for kind, wanted in named.items():
        model: Any = ContentType.objects.get_for_id(kind).model_class()
        if model is Page:
            for key, path in Page.objects.filter(pk__in=wanted).values_list("pk", "path"):
                root = directory.root_for_tree_path(path)
                if root is not None:
                    found[kind, str(key)] = root.brand.pk
        elif hasattr(model, "brand_id"):
            rows = model._base_manager.filter(pk__in=wanted).values_list("pk", "brand_id")
            found |= {(kind, str(key)): brand_id for key, brand_id in rows}
    return found


def editor_of_key(model: Any, key: Any) -> str:
    """Where a thing is edited."""
    if issubclass(model, Page):
        return reverse("wagtailadmin_pages:edit", args=[key])
    return reverse(model.snippet_viewset.get_url_name("edit"), args=[quote(key)])
