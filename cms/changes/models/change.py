"""The change log: what visitors can see and what of it changed, written in the transaction that changed it."""

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

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["transaction", "id"], name="changes_by_transaction")]
        verbose_name = _("change")
        verbose_name_plural = _("changes")

    def __str__(self):
        return f"{self.kind} {self.object_type}:{self.object_id}"
