from typing import Any

from django.db import migrations, models


def keep_the_latest(apps: Any, _: object) -> None:
    """Of several reminder hours of a person the one of the newest address in use stays."""
    addresses = apps.get_model("offline", "PrivateAddress").objects
    addresses.filter(revoked_at__isnull=False).update(reminder_hour=None)
    kept = set()
    for address in addresses.filter(reminder_hour__isnull=False).order_by("-made_at").iterator():
        if address.person_id in kept:
            addresses.filter(pk=address.pk).update(reminder_hour=None)
        kept.add(address.person_id)


class Migration(migrations.Migration):
    dependencies = [("offline", "0001_private_addresses")]
    operations = [
        migrations.RunPython(keep_the_latest, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="privateaddress",
            constraint=models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(("reminder_hour__isnull", False)),
                name="one_reminder_hour_per_person",
            ),
        ),
    ]
