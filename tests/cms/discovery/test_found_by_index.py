"""Among thousands of pages and redirects of several brands, addresses and words are found by an index (PostgreSQL)."""

import pytest
from django.db import connection
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.search.query import And

from brands.directory import BrandDirectory
from cms.discovery.redirects import redirects_at
from cms.discovery.resolution import Found, Lead, _at, _written_like, resolve
from cms.discovery.search import _proposed
from cms.discovery.words import Wanted
from cms.foundation.visibility import visible_trees
from tests.factories.brands import home_of, scope_of
from tests.factories.pages import make_content
from tests.plans import indexes_in, plan_of

MANY = 900
pytestmark = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite is for small installations")


@pytest.fixture
def many(iduet, finhire):
    """Rows below each brand's home as thousands of pages leave them, and as many redirects."""
    for brand in (iduet, finhire):
        made = make_content(home_of(brand), slug="first")
        own = {"id", "path", "url_path", "slug", "translation_key"}
        kept = [f'"{field.column}"' for field in Page._meta.local_concrete_fields if field.column not in own]
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO wagtailcore_page (path, url_path, slug, translation_key, {', '.join(kept)}) "  # noqa: S608
                "SELECT left(path, -4) || 'Z' || lpad(n::text, 3, '0'), replace(url_path, 'first', 'p' || n), 'p' || n,"
                f" gen_random_uuid(), {', '.join(kept)}"
                " FROM wagtailcore_page, generate_series(1, %s) AS n WHERE wagtailcore_page.id = %s",
                [MANY, made.pk],
            )
            cursor.execute(
                "INSERT INTO wagtailsearch_indexentry"
                " (content_type_id, object_id, title_norm, title, body, autocomplete, title_text, body_text)"
                " SELECT entry.content_type_id, page.id::text, title_norm, entry.title, body, autocomplete, '', ''"
                " FROM wagtailsearch_indexentry AS entry, wagtailcore_page AS page"
                " WHERE entry.object_id = %s::text AND entry.content_type_id = %s AND starts_with(page.path, %s)"
                " AND page.id > %s",
                [made.pk, made.content_type_id, made.path[: -Page.steplen], made.pk],
            )
        Redirect.objects.bulk_create(
            Redirect(site=brand.site, old_path=f"/Old/{number}", redirect_page=made) for number in range(MANY)
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE wagtailcore_page, wagtailredirects_redirect, wagtailsearch_indexentry")
    return iduet, finhire


def test_a_page_a_page_in_another_case_and_a_redirect(many):
    directory = BrandDirectory()
    for brand in many:
        assert isinstance(resolve(directory, brand, "/first/"), Found)
        assert isinstance(resolve(directory, brand, "/FIRST/"), Lead)
        assert isinstance(resolve(directory, brand, "/old/77/"), Lead)
        trees = visible_trees(directory, brand, "nl")
        address = f"{home_of(brand).url_path}first/"
        for asked, index in (
            (_at(trees, url_path=address), "pages_by_address"),
            (_written_like(trees, url_path=address.upper()), "pages_by_address_in_any_case"),
            (redirects_at(brand, ["/old/77"]), "redirects_by_address_in_any_case"),
        ):
            steps = plan_of(asked, scans_cost=False)
            assert index in indexes_in(steps), steps


def test_words(many):
    for brand in many:
        scope = scope_of(brand)
        asked = scope.visible_pages().filter(_proposed(scope, Wanted("vierkant", "nl"), And))
        steps = plan_of(asked)
        assert "texts_by_word" in indexes_in(steps), steps
