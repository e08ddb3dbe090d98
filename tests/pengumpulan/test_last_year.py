"""An isian filled from last year's Renja: empty cells only, marked, and stored when it is saved."""

import pytest
from django.test import Client

from renjana.pengumpulan import actions
from renjana.pengumpulan.columns import KEYS
from renjana.pengumpulan.grid import stored_lines
from renjana.pengumpulan.lastyear import filled
from renjana.pengumpulan.queries import rows_by_bidang
from renjana.renja.actions import store_rows
from renjana.renja.models import Tahap
from tests.pengumpulan.rows import DOMAIN, INTERNET, a_row
from tests.pengumpulan.stage import Stage, at_gathering
from tests.pengumpulan.test_grid import contact, fields
from tests.people import Dinas, a_renja

PAGE = "/renja/2027/pengumpulan/APTIKA/"
OTHER = "2.16.03.2.02.0043"


@pytest.fixture
def stage(dinas: Dinas) -> Stage:
    stage = at_gathering(dinas)
    tahap = Tahap.objects.create(renja=a_renja(dinas, 2026), jenis=Tahap.Jenis.RANCANGAN_AKHIR)
    last = [a_row(lokasi="Kota Gajah", pagu_maju=260_000_000), a_row(OTHER, lokasi="Kalirejo", pagu_maju=70_000_000)]
    store_rows(tahap, dinas.bidang["APTIKA"], last, by=dinas.aptika, now=stage.now)
    actions.save_rows(stage.isian("APTIKA"), [a_row(lokasi="", kelompok_sasaran="")], by=dinas.aptika, now=stage.now)
    return stage


def test_only_empty_cells_are_filled_and_each_is_named() -> None:
    rows = (a_row(lokasi="", pagu=None), a_row(DOMAIN))
    lines, marked = filled(stored_lines(rows), {INTERNET: a_row(lokasi="Kota Gajah", kelompok_sasaran="Warga", pagu_maju=5)}, KEYS)
    assert [(line.number, line.kode) for line in lines] == [(1, DOMAIN), (2, INTERNET)]
    assert (lines[1].cells["lokasi"], lines[1].cells["kelompok_sasaran"], lines[1].cells["pagu"]) == ("Kota Gajah", "Perangkat daerah", "5")
    assert (marked, lines[0].cells) == ({"c2-lokasi", "c2-pagu"}, stored_lines(rows)[1].cells)


def test_the_prakiraan_maju_of_last_year_becomes_the_plan_of_this_one() -> None:
    lines, _ = filled([], {INTERNET: a_row(pagu=1, pagu_maju=2)}, KEYS)
    assert (lines[0].cells["pagu"], lines[0].cells["pagu_maju"], lines[0].cells["target"], lines[0].dasar) == ("2", "", "15", "")


def test_the_page_marks_what_it_filled_and_stores_it_on_saving(stage: Stage) -> None:
    client, before = contact(stage), rows_by_bidang(stage.run)
    answer = client.get(f"{PAGE}?isi=tahun-lalu")
    page = answer.content.decode()
    assert ("Periksa, ubah seperlunya, lalu simpan." in page, page.count(' changed"') >= 6, OTHER in page) == (True, True, True)
    assert rows_by_bidang(stage.run) == before
    client.post(PAGE, fields(answer) | {"aksi": "simpan"})
    rows = {row.kode: row for row in rows_by_bidang(stage.run)["APTIKA"]}
    assert (rows[INTERNET].lokasi, rows[INTERNET].pagu, rows[INTERNET].kelompok_sasaran) == ("Kota Gajah", 250_000_000, "Perangkat daerah")
    assert (rows[OTHER].lokasi, rows[OTHER].pagu, rows[OTHER].pagu_maju) == ("Kalirejo", 70_000_000, None)


def test_a_bidang_that_planned_nothing_is_told_so(stage: Stage) -> None:
    page = contact(stage, "persandian").get("/renja/2027/pengumpulan/PERSANDIAN/?isi=tahun-lalu").content.decode()
    assert "Renja 2026 tidak memuat isi untuk sel yang masih kosong." in page


def test_nobody_reads_the_last_year_of_another_bidang(stage: Stage) -> None:
    client: Client = contact(stage, "ikp")
    assert client.get(f"{PAGE}?isi=tahun-lalu").status_code == 404
