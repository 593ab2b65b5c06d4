"""What will stop being public by the clock, and what is made of it."""

from django.utils import timezone

from cms.changes.models import Change
from cms.changes.moments import expiries
from tests.factories.brands import home_of
from tests.factories.library import make_role
from tests.factories.pages import make_content, make_mirror

NOW = timezone.now()


def hours(number: int):
    return NOW + timezone.timedelta(hours=number)


def test_pages_their_aliases_and_items_soonest_first(iduet, finhire):
    page = make_content(home_of(iduet), slug="terms", expire_at=hours(2))
    alias = make_mirror(page, home_of(finhire))
    role = make_role(expire_at=hours(1))
    make_content(home_of(iduet), expire_at=hours(1), publish=False)
    make_content(home_of(iduet))
    found = expiries()
    assert [moment for moment, _ in found] == [hours(1).timestamp(), *[hours(2).timestamp()] * (len(found) - 1)]
    assert found[0][1] == frozenset(role.change_tags())
    assert {f"page:{alias.pk}", f"children:{home_of(finhire).pk}"} <= set().union(*(tags for _, tags in found[1:]))


def test_they_name_what_the_change_log_will_name(iduet, finhire):
    page = make_content(home_of(iduet), expire_at=hours(1))
    ((_, tags),) = expiries()
    page.unpublish()
    row = Change.objects.filter(object_id=str(page.pk)).latest("pk")
    assert tags == set(row.tags)


def test_a_root_takes_its_whole_brand_along(iduet, finhire):
    root = home_of(iduet, "en")
    root.expire_at = hours(1)
    root.save_revision().publish()
    ((_, tags),) = expiries()
    assert "brand:iduet" in tags
    assert "brand:finhire" not in tags
