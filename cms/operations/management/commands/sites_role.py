"""`manage.py sites_role NAME`: SQL for the role in PostgreSQL that public sites run on."""

import re

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from cms.enquiries.receiving import READ_WHILE_SENDING

#: What visitors read: all of these applications, and these tables. Whatever is not named stays closed.
READ = {
    "home", "comparisons", "pages", "navigation", "media", "taggit", "contenttypes", "wagtailsearch",
    "brands.brand", "brands.brandlanguage", "brands.brandhost", "brands.brandaddress", "brands.brandsociallink",
    "brands.pageoffer", "changes.change", "consent.cookie", "consent.cookiepurpose", "discovery.socialcard",
    "enquiries.enquiryform", "library.calltoaction", "library.example", "library.question", "library.role",
    "operations.lastdone", "previews.grant", "releases.banner", "releases.release", "wagtailredirects.redirect",
    "wagtailcore.collection", "wagtailcore.collectionviewrestriction", "wagtailcore.locale", "wagtailcore.page",
    "wagtailcore.pageviewrestriction", "wagtailcore.referenceindex", "wagtailcore.revision", "wagtailcore.site",
}  # fmt: skip
#: What visitors bring about, by table: enquiries and receipts, uses of previews, guesses at pages' passwords, tasks,
#: addresses at which nothing was found.
WRITTEN = {
    "enquiries.enquiry": ("INSERT",), "consent.receipt": ("INSERT",), "consent.askedpolicy": ("SELECT", "INSERT"),
    "previews.use": ("SELECT", "INSERT"), "previews.guess": ("SELECT", "INSERT", "DELETE"),
    "discovery.notfound": ("SELECT", "INSERT", "UPDATE", "DELETE"),
    "previews.code": ("SELECT", "INSERT", "UPDATE", "DELETE"), "django_tasks_database.dbtaskresult": ("INSERT",),
}  # fmt: skip
#: Tables with people in them, of which only these columns are read: whether a preview's maker still works here, what
#: tells that an enquiry was sent before, and the keys of what was just written. Of purges what health tells of them.
COLUMNS = {
    "changes.purge": ("id", "cache", "made_at", "problem", "tries"),
    "accounts.user": ("id", "is_active", "is_superuser", "first_name", "last_name", "email"),
    "enquiries.enquiry": READ_WHILE_SENDING,
    "consent.receipt": ("id",),
    "django_tasks_database.dbtaskresult": ("id",),
}


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
        if not model._meta.managed:
            continue
        reads = ("SELECT",) if {label, model._meta.app_label} & READ else ()
        rights = [*reads, *(right for right in WRITTEN.get(label, ()) if right not in reads)]
        if label in COLUMNS:
            rights = [right for right in rights if right != "SELECT"]
            given.append(f'GRANT SELECT ({", ".join(COLUMNS[label])}) ON "{table}" TO {role};')
        if rights:
            given.append(f'GRANT {", ".join(rights)} ON "{table}" TO {role};')
        if "INSERT" in rights:
            given += [f'GRANT USAGE ON SEQUENCE "{counted}" TO {role};' for counted in _sequences(table)]
    return given


def _sequences(table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [found["name"] for found in connection.introspection.get_sequences(cursor, table) if found["name"]]
