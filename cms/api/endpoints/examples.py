"""Examples of the library, as a brand says them."""

from ninja import Path, Query

from cms.library.models import Example
from cms.library.models.example import ExampleCase

from ..contract import reads
from ..items import ItemParameters, list_items, one_item
from ..paging import Listing
from ..problems import BRAND_NOT_FOUND, NOT_FOUND
from ..viewpoint import BrandKey, Id


class ExampleList(Listing):
    """A piece of the list of examples."""

    items: list[ExampleCase]


@reads("/brands/{brand}/examples", answers=ExampleList, refuses=[BRAND_NOT_FOUND, NOT_FOUND])
def examples(request, brand: Path[BrandKey], parameters: Query[ItemParameters]):
    """The examples that a brand shows: the group's originals, each as the brand says it, and the brand's own."""
    return list_items(Example, ExampleList, request, brand, parameters)


@reads("/brands/{brand}/examples/{id}", answers=ExampleCase, refuses=[BRAND_NOT_FOUND, NOT_FOUND])
def example(request, brand: Path[BrandKey], id: Path[Id]):  # noqa: A002 - the contract's word
    """One example, in the language that its key stands for."""
    return one_item(Example, request, brand, id)
