"""The change log: what visitors can see and what of it changed, written in the transaction that changed it."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from brands.models import Brand


class CurrentTransaction(models.Func):
    """Number of the transaction that writes, in the order in which PostgreSQL's transactions first wrote; 0 on SQLite.

    SQLite's writers queue, so there the ids alone are in the order of commits.
    """

    template = "0"
    output_field = models.BigIntegerField()

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="(pg_current_xact_id()::text::bigint)", **context)


class OnlyAddress(models.Func):
    """The address of a list of one, as an index holds it: PostgreSQL's take no more than some 2,700 bytes."""

    arity = 1
    output_field = models.TextField()

    def as_postgresql(self, compiler, connection, **context):
        only = "CASE WHEN jsonb_array_length(%(expressions)s) = 1 THEN %(expressions)s ->> 0 END"
        return self.as_sql(compiler, connection, template=f"md5({only})", **context)

    def as_sqlite(self, compiler, connection, **context):
        only = "CASE WHEN json_array_length(%(expressions)s) = 1 THEN json_extract(%(expressions)s, '$[0]') END"
        return self.as_sql(compiler, connection, template=only, **context)


class AsOnlyAddress(models.Func):
    """An address, to be compared with `OnlyAddress`."""

    arity = 1
    output_field = models.TextField()

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="md5(%(expressions)s::text)", **context)

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="%(expressions)s", **context)


class Changes(models.QuerySet):
    """Rows of the change log."""

    def that_left(self, brand: Brand, address: str) -> Self:
        """A brand's rows of what stood at this very address until then, found by an index; the newest first."""
        only = models.Value(address, output_field=models.TextField())
        rows = self.filter(brand=brand).alias(left=OnlyAddress("addresses_before"))
        return rows.filter(left=AsOnlyAddress(only)).order_by("-pk")


class Change(models.Model):
    """One change of something that visitors can see.

    `addresses_before` and `addresses_after` are full public addresses of the object itself; `tags` name what
    responses were made of (see `cms.foundation.tags`). A change without a brand touches all of them.
    """

    class Kind(models.TextChoices):
        PUBLISHED = "published", _("published")
        UNPUBLISHED = "unpublished", _("unpublished")
        MOVED = "moved", _("moved")
        DELETED = "deleted", _("deleted")
        CHANGED = "changed", _("changed")

    brand = models.ForeignKey(Brand, null=True, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=60)
    addresses_before = models.JSONField(default=list)
    addresses_after = models.JSONField(default=list)
    tags = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    transaction = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    objects = Changes.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["transaction", "id"], name="changes_by_transaction"),
            models.Index(
                models.F("brand"),
                OnlyAddress("addresses_before"),
                models.F("id").desc(),
                name="changes_by_address_left",
            ),
        ]
        verbose_name = _("change")
        verbose_name_plural = _("changes")

    def __str__(self):
        return f"{self.kind} {self.object_type}:{self.object_id}"
