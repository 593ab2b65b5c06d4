"""What was taken from the public, unpublished, deleted or made private, and where it may still be seen."""

from dataclasses import dataclass
from datetime import timedelta

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, get_page_models

from cms.changes.models import Change
from cms.changes.purging.outstanding import Holding, outstanding
from cms.delivery.hosts import Following, behind

#: Longer than anybody shows what was before (`cms.delivery.hosts.FORGOTTEN`).
LOOKED_BACK = timedelta(days=1)
Kind = Change.Kind


def withdrawals() -> QuerySet[Change]:
    """Rows of the change log by which something left the public."""
    left = Q(kind=Kind.CHANGED, addresses_after=[]) & ~Q(addresses_before=[])
    return Change.objects.filter(Q(kind__in=(Kind.UNPUBLISHED, Kind.DELETED)) | left)


def is_withdrawal(row: Change) -> bool:
    """The same of one row."""
    left = row.kind == Kind.CHANGED and bool(row.addresses_before) and not row.addresses_after
    return row.kind in (Kind.UNPUBLISHED, Kind.DELETED) or left


def last_of(thing) -> Change | None:
    """The last time that a page or item left the public, as far as it may still be seen."""
    labels = [model._meta.label_lower for model in (Page, *get_page_models())]
    if not isinstance(thing, Page):
        labels = [thing._meta.label_lower]
    rows = withdrawals().filter(object_type__in=labels, object_id=str(thing.pk))
    return rows.filter(created_at__gt=timezone.now() - LOOKED_BACK).order_by("-pk").first()


@dataclass(frozen=True)
class Spreading:
    """How far the word of a withdrawal has come."""

    change: Change
    hosts: list[Following]
    caches: list[Holding]

    @property
    def is_done(self) -> bool:
        return not self.hosts and not self.caches

    @property
    def thing(self) -> str:
        """What it was, as people call it."""
        return name_of(self.change)

    @property
    def words(self) -> str:
        """In a sentence."""
        if self.is_done:
            return _("Visitors see “%(thing)s” nowhere any more.") % {"thing": self.thing}
        where = [host.name for host in self.hosts] + [cache.name for cache in self.caches]
        told = {"thing": self.thing, "places": ", ".join(where)}
        return _("Visitors may still see “%(thing)s”: %(places)s have not let go of it yet.") % told


def spreading(change: Change) -> Spreading:
    return Spreading(change, behind(change), outstanding(change))


def name_of(change: Change) -> str:
    """The title of what a row is about; its address where it is gone, or the kind of thing that it was."""
    try:
        model = apps.get_model(change.object_type)
    except LookupError:
        return change.object_type
    thing = model._default_manager.filter(pk=change.object_id).first()
    if thing is not None:
        return str(thing)
    return change.addresses_before[0] if change.addresses_before else str(model._meta.verbose_name)
