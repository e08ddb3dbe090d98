"""The nomenclature: shipped, imported, searched."""

import json
import time
from datetime import UTC, datetime

import pytest

from renjana.renstra.actions import import_nomenklatur, install_nomenklatur
from renjana.renstra.codebook import search_nomenklatur
from renjana.renstra.faults import ImportFault
from renjana.renstra.models import Nomenklatur, VersiNomenklatur
from renjana.renstra.nomenklatur import find_sumber_dana, shipped, sumber_dana
from renjana.renstra.queries import current_edition, entries_for, successors
from tests.renstra.workbooks import an_xlsx

NOW = datetime(2027, 1, 4, 1, tzinfo=UTC)
HEAD = ["JENIS PEMDA", "BIDANG", "PROGRAM", "KEGIATAN", "SUBKEGIATAN", "KINERJA", "INDIKATOR", "SATUAN", "TAG", "DEFINISI OPERASIONAL", "PELAKSANA"]
HEAD += ["SPM", "JENIS", "SUBKEGIATAN SEBELUMNYA"]


def a_line(code: str = "2.16.03.2.02.0040", jenis: str = "KABKOT", nama: str = "Akses Internet", old: str = "") -> list[str]:
    parts = code.split(".")
    bidang, program, kegiatan = ".".join(parts[:2]), ".".join(parts[:3]), ".".join(parts[:5])
    tag = json.dumps(["INFLASI"])
    heads = [f"{bidang} URUSAN  BIDANG", f"{program} PROGRAM", f"{kegiatan} Kegiatan {jenis}", f"{code} {nama}"]
    return [jenis, *heads, "Terlaksananya", "Jumlah", "Titik", tag, "", "", "NON-SPM", "Aktifitas", old]


@pytest.mark.once
def test_the_shipped_list_holds_what_a_dinas_kominfo_uses() -> None:
    codes = {entry.kode for entry in shipped()}
    subs = [code for code in codes if code.count(".") == 5]
    assert len([code for code in subs if not code.startswith("X")]) == 26
    assert len([code for code in subs if code.startswith("X.XX.01")]) == 107
    assert {code.split(".")[3] for code in subs} == {"2"}
    assert {"2.16", "2.20", "2.21", "X.XX.01", "1.03"} <= codes
    assert next(entry for entry in shipped() if entry.kode == "2.16.03.2.02.0040").kode_sebelumnya == ("2.16.03.2.02.0036",)


@pytest.mark.once
@pytest.mark.parametrize(
    ("words", "kode"),
    [
        ("1.2.1.01.02", "1.2.1.01.02"),
        ("1.2.1.01.02.", "1.2.1.01.02"),
        ("Dana Transfer Umum-Dana Alokasi Umum", "1.2.1.01.02"),
        ("dana transfer umum - dana alokasi umum", "1.2.1.01.02"),
        ("1.1.1.01 Pajak Kendaraan Bermotor (PKB)", "1.1.1.01"),
        ("PAD", "1.1"),
        ("DAU", "1.2.1.01.02"),
    ],
)
def test_a_funding_source_is_known_by_code_or_name(words: str, kode: str) -> None:
    found = find_sumber_dana(words)
    assert found is not None
    assert found.kode == kode


@pytest.mark.once
def test_an_unknown_source_is_none_and_the_list_is_whole() -> None:
    assert find_sumber_dana("Uang kas") is None
    assert len(sumber_dana()) == 300
    assert all(find_sumber_dana(source.kode) == source for source in sumber_dana())


@pytest.mark.django_db
def test_installing_twice_keeps_one_edition() -> None:
    versi = install_nomenklatur(NOW)
    assert install_nomenklatur(NOW) == versi == current_edition()
    assert Nomenklatur.objects.filter(versi=versi).count() == len(shipped())


@pytest.mark.django_db
def test_program_penunjang_is_found_under_the_agency_s_own_code() -> None:
    versi = install_nomenklatur(NOW)
    found = entries_for(versi.pk, ["2.16.01.2.01.0001", "2.16.03.2.02.9999"])
    assert sorted(found) == ["2.16", "2.16.01", "2.16.01.2.01", "2.16.01.2.01.0001", "2.16.03", "2.16.03.2.02"]
    assert successors(versi.pk, ["2.16"])["2.16.03.2.02.0036"] == "2.16.03.2.02.0040"


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["2.16.03.2.02.0040", "216032020040", "akses internet", "2160320 akses"])
def test_a_code_is_found_with_or_without_points_or_by_its_name(words: str) -> None:
    versi = install_nomenklatur(NOW)
    found = search_nomenklatur(versi.pk, words, bidang_urusan=["2.16", "2.20"])
    assert [row.kode for row in found] == ["2.16.03.2.02.0040"]


@pytest.mark.django_db
def test_program_penunjang_is_found_by_the_code_that_the_agency_prints() -> None:
    versi = install_nomenklatur(NOW)
    assert [row.kode for row in search_nomenklatur(versi.pk, "2.16.01.2.01.0001")] == ["X.XX.01.2.01.0001"]


@pytest.mark.django_db
def test_an_export_is_taken_by_its_heads_and_replaces_the_edition_of_its_name() -> None:
    lines = [a_line(old="2.16.03.2.02.0036 Penyediaan"), a_line(jenis="PROV", nama="Dari provinsi"), a_line("X.XX.01.2.01.0001")]
    versi = import_nomenklatur(an_xlsx([HEAD, *lines]), "SIPD 2028", NOW)
    rows = {row.kode: row for row in Nomenklatur.objects.filter(versi=versi)}
    assert sorted(rows) == ["2.16", "2.16.03", "2.16.03.2.02", "2.16.03.2.02.0040", "X.XX", "X.XX.01", "X.XX.01.2.01", "X.XX.01.2.01.0001"]
    sub = rows["2.16.03.2.02.0040"]
    assert (sub.nama, sub.satuan, sub.tag, sub.spm, sub.kode_sebelumnya) == (
        "Akses Internet",
        "Titik",
        ["INFLASI"],
        False,
        ["2.16.03.2.02.0036"],
    )
    assert rows["2.16.03.2.02"].nama == "Kegiatan KABKOT"
    again = import_nomenklatur(an_xlsx([HEAD, a_line()]), "SIPD 2028", NOW)
    assert again == versi
    assert VersiNomenklatur.objects.count() == 1
    assert Nomenklatur.objects.filter(versi=versi).count() == 4


@pytest.mark.django_db
def test_a_strange_file_is_refused_and_stores_nothing() -> None:
    with pytest.raises(ImportFault, match="Tidak ada lembar berjudul kolom"):
        import_nomenklatur(an_xlsx([["a", "b"], [1, 2]]), "SIPD", NOW)
    with pytest.raises(ImportFault, match="teks"):
        import_nomenklatur(b"kode,nama", "SIPD", NOW)
    bad = a_line()
    bad[4] = "Tanpa kode"
    with pytest.raises(ImportFault, match="Baris 2, kolom SUBKEGIATAN"):
        import_nomenklatur(an_xlsx([HEAD, bad]), "SIPD", NOW)
    assert VersiNomenklatur.objects.count() == 0


@pytest.mark.django_db
def test_seven_thousand_codes_come_in_within_seconds() -> None:
    lines = [a_line(f"2.{n // 1000 + 10}.03.2.02.{n % 1000:04d}") for n in range(7500)]
    content = an_xlsx([HEAD, *lines])
    start = time.process_time()
    versi = import_nomenklatur(content, "nasional", NOW)
    assert time.process_time() - start < 5
    assert Nomenklatur.objects.filter(versi=versi, tingkat="sub_kegiatan").count() == 7500
