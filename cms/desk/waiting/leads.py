"""What waits for a person and stands in full elsewhere: here it is counted per brand, with the way there."""

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.models import TaskState

from brands.directory import BrandDirectory
from cms.library.models import Suggestion

from ..enquiries.unsent import unsent_for
from ..library.people import is_librarian
from ..library.versions import waiting_in
from ..releases.overdue import concerning
from .owners import owners_of

#: An answer to a suggestion is news for this long.
LATELY = datetime.timedelta(days=14)


@dataclass(frozen=True)
class Lead:
    """A count of what waits, in words, and the way to it. Without a brand, the group's."""

    brand_id: int | None
    text: str
    url: str


def leads_for(request, directory: BrandDirectory) -> Iterator[Lead]:
    """All of a person's, as many queries whatever their number."""
    user = request.user
    for brand_id, number in _to_approve(user, directory).items():
        told = ngettext("%(number)s waits for your approval", "%(number)s wait for your approval", number)
        yield Lead(brand_id, told % {"number": number}, "#awaiting-review-section")
    for brand_id, number in _counted(concerning(user)):
        told = ngettext(
            "%(number)s scheduled change was not done", "%(number)s scheduled changes were not done", number
        )
        yield Lead(brand_id, told % {"number": number}, "#overdue-section")
    for brand_id, number in _counted(unsent_for(user)):
        told = ngettext(
            "%(number)s enquiry that no mail told you of", "%(number)s enquiries that no mail told you of", number
        )
        yield Lead(brand_id, told % {"number": number}, "#unsent-enquiries-section")
    for brand_id, number in Counter(waiting.brand.pk for waiting in waiting_in(request)).items():
        told = ngettext(
            "%(number)s text that the group has changed", "%(number)s texts that the group has changed", number
        )
        yield Lead(brand_id, told % {"number": number}, reverse("library_inbox"))
    yield from _suggestions(user)


def _to_approve(user, directory: BrandDirectory) -> Counter:
    keys = list(
        TaskState.objects.reviewable_by(user)
        .order_by()
        .values_list("workflow_state__base_content_type_id", "workflow_state__object_id")
    )
    owners = owners_of(keys, directory)
    return Counter(owners[key] for key in keys if key in owners)


def _suggestions(user) -> Iterator[Lead]:
    url = reverse("library_suggestions")
    hers = Suggestion.objects.filter(made_by=user, answered_at__gte=timezone.now() - LATELY)
    for brand_id, number in _counted(hers.filter(state__in=[Suggestion.State.TAKEN, Suggestion.State.DECLINED])):
        told = ngettext(
            "%(number)s of your suggestions was answered", "%(number)s of your suggestions were answered", number
        )
        yield Lead(brand_id, told % {"number": number}, url)
    number = Suggestion.objects.waiting().count() if is_librarian(user) else 0
    if number:
        told = ngettext("%(number)s suggestion waits for you", "%(number)s suggestions wait for you", number)
        yield Lead(None, told % {"number": number}, url)


def _counted(queryset) -> list[tuple[int | None, int]]:
    return list(queryset.order_by().values_list("brand_id").annotate(Count("pk")))
