"""Fixtures for what threads with connections of their own do together: a copy of the test database to commit to.

A module that imports them runs outside the transaction in which other tests are rolled back.
"""

import os

import pytest
from django.db import connection, connections


@pytest.fixture
def _django_db_helper(django_db_setup):
    """Instead of pytest-django's: what threads do together fits into no transaction that is rolled back."""


@pytest.fixture
def copied_database(_django_db_helper, django_db_blocker):
    """A copy of the test database, for everybody who asks for the default one meanwhile."""
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
        suffix = f"races_{os.getpid()}"
        connection.close()
        connection.creation.clone_test_db(suffix, verbosity=0)
        connection.settings_dict["NAME"] = connection.creation.get_test_db_clone_settings(suffix)["NAME"]
        try:
            yield
        finally:
            connections.close_all()
            connection.settings_dict["NAME"] = name
            connection.creation.destroy_test_db(suffix=suffix, verbosity=0)
