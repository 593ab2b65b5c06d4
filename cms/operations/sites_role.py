"""What the role in PostgreSQL that public sites run on may do: reading what is public, writing what visitors send.

A table that an upgrade brings is closed to that role until it is granted. Whoever migrates sees to it: the roles that
were given something once are known by what they may read. A process of the sites says in its health what it lacks.
"""

import logging
import re
from collections.abc import Iterator

from django.apps import apps
from django.db import connection, transaction

from cms.enquiries.receiving import READ_WHILE_SENDING

logger = logging.getLogger(__name__)

ROLE = re.compile("[a-z][a-z0-9_]{0,60}")

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
#: addresses at which nothing was found. And how far a host of public sites has followed the change log.
WRITTEN = {
    "enquiries.enquiry": ("INSERT",), "consent.receipt": ("INSERT",), "consent.askedpolicy": ("SELECT", "INSERT"),
    "previews.use": ("SELECT", "INSERT"), "previews.guess": ("SELECT", "INSERT", "DELETE"),
    "delivery.host": ("SELECT", "INSERT", "UPDATE", "DELETE"),
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
#: By this table whoever was given the rights of public sites is known: nobody else who is not its owner reads it.
KNOWN_BY = "wagtailcore_page"


def statements(role: str) -> list[str]:
    """Each grant, in an order in which it can be run; running it again changes nothing."""
    given = [f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role};", f"GRANT USAGE ON SCHEMA public TO {role};"]
    given.append(f"GRANT SELECT ON django_migrations TO {role};")
    for table, rights, columns in wanted():
        if columns:
            given.append(f'GRANT SELECT ({", ".join(columns)}) ON "{table}" TO {role};')
        if rights:
            given.append(f'GRANT {", ".join(rights)} ON "{table}" TO {role};')
        if "INSERT" in rights:
            given += [f'GRANT USAGE ON SEQUENCE "{counted}" TO {role};' for counted in _sequences(table)]
    return given


def wanted() -> Iterator[tuple[str, list[str], tuple[str, ...]]]:
    """Each table of which a role of public sites needs something: its rights, and columns where it reads no others."""
    for model in apps.get_models(include_auto_created=True):
        table, label = model._meta.db_table, model._meta.label_lower
        if not model._meta.managed:
            continue
        reads = ["SELECT"] if {label, model._meta.app_label} & READ else []
        rights = [*reads, *(right for right in WRITTEN.get(label, ()) if right not in reads)]
        columns = tuple(COLUMNS.get(label, ()))
        if columns:
            rights = [right for right in rights if right != "SELECT"]
        if rights or columns:
            yield table, rights, columns


def roles() -> list[str]:
    """Roles that were given the rights of public sites in this database, and are not its owner's."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT grantee FROM information_schema.role_table_grants WHERE table_schema = 'public'"
            " AND table_name = %s AND privilege_type = 'SELECT' AND grantor = current_user AND grantee <> current_user"
            " AND grantee <> 'PUBLIC'",
            [KNOWN_BY],
        )
        return sorted(role for (role,) in cursor.fetchall() if ROLE.fullmatch(role))


def grant_anew(**kwargs) -> None:
    """After migrations: what they brought is granted as what was there before."""
    for role in roles():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("\n".join(statements(role)))
        logger.info("The role %s was given what public sites need of the tables that are there now.", role)


def lacking(role: str | None = None) -> list[str]:
    """What a role, or that of this connection, may not do and public sites need, as “SELECT of delivery_host”."""
    if connection.vendor != "postgresql":
        return []
    asked = [(table, right, "") for table, rights, _columns in wanted() for right in rights]
    asked += [(table, "SELECT", column) for table, _rights, columns in wanted() for column in columns]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, privilege FROM unnest(%s::text[], %s::text[], %s::text[]) AS asked(name, privilege, part)"
            " WHERE NOT CASE WHEN part = ''"
            " THEN has_table_privilege(coalesce(%s, current_user)::name, to_regclass(quote_ident(name)), privilege)"
            " ELSE has_column_privilege(coalesce(%s, current_user)::name, to_regclass(quote_ident(name)), part,"
            " privilege) END",
            [*(list(column) for column in zip(*asked, strict=True)), role, role],
        )
        return sorted({f"{privilege} of {name}" for name, privilege in cursor.fetchall()})


def _sequences(table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [found["name"] for found in connection.introspection.get_sequences(cursor, table) if found["name"]]
