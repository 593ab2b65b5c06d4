"""A brand's redirects as the file that can be read again."""

import csv
import io

from wagtail.contrib.redirects.models import Redirect

from brands.directory import BrandDirectory
from brands.models import Brand
from cms.discovery.redirects import is_gone, redirects_of
from cms.foundation.links import page_path
from cms.foundation.spreadsheets import as_text

from .planning import GONE, PERMANENT, TEMPORARY
from .reading import COLUMNS


def written(brand: Brand) -> bytes:
    """All redirects of a brand's own site as CSV in UTF-8, in the order of their addresses. No cell is a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    directory = BrandDirectory()
    for row in redirects_of(brand).select_related("redirect_page").order_by("old_path", "pk"):
        writer.writerow([as_text(cell) for cell in (row.old_path, _target(directory, brand, row), _status(row))])
    return out.getvalue().encode()


def _target(directory: BrandDirectory, brand: Brand, row: Redirect) -> str:
    """A path within the brand, a full address of another brand's, the link as it stands, or nothing."""
    page = row.redirect_page
    if page is None:
        return row.redirect_link
    owner = directory.brand_of(page)
    path = page_path(directory, page) or ""
    return path if owner is None or owner.pk == brand.pk else owner.public_url + path


def _status(row: Redirect) -> int:
    if is_gone(row):
        return GONE
    return PERMANENT if row.is_permanent else TEMPORARY
