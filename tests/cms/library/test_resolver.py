"""References to library items mean the item, in the reader's language and brand."""

from cms.library.models import Role
from tests.factories.brands import scope_of
from tests.factories.library import make_role, make_version, translate


class TestResolving:
    def test_an_original_is_seen_by_every_brand(self, brands):
        role = make_role("CIO")
        for brand in brands:
            assert scope_of(brand).get(Role, role.pk).short_name == "CIO"

    def test_a_version_changes_its_own_fields_for_its_brand_only(self, iduet, finhire):
        role = make_role("CTO", tagline="Sets the direction")
        make_version(role, finhire, tagline="Builds the bank")
        ours = scope_of(finhire).get(Role, role.pk)
        assert (ours.tagline, ours.short_name, ours.origin) == ("Builds the bank", "CTO", "brand version")
        theirs = scope_of(iduet).get(Role, role.pk)
        assert (theirs.tagline, theirs.origin) == ("Sets the direction", "original")

    def test_a_field_that_is_own_and_empty_differs_from_one_that_follows(self, iduet, finhire):
        role = make_role("CTO", full_name="Chief Technology Officer")
        make_version(role, finhire, full_name="")
        assert scope_of(finhire).get(Role, role.pk).full_name == ""
        assert scope_of(iduet).get(Role, role.pk).full_name == "Chief Technology Officer"

    def test_a_draft_version_is_not_used(self, brands):
        role = make_role("CTO", tagline="Sets the direction")
        make_version(role, brands[1], publish=False, tagline="Builds the bank")
        assert scope_of(brands[1]).get(Role, role.pk).tagline == "Sets the direction"

    def test_unpublishing_a_version_returns_to_the_original(self, brands):
        role = make_role("CTO", tagline="Sets the direction")
        version = make_version(role, brands[1], tagline="Builds the bank")
        version.unpublish()
        assert scope_of(brands[1]).get(Role, role.pk).tagline == "Sets the direction"

    def test_a_brands_own_item_means_nothing_to_another_brand(self, iduet, finhire):
        role = make_role("CFO", brand=finhire)
        assert scope_of(finhire).get(Role, role.pk).short_name == "CFO"
        assert scope_of(iduet).get(Role, role.pk) is None

    def test_the_readers_language_decides_whichever_row_was_chosen(self, brands):
        dutch = make_role("CIO", tagline="Verbindt IT")
        english = translate(dutch, "en", tagline="Connects IT")
        for chosen in (dutch, english):
            assert scope_of(brands[0], "nl").get(Role, chosen.pk).tagline == "Verbindt IT"
            assert scope_of(brands[0], "en").get(Role, chosen.pk).tagline == "Connects IT"

    def test_a_missing_language_is_never_replaced_by_another(self, brands):
        role = make_role("CIO")
        assert scope_of(brands[0], "en").get(Role, role.pk) is None

    def test_a_version_of_a_translation_is_the_versions_translation(self, finhire):
        dutch = make_role("CTO", tagline="Richting")
        english = translate(dutch, "en", tagline="Direction")
        version = make_version(dutch, finhire, tagline="Bouwt de bank")
        translated = translate(version, "en", tagline="Builds the bank")
        assert translated.original == english
        assert translated.translation_key == version.translation_key != dutch.translation_key
        assert scope_of(finhire, "en").get(Role, dutch.pk).tagline == "Builds the bank"

    def test_a_reference_to_a_version_means_its_item(self, iduet, finhire):
        role = make_role("CTO", tagline="Direction")
        version = make_version(role, finhire, tagline="Bank")
        assert scope_of(finhire).get(Role, version.pk).tagline == "Bank"
        assert scope_of(iduet).get(Role, version.pk).tagline == "Direction"

    def test_salary_fields_are_taken_over_together(self, finhire):
        role = make_role(
            "CFO",
            salary_minimum=100000,
            salary_maximum=150000,
            salary_source="Survey",
            salary_reference_date="2026-01-01",
        )
        make_version(
            role,
            finhire,
            salary_minimum=120000,
            salary_maximum=160000,
            salary_source="Own",
            salary_reference_date="2026-06-01",
        )
        salary = scope_of(finhire).get(Role, role.pk)
        assert (salary.salary_minimum, salary.salary_source) == (120000, "Own")

    def test_one_query_per_model_whatever_the_number(self, brands, django_assert_num_queries):
        roles = [make_role() for _ in range(5)]
        scope = scope_of(brands[0])
        scope.directory.roots  # noqa: B018 - loads the directory
        scope.locale.language_code  # noqa: B018
        with django_assert_num_queries(2):  # the roles, and the pages about them
            scope.prefetch((Role, role.pk) for role in roles)
            assert all(scope.get(Role, role.pk) for role in roles)
