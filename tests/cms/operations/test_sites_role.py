"""The database role of public sites: it reads what visitors read and no password; on SQLite there are no roles."""

import io

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

from brands.models import Brand
from cms.operations.going_live import CHECKS
from cms.operations.sites_role import COLUMNS, READ, WRITTEN, grant_anew, lacking, roles
from tests.factories.brands import home_of
from tests.factories.pages import make_content

CLOSED = (
    "SELECT password FROM accounts_user", "SELECT * FROM django_session", "SELECT * FROM otp_totp_totpdevice",
    "SELECT * FROM wagtailcore_apitoken", "UPDATE wagtailcore_page SET title = 'x'", "DELETE FROM brands_brand",
    "SELECT answers FROM enquiries_enquiry", "SELECT args_kwargs FROM django_tasks_database_dbtaskresult",
    "SELECT * FROM changes_webhook", "SELECT * FROM enquiries_mailbox", "SELECT * FROM auth_group",
    "SELECT * FROM desk_refusal", "SELECT * FROM axes_accessattempt", "UPDATE enquiries_enquiry SET email = ''",
    "INSERT INTO accounts_user (email) VALUES ('a')", "TRUNCATE changes_change", "SELECT * FROM changes_webhook",
    "SELECT * FROM changes_message", "CREATE TABLE mine (a int)",
)  # fmt: skip


def sql() -> str:
    out = io.StringIO()
    call_command("sites_role", "sites_of_test", stdout=out)
    return out.getvalue()


def test_the_role_serves_visitors_and_reads_nothing_else(iduet, finhire, site_client):
    if connection.vendor != "postgresql":
        with pytest.raises(CommandError, match="Only PostgreSQL has roles"):
            sql()
        return
    make_content(home_of(iduet), "Voor bezoekers")
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE sites_of_test")
        cursor.execute(sql())
        cursor.execute("SET ROLE sites_of_test")
        try:
            for brand in (iduet, finhire):
                for path in (
                    "/",
                    "/en/",
                    "/sitemap.xml",
                    "/robots.txt",
                    "/nowhere/",
                    "/_preview/none/",
                    "/health/ready",
                ):
                    assert site_client(brand, path).status_code in (200, 404), path
                for name in ("pages", "layout", "sitemap", "roles", "questions", "search?q=bezoekers"):
                    assert site_client(brand, f"/api/v1/brands/{brand.key}/{name}").status_code == 200, name
            for statement in CLOSED:
                with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                    cursor.execute(statement)
        finally:
            cursor.execute("RESET ROLE")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no roles")
class TestAnUpgrade:
    """Brings a table that nobody granted."""

    @pytest.fixture
    def cursor(self, brands):
        with connection.cursor() as cursor:
            cursor.execute("CREATE ROLE sites_of_test; CREATE ROLE somebody")
            yield cursor
            cursor.execute("RESET ROLE")

    def test_who_had_rights_is_given_those_of_the_new_table_and_nobody_else_is(self, cursor, iduet, site_client):
        cursor.execute(sql())
        cursor.execute("REVOKE ALL ON delivery_host FROM sites_of_test")
        cursor.execute("GRANT SELECT ON brands_brand TO somebody")
        cursor.execute("SET ROLE sites_of_test")
        assert lacking() == [f"{right} of delivery_host" for right in ("DELETE", "INSERT", "SELECT", "UPDATE")]
        told = site_client(iduet, "/health/ready")
        assert (told.status_code, told.json()["parts"]["rights"]["ok"]) == (503, False)
        assert "sites_role" in told.json()["parts"]["rights"]["detail"]
        cursor.execute("RESET ROLE")
        assert roles() == ["sites_of_test"]
        assert lacking() == []
        call_command("migrate", verbosity=0)
        cursor.execute("SET ROLE sites_of_test")
        assert lacking() == []
        assert site_client(iduet, "/health/ready").status_code == 200
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT has_table_privilege('somebody', 'delivery_host', 'SELECT')")
        assert cursor.fetchone() == (False,)

    def test_a_brand_does_not_go_live_before_its_visitors_are_served(self, cursor, brands):
        def found():
            return [CHECKS["rights"](brand) for brand in brands]

        assert [ok for ok, _words in found()] == [None, None]
        cursor.execute(sql())
        assert found() == [(True, "sites_of_test: all that visitors need.")] * 2
        cursor.execute("REVOKE SELECT ON delivery_host FROM sites_of_test")
        assert (
            found()
            == [(False, "sites_of_test lacks SELECT of delivery_host. Run manage.py sites_role sites_of_test.")] * 2
        )

    def test_a_role_without_anything_is_told_so(self, cursor):
        cursor.execute("SET ROLE sites_of_test")
        assert "SELECT of wagtailcore_page" in lacking()
        assert "SELECT of accounts_user" in lacking()


def test_where_there_are_no_roles_nothing_is_asked(db):
    if connection.vendor != "postgresql":
        assert (roles(), lacking()) == ([], [])
        assert CHECKS["rights"](Brand()) == (True, "The embedded database has no roles.")
        grant_anew()


def test_each_table_that_is_named_is_there():
    models = apps.get_models(include_auto_created=True)
    labels = {model._meta.label_lower for model in models} | {model._meta.app_label for model in models}
    assert (READ | WRITTEN.keys() | COLUMNS.keys()) - labels == set()


@pytest.mark.parametrize("name", ["Robert'); DROP TABLE", "", "a b", "1a"])
def test_only_names_are_taken(db, name):
    with pytest.raises(CommandError):
        call_command("sites_role", name)
