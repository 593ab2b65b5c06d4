"""Rows say which transaction wrote them, so that readers know what may still be written before what they see."""

from django.db import migrations, models

import cms.changes.models


class Migration(migrations.Migration):
    dependencies = [
        ("changes", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="change",
            name="transaction",
            field=models.BigIntegerField(db_default=cms.changes.models.CurrentTransaction(), editable=False),
        ),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(fields=["transaction", "id"], name="changes_by_transaction"),
        ),
    ]
