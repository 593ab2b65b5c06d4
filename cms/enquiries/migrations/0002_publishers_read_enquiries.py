"""Publishers of the brands that are there may read and erase enquiries; provisioning says so of new ones."""

from django.db import migrations

CODENAMES = {"view_enquiry": "Can view enquiry", "delete_enquiry": "Can delete enquiry"}


def give(apps, schema_editor):
    """Django makes permissions after all migrations, so these are made here, as it would make them."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="enquiries", model="enquiry"
    )
    permissions = [
        apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": name}
        )[0]
        for codename, name in CODENAMES.items()
    ]
    for team in apps.get_model("brands", "Team").objects.filter(kind="publishers").select_related("group"):
        team.group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("enquiries", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
