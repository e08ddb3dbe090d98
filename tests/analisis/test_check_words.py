"""What checks read in words: names of the Renstra (K03), sums that a text states (P02, P04), goals (R03), texts still to come (D02)."""

from dataclasses import replace

import pytest

from renjana.analisis.checks import BY_CODE
from renjana.analisis.checks.prose import amounts, is_to_come
from renjana.analisis.findings import CheckValues
from renjana.organisasi.numerals import rupiah
from tests.analisis.clean import a_clean
from tests.analisis.planters import with_renstra
from tests.analisis.planters_naskah import with_text

pytestmark = pytest.mark.once
PROGRAM = "2.20.02"


def base() -> CheckValues:
    return a_clean(60).gate


def told(kode: str, values: CheckValues) -> list[tuple[str, str]]:
    return [(note.objek, note.pesan) for note in BY_CODE[kode].find(values)]


def added(nomor: str, line: str) -> CheckValues:
    return with_text(base(), nomor, lambda text: f"{text}\n{line}")


def test_a_name_of_the_renstra_that_is_not_the_nomenclatures_is_told_with_both() -> None:
    [(objek, pesan)] = told("K03", with_renstra(base(), PROGRAM, lambda item: replace(item, nama="PROGRAM LAMA")))
    assert objek == PROGRAM
    assert pesan.startswith(f"{PROGRAM}: pada Renstra bernama “PROGRAM LAMA”, pada nomenklatur “Nama {PROGRAM}”.")


@pytest.mark.parametrize("nama", [f"nama  {PROGRAM}", f"{PROGRAM} Nama {PROGRAM}", ""])
def test_case_blanks_and_the_code_itself_make_no_other_name(nama: str) -> None:
    assert told("K03", with_renstra(base(), PROGRAM, lambda item: replace(item, nama=nama))) == []


def test_a_sum_of_a_program_that_the_text_states_is_held_against_its_rows() -> None:
    right = base().plan.per_program[PROGRAM]
    for words in (f"Program {PROGRAM} memerlukan {rupiah(right + 7_327_480)}.", f"Program Nama {PROGRAM} didukung dana Rp {right + 7_327_480}."):
        [(objek, pesan)] = told("P02", added("4.1", words))
        assert objek == PROGRAM
        assert f"jumlah sub kegiatannya {rupiah(right)} (selisih Rp7.327.480). Samakan." in pesan
    assert told("P04", added("4.1", f"Jumlah dana program {PROGRAM} adalah {rupiah(right + 1)}.")) == []


@pytest.mark.parametrize(
    "words",
    [
        "Program {0} memerlukan {1}.",
        "Program {0} sekitar Rp1,4 miliar.",
        "Program {0} dan 2.16.01 memerlukan Rp5.",
        "Sisa pagu program {0} Rp5.",
        "Rp5.",
    ],
)
def test_what_is_right_rounded_of_several_or_another_kind_of_money_is_not_told(words: str) -> None:
    assert told("P02", added("3.3", words.format(PROGRAM, rupiah(base().plan.per_program[PROGRAM])))) == []
    assert told("P04", added("3.3", words.format(PROGRAM, rupiah(base().plan.per_program[PROGRAM])))) == []


def test_a_rounded_whole_is_held_against_nothing() -> None:
    assert told("P04", added("3.3", "Total pagu sekitar Rp1,4 miliar, seluruhnya Rp12 juta.")) == []
    assert [amount for _, amount in amounts("Rp7.327.480, Rp. 5.000,00 dan Rp12 juta")] == [7_327_480, 5_000]


def test_a_goal_that_the_renstra_does_not_have_is_told_and_one_that_it_has_is_not() -> None:
    assert told("R03", added("3.2", "Tujuan: Terwujudnya layanan yang terbuka.\n1. Sasaran Renja 1: meningkatnya mutu layanan")) == []
    [(objek, pesan)] = told("R03", added("3.2", "Sasaran strategis: Menjadi juara"))
    assert (objek, "“Menjadi juara”, yang tidak ada pada Renstra (Meningkatnya mutu layanan)" in pesan) == ("Sasaran: Menjadi juara", True)
    other = with_text(base(), "3.2", lambda text: text.replace("Meningkatnya mutu layanan", "") + "\nSasaran: Mutu layanan naik")
    [(objek, pesan)] = told("R03", other)
    assert (objek, "yang tertulis “Mutu layanan naik”" in pesan) == ("Sasaran: Meningkatnya mutu layanan", True)


@pytest.mark.parametrize("text", ["", " \n", "...", "(akan diisi kemudian)", "Menyusul.", "-\n…", "Lorem ipsum dolor sit amet"])
def test_a_text_still_to_come_is_an_empty_subbab(text: str) -> None:
    assert is_to_come(text)
    assert [objek for objek, _ in told("D02", with_text(base(), "1.1", lambda _: text))] == ["Subbab 1.1"]


def test_a_text_that_speaks_of_filling_is_a_text() -> None:
    assert told("D02", with_text(base(), "1.1", lambda _: "Format diisi setiap bidang sampai tenggat.")) == []
