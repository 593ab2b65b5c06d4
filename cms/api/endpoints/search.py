"""Search in what a brand's pages show."""

from ninja import Path, Query
from pydantic import BaseModel, ConfigDict, Field

from cms.discovery.search import Hit, plain
from cms.discovery.search import search as search_pages
from cms.foundation.links import PageCard, PageTarget

from ..contract import reads
from ..paging import Listed, Listing, piece_of
from ..problems import BRAND_NOT_FOUND, NOT_FOUND
from ..viewpoint import BrandKey, Language, scope_of


class SearchParameters(Listed):
    """What to look for."""

    q: str = Field(min_length=1, max_length=100, description="Words that a page must all show.")
    locale: Language = None


class SearchHit(BaseModel):
    """A page that shows all the words."""

    model_config = ConfigDict(extra="forbid")

    card: PageCard
    excerpt: str = Field(description="Plain text around the first of the words.")


class SearchResults(Listing):
    """A piece of the results."""

    items: list[SearchHit]


@reads("/brands/{brand}/search", answers=SearchResults, refuses=[BRAND_NOT_FOUND, NOT_FOUND])
def search(request, brand: Path[BrandKey], parameters: Query[SearchParameters]):
    """Pages of a brand in one language that show all words; those with a word in the title come first."""
    scope = scope_of(request, brand, parameters.locale)
    hits = search_pages(scope, parameters.q)
    words = plain(parameters.q).split()

    def position(hit: Hit) -> tuple[list, int]:
        title = plain(hit.page.title)
        return [-sum(word in title for word in words), hit.page.path], hit.page.pk

    cut = piece_of(hits.values(), position, request, parameters)
    items = [SearchHit(card=PageTarget(scope, hit.page).card(), excerpt=hit.excerpt) for hit in cut.rows]
    return SearchResults(items=items, **cut.told)
