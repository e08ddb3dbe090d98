"""Where a figure comes from: the rows it sums, the columns it is computed from, the cell of the workbook, versions, who, decisions."""

import io
from datetime import timedelta
from urllib.parse import unquote

import openpyxl
import pytest
from django.test import Client

from renjana.analisis.origin import Origin, origin_of
from renjana.pengumpulan import actions
from renjana.pengumpulan.actions.lembar import save_lembar
from renjana.pengumpulan.lembar import BY_KEY, REALISASI
from renjana.pengumpulan.lembar_rows import lembar_rows
from renjana.pengumpulan.models import Format
from renjana.pengumpulan.queries import rows_of
from renjana.rapat.models import KeputusanRapat, Rapat
from renjana.renja.actions import import_realisasi, import_rkpd, import_usulan
from renjana.renja.models import RealisasiTriwulan
from renjana.renja.tables import COLUMNS
from renjana.renstra.models import IndikatorRenstra, ItemRenstra
from renjana.surat.actions import reserve_number
from tests.pengumpulan.stage import Stage, at_gathering
from tests.people import Dinas

CODE = "2.16.03.2.02.0040"
ZONE = "Asia/Jakarta"
SUMMED = {"Rata-rata capaian kinerja (%)", "Predikat kinerja"}


@pytest.fixture
def stage(dinas: Dinas) -> Stage:
    return at_gathering(dinas)


def asked(stage: Stage, kunci: str, kolom: str, table: str = "t-c-33") -> Origin:
    found = origin_of(stage.run, table, kunci, kolom, zone=ZONE)
    assert found is not None
    return found


def fill_by_workbook(stage: Stage, **cells: object) -> None:
    """APTIKA sends its workbook back with these cells changed."""
    client = Client()
    client.force_login(stage.dinas.staf)
    book = openpyxl.load_workbook(io.BytesIO(b"".join(client.get("/renja/2027/pengumpulan/APTIKA/excel/"))))
    for cell, value in cells.items():
        book["Isian"][cell] = value
    book.save(target := io.BytesIO())
    received = actions.receive_workbook(stage.isian("APTIKA"), target.getvalue(), name="isian-aptika.xlsx", by=stage.dinas.aptika, now=stage.now)
    assert received.faults == ()


def pagu_cell(stage: Stage) -> str:
    """The cell in which APTIKA's workbook holds the pagu of CODE."""
    client = Client()
    client.force_login(stage.dinas.staf)
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(client.get("/renja/2027/pengumpulan/APTIKA/excel/"))))["Isian"]
    heads = {str(cell.value): cell.column_letter for row in sheet.iter_rows() for cell in row if cell.value}
    line = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == CODE and cell.column > 1)
    return f"{heads['pagu']}{line}"


def facts(origin: Origin) -> dict[str, str]:
    return {fact.label: fact.text for fact in origin.facts}


def test_a_sum_names_its_parts_down_to_the_sub_kegiatan(stage: Stage) -> None:
    top = asked(stage, "jumlah", "pagu")
    assert top.nilai == "1.440.000.000"
    seen = []
    addresses = [part.address for part in top.parts]
    while addresses:
        *_, kunci, kolom = addresses.pop().strip("/").split("/")
        origin = asked(stage, kunci, kolom)
        seen.append(kunci)
        addresses += [part.address for part in origin.parts]
    assert {"2", "2.16", "2.16.03", "2.16.03.2.02", f"{CODE}~APTIKA~0", "2.20.02.2.01.0019~STATISTIK~0"} <= set(seen)


def test_a_figure_of_a_workbook_names_file_cell_version_and_who(stage: Stage) -> None:
    cell = pagu_cell(stage)
    fill_by_workbook(stage, **{cell: 260_000_000})
    origin = asked(stage, f"{CODE}~APTIKA~0", "pagu")
    found = facts(origin)
    assert (origin.nilai, found["Bidang"], found["Buku kerja"]) == ("260.000.000", "Bidang Aplikasi Informatika", "isian-aptika.xlsx")
    assert found["Sel"] == f"{cell} pada lembar Isian"
    assert found["Versi baris"].endswith(f"oleh {stage.dinas.aptika.nama}")
    (told,) = origin.told[:1]
    assert (told.siapa, told.teks.partition(".")[0]) == (stage.dinas.aptika.nama, "250")


def test_a_later_change_on_the_page_is_told_beside_the_cell(stage: Stage) -> None:
    fill_by_workbook(stage, **{pagu_cell(stage): 260_000_000})
    isian = stage.isian("APTIKA")
    changed = [row if row.kode != CODE else type(row)(**vars(row) | {"pagu": 270_000_000}) for row in rows_of(isian)]
    actions.save_rows(isian, changed, by=stage.dinas.aptika, now=stage.now + timedelta(hours=1))
    origin = asked(stage, f"{CODE}~APTIKA~0", "pagu")
    assert facts(origin)["Sel"].endswith("tetapi diubah sesudahnya pada halaman isian")
    assert [line.teks.partition(". Isian")[0] for line in origin.told] == ["260.000.000 menjadi 270.000.000", "250.000.000 menjadi 260.000.000"]


def test_decisions_of_the_meeting_that_name_it_are_shown(stage: Stage) -> None:
    text = {"jenis": "undangan", "klasifikasi": "000.1.5", "perihal": "Rapat", "kepada": "Peserta", "tanggal": stage.now.date()}
    letter = reserve_number(stage.dinas.pd, by=stage.dinas.staf, now=stage.now, **text)  # type: ignore[arg-type]
    meeting = Rapat.objects.create(run=stage.run, mulai=stage.now, selesai=stage.now + timedelta(hours=2), tempat="Aula", surat=letter)
    KeputusanRapat.objects.create(rapat=meeting, nomor=1, isi=f"Pagu {CODE} ditambah untuk 3 titik.", siapa="Perencana")
    KeputusanRapat.objects.create(rapat=meeting, nomor=2, isi="Jadwal disepakati.", siapa="Sekretaris")
    assert asked(stage, f"{CODE}~APTIKA~0", "pagu").decided == (f"Keputusan 1: Pagu {CODE} ditambah untuk 3 titik. (Perencana)",)


def test_a_computed_figure_names_the_columns_and_the_formula_of_its_type(stage: Stage) -> None:
    import_realisasi(
        stage.run.tahap,
        "kode,indikator,satuan,target_renstra,realisasi_sd_n3,target_n2,realisasi_n2,target_n1,tipe\n"
        f"{CODE},Jumlah titik,Titik,100,20,25,20,30,akumulatif\n{CODE},Waktu layanan,Hari,10,9,8,16,4,tren_negatif\n",
    )
    percent = asked(stage, CODE, "tingkat_realisasi", "t-c-29")
    assert (percent.nilai, percent.cara) == ("80,00", "Dihitung dari kolom lain pada baris yang sama: 7/6 × 100.")
    assert [(part.nama, part.nilai) for part in percent.parts] == [
        ("Kolom 7: Realisasi Renja PD Tahun 2025", "20 Titik"),
        ("Kolom 6: Target Renja PD Tahun 2025", "25 Titik"),
    ]
    inverse = asked(stage, f"{CODE}~~1", "tingkat_realisasi", "t-c-29")
    assert (inverse.nilai, inverse.cara) == (
        "50,00",
        "Dihitung dari kolom lain pada baris yang sama: 6/7 × 100. Rumus mengikuti tipe indikatornya, jadi berbeda dari kepala kolom.",
    )
    assert asked(stage, f"{CODE}~~1", "perkiraan_capaian", "t-c-29").cara.startswith("Sama dengan kolom 9. ")


def level(kunci: str) -> tuple[int, bool]:
    """What kind of row a key names; one of each kind stands for all."""
    return kunci.count("."), "~" in unquote(kunci)


def test_every_figure_of_every_table_leads_to_what_it_is_made_of(stage: Stage) -> None:
    tahap, heads = stage.run.tahap, "kode,indikator,satuan"
    import_realisasi(tahap, f"{heads},target_renstra,realisasi_sd_n3,target_n2,realisasi_n2,target_n1\n{CODE},A,Titik,1,1,1,1,1\n")
    import_rkpd(tahap, f"kode,lokasi,indikator,target,pagu,catatan\n{CODE},Kalirejo,A,3 Titik,200000000,Tambah\n")
    import_usulan(
        tahap, f"pengusul,sumber,kode,uraian,lokasi,indikator,volume,status,alasan\nAdi Jaya,musrenbang,{CODE},Internet,B,A,3 Titik,diterima,-\n"
    )
    RealisasiTriwulan.objects.create(
        perangkat_daerah=stage.dinas.pd, tahun=2026, kode=CODE, indikator="A", satuan="Titik", target_k=4, target_rp=9, tw1_k=1, tw1_rp=2
    )
    aim = ItemRenstra.objects.create(renstra=tahap.renja.renstra, tingkat="sasaran", nama="Layanan", urutan=99)
    IndikatorRenstra.objects.create(item=aim, uraian="Indeks", satuan="Nilai", target={"2025": "2.6", "2026": "2.8", "2027": "3", "2028": "3.2"})
    client = Client()
    client.force_login(stage.dinas.perencana)
    for kode in COLUMNS:
        page = client.get(f"/renja/2027/tabel/{kode}/").content.decode()
        links = sorted({part.partition('"')[0] for part in page.split('href="')[1:] if "/asal/" in part})
        assert links, kode
        assert f'href="/renja/2027/tabel/{kode}/"' in client.get(links[0]).content.decode()
        for (kolom, *_), kunci in {(link.split("/")[-2], level(link.split("/")[-3])): link.split("/")[-3] for link in links}.items():
            found = asked(stage, unquote(kunci), kolom, kode)
            assert (bool(found.cara), bool(found.parts or found.facts or found.baris in SUMMED)) == (True, True), (kode, kunci, kolom)


def test_a_figure_taken_over_from_an_isian_names_it(stage: Stage) -> None:
    Format.objects.filter(run=stage.run).update(lembar=[REALISASI])
    isian = stage.isian("APTIKA")
    [row, *_] = lembar_rows(isian, BY_KEY[REALISASI])
    save_lembar(isian, BY_KEY[REALISASI], [{**row, "realisasi_n2": "7"}], base=[row], by=stage.dinas.aptika, now=stage.now)
    actions.send_isian(isian, by=stage.dinas.aptika, now=stage.now, alasan="Lengkap")
    actions.accept_isian(isian, by=stage.dinas.staf, now=stage.now)
    found = facts(asked(stage, row["kode"], "realisasi_n2", "t-c-29"))
    assert found["Asal"] == f"Isian {isian.bidang.nama}, Realisasi tahun lalu, diisi {stage.dinas.aptika.nama}"
    assert found["Terakhir diubah"].endswith(f"oleh {stage.dinas.staf.nama}")


def test_an_origin_of_another_agency_is_not_there(stage: Stage, other_dinas: Dinas) -> None:
    client = Client()
    client.force_login(other_dinas.staf)
    assert client.get("/renja/2027/tabel/t-c-33/asal/jumlah/pagu/").status_code == 404
