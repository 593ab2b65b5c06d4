from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("brands", "0002_pictures_and_site"),
    ]

    operations = [
        migrations.AddField(
            model_name="brand",
            name="headless_only",
            field=models.BooleanField(
                default=False,
                help_text="This brand's own site then redirects to the separate front end, and links lead there.",
                verbose_name="only there",
            ),
        ),
    ]
