"""The shipped SOP is the seed's text, whole and verbatim, with its anomalies noted and what was inferred marked."""

import re
from pathlib import Path

import pytest

from renjana.sop.definition import shipped
from renjana.sop.model import Langkah

SEED = next(iter(sorted((Path(__file__).parents[3] / "shared" / "seed").glob("*.txt"))), None)
needs_seed = pytest.mark.skipif(SEED is None, reason="the seed text is not beside the repository")
SOP = shipped()


def seed_lines() -> list[str]:
    assert SEED is not None
    return SEED.read_text("utf-8").split("\n")


def seed_rows() -> list[list[str]]:
    """The cells of the thirteen rows: number, uraian, four actors, kelengkapan, waktu, output, keterangan."""
    return [line.split("\t") for line in seed_lines() if re.match(r"\d+\.\t", line)]


def seed_boxes() -> list[tuple[str, ...]]:
    """The entries of the six numbered boxes, in reading order."""
    boxes = re.findall(r"<ol[^>]*>([^\t\n]*)", "\n".join(seed_lines()))
    return [tuple(entry.strip() for entry in re.split(r"(?:^|\s)\d\. ", box) if entry.strip()) for box in boxes]


def printed(langkah: Langkah) -> list[str]:
    return [f"{langkah.nomor}.", langkah.uraian, langkah.kelengkapan, langkah.waktu, langkah.output, langkah.keterangan]


@needs_seed
def test_every_cell_of_every_row_is_the_seeds() -> None:
    assert [printed(langkah) for langkah in SOP.langkah] == [[*row[:2], *row[6:]] for row in seed_rows()]


@needs_seed
def test_the_actors_of_the_first_page_are_those_of_the_drawing() -> None:
    ids = [actor.id for actor in SOP.pelaksana]
    drawn = [tuple(ids[place] for place, cell in enumerate(row[2:6]) if cell.strip()) for row in seed_rows()]
    assert [langkah.pelaksana for langkah in SOP.langkah[:8]] == drawn[:8]
    assert drawn[8:] == [()] * 5


@needs_seed
def test_every_box_is_the_seeds() -> None:
    ours = [SOP.dasar_hukum, SOP.kualifikasi, SOP.keterkaitan, SOP.peralatan, SOP.peringatan, SOP.pencatatan]
    assert ours == seed_boxes()


@needs_seed
def test_the_heads_and_the_identity_block_are_the_seeds() -> None:
    cells = [[cell.strip() for cell in line.split("\t")] for line in seed_lines()]
    block = {row[1]: row[2:] for row in cells if len(row) > 3 and row[1]}
    assert block["Disahkan Oleh"][0] == SOP.identitas.disahkan_oleh
    assert block["Nama SOP"][0] == SOP.nama
    labels = ("Tanggal Pembuatan", "Tanggal Revisi", "Tanggal Pengesahan", "Nomor SOP")
    assert [[cell for cell in block[label] if cell != ":"] for label in labels] == [[""]] * 4
    text = "\n".join(seed_lines())
    assert SOP.pemda.upper() in text
    assert SOP.perangkat_daerah.upper() in text
    head = next(row for row in cells if row[0] == "NO")
    assert SOP.judul_mutu in head
    assert cells[cells.index(head) + 1][2:6] == [actor.nama for actor in SOP.pelaksana]


def test_what_the_source_leaves_blank_is_blank() -> None:
    block = SOP.identitas
    assert (block.nomor, block.tanggal_pembuatan, block.tanggal_revisi, block.tanggal_pengesahan) == ("", "", "", "")
    assert (block.disahkan_nama, block.disahkan_nip) == ("", "")


def test_the_words_of_the_source_stand_with_their_faults() -> None:
    assert SOP.judul_mutu == "MUTU BUKU"
    assert "Pejabat Esselon III" in SOP.langkah[3].uraian
    assert SOP.langkah[10].uraian == "Penandatanganan dokumen rencana kerja tahunan oleh Kaban kemudian diteruskan ke Perencana"
    assert (SOP.langkah[2].output, SOP.langkah[10].output) == ("Draft Renja", "Disposisi Persetujuan dokumen Renja")
    assert SOP.dasar_hukum[2].endswith("Jangka Menengah Daerah Tahun 2021-2026")
    assert [len(box) for box in (SOP.dasar_hukum, SOP.kualifikasi, SOP.peralatan)] == [4, 2, 3]


def test_every_step_names_its_actors_its_time_and_the_area_that_does_it() -> None:
    assert [("+".join(langkah.pelaksana), langkah.waktu, langkah.kerja) for langkah in SOP.langkah] == [
        ("sekretaris", "10 Menit", "disposisi.perintah"),
        ("perencana", "2 Jam", "pengumpulan.format"),
        ("staf", "1 Jam", "pengumpulan.penyampaian"),
        ("staf", "30 Menit", "rapat.undangan"),
        ("staf", "2 Jam", "rapat.pelaksanaan"),
        ("staf", "3 Jam", "pengumpulan.penghimpunan"),
        ("staf", "4 Hari", "analisis.analisis"),
        ("perencana+staf", "2 Hari", "konsep.penyusunan"),
        ("sekretaris", "1 Hari", "konsep.koreksi"),
        ("sekretaris", "1 Jam", "pengesahan.pengajuan"),
        ("kepala_dinas", "10 Menit", "pengesahan.penandatanganan"),
        ("perencana", "15 Menit", "pengiriman.surat_pengantar"),
        ("staf", "1 Jam", "pengiriman.pengiriman"),
    ]


def test_what_was_inferred_is_marked() -> None:
    assert [langkah.nomor for langkah in SOP.langkah if langkah.disimpulkan] == [9, 10, 11, 12, 13]
    assert [(langkah.nomor, langkah.kembali) for langkah in SOP.langkah if langkah.kembali_disimpulkan] == [(9, (8,)), (11, (9, 8))]
    assert all("pelaku-disimpulkan" in langkah.catatan for langkah in SOP.langkah if langkah.disimpulkan)


def test_linked_sops_are_named_where_the_source_names_them() -> None:
    linked = {langkah.nomor: (langkah.keterangan, langkah.sop_terkait) for langkah in SOP.langkah if langkah.sop_terkait}
    assert linked == {5: ("SOP Rapat Internal", "rapat-internal"), 6: ("SOP Pengumpulan Data", "pengumpulan-data")}
    assert [f"SOP {shipped(kode).nama}" for _, kode in linked.values()] == list(SOP.keterkaitan)


def test_every_anomaly_has_its_editors_note() -> None:
    assert [note.id for note in SOP.catatan] == [
        "mutu-buku",
        "kaban",
        "esselon",
        "identitas-kosong",
        "keluaran-langkah-3",
        "masukan-sama",
        "tanpa-jalan-kembali",
        "tanpa-waktu-isian",
        "pelaku-disimpulkan",
        "sop-terkait",
        "penomoran",
        "rpjmd",
        "di-luar-sop",
    ]
    assert {nomor: SOP.langkah[nomor - 1].catatan[0] for nomor in (3, 4, 6, 11, 12)} == {
        3: "keluaran-langkah-3",
        4: "esselon",
        6: "masukan-sama",
        11: "kaban",
        12: "pelaku-disimpulkan",
    }
