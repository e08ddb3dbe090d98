"""Fills what the search of the nomenclature looks in, for editions that an earlier release imported."""

from django.db import migrations

BATCH = 500


def fill(apps, schema_editor):
    Nomenklatur = apps.get_model("renstra", "Nomenklatur")
    parts = {}
    for versi, kode in Nomenklatur.objects.filter(tingkat="sub_kegiatan").values_list("versi", "kode"):
        steps = kode.split(".")
        if len(steps) < 4:
            continue
        for size in (2, 3, 5, 6):
            parts.setdefault((versi, ".".join(steps[:size])), set()).add(steps[3])
    waiting = []
    for row in Nomenklatur.objects.iterator(BATCH):
        row.ringkas = row.kode.replace(".", "").upper()
        row.segmen = "".join(sorted(parts.get((row.versi_id, row.kode), ())))[:9]
        row.teks = " ".join(f"{row.nama} {row.indikator} {row.kinerja}".lower().split())
        waiting.append(row)
        if len(waiting) == BATCH:
            Nomenklatur.objects.bulk_update(waiting, ["ringkas", "segmen", "teks"])
            waiting = []
    if waiting:
        Nomenklatur.objects.bulk_update(waiting, ["ringkas", "segmen", "teks"])


class Migration(migrations.Migration):

    dependencies = [("renstra", "0002_nomenklatur_rinci_dan_versi_renstra")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
