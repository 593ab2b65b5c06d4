"""What left an address is found by an index: each cold 404 asks for it."""

from django.db import migrations, models

from cms.changes.models.change import OnlyAddress


class Migration(migrations.Migration):
    dependencies = [
        ("changes", "0004_purges"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="change",
            index=models.Index(
                models.F("brand"),
                OnlyAddress("addresses_before"),
                models.OrderBy(models.F("id"), descending=True),
                name="changes_by_address_left",
            ),
        ),
    ]
