"""E.81 from what was reported by quarter: on the page, and where its figures come from."""

from decimal import Decimal

from django.test import Client

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
