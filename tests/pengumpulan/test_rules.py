"""Decisions of steps 2, 3 and 6 that need no database."""

import pytest

from renjana.organisasi.phone import whatsapp_link
from renjana.pengumpulan import rules
from renjana.pengumpulan.columns import KEYS, MANDATORY, chosen, parts
from renjana.pengumpulan.merging import changes, state_of
from tests.pengumpulan.rows import DOMAIN, INTERNET, a_row, an_indikator

pytestmark = pytest.mark.once


def test_mandatory_columns_are_in_every_format() -> None:
    assert tuple(column.key for column in chosen(())) == MANDATORY
    assert [key for key, _ in parts(())] == ["indikator", "target", "pagu", "lokasi"]


def test_an_assignment_goes_down_until_a_nearer_one_says_otherwise() -> None:
    pengampu = {"2.16.03": "APTIKA", "2.16.03.2.02": "IKP", INTERNET: rules.NOT_PLANNED}
    codes = (DOMAIN, "2.16.03.2.02.0043", INTERNET, "2.20.02.2.01.0019")
    assert [rules.assigned(kode, pengampu) for kode in codes] == ["APTIKA", "IKP", rules.NOT_PLANNED, ""]


def test_an_assignment_is_said_at_the_highest_level_that_holds() -> None:
    codes = [DOMAIN, INTERNET, "2.16.03.2.02.0043", "2.20.02.2.01.0019"]
    assert rules.raised(dict.fromkeys(codes[:3], "APTIKA"), codes) == {"2.16.03": "APTIKA"}
    assert rules.raised({DOMAIN: "IKP", INTERNET: "APTIKA", codes[2]: "APTIKA"}, codes) == {"2.16.03.2.01": "IKP", "2.16.03.2.02": "APTIKA"}
    assert rules.raised({INTERNET: "APTIKA"}, codes) == {INTERNET: "APTIKA"}
    for pengampu in ({DOMAIN: "IKP", INTERNET: "APTIKA", codes[2]: "APTIKA"}, {INTERNET: "APTIKA"}):
        lifted = rules.raised(pengampu, codes)
        assert {kode: rules.assigned(kode, lifted) for kode in codes} == {kode: pengampu.get(kode, "") for kode in codes}


def test_the_proposal_prefers_earlier_years_over_names() -> None:
    names = {"2.16.03": "PROGRAM PENGELOLAAN APLIKASI INFORMATIKA", "2.16.02": "PROGRAM PENGELOLAAN INFORMASI DAN KOMUNIKASI PUBLIK"}
    found = rules.propose(
        [DOMAIN, INTERNET, "2.16.02.2.01.0014", "2.16.01.2.02.0001", "2.99.01.2.01.0001", "2.99.02.2.01.0001"],
        last={INTERNET: "IKP", DOMAIN: "BUBAR"},
        bidang={"IKP": "Bidang Informasi dan Komunikasi Publik", "APTIKA": "Bidang Aplikasi Informatika", "SET": "Sekretariat"},
        sekretariat="SET",
        name_of=lambda code: names.get(code, ""),
    )
    assert found == {INTERNET: "IKP", "2.16.02.2.01.0014": "IKP", "2.16.01.2.02.0001": "SET", "2.99.01.2.01.0001": "SET"}


def test_gaps_name_every_empty_cell_and_a_note_may_stay_empty() -> None:
    row = a_row(pagu=0, lokasi="", sumber_dana=(), indikator=(an_indikator(), an_indikator("Dua", target=None)))
    assert [(gap.key, gap.nomor) for gap in rules.gaps([row], KEYS, 2027)] == [("target", 1), ("lokasi", 0), ("sumber_dana", 0)]
    assert rules.gaps([row], KEYS, 2027)[0].message == "Target 2027 belum diisi."
    assert [gap.key for gap in rules.gaps([a_row(indikator=())], ("indikator", "target"), 2027)] == ["indikator", "target"]


def test_completeness_counts_sub_kegiatan_by_part() -> None:
    rows = [a_row(), a_row(DOMAIN, lokasi="", bulan_akhir=None)]
    done = {"indikator": (2, 2), "target": (2, 2), "pagu": (2, 2), "lokasi": (1, 2), "jadwal": (1, 2), "maju": (2, 2)}
    assert rules.completeness(rows, KEYS) == done
    assert [rules.heat(*pair) for pair in ((0, 4), (1, 4), (2, 4), (4, 4), (0, 0))] == [0, 1, 3, 4, 0]


@pytest.mark.parametrize("status", ["disampaikan", "diterima", "diisi", "dikembalikan"])
def test_an_isian_in_the_hands_of_its_bidang_is_open_until_step_6_closes(status: str) -> None:
    assert rules.why_not_edit(status, rules.GATHER, corrector=False) == ""
    assert rules.why_not_edit(status, "rapat.pelaksanaan", corrector=False) == ""
    assert rules.why_not_edit(status, "konsep.penyusunan", corrector=False).startswith("Pengumpulan sudah ditutup")


def test_a_bidang_repairs_during_the_analysis_what_was_given_back_to_it() -> None:
    assert rules.why_not_edit("dikembalikan", rules.ANALYSE, corrector=False) == ""
    assert rules.why_not_edit("diisi", rules.ANALYSE, corrector=False) == ""
    assert rules.why_not_edit("disetujui", rules.ANALYSE, corrector=False).startswith("Pengumpulan sudah ditutup")


@pytest.mark.parametrize("status", ["belum", "dikirim", "disetujui", "dilewati"])
def test_an_isian_elsewhere_says_why_it_cannot_be_changed(status: str) -> None:
    assert rules.why_not_edit(status, rules.GATHER, corrector=True) != ""
    assert (rules.why_not_edit(status, rules.ANALYSE, corrector=True) == "") == (status != "belum")
    assert rules.why_not_edit(status, "konsep.penyusunan", corrector=True) != ""


def test_an_empty_isian_is_sent_only_with_a_reason() -> None:
    assert rules.send_faults([], (), "")[0].startswith("Isian masih kosong.")
    assert rules.send_faults([], (), "Tidak ada kegiatan") == ()


def test_a_phone_number_and_a_message_become_a_link() -> None:
    assert whatsapp_link("0812-6469 0005", "Halo & selamat") == "https://wa.me/6281264690005?text=Halo%20%26%20selamat"
    assert whatsapp_link("", "Halo") == "https://wa.me/?text=Halo"


def test_changes_tell_new_changed_and_removed_cells() -> None:
    found = changes((a_row(),), (a_row(pagu=5), a_row(DOMAIN)), ("pagu",))
    assert [(one.kode, one.key, one.hasil) for one in found] == [(DOMAIN, "kode", "baru"), (DOMAIN, "pagu", "baru"), (INTERNET, "pagu", "berubah")]
    assert {one.hasil for one in changes((a_row(),), (), KEYS)} == {"dihapus"}
    assert changes((a_row(),), (a_row(),), KEYS) == ()


def test_the_state_of_rows_does_not_depend_on_their_order() -> None:
    assert state_of([a_row(), a_row(DOMAIN)]) == state_of([a_row(DOMAIN), a_row()]) != state_of([a_row()])


def test_a_question_asked_twice_is_named_whatever_its_spaces_capitals_and_mark() -> None:
    assert rules.repeated(["Apa kendala?", "", "Apa  KENDALA", ""]) == "Pertanyaan “Apa KENDALA” ditulis dua kali; hapus salah satunya."
    assert rules.repeated(["Apa kendala?", "Apa peluang?"]) == ""
