"""An answer is given to an item as it is when it is given: whoever saved meanwhile loses nothing."""

import pytest

from cms.library.answering import adopt, follow_again, take_over
from cms.library.models import Role, Suggestion
from tests.factories.library import make_role, make_version


def save_meanwhile(item, **words):
    """Somebody else publishes the item while the one at hand was read before."""
    fresh = type(item).objects.get(pk=item.pk)
    for name, text in words.items():
        setattr(fresh, name, text)
    fresh.save_revision().publish()


@pytest.fixture
def version(iduet, finhire):
    return make_version(make_role(tagline="Group's"), finhire, tagline="Ours", full_name="Ours too")


def test_following_again_keeps_what_was_saved_meanwhile(version, librarian, administrator):
    read_before = Role.objects.get(pk=version.pk)
    save_meanwhile(version, full_name="Saved meanwhile")
    assert follow_again(read_before, ["tagline"], administrator)
    now = Role.objects.get(pk=version.pk)
    assert (now.full_name, "tagline" in now.own_fields) == ("Saved meanwhile", False)


def test_a_suggestion_keeps_what_was_saved_meanwhile(iduet, finhire, administrator):
    original = make_role(tagline="With a tpyo", full_name="Old")
    base = original.serializable_data()
    suggestion = Suggestion.objects.create(
        brand=finhire, made_by=administrator, item=original, title="x", reason="A typo", base=base,
        content={**base, "tagline": "Without a typo"},
    )  # fmt: skip
    assert suggestion.item.full_name == "Old"  # read, and kept in memory
    save_meanwhile(original, full_name="Saved meanwhile")
    assert take_over(suggestion, administrator)
    now = Role.objects.get(pk=original.pk)
    assert (now.tagline, now.full_name) == ("Without a typo", "Saved meanwhile")


def test_adopting_keeps_what_was_saved_meanwhile(iduet, finhire, administrator):
    own = make_role(brand=finhire, tagline="Old")
    read_before = Role.objects.get(pk=own.pk)
    save_meanwhile(own, tagline="Saved meanwhile")
    adopt(read_before, administrator, keep_text=False)
    now = Role.objects.get(pk=own.pk)
    assert (now.brand_id, now.tagline) == (None, "Saved meanwhile")
