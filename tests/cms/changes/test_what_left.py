"""What left an address is found in the change log by an index, on both databases."""

import pytest
from django.db import connection

from cms.changes.models import Change
from cms.changes.recording import record
from tests.factories.brands import home_of
from tests.factories.pages import make_content
from tests.plans import indexes_in, plan_of

INDEX = "changes_by_address_left"


@pytest.fixture
def rows(iduet, finhire):
    """Of each brand a page that was twice at an address, and one that had two."""
    made = {}
    for brand in (iduet, finhire):
        page = make_content(home_of(brand), slug="gone")
        address = f"{brand.root_url}/gone/"
        for before in ([address], [address], [address, f"{brand.root_url}/zzz/"], [f"{brand.root_url}/{'é' * 5000}/"]):
            made.setdefault(brand, []).append(
                record(Change.Kind.UNPUBLISHED, page, brand=brand, tags=["x"], before=before)
            )
    return made


def test_the_newest_that_was_at_this_very_address_and_no_other(rows):
    for brand, (older, newer, _two, longest) in rows.items():
        assert list(Change.objects.that_left(brand, f"{brand.root_url}/gone/"))[:2] == [newer, older]
        assert Change.objects.that_left(brand, f"{brand.root_url}/gone/").first() == newer
        assert list(Change.objects.that_left(brand, f"{brand.root_url}/zzz/")) == []
        assert list(Change.objects.that_left(brand, longest.addresses_before[0])) == [longest]
    iduet, finhire = rows
    assert not Change.objects.that_left(iduet, f"{finhire.root_url}/gone/").exists()


def crowd(brand, change) -> None:
    """Two thousand more that left other addresses, so that an index is worth it."""
    names = [field.attname for field in Change._meta.concrete_fields if not field.primary_key]
    told = {name: getattr(change, name) for name in names}
    Change.objects.bulk_create(
        Change(**{**told, "addresses_before": [f"{brand.root_url}/{number}/"]}) for number in range(2000)
    )


def test_an_index_finds_it(rows):
    for brand, (older, *_) in rows.items():
        crowd(brand, older)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE changes_change")
    for brand in rows:
        asked = Change.objects.that_left(brand, f"{brand.root_url}/gone/")[:1]
        if connection.vendor == "postgresql":
            assert indexes_in(plan_of(asked)) == {INDEX}
        else:
            assert f"USING INDEX {INDEX}" in asked.explain()
