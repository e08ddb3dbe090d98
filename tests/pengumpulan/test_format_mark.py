"""The mark of a format: whatever of its rows changes, by whatever hand, changes it; and the file of what is to be planted."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from renjana.organisasi.models import Bidang, PerangkatDaerah
from renjana.pengumpulan.mark import format_mark
from renjana.pengumpulan.models import Format
from renjana.pengumpulan.planting import Planting, as_bytes, from_bytes
from renjana.renja.models import RealisasiLalu, Renja
from renjana.renja.values import IndikatorValue, RencanaValue
from renjana.renstra.models import IndikatorRenstra, ItemRenstra, Renstra, VersiNomenklatur
from tests.pengumpulan.stage import DEADLINE, Stage
from tests.pengumpulan.test_preparing import prepared
from tests.pengumpulan.test_preparing import stage as stage


def test_every_table_that_the_preparation_reads_is_in_the_mark_which_takes_one_query(stage: Stage) -> None:
    format_mark(stage.run)  # a process looks once what its database can do
    with CaptureQueriesContext(connection) as marking:
        format_mark(stage.run)
    with CaptureQueriesContext(connection) as reading:
        prepared(stage)
    assert len(marking) == 1
    # an edition is replaced as a whole, and then dated anew; who may act on the step, its calendar and the files are no part of what is prepared
    who = {
        "organisasi_orang",
        "organisasi_jabatan",
        "organisasi_pemangkujabatan",
        "organisasi_delegasi",
        "organisasi_ramadan",
        "organisasi_harilibur",
    }
    step = {"alur_task", "alur_run", "alur_jeda", "alur_pelaku", "surat_berkas"}
    assert tables(reading) - tables(marking) - who - step == {"renstra_nomenklatur"}


def tables(queries: CaptureQueriesContext) -> set[str]:
    return {name for query in queries for name in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}


def test_whatever_the_workbooks_say_changes_the_mark_and_putting_it_back_brings_it_back(stage: Stage) -> None:
    prepared(stage)
    edition = VersiNomenklatur.objects.create(nama="Lain", dibuat=DEADLINE)
    planted: list[tuple[Any, str, object]] = [
        (Format, "tenggat", DEADLINE - timedelta(days=1)),
        (Format, "pertanyaan", ["Lain?"]),
        (Renja, "versi_nomenklatur", edition),
        (Renstra, "tahun_akhir", 2030),
        (IndikatorRenstra, "target", {"2027": "13"}),
        (ItemRenstra, "lokasi", "Bandar Jaya"),
        (Bidang, "nama", "Bidang Lain"),
        (PerangkatDaerah, "nama", "Dinas Lain"),
        (RealisasiLalu, "indikator", "Lain"),
    ]
    before = format_mark(stage.run)
    for model, column, value in planted:
        row = model.objects.order_by("pk").first()
        model.objects.filter(pk=row.pk).update(**{column: value})
        assert format_mark(stage.run) != before, (model, column)
        row.save()
        assert format_mark(stage.run) == before, (model, column)


def test_rows_come_back_from_their_file_as_they_were() -> None:
    indikator = (IndikatorValue("Jumlah", "akumulatif", "Titik", Decimal("12.5000"), None), IndikatorValue("Indeks", "akhir", "", None, Decimal(3)))
    row = RencanaValue("2.16.03.2.01.0004", "Nama “baru”", "", 60_000_000, None, "Gunung Sugih", indikator=indikator)
    planted = (Planting(4, "APTIKA", "Bidang Aplikasi", (row,), 2, 60_000_000), Planting(5, "IKP", "Bidang IKP", (), 0, 0))
    assert from_bytes(as_bytes(planted)) == planted
