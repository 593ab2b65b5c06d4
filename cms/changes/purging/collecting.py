"""From the change log to what caches are to forget."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from brands.directory import BrandDirectory
from brands.models import Brand
from cms.changes.models import Change, Purge, Reader
from cms.changes.reading import settled, settled_after
from cms.changes.showing import addresses_showing
from cms.foundation.tags import names_of

from .caches import caches, purges_tags

READER = "caches"
#: Rows that are read at once.
MOST = 500
#: Tags or addresses of one purge.
PIECE = 300


def collect() -> int:
    """Note for each cache what it is to forget of everything that is settled since. Returns how many purges."""
    if not settings.WAGTAILFRONTENDCACHE:
        return 0
    made = 0
    while True:
        reader = _reader()
        rows = settled_after(reader.read_transaction, reader.read_row, MOST)
        if not rows:
            return made
        purges = _purges(rows)
        here = Reader.objects.filter(pk=reader.pk, read_transaction=reader.read_transaction, read_row=reader.read_row)
        with transaction.atomic():
            if not here.update(read_transaction=rows[-1].transaction, read_row=rows[-1].pk):
                return made  # another worker has just done it
            Purge.objects.bulk_create(purges)
        made += len(purges)
        if len(rows) < MOST:
            return made


def _reader() -> Reader:
    """A new reader begins at the end of the log: what a cache holds by then ends by itself."""
    reader = Reader.objects.filter(name=READER).first()
    if reader is None:
        last = settled(Change.objects.all()).order_by("-transaction", "-pk").first()
        place = {"read_transaction": last.transaction, "read_row": last.pk} if last else {}
        reader, _ = Reader.objects.get_or_create(name=READER, defaults={"read_transaction": 0, "read_row": 0, **place})
    return reader


@dataclass
class Touched:
    """What rows made old: tags of what was made of it, and addresses of its own. `hosts` are those of its brands."""

    tags: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    hosts: set[str] = field(default_factory=set)


def _purges(rows: list[Change]) -> list[Purge]:
    touched = touched_by(rows)
    if not touched.tags:
        return []
    names = names_of(touched.tags)
    shown = addresses_showing(touched.tags) or set()
    purges = []
    for name, cache in caches().items():
        served = {host for host in touched.hosts if cache.invalidates_hostname(host)}
        if not served:
            continue
        if purges_tags(cache):
            purges += [Purge(cache=name, tags=some) for some in _pieces(names)]
        else:
            here = [each for each in shown | touched.addresses if urlsplit(each).hostname in served]
            purges += [Purge(cache=name, addresses=some) for some in _pieces(sorted(here))]
    return purges


def touched_by(rows: list[Change]) -> Touched:
    """Quiet brands are behind no cache: they are copies, or not public yet."""
    directory = BrandDirectory()
    loud = [brand for brand in directory.brands if not brand.quiet]
    touched = Touched()
    for row in rows:
        brands = [brand for brand in loud if row.brand_id in (None, brand.pk)]
        if not brands:
            continue
        own = {*row.addresses_before, *row.addresses_after}
        touched.tags |= {*row.tags, *(f"at:{address}" for address in own)}
        touched.addresses |= own
        for brand in brands:
            touched.hosts |= _hosts(directory, brand)
    return touched


def _hosts(directory: BrandDirectory, brand: Brand) -> set[str]:
    """Hosts at which a brand is read: its own and further ones, its front end, and the API's."""
    ends = {urlsplit(address).hostname for address in (brand.root_url, brand.front_end_url) if address}
    return {*filter(None, ends), *directory.host_aliases[brand.pk], settings.API_HOST}


def _pieces(whole: list[str]) -> Iterable[list[str]]:
    return (whole[start : start + PIECE] for start in range(0, len(whole), PIECE))
