"""The Renstra in the database and on its pages."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from renjana.renstra.actions import import_renstra, install_nomenklatur
from renjana.renstra.faults import ImportFault
from renjana.renstra.models import IndikatorRenstra, ItemRenstra, Renstra
from renjana.renstra.queries import renstra_for
from renjana.renstra.tree import renstra_lines
from tests.people import Dinas
from tests.renstra.test_read_renstra import HEAD, KEGIATAN, PROGRAM, SUB, SUB2
from tests.renstra.workbooks import an_xlsx

NOW = datetime(2027, 1, 4, 1, tzinfo=UTC)
SHEET = an_xlsx([HEAD, PROGRAM, KEGIATAN, SUB, SUB2, (None, None, "Tanpa kode", None, None, None, None, 5)])


def test_a_sheet_becomes_a_tree_with_sums(dinas: Dinas) -> None:
    renstra = import_renstra(dinas.pd, SHEET, tahun_awal=2025, now=NOW)
    assert (renstra.tahun_awal, renstra.tahun_akhir) == (2025, 2029)
    sub = ItemRenstra.objects.get(renstra=renstra, kode="2.16.01.2.01.0001")
    assert (sub.induk.kode if sub.induk else "", sub.pagu) == ("2.16.01.2.01", {"2025": 10, "2026": 11})
    assert sub.indikator.get().target == {"2025": "12", "2026": "12"}
    lines, total = renstra_lines(renstra)
    assert [(line.kode, line.pagu[0]) for line in lines] == [
        ("2", 35),
        ("2.16", 35),
        ("2.16.01", 35),
        ("2.16.01.2.01", 35),
        ("2.16.01.2.01.0001", 10),
        ("2.16.01.2.01.0002", 20),
        ("", 5),
    ]
    assert total[2025] == 35
    assert renstra_for(dinas.pd, 2027) == renstra
    assert renstra_for(dinas.pd, 2031) is None


def test_importing_again_replaces_the_content_and_keeps_the_renstra(dinas: Dinas) -> None:
    first = import_renstra(dinas.pd, SHEET, tahun_awal=2025, now=NOW)
    second = import_renstra(dinas.pd, an_xlsx([HEAD, PROGRAM, KEGIATAN, SUB]), tahun_awal=2025, now=NOW)
    assert first == second
    assert ItemRenstra.objects.filter(renstra=first).count() == 5
    assert IndikatorRenstra.objects.count() == 1


def test_a_fault_stores_nothing(dinas: Dinas) -> None:
    with pytest.raises(ImportFault, match="Sel H4"):
        import_renstra(dinas.pd, an_xlsx([HEAD, PROGRAM, KEGIATAN, (*SUB[:7], "seratus")]), tahun_awal=2025, now=NOW)
    with pytest.raises(ImportFault, match="PDF"):
        import_renstra(dinas.pd, b"%PDF-1.7", tahun_awal=2025, now=NOW)
    assert Renstra.objects.count() == 0


def test_parents_that_the_sheet_leaves_out_get_the_names_of_the_nomenclature(dinas: Dinas) -> None:
    install_nomenklatur(NOW)
    renstra = import_renstra(dinas.pd, an_xlsx([HEAD, SUB]), tahun_awal=2025, now=NOW)
    names = dict(ItemRenstra.objects.filter(renstra=renstra).values_list("kode", "nama"))
    assert names["2.16.01"] == "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA"
    assert names["2.16"] == "URUSAN PEMERINTAHAN BIDANG KOMUNIKASI DAN INFORMATIKA"


def test_the_nomenclature_is_searched_on_its_page(dinas: Dinas, client: Client) -> None:
    install_nomenklatur(NOW)
    client.force_login(dinas.aptika)
    page = client.get("/nomenklatur/", {"q": "216032020040"}).content.decode()
    assert "Penyediaan Akses Internet" in page
    assert "1 ditemukan" in page
    assert "Tidak ada yang cocok" in client.get("/nomenklatur/", {"q": "zzz"}).content.decode()
    assert client.get("/nomenklatur/", {"q": "a", "halaman": "x", "tingkat": "y", "versi": "z", "semua": "1"}).status_code == 200
