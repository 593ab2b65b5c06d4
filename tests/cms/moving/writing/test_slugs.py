"""Names in addresses, below parents of two brands."""

from cms.moving.writing.slugs import Slugs
from tests.factories.brands import home_of
from tests.factories.pages import make_content


def test_below_one_parent_each_has_another(brands):
    slugs = Slugs()
    make_content(home_of(brands[0]), slug="salary")
    assert [slugs.free(home_of(brands[0]), "salary") for _ in range(2)] == ["salary-2", "salary-3"]
    assert [slugs.free(home_of(brands[1]), "salary") for _ in range(2)] == ["salary", "salary-2"]


def test_what_a_parent_has_is_read_once_and_of_a_new_page_not_at_all(brands, django_assert_num_queries):
    for brand in brands:
        make_content(home_of(brand), slug="a")
    slugs, (old, new) = Slugs(), [home_of(brand) for brand in brands]
    slugs.is_new(new)
    with django_assert_num_queries(1):
        assert [slugs.free(parent, "a") for parent in (old, old, new)] == ["a-2", "a-3", "a"]
