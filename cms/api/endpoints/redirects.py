"""The old addresses of a brand."""

from typing import Literal

from ninja import Path, Query
from pydantic import BaseModel, ConfigDict, Field
from wagtail.contrib.redirects.models import Redirect

from brands.directory import directory_for
from cms.discovery.redirects import leads_of, redirects_of

from ..contract import reads
from ..paging import Listed, Listing, piece_of
from ..problems import BRAND_NOT_FOUND
from ..viewpoint import BrandKey, brand_of


class RedirectEntry(BaseModel):
    """An old address and where it leads."""

    model_config = ConfigDict(extra="forbid")

    id: int
    path: str = Field(description="Without slash at the end; it stands for the path with one too.")
    target: str = Field(description="A path of the brand, or a full address elsewhere.")
    status: Literal[301, 302]


class RedirectList(Listing):
    """A piece of the list of redirects."""

    items: list[RedirectEntry]


@reads("/brands/{brand}/redirects", answers=RedirectList, refuses=[BRAND_NOT_FOUND])
def redirects(request, brand: Path[BrandKey], parameters: Query[Listed]):
    """The redirects of a brand that lead somewhere, for a front end that wants them all at once."""
    owner, directory = brand_of(request, brand), directory_for(request)
    rows: dict[int, Redirect] = {row.pk: row for row in redirects_of(owner)}
    leads = leads_of(directory, owner, list(rows.values()))
    cut = piece_of(leads, lambda key: (0, key), request, parameters)
    items = [
        RedirectEntry(id=key, path=rows[key].old_path, target=leads[key].target, status=leads[key].status)
        for key in cut.rows
    ]
    return RedirectList(items=items, **cut.told)
