"""Whose pages a request reads: a brand host's own, and on the API host those of the site that it names."""

from django.http import Http404
from wagtail.api.v2.utils import BadRequestError

from brands.directory import directory_for
from brands.hosts import split_host
from brands.models import Brand
from cms.foundation.tags import add_tags


def brand_for(request) -> Brand:
    """The brand that a request reads.

    :raises BadRequestError: when the API host is asked without a site, or a brand's host for another site. Whether
        there is such a site is not told there.
    :raises Http404: when the API host is asked for a site that no brand has.
    """
    named = request.GET.get("site")
    host = split_host(named) if named is not None else None
    if request.brand is not None:
        if named is not None and host != request.brand.host:
            raise BadRequestError("site: this host answers for its own site only")
        return request.brand
    if named is None:
        raise BadRequestError("site: name a brand's host, such as ?site=www.example.com")
    brand, canonical = directory_for(request).by_host(host) if host else (None, False)
    if brand is None or not canonical:
        add_tags("brands")
        raise Http404("not found")
    return brand
