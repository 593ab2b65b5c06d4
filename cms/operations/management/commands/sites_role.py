"""`manage.py sites_role NAME`: SQL for the role in PostgreSQL that public sites run on."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from cms.operations.sites_role import ROLE, statements


class Command(BaseCommand):
    help = "Print the SQL that gives a role what SERVE=sites needs: reading what is public, writing what visitors send."

    def add_arguments(self, parser):
        parser.add_argument("name", help="name of the role, which exists: CREATE ROLE sites LOGIN PASSWORD '…'")

    def handle(self, *, name: str, **options):
        if not ROLE.fullmatch(name):
            raise CommandError(f"“{name}” is no name for a role: lower-case letters, digits and _ only.")
        if connection.vendor != "postgresql":
            raise CommandError(
                "Only PostgreSQL has roles: set DATABASE_URL. SQLite is one file that one machine serves."
            )
        self.stdout.write("\n".join(statements(name)))
