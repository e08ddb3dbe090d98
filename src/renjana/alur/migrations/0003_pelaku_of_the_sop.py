"""Who carries a step is kept once with the SOP version, no longer with every visit."""

import tomllib

import django.db.models.deletion
from django.db import migrations, models


def read_versions(apps, schema_editor):
    """Take the actors of every step from the definitions that are kept."""
    pelaku = apps.get_model("alur", "Pelaku")
    for versi in apps.get_model("alur", "SopVersi").objects.all():
        steps = tomllib.loads(versi.isi)["langkah"]
        pelaku.objects.bulk_create(
            pelaku(sop=versi, langkah=step["nomor"], pelaksana=actor) for step in steps for actor in dict.fromkeys(step["pelaksana"])
        )


class Migration(migrations.Migration):
    dependencies = [("alur", "0002_triggers")]
    operations = [
        migrations.DeleteModel("Pelaku"),
        migrations.CreateModel(
            name="Pelaku",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("langkah", models.PositiveSmallIntegerField()),
                ("pelaksana", models.CharField(max_length=60)),
                (
                    "sop",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="pelaku", to="alur.sopversi"),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("sop", "langkah", "pelaksana"), name="pelaku_unik")],
            },
        ),
        migrations.RunPython(read_versions, migrations.RunPython.noop),
    ]
