"""Caches that write down what they are told, and one that fails as Wagtail's own back ends do."""

import logging

from wagtail.contrib.frontend_cache.backends.base import BaseBackend

#: Name of a cache → what it was told to forget.
FORGOTTEN: dict[str, list[str]] = {}


class ByAddress(BaseBackend):
    """Forgets addresses. `NAME` tells it from others."""

    def __init__(self, params):
        self.name = params.pop("NAME")
        super().__init__(params)

    def purge(self, url):
        FORGOTTEN.setdefault(self.name, []).append(url)


class ByTag(ByAddress):
    """Forgets by tag."""

    by_tag = True

    def purge_tags(self, tags):
        FORGOTTEN.setdefault(self.name, []).extend(tags)


class Failing(ByAddress):
    """Fails as long as `fails`: it writes so to Wagtail's log, and returns."""

    fails = True

    def purge_batch(self, urls):
        if Failing.fails:
            logging.getLogger("wagtail.frontendcache").error("Couldn't purge '%s'. HTTPError: 503 busy", urls[0])
        else:
            super().purge_batch(urls)


class Raising(ByAddress):
    """Fails as libraries do."""

    def purge_batch(self, urls):
        raise ConnectionError("no route")
