"""`manage.py sites_role NAME`: SQL for the role in PostgreSQL that public sites run on."""

import re

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

#: What only desk, worker and commands read: passwords and factors, sessions, tokens, and who did what.
NOT_READ = {
    "admin", "axes", "django_otp_webauthn", "otp_static", "otp_totp", "sessions", "authtoken",
    "wagtailcore.apitoken", "wagtailcore.modellogentry", "wagtailcore.pagelogentry", "wagtailcore.comment",
    "wagtailcore.commentreply", "wagtailcore.pagesubscription", "wagtailcore.editingsession",
    "wagtailusers.userprofile", "library.suggestion", "changes.webhook", "changes.message", "changes.attempt",
}  # fmt: skip
#: What visitors bring about, by table: enquiries and receipts, uses of previews, guesses at pages' passwords, tasks,
#: addresses at which nothing was found.
WRITTEN = {
    "enquiries.enquiry": ("SELECT", "INSERT"), "consent.receipt": ("SELECT", "INSERT"),
    "previews.use": ("SELECT", "INSERT"), "previews.guess": ("SELECT", "INSERT", "DELETE"),
    "discovery.notfound": ("SELECT", "INSERT", "UPDATE", "DELETE"),
    "previews.code": ("SELECT", "INSERT", "UPDATE", "DELETE"), "django_tasks_database": ("SELECT", "INSERT"),
}  # fmt: skip
#: Of people only what says whether a preview's maker still works here.
OF_PEOPLE = ("id", "is_active", "is_superuser", "first_name", "last_name", "email")


class Command(BaseCommand):
    help = "Print the SQL that gives a role what SERVE=sites needs: reading what is public, writing what visitors send."

    def add_arguments(self, parser):
        parser.add_argument("name", help="name of the role, which exists: CREATE ROLE sites LOGIN PASSWORD '…'")

    def handle(self, *, name: str, **options):
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,60}", name):
            raise CommandError(f"“{name}” is no name for a role: lower-case letters, digits and _ only.")
        if connection.vendor != "postgresql":
            raise CommandError(
                "Only PostgreSQL has roles: set DATABASE_URL. SQLite is one file that one machine serves."
            )
        self.stdout.write("\n".join(statements(name)))


def statements(role: str) -> list[str]:
    """Each grant, in an order in which it can be run; running it again changes nothing."""
    given = [f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role};", f"GRANT USAGE ON SCHEMA public TO {role};"]
    given.append(f"GRANT SELECT ON django_migrations TO {role};")
    for model in apps.get_models(include_auto_created=True):
        table, label = model._meta.db_table, model._meta.label_lower
        if not model._meta.managed or {label, model._meta.app_label} & NOT_READ:
            continue
        if label == "accounts.user":
            given.append(f"GRANT SELECT ({', '.join(OF_PEOPLE)}) ON {table} TO {role};")
            continue
        rights = WRITTEN.get(label) or WRITTEN.get(model._meta.app_label) or ("SELECT",)
        given.append(f'GRANT {", ".join(rights)} ON "{table}" TO {role};')
        if "INSERT" in rights:
            given += [f'GRANT USAGE ON SEQUENCE "{counted}" TO {role};' for counted in _sequences(table)]
    return given


def _sequences(table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [found["name"] for found in connection.introspection.get_sequences(cursor, table) if found["name"]]
