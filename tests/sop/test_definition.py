"""A definition is read whole or refused with every fault at once, each with its line and place."""

import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from renjana.sop.definition import SHIPPED, DefinitionError, as_json, dump, load, shipped, shipped_text
from renjana.sop.model import MULAI, PROSES, SELESAI, Sop
from tests.sop.sops import a_langkah, a_sop, sops

GOOD = dump(a_sop())


def faults(text: str) -> list[tuple[int | None, str, str]]:
    with pytest.raises(DefinitionError) as caught:
        load(text)
    return [(fault.line, fault.place, fault.message) for fault in caught.value.faults]


def lines_of_faults(text: str) -> list[int | None]:
    """The lines of the faults; none for a sound text."""
    try:
        load(text)
    except DefinitionError as error:
        return [fault.line for fault in error.faults]
    return []


def line_of(needle: str, text: str, nth: int = 1) -> int:
    return [number for number, line in enumerate(text.split("\n"), 1) if line.startswith(needle)][nth - 1]


@pytest.mark.parametrize("kode", SHIPPED)
def test_what_ships_is_sound_and_survives_being_written_again(kode: str) -> None:
    sop = shipped(kode)
    assert sop.kode == kode
    assert load(dump(sop)) == sop


def test_an_unknown_definition_names_those_that_ship() -> None:
    with pytest.raises(LookupError, match="SOP tidak-ada tidak ada; yang tersedia: penyusunan-renja, rapat-internal, pengumpulan-data"):
        shipped_text("tidak-ada")


@given(sops())
def test_any_sound_sop_survives_being_written_and_read(sop: Sop) -> None:
    assert load(dump(sop)) == sop


@given(sops())
def test_json_holds_every_value(sop: Sop) -> None:
    data = json.loads(json.dumps(as_json(sop)))
    assert data == as_json(sop)
    assert [step["kembali"] for step in data["langkah"]] == [list(step.kembali) for step in sop.langkah]
    assert data["identitas"]["nomor"] == sop.identitas.nomor


def test_windows_line_ends_and_a_byte_order_mark_are_read() -> None:
    assert load("\ufeff" + GOOD.replace("\n", "\r\n")) == a_sop()


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ('nama = "Contoh"\n', "", "nama", "belum diisi; tulis sebagai teks dalam tanda kutip."),
        ('nama = "Contoh"', 'nama = " "', "nama", "kosong; isi dengan teks."),
        ('nama = "Contoh"', "nama = 7", "nama", "harus teks dalam tanda kutip."),
        ('nama = "Contoh"', 'nama = "Con\\u0007toh"', "nama", "memuat karakter kendali yang tidak dapat dicetak; hapus karakter itu."),
        ('nama = "Contoh"', f'nama = "{"a" * 201}"', "nama", "paling banyak 200 karakter."),
        ('kode = "contoh"', 'kode = "Con toh"', "kode", 'harus huruf kecil, angka, dan tanda hubung, paling banyak 60, misalnya "penyusunan-renja".'),
        ('versi = "1"', 'versi = "1"\nwarna = "biru"', "warna", "tidak dikenal; periksa ejaannya atau hapus."),
        ("keterkaitan = [\n]", "", "keterkaitan", 'belum ada; tulis daftar teks, misalnya ["Renstra"].'),
        ("keterkaitan = [\n]", 'keterkaitan = "SOP"', "keterkaitan", 'harus daftar teks dalam kurung siku, misalnya ["Renstra"].'),
        ("keterkaitan = [\n]", "keterkaitan = [1]", "keterkaitan[1]", "harus teks dalam tanda kutip yang tidak kosong."),
        (
            'tanggal_revisi = ""',
            'tanggal_revisi = "4 Januari"',
            "identitas.tanggal_revisi",
            'bukan tanggal; tulis seperti "2027-01-04" atau kosongkan.',
        ),
        ('tanggal_revisi = ""', "tanggal_revisi = 2027-01-04", "identitas.tanggal_revisi", "harus teks dalam tanda kutip."),
        (
            'tanggal_revisi = ""',
            'tanggal_revisi = "2027-02-30"',
            "identitas.tanggal_revisi",
            'bukan tanggal; tulis seperti "2027-01-04" atau kosongkan.',
        ),
        ("nomor = 2", "nomor = 3", "langkah[2].nomor", "bernomor 3, padahal urutannya 2; nomor harus 1, 2, 3 tanpa loncat atau ganda."),
        ("nomor = 2", "nomor = 0", "langkah[2].nomor", "bernomor 0, padahal urutannya 2; nomor harus 1, 2, 3 tanpa loncat atau ganda."),
        ("nomor = 2", 'nomor = "2"', "langkah[2].nomor", "harus bilangan bulat tanpa tanda kutip."),
        ("nomor = 2\n", "", "langkah[2].nomor", "belum diisi; tulis bilangan bulat."),
        ("nomor = 2", "nomor = 2\ndisimpulkan = 1", "langkah[2].disimpulkan", "harus true atau false."),
        ("nomor = 2", "nomor = 2\nwaktuu = 1", "langkah[2].waktuu", "tidak dikenal; periksa ejaannya atau hapus."),
        (
            "nomor = 2",
            'nomor = 2\nbentuk = "awan"',
            "langkah[2].bentuk",
            'bentuk "awan" tidak dikenal; pilih mulai, proses, keputusan, atau selesai.',
        ),
        ("nomor = 2", 'nomor = 2\nkerja = "rapat"', "langkah[2].kerja", 'harus berbentuk "area.pekerjaan", misalnya "rapat.undangan".'),
        ("nomor = 2", 'nomor = 2\nsop_terkait = "SOP Rapat"', "langkah[2].sop_terkait", 'harus kode SOP, misalnya "rapat-internal".'),
        ("nomor = 2", 'nomor = 2\ncatatan = ["x"]', "langkah[2].catatan[1]", 'catatan "x" tidak ada pada [[catatan]].'),
        ("nomor = 2", "nomor = 2\nkembali = [1]", "langkah[2].bentuk", "langkah yang punya jalan kembali harus berbentuk keputusan."),
        ("nomor = 2", 'nomor = 2\nbentuk = "mulai"', "langkah[2].bentuk", "hanya langkah pertama yang boleh berbentuk mulai."),
        (
            "nomor = 2",
            "nomor = 2\nkembali_disimpulkan = true",
            "langkah[2].kembali_disimpulkan",
            "tidak berlaku karena langkah ini tidak punya jalan kembali.",
        ),
        (
            "nomor = 2",
            'nomor = 2\nbentuk = "selesai"',
            "langkah[2].bentuk",
            "langkah selesai harus yang terakhir; langkah 3 dan seterusnya tidak akan tercapai.",
        ),
        ('bentuk = "selesai"\n', "", "langkah[4].bentuk", "langkah terakhir harus berbentuk selesai."),
        ('bentuk = "mulai"\n', "", "langkah[1].bentuk", "langkah pertama harus berbentuk mulai."),
        ("kembali = [2]\n", "", "langkah[3].kembali", "keputusan harus punya dua jalan; tulis langkah tujuan bila tidak disetujui, misalnya [8]."),
        ("kembali = [2]", "kembali = [3]", "langkah[3].kembali[1]", "jalan kembali ke langkah 3 harus menunjuk langkah sebelumnya yang ada."),
        ("kembali = [2]", "kembali = [0]", "langkah[3].kembali[1]", "jalan kembali ke langkah 0 harus menunjuk langkah sebelumnya yang ada."),
        ("kembali = [2]", "kembali = [2, 2]", "langkah[3].kembali[2]", "langkah 2 disebut dua kali."),
        ("kembali = [2]", "kembali = 2", "langkah[3].kembali", "harus daftar nomor langkah, misalnya [8]."),
        ("kembali = [2]", "kembali = [2, true]", "langkah[3].kembali[2]", "harus bilangan bulat tanpa tanda kutip."),
    ],
)
def test_one_fault_is_named_with_its_place(old: str, new: str, place: str, message: str) -> None:
    assert [(where, what) for _, where, what in faults(GOOD.replace(old, new, 1))] == [(place, message)]


def test_a_misspelt_section_is_unknown_and_the_right_one_is_missing() -> None:
    text = GOOD.replace("[identitas]", "[identitaz]")
    assert [(line, place) for line, place, _ in faults(text)] == [(None, "identitas"), (line_of("[identitaz]", text), "identitaz")]


def test_an_id_belongs_to_one_actor_and_is_written_plainly() -> None:
    text = GOOD + '\n[[pelaksana]]\nid = "staf"\nnama = "Staf lain"\n\n[[pelaksana]]\nid = "Kepala Badan"\nnama = "Kaban"\n'
    assert [(place, message) for _, place, message in faults(text)] == [
        ("pelaksana[3].id", '"staf" dipakai lebih dari sekali.'),
        ("pelaksana[4].id", "harus huruf kecil, angka, tanda hubung, atau garis bawah."),
    ]


def test_actors_and_times_are_checked_in_every_step() -> None:
    text = GOOD.replace('["staf"]', '["stav"]').replace('"1 Jam"', '"sebentar"', 1).replace('["kepala"]', '["kepala", "kepala"]', 1)
    assert [(line, place) for line, place, _ in faults(text)] == [
        (line_of("pelaksana =", text, 1), "langkah[1].pelaksana[2]"),
        (line_of("waktu =", text, 1), "langkah[1].waktu"),
        (line_of("pelaksana =", text, 2), "langkah[2].pelaksana[1]"),
        (line_of("pelaksana =", text, 4), "langkah[4].pelaksana[1]"),
    ]


def test_a_step_without_actors_and_a_time_of_years_are_refused() -> None:
    text = GOOD.replace('["staf"]', "[]", 1).replace('"1 Jam"', '"367 Hari"', 1)
    assert [(place, message) for _, place, message in faults(text)] == [
        ("langkah[1].waktu", "terlalu lama; paling banyak 366 hari kerja."),
        ("langkah[2].pelaksana", 'belum ada pelaksananya; tulis id-nya, misalnya ["staf"].'),
    ]


def test_all_faults_of_a_text_are_told_at_once_in_the_order_of_its_lines() -> None:
    text = GOOD.replace('versi = "1"', "versi = 1").replace("nomor = 1", "nomor = 1 satu").replace("kembali = [2]", "kembali = [9]")
    text = text.replace('["staf"]', '["magang"]', 1).replace('bentuk = "selesai"', 'bentuk = "tamat"') + "\n[lain]\n"
    assert [(line, place) for line, place, _ in faults(text)] == [
        (line_of("versi", text), "versi"),
        (line_of("nomor", text, 1 + 1), "langkah[1].nomor"),
        (line_of("pelaksana =", text, 2), "langkah[2].pelaksana[1]"),
        (line_of("kembali", text), "langkah[3].kembali[1]"),
        (line_of("bentuk", text, 3), "langkah[4].bentuk"),
        (line_of("[lain]", text), "lain"),
    ]


def test_slips_of_writing_are_all_named_and_do_not_hide_the_rest() -> None:
    text = GOOD.replace('nama = "Contoh"', 'nama = "Contoh').replace("nomor = 2", "nomor = dua").replace("nomor = 4", "nomor = 4\nnomor = 4")
    text = text.replace("kembali = [2]", "kembali = [3]")
    assert faults(text) == [
        (line_of("nama", text), "nama", "penulisan TOML tidak sah pada kolom 15; periksa tanda kutip, kurung, dan tanda sama dengan."),
        (
            line_of("nomor = dua", text),
            "langkah[2].nomor",
            "penulisan TOML tidak sah pada kolom 9; periksa tanda kutip, kurung, dan tanda sama dengan.",
        ),
        (line_of("kembali", text), "langkah[3].kembali[1]", "jalan kembali ke langkah 3 harus menunjuk langkah sebelumnya yang ada."),
        (line_of("nomor = 4", text, 2), "langkah[4].nomor", "ditulis dua kali; hapus salah satunya."),
    ]


@pytest.mark.parametrize(
    "text", ["[[langkah]\nnomor = 1\n", "bukan TOML sama sekali", "a = [1,\n", 'a = """\nb', "\x00", "a = " + "[" * 5000, f"a = {'9' * 5000}"]
)
def test_what_is_no_toml_at_all_is_refused_with_a_sentence(text: str) -> None:
    assert faults(text)


def test_an_empty_text_is_told_everything_that_is_missing() -> None:
    assert [place for _, place, _ in faults("")] == [
        *("kode", "versi", "nama", "pemda", "perangkat_daerah"),
        *("dasar_hukum", "kualifikasi", "keterkaitan", "peralatan", "peringatan", "pencatatan"),
        *("identitas", "langkah", "pelaksana"),
    ]


def test_sections_of_another_kind_are_refused() -> None:
    text = GOOD.partition("[[pelaksana]]")[0].replace("[identitas]", 'pelaksana = "staf"\nlangkah = [1]\ncatatan = {}\n[identitas]')
    assert [(place, message) for _, place, message in faults(text)] == [
        ("pelaksana", "harus bagian-bagian [[pelaksana]]."),
        ("langkah", "harus bagian-bagian [[langkah]]."),
        ("catatan", "harus bagian-bagian [[catatan]]."),
    ]


def test_a_text_that_is_too_large_is_refused_unread() -> None:
    assert faults("#" * 1_000_001) == [(None, "berkas", "terlalu besar untuk sebuah SOP (lebih dari 1 juta karakter).")]


def test_one_step_is_no_procedure() -> None:
    assert faults(dump(a_sop(a_langkah(1, bentuk=MULAI)))) == [
        (line_of("[[langkah]]", dump(a_sop(a_langkah(1)))), "langkah", "hanya satu; SOP memerlukan langkah mulai dan langkah selesai.")
    ]


def test_a_decision_cannot_be_last() -> None:
    text = dump(a_sop(a_langkah(1, bentuk=MULAI), a_langkah(2, bentuk=PROSES), a_langkah(3, bentuk="keputusan", kembali=(2,))))
    assert [place for _, place, _ in faults(text)] == ["langkah[3].bentuk"]
    assert load(dump(a_sop(a_langkah(1, bentuk=MULAI), a_langkah(2, bentuk=SELESAI)))).langkah[1].bentuk == SELESAI


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.integers(0, len(GOOD)), st.integers(0, 30), st.text(max_size=8))
@example(0, 0, "\ufeff")
def test_a_damaged_text_is_read_or_refused_with_faults_inside_it(place: int, length: int, inserted: str) -> None:
    text = GOOD[:place] + inserted + GOOD[place + length :]
    assert all(line is None or 1 <= line <= text.count("\n") + 1 for line in lines_of_faults(text))
