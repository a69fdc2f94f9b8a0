from django.db import migrations, models


class Migration(migrations.Migration):
    """An address may hold a person's own word, whose letters take twelve characters each there."""

    dependencies = [("jobs", "0001_initial")]

    operations = [
        migrations.AlterField("job", "then", models.CharField(blank=True, max_length=1500)),
    ]
