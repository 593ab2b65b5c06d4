"""Who is told what changed of a brand, what there was to tell, and each attempt to tell it."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import cms.changes.models.webhook


class Migration(migrations.Migration):
    dependencies = [
        ("brands", "0005_page_offer"),
        ("changes", "0002_change_transaction"),
    ]

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40, unique=True)),
                ("event", models.CharField(max_length=30)),
                ("about", models.CharField(max_length=130)),
                ("body", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "waiting"), ("delivered", "delivered"), ("given up", "given up")],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("tries", models.PositiveIntegerField(default=0)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                ("due_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "message",
                "verbose_name_plural": "messages",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("milliseconds", models.PositiveIntegerField()),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("answer", models.CharField(blank=True, max_length=500)),
                ("problem", models.CharField(blank=True, max_length=200)),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attempts", to="changes.message"
                    ),
                ),
            ],
            options={
                "verbose_name": "attempt",
                "verbose_name_plural": "attempts",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Webhook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(
                        help_text="Who receives it, such as “Front end in Next.js”.", max_length=80, verbose_name="name"
                    ),
                ),
                (
                    "url",
                    models.URLField(
                        help_text="Where messages are posted to. https:// and a public host; redirects are not followed.",
                        max_length=500,
                        verbose_name="address",
                    ),
                ),
                (
                    "events",
                    models.JSONField(
                        default=list, validators=[cms.changes.models.webhook.validate_events], verbose_name="events"
                    ),
                ),
                (
                    "active",
                    models.BooleanField(
                        default=True,
                        help_text="Of what changes while a webhook is not active it is not told later.",
                        verbose_name="active",
                    ),
                ),
                ("seed", models.CharField(blank=True, editable=False, max_length=64)),
                ("mark", models.CharField(blank=True, editable=False, max_length=16)),
                ("earlier_seed", models.CharField(blank=True, editable=False, max_length=64)),
                ("earlier_mark", models.CharField(blank=True, editable=False, max_length=16)),
                ("read_transaction", models.BigIntegerField(default=0, editable=False)),
                ("read_row", models.BigIntegerField(default=0, editable=False)),
                ("read_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("failures", models.PositiveIntegerField(default=0, editable=False)),
                ("rests_until", models.DateTimeField(editable=False, null=True)),
                ("busy_until", models.DateTimeField(editable=False, null=True)),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="webhooks",
                        to="brands.brand",
                        verbose_name="brand",
                    ),
                ),
            ],
            options={
                "verbose_name": "webhook",
                "verbose_name_plural": "webhooks",
                "ordering": ["brand__group_order", "name", "pk"],
            },
        ),
        migrations.AddField(
            model_name="message",
            name="webhook",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="messages", to="changes.webhook"
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["webhook", "state", "id"], name="messages_of_webhook"),
        ),
    ]
