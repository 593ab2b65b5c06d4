"""What publishing a page touches, for who has it open and may publish it."""

from wagtail.models import Page

from brands.directory import directory_for

from .deeds import Deed
from .reach import Reach, reach_of, seen_by
from .views import address_of, may_change

PUBLISHING = Deed("publish")


def reach_of_publishing(request, page: Page) -> Reach | None:
    """Asked once a request. None where she may not publish it, or it is published where its source is.

    :param page: as it is or as its newest draft has it.
    """
    known = request.__dict__.setdefault("_reach_of_publishing", {})
    if page.pk not in known:
        public = Page.objects.get(pk=page.pk)  # a draft may have another address
        is_hers = page.alias_of_id is None and may_change(request.user, public, PUBLISHING)
        known[page.pk] = (
            reach_of(public, directory_for(request), seen_by(request.user), PUBLISHING) if is_hers else None
        )
    return known[page.pk]


def way_to_reach_of_publishing(page: Page) -> str:
    """The address of the list."""
    return address_of("touched", Page(pk=page.pk), PUBLISHING)
