"""Rows and lists of the plan in the database."""

from datetime import timedelta
from decimal import Decimal

import pytest

from renjana.renja.actions import import_realisasi, import_rkpd, import_usulan, store_rows
from renjana.renja.models import Indikator, RealisasiLalu, RencanaSubKegiatan, SumberDanaRencana, Tahap
from renjana.renja.queries import plan_values
from renjana.renstra.actions import install_nomenklatur
from renjana.renstra.faults import ImportFault
from tests.people import MONDAY, Dinas, a_renja
from tests.renja.plans import DAU, a_rencana


@pytest.fixture
def tahap(dinas: Dinas) -> Tahap:
    install_nomenklatur(MONDAY)
    return Tahap.objects.create(renja=a_renja(dinas))


def test_what_is_stored_comes_back_as_the_same_values(dinas: Dinas, tahap: Tahap) -> None:
    rows = (a_rencana(), a_rencana("2.16.03.2.02.0043", 150_000_000, catatan="Baru", sumber_dana=(DAU,)))
    assert store_rows(tahap, dinas.bidang["APTIKA"], rows, by=dinas.aptika, now=MONDAY) == 2
    plan = plan_values(tahap)
    for stored, given in zip(plan.rows, rows, strict=True):
        assert (stored.kode, stored.nama, stored.bidang, stored.pagu, stored.pagu_maju) == (
            given.kode,
            given.nama,
            "APTIKA",
            given.pagu,
            given.pagu_maju,
        )
        assert [(one.uraian, one.satuan, one.target) for one in stored.indikator] == [(one.uraian, one.satuan, one.target) for one in given.indikator]
        assert stored.sumber_dana == given.sumber_dana
    assert plan.per_program == {"2.16.03": 400_000_000}
    assert plan.per_bidang == {"SEKRETARIAT": 0, "IKP": 0, "APTIKA": 400_000_000, "STATISTIK": 0, "PERSANDIAN": 0}
    assert plan.name_of("2.16") == "URUSAN PEMERINTAHAN BIDANG KOMUNIKASI DAN INFORMATIKA"


def test_rows_that_stay_keep_their_key_and_those_that_left_are_gone(dinas: Dinas, tahap: Tahap) -> None:
    bidang = dinas.bidang["APTIKA"]
    store_rows(tahap, bidang, (a_rencana(), a_rencana("2.16.03.2.02.0043")), by=dinas.aptika, now=MONDAY)
    before = RencanaSubKegiatan.objects.get(kode="2.16.03.2.02.0040")
    store_rows(tahap, bidang, (a_rencana(pagu=5),), by=dinas.aptika, now=MONDAY + timedelta(hours=1))
    (after,) = RencanaSubKegiatan.objects.all()
    assert (after.pk, after.versi, after.pagu) == (before.pk, 2, 5)
    assert (Indikator.objects.count(), SumberDanaRencana.objects.count()) == (1, 1)


def test_the_rows_of_another_bidang_are_left_alone(dinas: Dinas, tahap: Tahap) -> None:
    store_rows(tahap, dinas.bidang["IKP"], (a_rencana("2.16.02.2.01.0014"),), by=dinas.ikp, now=MONDAY)
    store_rows(tahap, dinas.bidang["APTIKA"], (), by=dinas.aptika, now=MONDAY)
    assert [row.bidang for row in plan_values(tahap).rows] == ["IKP"]


def test_lists_replace_what_was_there_or_store_nothing(tahap: Tahap) -> None:
    head = "kode,indikator,satuan,target_renstra,realisasi_sd_n3,target_n2,realisasi_n2,target_n1\n"
    assert import_realisasi(tahap, head + "x.xx.01.2.01.0001,Jumlah,Dokumen,10,1,2,2,3\n") == 1
    with pytest.raises(ImportFault) as caught:
        import_realisasi(tahap, head + "abc,Jumlah,Dokumen,banyak,1,2,2,3\n")
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [(2, "kode"), (2, "target_renstra")]
    row = RealisasiLalu.objects.get()
    assert (row.kode, row.target_renstra) == ("2.16.01.2.01.0001", Decimal(10))
    assert import_rkpd(tahap, "kode,lokasi,indikator,target,pagu\n2.16.03,Kab,Jumlah,3,1.000\n") == 1
    assert import_usulan(tahap, "pengusul,sumber,kode,uraian,lokasi,indikator,volume,status,alasan\nCamat,Surat,,Internet,,,,,\n") == 1
    plan = plan_values(tahap)
    assert (plan.rkpd[0].pagu, plan.usulan[0].status, plan.realisasi[0].tipe) == (1000, "dipertimbangkan", "akumulatif")
