"""Says which responses of the brands' own sites are the same for everybody."""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpResponse

from brands.hosts import SITE
from cms.foundation.tags import PARAMETERS_MATTER, add_tags, collect_tags, names_of

#: Browsers ask each time whether it changed, which is answered from memory; caches that are purged may keep it.
STORABLE = "public, max-age=0, s-maxage=60, stale-if-error=86400"
#: What content delivery networks accept of a header with tags.
LONGEST_TAGS = 16_000
MOVED = (301, 302)
FOR_EVERYBODY = (200, 404, 410, *MOVED)


def name_tags(response: HttpResponse, tags: Iterable[str]) -> bool:
    """Name what a response was made of to caches in front. Whether all of it could be named."""
    names = names_of(tags)
    if sum(map(len, names)) + len(names) > LONGEST_TAGS:
        return False
    if names:
        response["Cache-Tag"] = ",".join(names)
        response["Surrogate-Key"] = " ".join(names)
    return True


class PublicPages:
    """Marks pages and absences of a brand's site as public, unless somebody has said for whom they are.

    What a response is made of always includes the brand on whose host it stands. Where a cache in front purges by tag
    it is named to that; what is made of too much to be named lasts there for its minute.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not settings.CACHE_TAGS:
            return self._answer(request)
        with collect_tags() as tags:
            response = self._answer(request)
        is_ours = getattr(request, "host_kind", None) == SITE and not response.has_header("Cache-Tag")
        if is_ours and "public" in response.get("Cache-Control", ""):
            name_tags(response, tags)
        return response

    def _answer(self, request):
        response = self.get_response(request)
        if getattr(request, "host_kind", None) != SITE or request.brand is None:
            return response
        add_tags(f"brand:{request.brand.key}")
        if response.status_code in MOVED and request.brand.headless_only:
            add_tags(PARAMETERS_MATTER)
        if self._is_public(request, response):
            response["Cache-Control"] = STORABLE
        return response

    @staticmethod
    def _is_public(request, response) -> bool:
        found = request.resolver_match
        return (
            request.method in ("GET", "HEAD")
            and response.status_code in FOR_EVERYBODY
            and not response.has_header("Cache-Control")
            and not response.cookies
            and not response.streaming
            and (found is None or found.url_name == "wagtail_serve")
        )
