"""Jobs in a process of ours: `python -m tests.bench.inside JOB …` prints what it measured as JSON."""

import http.client
import json
import statistics
import sys
import time
import uuid
from collections.abc import Iterator
from typing import Any

import django

SLUG = "cio-vs-cto"
PREFIX = "bench"
#: So many comparisons a list shows at once: the first tree has as many.
LISTED = 20


def fill(most: int) -> dict[str, Any]:
    """Load copies of the brands' comparisons, with words of their own, until there are so many pages."""
    from wagtail.models import Page  # noqa: PLC0415

    from brands.directory import BrandDirectory  # noqa: PLC0415
    from cms.comparisons.models import ComparisonPage  # noqa: PLC0415
    from cms.moving.bulk import publish_pages  # noqa: PLC0415

    roots = BrandDirectory().roots
    began = time.perf_counter()
    for place, root in enumerate(roots):
        there = ComparisonPage.objects.filter(path__startswith=root.tree_path).count()
        lacking, trees = most - Page.objects.count(), len(roots) - place
        share = max(lacking // trees, LISTED - there if place == 0 else 0)
        source = ComparisonPage.objects.filter(path__startswith=root.tree_path).exclude(slug__startswith=PREFIX)
        publish_pages(Page.objects.get(pk=root.page_id), copies(source.first(), share))
    return {"seconds": time.perf_counter() - began, "pages": Page.objects.count()}


def copies(source: Any, number: int) -> Iterator[Any]:
    """Pages with the text of another, each with a title that no other has."""
    names = ("introduction", "verdict", "hero_image", "hero_image_alt", "facts", "roles", "body", "search_description")
    for _ in range(number):
        mark = uuid.uuid4().hex[:10]
        page = type(source)(title=f"{source.title} {mark}", slug=f"{PREFIX}-{mark}", translation_key=uuid.uuid4())
        for name in names:
            setattr(page, name, getattr(source, name))
        yield page


def publish(port: int, times: int) -> dict[str, Any]:
    """Milliseconds from the end of a publication, and from its beginning, until all workers show it."""
    from django.db import transaction  # noqa: PLC0415
    from wagtail.models import Page  # noqa: PLC0415

    page: Any = Page.objects.get(slug=SLUG, locale__language_code="nl", url_path__startswith="/iduet").specific
    path = page.get_url_parts()[2]
    links = [http.client.HTTPConnection("127.0.0.1", port, timeout=60) for _ in range(16)]
    after, whole = [], []
    for _ in range(times):
        words = f"Seen by everybody {uuid.uuid4().hex}"
        _answers(links, path)
        began = time.perf_counter()
        with transaction.atomic():
            page = type(page).objects.get(pk=page.pk)
            page.verdict = words
            page.save_revision().publish()
        published = time.perf_counter()
        waiting = set(range(len(links)))
        while waiting:
            waiting -= {place for place in waiting if words.encode() in _read(links[place], path)}
        done = time.perf_counter()
        after.append((done - published) * 1000)
        whole.append((done - began) * 1000)
    return {
        "median": statistics.median(after), "worst": max(after),
        "whole_median": statistics.median(whole), "whole_worst": max(whole),
    }  # fmt: skip


def role(port: int) -> dict[str, Any]:
    """Seconds until a change of the first role of the comparison is in the store of all workers."""
    from django.db import transaction  # noqa: PLC0415
    from wagtail.models import Page, ReferenceIndex  # noqa: PLC0415

    page: Any = Page.objects.get(slug=SLUG, locale__language_code="nl", url_path__startswith="/iduet").specific
    shown = page.roles[0].value.instance
    used = ReferenceIndex.get_references_to(shown).values("object_id").distinct().count()
    paths = [each.get_url_parts()[2] for each in type(page).objects.filter(path__startswith=page.path[:8])[:50]]
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for path in paths:
        _read(link, path)
    words = f"changed {uuid.uuid4().hex}"
    began = time.perf_counter()
    with transaction.atomic():
        shown.tagline = words
        shown.save_revision().publish()
    published = time.perf_counter()
    fresh = all(words.encode() in _read(link, path) for path in paths[:5])
    return {"seconds": published - began, "until_read": time.perf_counter() - began, "used": used, "fresh": fresh}


def _answers(links: list[http.client.HTTPConnection], path: str) -> None:
    for link in links:
        _read(link, path)


def _read(link: http.client.HTTPConnection, path: str) -> bytes:
    link.request("GET", path, headers={"Host": "iduet.localhost:8000"})
    return link.getresponse().read()


def main(arguments: list[str]) -> None:
    django.setup()
    job, *rest = arguments
    print(json.dumps({"fill": fill, "publish": publish, "role": role}[job](*map(int, rest))))


if __name__ == "__main__":
    main(sys.argv[1:])
