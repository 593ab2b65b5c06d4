import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="PageHealth",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="health",
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("score", models.PositiveSmallIntegerField(db_index=True)),
                ("parts", models.JSONField(default=dict)),
                ("findings", models.PositiveSmallIntegerField(default=0)),
                ("measured_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "ordering": ["score"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("score__lte", 100)), name="health_of_at_most_100")
                ],
            },
        ),
    ]
