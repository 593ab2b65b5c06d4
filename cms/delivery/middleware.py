"""Says which responses of the brands' own sites are the same for everybody."""

from brands.hosts import SITE
from cms.foundation.tags import PARAMETERS_MATTER, add_tags

#: Browsers ask each time whether it changed, which is answered from memory; caches that are purged may keep it.
STORABLE = "public, max-age=0, s-maxage=60, stale-if-error=86400"
MOVED = (301, 302)
FOR_EVERYBODY = (200, 404, 410, *MOVED)


class PublicPages:
    """Marks pages and absences of a brand's site as public, unless somebody has said for whom they are.

    What a response is made of always includes the brand on whose host it stands.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
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
