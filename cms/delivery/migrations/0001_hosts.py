from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Host",
            fields=[
                ("mark", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("settled", models.BigIntegerField()),
                ("ahead", models.JSONField(default=list)),
                ("seen_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "host that keeps responses",
                "verbose_name_plural": "hosts that keep responses",
                "ordering": ["name", "mark"],
            },
        ),
    ]
