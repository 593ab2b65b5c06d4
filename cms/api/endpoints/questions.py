"""Questions of the library, as a brand says them."""

from ninja import Path, Query

from cms.library.models import Question
from cms.library.models.question import QuestionAndAnswer

from ..contract import reads
from ..items import ItemParameters, list_items, one_item
from ..paging import Listing
from ..problems import BRAND_NOT_FOUND, NOT_FOUND
from ..viewpoint import BrandKey, Id


class QuestionList(Listing):
    """A piece of the list of questions."""

    items: list[QuestionAndAnswer]


@reads("/brands/{brand}/questions", answers=QuestionList, refuses=[BRAND_NOT_FOUND, NOT_FOUND])
def questions(request, brand: Path[BrandKey], parameters: Query[ItemParameters]):
    """The questions that a brand shows: the group's originals, each as the brand says it, and the brand's own."""
    return list_items(Question, QuestionList, request, brand, parameters)


@reads("/brands/{brand}/questions/{id}", answers=QuestionAndAnswer, refuses=[BRAND_NOT_FOUND, NOT_FOUND])
def question(request, brand: Path[BrandKey], id: Path[Id]):  # noqa: A002 - the contract's word
    """One question, in the language that its key stands for."""
    return one_item(Question, request, brand, id)
