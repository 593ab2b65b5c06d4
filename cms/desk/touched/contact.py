"""What leads to a brand's contact page without naming it: links that say “contact”, on its pages in one language."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models

from brands.directory import BrandDirectory, Root
from cms.foundation.links import CONTACT_PAGE
from cms.foundation.scope import AddressOf, Scope
from cms.library.models import CallToAction
from cms.navigation.models import Menu
from cms.releases.models import Banner

#: As databases write it in the JSON of a stream; rows are looked through by their text.
SAID = '"contact": true'


def stands_on_every_page(root: Root) -> bool:
    """Whether a menu or the banner leads there."""
    menus = Menu.objects.filter(brand=root.brand.pk, locale=root.locale.pk, live=True)
    return any(_leads_there(one) for one in [*menus, *banner_of(root)])


def banner_of(root: Root) -> QuerySet:
    """The banner that stands above every page of the root, if there is one."""
    return Banner.objects.filter(brand=root.brand.pk, locale=root.locale.pk).order_by("-pk")[:1]


def calls_to_action(directory: BrandDirectory, root: Root) -> Iterator[CallToAction]:
    """Calls to action that lead there, as the brand says them in the language of the root."""
    scope = Scope(directory, root.brand, root.locale)
    mine = CallToAction.objects.filter(Q(brand=None) | Q(brand=root.brand.pk), locale=root.locale.pk, original=None)
    keys = list(mine.values_list("pk", flat=True))
    scope.prefetch((CallToAction, key) for key in keys)
    for key in keys:
        item = scope.get(CallToAction, key)
        if item is not None and _leads_there(item):
            yield item


def pages(root: Root) -> Q:
    """Condition on pages of the root: those with a link of their own that leads there."""
    found = Q(pk__in=[])
    for model in get_page_models():
        for stream in (each for each in model._meta.get_fields() if isinstance(each, StreamField)):
            found |= Q(pk__in=_saying(model, root, stream.name).values("pk"))
    return found


def _saying(model: type[Page], root: Root, name: str) -> QuerySet:
    of_root = model._default_manager.filter(path__startswith=root.tree_path)
    return of_root.alias(text=Cast(name, TextField())).filter(text__contains=SAID)


def _leads_there(thing) -> bool:
    return (AddressOf(Page), CONTACT_PAGE) in set(thing.references())
