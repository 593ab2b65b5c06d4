"""Pages by their address, redirects by the address that they leave, in whatever case, and words: found by an index.

The tables are Wagtail's, which has none for this: among 10,000 pages it reads a brand's whole tree for one address, and
every text for one word, since its own indexes of words are of titles and texts apart and it asks for both together.
Hashes hold addresses of any length. SQLite has none, and an installation on it is small.
"""

from django.db import migrations

INDEXES = {
    "pages_by_address": "wagtailcore_page USING hash (url_path)",
    "pages_by_address_in_any_case": "wagtailcore_page USING hash (upper(url_path))",
    "redirects_by_address_in_any_case": "wagtailredirects_redirect (lower(old_path))",
    "texts_by_word": "wagtailsearch_indexentry USING gin ((title || body))",
}


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name, what in INDEXES.items():
            schema_editor.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {what}")


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in INDEXES:
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}")


class Migration(migrations.Migration):
    dependencies = [
        ("discovery", "0002_not_found"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [migrations.RunPython(make, drop)]
