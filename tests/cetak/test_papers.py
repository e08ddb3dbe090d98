"""Every paper is archival, accessible, sound, the same for the same data, and says all it was told."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renjana.cetak.pdf import PaperError, as_json, compile_paper
from tests.cetak import samples_kepatuhan, samples_plan
from tests.cetak.judge import faults, letters, page_count, text_of
from tests.cetak.samples import KADIS, PAPERS, SEKRETARIS, STAMP, agenda, daftar_hadir, disposisi, notulen, signed, surat_pengantar, surat_undangan

assert samples_kepatuhan
assert samples_plan
FORMS = sorted(set(PAPERS) - {"renja"})
UNPRINTED = {"judul", "qr", "kertas", "jenis", "zona", "status", "rata", "lebar", "pilihan", "tanggal", "tenggat", "waktu", "svg", "alt", "hasil"}


def words_in(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from words_in(one, name)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from words_in(one, key)
    elif isinstance(value, str) and letters(value) and key not in UNPRINTED:
        yield value


@pytest.mark.parametrize("name", FORMS)
def test_every_paper_is_archival_accessible_and_sound(name: str) -> None:
    assert faults(compile_paper(name, PAPERS[name](), timestamp=STAMP)) == []


@pytest.mark.parametrize("name", FORMS)
def test_the_same_data_give_the_same_bytes(name: str) -> None:
    first = compile_paper(name, PAPERS[name](), timestamp=STAMP)
    assert compile_paper(name, PAPERS[name](), timestamp=STAMP) == first


@pytest.mark.parametrize("name", FORMS)
def test_a_paper_says_everything_it_was_told(name: str) -> None:
    printed = letters(text_of(compile_paper(name, PAPERS[name](), timestamp=STAMP)))
    missing = [words for words in words_in(PAPERS[name]()) if letters(words) not in printed]
    without_letterhead = ("pemda", "alamat", "kontak") if name == "agenda" else ()
    assert missing == [PAPERS[name]()["instansi"][key] for key in without_letterhead]


def test_dates_are_read_aloud_in_indonesian() -> None:
    text = text_of(compile_paper("disposisi", disposisi(), timestamp=STAMP), "-layout")
    assert "Tenggat: Senin, 4 Januari 2027, pukul 08.10 WIB" in " ".join(text.replace("\u00a0", " ").split())


def test_who_acts_for_the_post_signs_with_plh_and_the_post() -> None:
    text = " ".join(text_of(compile_paper("surat-pengantar", surat_pengantar(), timestamp=STAMP)).split())
    assert "Plh. KEPALA DINAS KOMUNIKASI, INFORMATIKA DAN STATISTIK, Dra. Ratna Contoh Wulandari, M.Si." in text


def test_on_behalf_of_prints_both_posts() -> None:
    letter = {**surat_undangan(), "ttd": signed(SEKRETARIS, status="a.n.", jabatan_pemberi=KADIS["jabatan"])}
    text = " ".join(text_of(compile_paper("surat-undangan", letter, timestamp=STAMP)).split())
    assert "a.n. KEPALA DINAS KOMUNIKASI, INFORMATIKA DAN STATISTIK SEKRETARIS," in text


def test_a_vacant_post_leaves_a_line_to_write_on() -> None:
    paper = {**disposisi(), "ttd": {"jabatan": "Kepala Dinas", "nama": "", "nip": ""}}
    assert "NIP." in text_of(compile_paper("disposisi", paper, timestamp=STAMP))


def test_an_electronic_signature_prints_its_code_and_never_the_sentence_of_a_certified_one() -> None:
    text = " ".join(text_of(compile_paper("notulen", notulen(), timestamp=STAMP)).split())
    assert "Kode: M4T8ZC" in text
    assert "Ditandatangani secara elektronik dengan sertifikat lokal instansi (bukan TTE tersertifikasi BSrE)" in text
    assert "Balai Sertifikasi" not in text


def test_up_to_three_addressees_stand_in_the_letter_itself() -> None:
    letter = {**surat_undangan(), "yth": ["Sekretaris", "Perencana"]}
    pdf = compile_paper("surat-undangan", letter, timestamp=STAMP)
    assert page_count(pdf) == 1
    assert "Daftar terlampir" not in text_of(pdf)


@pytest.mark.parametrize("empty", range(16))
def test_the_signature_of_the_attendance_list_is_never_alone_on_a_page(empty: int) -> None:
    pdf = compile_paper("daftar-hadir", {**daftar_hadir(), "kosong": empty}, timestamp=STAMP)
    last = text_of(pdf, "-f", str(page_count(pdf)), "-layout")
    assert "Jumlah hadir" in last
    assert "PERENCANA AHLI MUDA" in last
    assert f"{12 + empty}." in last
    assert "Tanda Tangan" in last


@pytest.mark.parametrize("count", [1, 2, 3, 19, 21, 22, 23, 24, 25, 60])
def test_the_register_repeats_its_head_and_closes_with_rows(count: int) -> None:
    pdf = compile_paper("agenda", agenda(count), timestamp=STAMP)
    assert faults(pdf) == []
    for number in range(1, page_count(pdf) + 1):
        assert "Nomor dan Tanggal" in text_of(pdf, "-f", str(number), "-l", str(number), "-layout")
    last = text_of(pdf, "-f", str(page_count(pdf)), "-layout")
    assert f"{count:04}" in last
    assert f"Jumlah surat masuk: {count}." in last


def test_people_who_did_not_come_are_not_counted() -> None:
    assert "Jumlah hadir: 11 dari 12 orang yang diundang." in text_of(compile_paper("daftar-hadir", daftar_hadir(), timestamp=STAMP))


def test_a_long_note_grows_the_disposisi_and_overlaps_nothing() -> None:
    pdf = compile_paper("disposisi", {**disposisi(), "catatan": "Segera susun Renja sesuai SOP. " * 60}, timestamp=STAMP)
    assert letters(text_of(pdf)).count("sesuai") == 60
    assert page_count(pdf) == 2


def test_meetings_without_decisions_or_actions_say_so() -> None:
    text = text_of(compile_paper("notulen", {**notulen(), "keputusan": [], "tindak": []}, timestamp=STAMP))
    assert "Tidak ada keputusan." in text
    assert "Tidak ada tindak lanjut." in text


def test_text_that_looks_like_source_is_only_text() -> None:
    tricky = '#panic("x") $1^2$ *tebal* _miring_ @rujuk <label> \\ `kode` // komentar'
    text = text_of(compile_paper("disposisi", {**disposisi(), "catatan": tricky}, timestamp=STAMP), "-layout")
    assert " ".join(tricky.split()) in " ".join(text.split())


def test_what_people_paste_from_word_prints() -> None:
    pdf = compile_paper("disposisi", {**disposisi(), "catatan": "\uf0b7 satu\x07\r\n\uf0fc dua \U0001f600"}, timestamp=STAMP)
    assert faults(pdf) == []
    assert "• satu" in text_of(pdf)
    assert "√ dua □" in text_of(pdf)


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all_prints(words: str) -> None:
    assert faults(compile_paper("disposisi", {**disposisi(), "catatan": words, "hal": words[:40]}, timestamp=STAMP)) == []


def test_an_agency_prints_its_own_emblem_and_time_zone() -> None:
    emblem = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 12"><rect width="10" height="12" fill="#060"/></svg>'
    paper = {**disposisi(), "instansi": {**disposisi()["instansi"], "lambang": emblem, "zona": "WITA"}}
    pdf = compile_paper("disposisi", paper, timestamp=STAMP)
    assert faults(pdf) == []
    assert "08.10 WITA" in text_of(pdf)


def test_a_fault_of_the_data_is_told_as_a_paper_error() -> None:
    with pytest.raises(PaperError, match="disposisi"):
        compile_paper("disposisi", {"instansi": {}}, timestamp=STAMP)


def test_values_that_are_no_data_are_refused() -> None:
    with pytest.raises(TypeError, match="object tidak dapat dicetak"):
        as_json({"isi": object()})


def test_papers_compile_side_by_side() -> None:
    expected = compile_paper("notulen", notulen(), timestamp=STAMP)
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(compile_paper("notulen", notulen(), timestamp=STAMP))) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert found == [expected] * 4
