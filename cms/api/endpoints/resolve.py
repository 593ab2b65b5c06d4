"""What stands at an address: a page or the way to it, in one call."""

from typing import Annotated, Literal

from django.conf import settings
from ninja import Path, Query
from pydantic import BaseModel, ConfigDict, Field

from brands.directory import directory_for
from brands.hosts import language_of_path
from cms.discovery.redirects import Lead
from cms.discovery.resolution import Found, Gone, Locked
from cms.discovery.resolution import resolve as resolution_of

from ..contract import reads
from ..problems import BRAND_NOT_FOUND, GONE, NOT_FOUND, PASSWORD_NEEDED, Refused, invalid
from ..viewpoint import BrandKey, Language, brand_of, scope_of
from .page import PageAnswer, PageParameters, PartAnswer, page_answer
from .unlock import scope_behind_password


class ResolveParameters(PageParameters):
    """An address below the brand's site."""

    path: str = Field(
        max_length=2000, pattern=r"^/[^#]*$",
        description="Public path with its language prefix, such as `/en/contact/`; a query matters to redirects only.",
    )  # fmt: skip
    locale: Language = Field(None, description="Language of a path without prefix. It may not contradict a prefix.")


class RedirectAtAddress(BaseModel):
    """The address of something that stands elsewhere."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["redirect"]
    target: str = Field(description="A path of the brand, or a full address elsewhere.")
    status: Literal[301, 302] = Field(description="The status to redirect with.")


Resolved = Annotated[PageAnswer | PartAnswer | RedirectAtAddress, Field(discriminator="kind")]


@reads(
    "/brands/{brand}/resolve",
    answers=Resolved,
    refuses=[PASSWORD_NEEDED, BRAND_NOT_FOUND, NOT_FOUND, GONE],
)
def resolve(request, brand: Path[BrandKey], parameters: Query[ResolveParameters]):
    """What stands at a public address: a page, or where it went."""
    owner = brand_of(request, brand)
    path, _, query = with_prefix(request, brand, parameters).partition("?")
    match resolution_of(directory_for(request), owner, path, query):
        case Found(page, root):
            return page_answer(request, page, root, parameters)
        case Lead(target, status):
            return RedirectAtAddress(kind="redirect", target=target, status=status)
        case Locked(page, root):
            return page_answer(request, page, root, parameters, scope_behind_password(request, root, page))
        case Gone():
            raise Refused(GONE, "The page at this address was taken away.")
        case _:
            raise Refused(NOT_FOUND, "The brand shows nothing at this address.")


def with_prefix(request, brand: str, parameters: ResolveParameters) -> str:
    """The path with the prefix of the language that `locale` names."""
    if parameters.locale is None:
        return parameters.path
    language = scope_of(request, brand, parameters.locale).language_code
    prefixed = language_of_path(parameters.path.lower())
    if prefixed == language:
        return parameters.path
    if prefixed != settings.LANGUAGE_CODE:
        raise invalid("locale", f"The path says “{prefixed}” by its prefix; leave `locale` out.", [prefixed])
    return f"/{language}{parameters.path}"
