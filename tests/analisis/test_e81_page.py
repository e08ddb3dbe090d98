"""E.81 from what was reported by quarter: on the page, and where its figures come from."""

import io
import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl
from django.test import Client
from docx import Document

from renjana.renja.models import RealisasiTriwulan
from tests.pengumpulan.stage import at_gathering
from tests.people import Dinas

CODES = ("2.16.03.2.02.0040", "2.16.02.2.01.0014")


def test_every_figure_of_both_forms_leads_to_its_origin(dinas: Dinas, client: Client) -> None:
    at_gathering(dinas)
    told = {"indikator": "Jumlah titik", "satuan": "Titik", "unit": "Bidang APTIKA", "asal": "e81.xlsx, baris 9"}
    figures = {"target_k": Decimal(100), "target_rp": 400, "lalu_k": 40, "lalu_rp": 300, "tw1_k": 10, "tw1_rp": 50, "tw2_k": 20, "tw2_rp": 100}
    for kode in CODES:
        RealisasiTriwulan.objects.create(perangkat_daerah=dinas.pd, tahun=2026, kode=kode, **told, **figures)
    client.force_login(dinas.perencana)
    for table in ("e-81-a", "e-81-b"):
        page = client.get(f"/renja/2027/tabel/{table}/").content.decode()
        links = sorted({part.partition('"')[0] for part in page.split('href="')[1:] if "/asal/" in part})
        assert len(links) > 30
        assert [link for link in links if client.get(link).status_code != 200] == []
    shown = client.get(f"/renja/2027/tabel/e-81-a/asal/{CODES[0]}/tw1_k/").content.decode()
    assert "e81.xlsx, baris 9" in shown
    assert "Bidang APTIKA" in shown


def test_what_is_written_below_it_and_who_signs_are_printed_in_both_forms(dinas: Dinas, client: Client, tmp_path: Path) -> None:
    at_gathering(dinas)
    RealisasiTriwulan.objects.create(perangkat_daerah=dinas.pd, tahun=2026, kode=CODES[0], indikator="Jumlah titik", satuan="Titik", tw1_k=10)
    client.force_login(dinas.perencana)
    written = {"pendorong": "Dukungan anggaran", "penghambat": "Sinyal di tiga kampung", "triwulan": "Survei ulang", "renja": "Tambah 3 titik"}
    assert client.post("/renja/2027/tabel/e-81-a/", written)["Location"] == "/renja/2027/tabel/e-81-a/"
    for table in ("e-81-a", "e-81-b"):
        file = {form: b"".join(client.get(f"/renja/2027/tabel/{table}.{form}")) for form in ("pdf", "docx", "csv", "xlsx")}
        (tmp_path / "e81.pdf").write_bytes(file["pdf"])
        printed = subprocess.run(["pdftotext", "-layout", tmp_path / "e81.pdf", "-"], capture_output=True, text=True, check=True).stdout
        document = Document(io.BytesIO(file["docx"]))
        cells = [cell.text for one in document.tables for row in one.rows for cell in row.cells]
        sheet = openpyxl.load_workbook(io.BytesIO(file["xlsx"])).worksheets[0]
        values = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
        shown = client.get(f"/renja/2027/tabel/{table}/").content.decode()
        texts = (" ".join(printed.split()), "\n".join(cells), file["csv"].decode("utf-8-sig"), "\n".join(values), shown)
        said = [*written.values(), "perlu konfirmasi Bappeda"]
        assert [[word for word in said if word not in text] for text in texts] == [[]] * 5
        signed = ["Disusun oleh", "Dievaluasi oleh", "KEPALA BAPPEDA", dinas.kadis.nama]
        assert [[word for word in signed if word not in text] for text in texts[:2]] == [[]] * 2
