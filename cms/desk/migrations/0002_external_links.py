from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0001_page_health"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExternalLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("url", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unknown", "not asked yet"),
                            ("works", "works"),
                            ("moved", "has moved for good"),
                            ("broken", "broken"),
                            ("refused", "not asked: an address inside our own network"),
                        ],
                        db_index=True,
                        default="unknown",
                        max_length=10,
                    ),
                ),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("leads_to", models.TextField(blank=True)),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("asked_at", models.DateTimeField(db_index=True, null=True)),
            ],
            options={
                "ordering": ["url"],
            },
        ),
    ]
