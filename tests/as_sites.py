"""`pytest -p tests.as_sites`: on PostgreSQL, what a test asks on a public host is answered on the role of public sites.

So every test of what visitors do says too that `manage.py sites_role` grants what that needs, also for a table that
came yesterday. What the desk answers, and what tests make and look up themselves, stays the owner's.
"""

import io

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.client import ClientHandler

ROLE = "visitors_of_test"
_answer = ClientHandler.get_response


def on_the_lesser_role(handler, request):
    if request.META.get("HTTP_HOST", "").partition(":")[0] == settings.DESK_HOST:
        return _answer(handler, request)
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {ROLE}")
    try:
        return _answer(handler, request)
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("RESET ROLE")


@pytest.fixture(scope="session", autouse=True)
def _visitors_have_the_lesser_role(django_db_setup, django_db_blocker):
    assert connection.vendor == "postgresql", "Only PostgreSQL has roles: python -m tests.postgres -- …"
    said = io.StringIO()
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"DROP ROLE IF EXISTS {ROLE}")
        cursor.execute(f"CREATE ROLE {ROLE}")
        call_command("sites_role", ROLE, stdout=said)
        cursor.execute(said.getvalue())
    ClientHandler.get_response = on_the_lesser_role
    yield
    ClientHandler.get_response = _answer
