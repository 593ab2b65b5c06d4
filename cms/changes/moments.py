"""Moments at which something stops being public by itself, before the scheduler comes round to it."""

from django.apps import apps
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page

from brands.directory import ROOT_DEPTH, BrandDirectory

from .recording import tags_below

#: Of so many, soonest first; whatever is made of later ones is looked at again by then.
MOST = 1000


def expiries() -> list[tuple[float, frozenset[str]]]:
    """The coming expiries, soonest first: seconds since 1970, and the tags of what is made of it."""
    found = [*_of_pages(), *_of_items()]
    return sorted(found, key=lambda each: each[0])[:MOST]


def _coming(model):
    return model.objects.filter(live=True, expire_at__gt=timezone.now()).order_by("expire_at")[:MOST]


def _of_pages() -> list[tuple[float, frozenset[str]]]:
    fields = ("path", "depth", "url_path", "translation_key", "alias_of", "expire_at", "content_type")
    pages = list(_coming(Page).only(*fields))
    if not pages:
        return []
    moments = {page.pk: page.expire_at for page in pages}
    aliases = Page.objects.filter(alias_of__in=moments, live=True).only(*fields)
    seen = [(page, page.expire_at) for page in pages] + [(alias, moments[alias.alias_of_id]) for alias in aliases]
    above = {page.path[: -Page.steplen] for page, _ in seen}
    parents = dict(Page.objects.filter(path__in=above).values_list("path", "pk"))
    directory = BrandDirectory()
    return [(moment.timestamp(), frozenset(_tags(directory, page, parents))) for page, moment in seen]


def _tags(directory: BrandDirectory, page: Page, parents: dict[str, int]) -> list[str]:
    tags = tags_below(page, parents.get(page.path[: -Page.steplen]))
    if page.depth == ROOT_DEPTH and (brand := directory.brand_of(page)) is not None:
        tags.append(f"brand:{brand.key}")
    return tags


def _of_items() -> list[tuple[float, frozenset[str]]]:
    models = [
        model for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and hasattr(model, "change_tags")
    ]  # fmt: skip
    return [(item.expire_at.timestamp(), frozenset(item.change_tags())) for model in models for item in _coming(model)]
