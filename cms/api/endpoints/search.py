"""Search in what a brand's pages show."""

from ninja import Path, Query
from pydantic import BaseModel, ConfigDict, Field

from cms.discovery.search import search as search_pages
from cms.discovery.search import suggestion
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
    excerpt_html: str = Field(description="The same as HTML: escaped, each of the words in `<mark>`.")
    title_html: str = Field(description="The title as HTML: escaped, each of the words in `<mark>`.")


class SearchResults(Listing):
    """A piece of the results."""

    items: list[SearchHit]
    suggestion: str | None = Field(
        description="Words that were perhaps meant and find something, where these find nothing."
    )


@reads("/brands/{brand}/search", answers=SearchResults, refuses=[BRAND_NOT_FOUND, NOT_FOUND])
def search(request, brand: Path[BrandKey], parameters: Query[SearchParameters]):
    """Pages of a brand in one language that show all words; those with a word in the title come first.

    A word is found in other forms too, and in what pages show of the library.
    """
    scope = scope_of(request, brand, parameters.locale)
    hits = search_pages(scope, parameters.q)
    cut = piece_of(hits.values(), lambda hit: (hit.rank, hit.page.pk), request, parameters)
    items = [
        SearchHit(
            card=PageTarget(scope, hit.page).card(),
            excerpt=hit.excerpt,
            excerpt_html=hit.excerpt_html,
            title_html=hit.title_html,
        )
        for hit in cut.rows
    ]
    meant = None if hits else suggestion(scope, parameters.q)
    return SearchResults(items=items, suggestion=meant, **cut.told)
