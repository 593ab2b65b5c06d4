"""What caches in front have still to forget, and how far the log was read for them."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("changes", "0003_webhooks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reader",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, unique=True)),
                ("read_transaction", models.BigIntegerField()),
                ("read_row", models.BigIntegerField()),
            ],
            options={
                "verbose_name": "reader of the change log",
                "verbose_name_plural": "readers of the change log",
            },
        ),
        migrations.CreateModel(
            name="Purge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cache", models.CharField(max_length=60)),
                ("tags", models.JSONField(default=list)),
                ("addresses", models.JSONField(default=list)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("due_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("tries", models.PositiveIntegerField(default=0)),
                ("problem", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "verbose_name": "purge",
                "verbose_name_plural": "purges",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["due_at"], name="purges_by_due_at")],
            },
        ),
    ]
