"""What a list of redirects would change, judged as a whole before anything is written."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect

from brands.directory import BrandDirectory
from brands.hosts import language_of_path
from brands.models import Brand

from ..asking import Site
from .addresses import NoAddress, hosts_of_group, key_of, own_address, own_hosts, split
from .places import Place, places_of
from .reading import Fault, Row

PERMANENT, TEMPORARY, GONE = 301, 302, 410
#: What may be behind an address that is a file's: such an address may lead on where no file is.
MAY_BE_MISSING = {"wagtail_serve", "media", "wagtaildocs_serve"}


@dataclass
class Wanted:
    """A redirect as the file wants it: `start` as it is stored, and a page or a link, or neither where it is gone."""

    line: int
    start: str
    status: int
    link: str = ""
    place: Place | None = None

    @property
    def key(self) -> str:
        return self.start.lower()

    @property
    def leads_to(self) -> str:
        """Path or full address; empty where nothing is there any more."""
        return self.place.path if self.place else self.link

    @property
    def values(self) -> dict:
        """Fields of the row."""
        return {
            "redirect_page_id": self.place.page_id if self.place else None,
            "redirect_link": "" if self.place else self.link,
            "redirect_page_route_path": "",
            "is_permanent": self.status != TEMPORARY,
        }


@dataclass
class Plan:
    """What would be done. With faults nothing is."""

    brand: Brand
    new: list[Wanted] = field(default_factory=list)
    changed: list[tuple[Redirect, Wanted]] = field(default_factory=list)
    same: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def to_drafts(self) -> list[Wanted]:
        """Those that lead to a page which is not public yet."""
        wanted = [*self.new, *(each for _row, each in self.changed)]
        return [each for each in wanted if each.place and not each.place.is_public]


def plan(brand: Brand, rows: Iterable[Row], faults: Iterable[Fault] = (), elsewhere: Iterable[str] = ()) -> Plan:
    """Judge the rows of a file.

    :param faults: what was wrong when the file was read.
    :param elsewhere: host names outside the group that redirects may lead to.
    """
    return _Judging(brand, elsewhere).judge(list(rows), list(faults))


class _Judging:
    def __init__(self, brand: Brand, elsewhere: Iterable[str]):
        self.directory = directory = BrandDirectory()
        self.brand = directory.by_id(brand.pk) or brand
        self.hosts = own_hosts(self.brand, directory)
        self.elsewhere = hosts_of_group(directory) | {host.lower() for host in elsewhere}
        self.places = {key_of(place.path): place for place in places_of(self.brand, directory)}
        own = Redirect.objects.filter(site=brand.site_id).exclude(old_path="").select_related("redirect_page")
        self.there = {row.old_path.lower(): row for row in own.order_by("-pk")}
        self.paths = {place.page_id: place.path for place in self.places.values()}

    @cached_property
    def site(self) -> Site:
        return Site(self.brand)

    def judge(self, rows: list[Row], faults: list[Fault]) -> Plan:
        found = Plan(self.brand, faults=faults)
        wanted: dict[str, Wanted] = {}
        for row in rows:
            try:
                each = self._wanted(row)
                if each.key in wanted:
                    raise NoAddress(_("It stands in line %(line)s already.") % {"line": wanted[each.key].line})
                wanted[each.key] = each
            except NoAddress as error:
                found.faults.append(Fault(row.line, f"{row.start or '–'}: {error}"))
        for each in wanted.values():
            try:
                self._check_way(each, wanted)
            except NoAddress as error:
                found.faults.append(Fault(each.line, f"{each.start}: {error}"))
        found.faults.sort(key=lambda fault: fault.line)
        for each in wanted.values():
            present = self.there.get(each.key)
            if present is None:
                found.new.append(each)
            elif any(getattr(present, name) != value for name, value in each.values.items()):
                found.changed.append((present, each))
            else:
                found.same += 1
        return found

    # One row

    def _wanted(self, row: Row) -> Wanted:
        if not row.start:
            raise NoAddress(_("The column “from” is empty."))
        start = own_address(row.start, self.hosts)
        self._check_start(start)
        wanted = Wanted(row.line, Redirect.normalise_path(start), _status(row.status))
        if wanted.status == GONE:
            if row.target:
                raise NoAddress(_("410 says that nothing is there any more: leave “to” empty."))
        elif not row.target:
            raise NoAddress(_("It says not where to. Where nothing is there any more, write 410 in “status”."))
        else:
            self._lead(wanted, row.target)
        return wanted

    def _check_start(self, start: str) -> None:
        path, _mark, query = start.partition("?")
        if query:
            return  # asked before what stands at the path
        place = self.places.get(key_of(path))
        if place is not None and place.is_public:
            raise NoAddress(_("The page “%(title)s” stands there, and comes first.") % {"title": place.title})
        try:
            with translation.override(language_of_path(path.lower())):
                found = resolve(path, urlconf=settings.SITE_URLCONF).url_name
        except Resolver404:
            return
        if found not in MAY_BE_MISSING:
            raise NoAddress(_("The platform itself answers there."))

    def _lead(self, wanted: Wanted, target: str) -> None:
        """Where a row leads: to a page where one stands there, published or not, else to the address."""
        host, rest = split(target)
        if host and host not in self.hosts:
            if host not in self.elsewhere:
                raise NoAddress(_("It leads to %(host)s, which is none of the group’s hosts.") % {"host": host})
            wanted.link = target
            return
        path = rest.partition("#")[0].partition("?")[0]
        place = self.places.get(key_of(path))
        if place is not None and rest == path:
            wanted.place = place
        else:  # the address of a page is written as the page has it, so that nothing leads on from there
            wanted.link = rest if place is None else place.path + rest[len(path) :]

    # The way from there

    def _check_way(self, wanted: Wanted, all_wanted: dict[str, Wanted]) -> None:
        self._check_those_who_lead_here(wanted, all_wanted)
        target = wanted.leads_to.partition("#")[0]
        if not target.startswith("/"):
            return
        seen, here = [wanted.start], key_of(target)
        if here == wanted.key:
            raise NoAddress(_("It leads to itself."))
        first = self._next(here, all_wanted)
        if first is None:
            self._check_target(wanted, target)
            return
        onward: str | None = first
        while onward is not None and here not in [each.lower() for each in seen]:
            seen.append(here)
            here = key_of(onward.partition("#")[0]) if onward.startswith("/") else onward
            onward = self._next(here, all_wanted)
        if here == wanted.key:
            raise NoAddress(_("It leads in a circle: %(way)s.") % {"way": " → ".join([*seen, wanted.start])})
        line = all_wanted[seen[1]].line if seen[1] in all_wanted else 0
        place = _("line %(number)s") % {"number": line} if line else _("there already")
        if not first:
            raise NoAddress(_("It leads to %(address)s, which is gone (%(place)s).")
                            % {"address": target, "place": place})  # fmt: skip
        raise NoAddress(_("It leads to %(address)s, which leads on to %(onward)s (%(place)s): write that.")
                        % {"address": target, "onward": first, "place": place})  # fmt: skip

    def _next(self, key: str, all_wanted: dict[str, Wanted]) -> str | None:
        """Where a redirect at an address leads; empty for what is gone, None where there is no redirect, or a page
        comes before it.
        """
        place = self.places.get(key)
        if place is not None and place.is_public:
            return None
        if key in all_wanted:
            return all_wanted[key].leads_to
        row = self.there.get(key)
        return None if row is None else self._leads_to(row)

    def _leads_to(self, row: Redirect) -> str:
        if row.redirect_page_id is not None:
            return self.paths.get(row.redirect_page_id) or row.link or ""
        try:
            parts = urlsplit(row.redirect_link)
        except ValueError:
            return row.redirect_link
        if parts.hostname in self.hosts:
            return parts.path + (f"?{parts.query}" if parts.query else "")
        return row.redirect_link

    def _check_those_who_lead_here(self, wanted: Wanted, all_wanted: dict[str, Wanted]) -> None:
        for key in self._led_here.get(wanted.key, ()):
            if key not in all_wanted and key != wanted.key:
                raise NoAddress(_("%(address)s leads here already, and would lead on: give it the new address too.")
                                % {"address": self.there[key].old_path})  # fmt: skip

    @cached_property
    def _led_here(self) -> dict[str, list[str]]:
        """Key of an address → keys of the redirects, there already, that lead to it and to no page."""
        found: dict[str, list[str]] = {}
        for key, row in self.there.items():
            target = self._leads_to(row).partition("#")[0]
            if row.redirect_page_id is None and target.startswith("/") and not target.startswith("//"):
                found.setdefault(key_of(target), []).append(key)
        return found

    def _check_target(self, wanted: Wanted, target: str) -> None:
        if wanted.place is not None or self.brand.headless_only:
            return  # a draft's redirect works as soon as it is published; another front end answers for itself
        answer = self.site.ask(target)
        if answer.leads_to:
            raise NoAddress(_("It leads to %(address)s, which leads on to %(onward)s (%(place)s): write that.")
                            % {"address": target, "onward": answer.leads_to, "place": _("there already")})  # fmt: skip
        if answer.status != 200:
            place = self.places.get(key_of(target.partition("?")[0]))
            if place is None or place.is_public:
                raise NoAddress(_("Nothing stands at %(address)s (%(status)s).")
                                % {"address": target, "status": answer.status})  # fmt: skip


def _status(written: str) -> int:
    if written not in ("", "301", "302", "410"):
        raise NoAddress(_("“%(status)s” is no status of a redirect: 301, 302 or 410.") % {"status": written[:20]})
    return int(written or PERMANENT)
