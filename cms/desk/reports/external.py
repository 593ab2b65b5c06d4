"""Links to other sites: noted from the pages, asked by background tasks, told with the fields that hold them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from brands.directory import BrandDirectory, Root
from cms.foundation.pages import BasePage

from ..models import ExternalLink
from ..models.external_link import digest_of
from .asking import NotOurs, Outcome, outcome_of
from .items import live_items
from .linking import links_of, live_pages

ASKED_EVERY = timedelta(days=7)
ASKED_AGAIN = timedelta(days=1)  # what did not work
FAILURES_UNTIL_BROKEN = 2  # one failure may be the other site's bad hour
BEHIND_OTHERS = -50  # priority: somebody waits for the renditions of a picture, and nobody for this
State = ExternalLink.State


def note_links() -> int:
    """Know every address elsewhere that a public page, item or menu links to, and forget the others.

    Returns how many there are.
    """
    directory = BrandDirectory()
    pages = (page for _root, page in live_pages(directory.roots))
    links = (link for shown in (pages, live_items(directory.brands, True)) for each in shown for link in links_of(each))
    digests = {digest_of(link.target): link.target for link in links if link.kind == "web"}
    ExternalLink.objects.exclude(digest__in=digests).delete()
    known = set(ExternalLink.objects.values_list("digest", flat=True))
    fresh = [ExternalLink(digest=digest, url=url) for digest, url in digests.items() if digest not in known]
    ExternalLink.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(digests)


def due() -> list[int]:
    """Addresses whose turn it is to be asked."""
    now = timezone.now()
    old = Q(asked_at=None) | Q(asked_at__lt=now - ASKED_EVERY)
    failed = Q(failures__gt=0, asked_at__lt=now - ASKED_AGAIN)
    return list(ExternalLink.objects.filter(old | failed).order_by("asked_at").values_list("pk", flat=True))


@task(priority=BEHIND_OTHERS)
def ask_link(link_id: int) -> str:
    """Ask one address and keep what came of it. Asking holds no transaction; each attempt looks the name up anew."""
    link = ExternalLink.objects.filter(pk=link_id).first()
    if link is None:
        return "gone"
    try:
        _keep(link, outcome_of(link.url))
    except NotOurs as refusal:
        link.state, link.status, link.reason, link.leads_to = State.REFUSED, None, str(refusal), ""
    link.asked_at = timezone.now()
    link.save()
    return link.state


def _keep(link: ExternalLink, outcome: Outcome) -> None:
    link.status, link.reason, link.leads_to = outcome.status, outcome.reason[:200], outcome.leads_to
    link.failures = 0 if outcome.works else link.failures + 1
    if outcome.works:
        link.state = State.MOVED if outcome.leads_to else State.WORKS
    elif link.failures >= FAILURES_UNTIL_BROKEN:
        link.state = State.BROKEN


@dataclass(frozen=True)
class LinkElsewhere:
    """A link to another site that needs a look: where it stands, and what came of asking."""

    page: BasePage
    root: Root
    path: str
    link: ExternalLink


def links_in_trouble() -> dict[str, ExternalLink]:
    """Address → what came of asking, of those that are broken, have moved or are not asked."""
    in_trouble = ExternalLink.objects.filter(state__in=(State.BROKEN, State.MOVED, State.REFUSED))
    return {link.url: link for link in in_trouble}


def troubled_outside(roots: Iterable[Root]) -> list[LinkElsewhere]:
    """The links of some trees to addresses that are broken, have moved or are not asked, in the order of the trees."""
    troubled = links_in_trouble()
    found = []
    for root, page in live_pages(roots) if troubled else ():
        places: dict[str, set[str]] = defaultdict(set)
        for link in links_of(page):
            if link.kind == "web" and link.target in troubled and link.target not in places[link.path]:
                places[link.path].add(link.target)
                found.append(LinkElsewhere(page, root, link.path, troubled[link.target]))
    return found
