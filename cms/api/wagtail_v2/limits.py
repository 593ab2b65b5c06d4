"""How much a request may ask for, and what it may look for."""

from django.http import QueryDict
from rest_framework.filters import BaseFilterBackend
from rest_framework.throttling import BaseThrottle
from wagtail.api.v2.pagination import WagtailPagination
from wagtail.api.v2.utils import BadRequestError

from brands.directory import directory_for
from cms.discovery.search import search
from cms.foundation.scope import Scope
from cms.foundation.visibility import visible_roots

from ..limits import PerClient

LONGEST_VALUE = 500  # characters of a parameter
MOST_PARAMETERS = 30
LONGEST_WORDS = 100
#: Every database of ours counts this far, and no list of ours is longer.
LARGEST_NUMBER = 2**31 - 1
NUMBERS = ("limit", "offset", "id", "child_of", "ancestor_of", "descendant_of", "translation_of")


def check_sizes(query: QueryDict) -> None:
    """:raises BadRequestError: when a query is too long, or wants a field expanded: none can be."""
    if len(query) > MOST_PARAMETERS:
        raise BadRequestError(f"there are at most {MOST_PARAMETERS} parameters")
    for name, values in query.lists():
        if any(len(value) > LONGEST_VALUE for value in values):
            raise BadRequestError(f"{name[:40]}: at most {LONGEST_VALUE} characters")
    if "(" in query.get("fields", ""):
        raise BadRequestError("fields: nested fields are not supported; every field is whole as it is")


def check_numbers(query: QueryDict) -> None:
    """:raises BadRequestError: when what should be a number is none, or larger than any of ours."""
    for name in NUMBERS:
        value = query.get(name)
        if value is None or (value == "root" and name.endswith("_of")):
            continue
        if not (value.isascii() and value.isdigit()) or int(value) > LARGEST_NUMBER:
            raise BadRequestError(f"{name} must be a positive integer of at most {LARGEST_NUMBER}")


class PerClientThrottle(BaseThrottle):
    """One client asks so often a minute, counted together with what it asks of the delivery API."""

    def allow_request(self, request, view):
        return PerClient().allow_request(request)

    def wait(self):
        return PerClient().wait()


class BoundedPagination(WagtailPagination):
    """Wagtail's, with rows that can be read twice."""

    def paginate_queryset(self, queryset, request, view=None):
        return list(super().paginate_queryset(queryset, request, view))


class ShownWordsFilter(BaseFilterBackend):
    """`?search=` finds a page by what it shows to everybody, in every language of the brand.

    Wagtail's own filter asks the index, which knows words that the page does not show: its count would tell of them.
    """

    def filter_queryset(self, request, queryset, view):
        words = request.GET.get("search")
        if words is None:
            return queryset
        if len(words) > LONGEST_WORDS:
            raise BadRequestError(f"search: at most {LONGEST_WORDS} characters")
        if request.GET.get("search_operator", "and") != "and":
            raise BadRequestError("search_operator must be and: a page is found by all words")
        directory = directory_for(request)
        found: set[int] = set()
        for root in visible_roots(directory, view.brand()):
            found |= set(search(Scope(directory, root.brand, root.locale), words))
        return queryset.filter(pk__in=found)
