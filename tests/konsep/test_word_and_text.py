"""What a text can hold (footnotes, figures, nested lists, signs) goes to Word and comes back with nothing lost."""

import io
import zipfile

from renjana.cetak.docx import plan_docx
from renjana.konsep.docx.changes import compare_files
from renjana.konsep.docx.child import read_content
from renjana.konsep.docx.merge import Proposal, merged
from renjana.konsep.docx.tracked import Asked, with_changes, with_corrections
from renjana.konsep.prose import blocks, names_in, with_values
from renjana.konsep.snapshot import prose
from renjana.konsep.suggestions import DELETE, INSERT, REPLACE, applied
from tests.cetak.samples_plan import renja, subbab
from tests.konsep.word import Word

TANDA = "ab12cd34ef56"
FIGURES = {"total_pagu": "Rp1.000"}
TEXT = (
    "Dana {total_pagu} cukup. Dasarnya **Perda**^[Nomor 3 {Tahun} 2024] itu.\n\n"
    "- Butir satu dengan kata.\n  - Anak satu di bawahnya.\n  - Anak dua.\n- Butir dua."
)


def plan(text: str) -> dict:
    content = with_values(blocks(text), FIGURES)
    return dict(renja(1, bab=[{"no": "I", "judul": "UJI", "subbab": [subbab("1.1", "Judul", *content)]}]))


def returned(change) -> list[Proposal]:
    given_out = plan_docx(plan(TEXT), tanda=TANDA)
    word = Word(given_out)
    change(word)
    changes = compare_files(read_content(given_out), read_content(word.save()), TANDA)
    assert changes.ditolak == ()
    return merged(changes.bagian[0], with_values(blocks(TEXT), FIGURES))


def taken(found: list[Proposal]) -> str:
    text = TEXT
    for one in found:
        text, count = applied(text, one.tindakan, one.kutipan, one.usulan, FIGURES)
        assert count == 1, one
    return text


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(f"word/{name}.xml").decode()


def test_a_file_that_nobody_changed_proposes_nothing():
    assert returned(lambda word: None) == []


def test_signs_typed_in_word_stay_signs_and_footnotes_and_figures_stay():
    def change(word: Word) -> None:
        word.edit(word.paragraph("Dana Rp1.000"), "cukup", "cukup *sekali* {total_pagu}")
        word.edit(word.paragraph("Anak satu"), "bawahnya", "bawah `_sini_`")

    text = taken(returned(change))
    assert [one["isi"] for one in prose(with_values(blocks(text), FIGURES))] == [
        "Dana Rp1.000 cukup *sekali* {total_pagu}. Dasarnya Perda itu.",
        "Nomor 3 {Tahun} 2024",
        "Butir satu dengan kata.",
        "Anak satu di bawah `_sini_`.",
        "Anak dua.",
        "Butir dua.",
    ]
    assert (names_in(blocks(text)), text.count("\n   - ")) == (["total_pagu"], 2)


def test_a_new_paragraph_after_one_with_a_figure_is_only_words():
    text = taken(returned(lambda word: word.add(word.paragraph("Dana Rp1.000"), "| bukan tabel | dan {total_pagu}")))
    assert [(one["jenis"], one.get("isi")) for one in blocks(text)][1] == ("paragraf", "| bukan tabel | dan {total_pagu}")


def test_a_sentence_taken_out_takes_its_footnote_along():
    assert applied("Satu. Dua^[catatan] kata. Tiga.", DELETE, "Dua kata.", "") == ("Satu. Tiga.", 1)
    assert applied("Satu. Dua^[catatan] kata. Tiga.", REPLACE, "Dua kata.", "Lain.") == ("Satu. Lain.^[catatan] Tiga.", 1)


def test_corrections_stand_in_nested_items_and_footnotes_stay_in_the_file():
    asked = [
        Asked("1.1", "kalimat", "Anak dua.", "Lengkapi.", REPLACE, "Anak kedua.", "Sari", "2027-01-12T03:00:00Z"),
        Asked("1.1", "kalimat", "Dasarnya Perda itu.", "Hapus.", DELETE, "", "Sari", "2027-01-12T03:00:00Z"),
        Asked("1.1", "kalimat", "Anak satu di bawahnya.", "Tambah.", INSERT, "- Anak baru.", "Sari", "2027-01-12T03:00:00Z"),
    ]
    content = plan_docx(with_corrections(plan(TEXT), asked), tanda=TANDA)
    document = part(content, "document")
    assert (document.count("<w:ins "), document.count("<w:footnoteReference"), document.count("<w:commentRangeStart")) == (3, 1, 2)
    assert "Nomor 3 {Tahun} 2024" in part(content, "footnotes")


def test_a_comparison_looks_into_nested_items_and_keeps_footnotes():
    new = plan(TEXT.replace("Anak dua", "Anak kedua").replace("itu.", "ini.").replace("- Butir dua.", "- Butir tiga."))
    content = plan_docx(with_changes(new, plan(TEXT), oleh="Sari", waktu="2027-01-12T03:00:00Z"))
    document = part(content, "document")
    assert [word in document for word in ("kedua", "dua.", "ini.", "itu.")] == [True] * 4
    assert document.count("<w:footnoteReference") == 1
