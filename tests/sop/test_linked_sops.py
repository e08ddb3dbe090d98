"""The two SOPs that the source only names: proposals that fit into the steps they serve."""

import pytest

from renjana.sop.definition import shipped
from renjana.sop.model import Sop
from renjana.sop.waktu import parse, standard_minutes

RENJA = shipped()


def minutes(sop: Sop, *numbers: int) -> int:
    return sum(standard_minutes(parse(langkah.waktu)) for langkah in sop.langkah if langkah.nomor in numbers)


@pytest.mark.parametrize("kode", ["rapat-internal", "pengumpulan-data"])
def test_a_proposal_says_that_it_is_one(kode: str) -> None:
    sop = shipped(kode)
    assert sop.status == "disusun sebagai usulan, belum disahkan"
    assert all(langkah.disimpulkan for langkah in sop.langkah)
    assert sop.catatan[0].id == "usulan"
    assert (sop.identitas.nomor, sop.identitas.tanggal_pengesahan) == ("", "")
    assert sop.keterkaitan == (f"SOP {RENJA.nama}",)


def test_the_meeting_fits_into_step_5() -> None:
    sop = shipped("rapat-internal")
    assert [langkah.uraian for langkah in sop.langkah] == [
        "Menyiapkan agenda dan bahan rapat",
        "Mencatat kehadiran peserta",
        "Memimpin pembahasan dan menetapkan keputusan rapat",
        "Menulis notulen",
        "Mengesahkan dan membagikan notulen",
    ]
    assert minutes(sop, 1, 2, 3, 4, 5) == minutes(RENJA, 5)


def test_the_collection_fits_into_steps_3_and_6_and_sends_an_incomplete_isian_back() -> None:
    sop = shipped("pengumpulan-data")
    assert minutes(sop, 1) == minutes(RENJA, 3)
    assert minutes(sop, 3, 4, 5, 6) == minutes(RENJA, 6)
    assert [(langkah.nomor, langkah.kembali) for langkah in sop.langkah if langkah.kembali] == [(5, (2,))]
    assert sop.langkah[1].pelaksana == ("bidang",)
