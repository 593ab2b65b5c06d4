"""Importing an export into a brand."""

import pytest

from cms.moving.wordpress.importing import Importing

from .exports import Export


@pytest.fixture
def bring(tmp_path, finhire):
    """`bring(items, **options)` imports an export of these items into Finhire."""

    def importing(items, brand=finhire, export=None, **options):
        path = Export(items, **(export or {})).write(tmp_path / "export.xml")
        dry = options.pop("dry", False)
        return Importing(brand, path, **options).run(dry=dry)

    return importing
