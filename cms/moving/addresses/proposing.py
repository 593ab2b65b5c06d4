"""What could be done about an old address that does not live on. A person looks at each before anything is done."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from django.conf import settings

from brands.hosts import language_of_path
from cms.pages.models import ArticleIndexPage

from ..redirects.addresses import key_of
from .checking import Checking, State, Verdict
from .imported import ImportedAddresses
from .likeness import Likeness

#: From here on a likeness is proposed; below, the nearest is named only.
ENOUGH = 0.6
COPY = re.compile(r"(?:-\d{1,5}x\d{1,5}|-scaled|-rotated)+(?=\.[a-z0-9]+\Z)", re.IGNORECASE)
UPLOADS = re.compile(r"/wp-content/", re.IGNORECASE)
MACHINERY = re.compile(
    r"/(?:wp-admin|wp-includes|wp-json|wp-login\.php|xmlrpc\.php|wp-cron\.php)(?:/|\Z)", re.IGNORECASE
)
FEED = re.compile(r"(?:/comments)?/(?:feed|rss|rss2|atom|rdf)(?:/(?:rss|rss2|atom|rdf))?/?\Z", re.IGNORECASE)
AUTHOR = re.compile(r"/(?:author|auteur)/[^/]+/?\Z", re.IGNORECASE)
ARCHIVE = re.compile(r"/(?:category|categorie|tag|tags)/(.+?)/?\Z", re.IGNORECASE)
BY_DATE = re.compile(r"\A(?:/[a-z]{2})?/(?:19|20)\d\d(?:/\d{1,2}){0,2}/?\Z", re.IGNORECASE)
PART = re.compile(r"/(?:page/\d+|amp|embed|trackback|feed|comment-page-\d+)/?\Z", re.IGNORECASE)
FRONT = re.compile(r"\A/index\.php(?=/)", re.IGNORECASE)


@dataclass(frozen=True)
class Proposal:
    """Where an address should lead: `to` with 301, nowhere with 410; status 0 leaves it to a person.

    `likeness` is from 0 to 1, `why` for the person who looks.
    """

    address: str
    to: str = ""
    status: int = 0
    likeness: float = 0.0
    why: str = ""


class Proposing:
    """Proposes for what was checked."""

    def __init__(self, checking: Checking):
        self.checking = checking
        self.places = checking.places
        self.imported = ImportedAddresses(checking.brand, self.places)
        self.likeness = Likeness(self.places)
        self.by_key = {key_of(place.path): place for place in self.places}
        indexes = set(ArticleIndexPage.objects.values_list("pk", flat=True))
        self.indexes = {place.language: place for place in reversed(self.places) if place.page_id in indexes}

    def propose(self, verdict: Verdict) -> Proposal | None:
        """A proposal for what is not fine; None where a redirect is not what it needs."""
        address = verdict.of or verdict.address
        if verdict.state == State.CHAIN and verdict.leads_to:
            return Proposal(address, self._own(verdict.leads_to), 301, 1.0, "the end of the way that it takes now")
        if verdict.state == State.TEMPORARY:
            return Proposal(address, self._own(verdict.leads_to), 301, 1.0, "where it leads for now")
        if verdict.state not in (State.MISSING, State.DEAD_END, State.CHAIN):
            return None
        return self._of_missing(address)

    def _of_missing(self, address: str) -> Proposal:
        to = self.imported.find(address)
        if to:
            return Proposal(address, to, 301, 1.0, "imported from there")
        path, _mark, query = address.partition("?")
        for proposing in (self._of_file, self._of_machinery, self._of_feed, self._of_archive, self._of_part):
            proposal = proposing(address, path, query)
            if proposal is not None:
                return proposal
        if query:
            return Proposal(address, why="it names content by a query, and nothing is known of it")
        return self._alike(address, path)

    def _of_file(self, address: str, path: str, query: str) -> Proposal | None:
        """A file of the old site, or a smaller copy of one, by its name."""
        if not UPLOADS.search(path):
            return None
        name = unquote(path).rpartition("/")[2].lower()
        for tried, likeness in ((name, 0.9), (COPY.sub("", name), 0.8)):
            whole = self.imported.by_path.get(unquote(path).rpartition("/")[0].lower() + "/" + tried)
            if whole:
                return Proposal(address, whole, 301, 1.0, "a copy of this picture was imported")
            if tried in self.imported.by_file_name:
                return Proposal(address, self.imported.by_file_name[tried], 301, likeness, "a file of this name")
        return Proposal(address, "", 410, 0.0, "no file of this name was imported")

    def _of_machinery(self, address: str, path: str, query: str) -> Proposal | None:
        found = MACHINERY.search(path)
        return Proposal(address, "", 410, 1.0, "of WordPress itself") if found else None

    def _of_feed(self, address: str, path: str, query: str) -> Proposal | None:
        if not FEED.search(path) and not re.search(r"(?:\A|&)feed=", query):
            return None
        code = self._language(path)
        feed = "/feed.rss" if code == settings.LANGUAGE_CODE else f"/{code}/feed.rss"
        if self.checking.site.ask(feed).status == 200:
            return Proposal(address, feed, 301, 0.9, "the feed of the articles")
        return Proposal(address, "", 410, 0.5, "there is no feed as long as there is no article")

    def _of_archive(self, address: str, path: str, query: str) -> Proposal | None:
        archive = ARCHIVE.search(path)
        is_one = archive or AUTHOR.search(path) or BY_DATE.match(path) or re.search(r"(?:\A|&)(?:author|cat|m)=", query)
        if not is_one:
            return None
        if archive:
            place, likeness = self.likeness.best(archive[1].rpartition("/")[2], self._language(path))
            if place is not None and likeness >= ENOUGH:
                return Proposal(address, place.path, 301, likeness, f"alike: {place.title}")
        index = self.indexes.get(self._language(path))
        if index is not None:
            return Proposal(address, index.path, 301, 0.5, "an archive: the articles")
        return Proposal(address, "", 410, 0.3, "an archive, and there is no page with articles")

    def _of_part(self, address: str, path: str, query: str) -> Proposal | None:
        """A page's second page, its feed or its form for telephones: the page."""
        whole = FRONT.sub("", PART.sub("/", path))
        if whole == path:
            return None
        if whole == "/" or self.checking.check(whole).is_fine:
            return Proposal(address, self._end(whole), 301, 0.9, "a part of that page")
        proposal = self._of_missing(whole)
        return Proposal(address, proposal.to, proposal.status, proposal.likeness, proposal.why)

    def _alike(self, address: str, path: str) -> Proposal:
        place, likeness = self.likeness.best(unquote(path).rstrip("/").rpartition("/")[2], self._language(path))
        if place is None:
            return Proposal(address, why="no page is alike")
        if likeness < ENOUGH:
            return Proposal(address, "", 0, likeness, f"nearest: {place.path} ({place.title})")
        return Proposal(address, place.path, 301, likeness, f"alike: {place.title}")

    def _end(self, path: str) -> str:
        """Where an address that is fine ends."""
        verdict = self.checking.check(path)
        place = self.by_key.get(key_of(path))
        return self._own(verdict.leads_to) if verdict.leads_to else place.path if place else path

    def _own(self, address: str) -> str:
        """A path, where an address is the brand's own."""
        base = self.checking.brand.root_url
        return address[len(base) :] or "/" if address.startswith(f"{base}/") else address

    @staticmethod
    def _language(path: str) -> str:
        return language_of_path(path.lower())
