"""What a sheet leaves out is added by hand: tujuan, sasaran, indicators, the sasaran of a program; all of it with its history."""

from decimal import Decimal

import pytest
from django.test import Client

from renjana.renstra.actions import import_renstra
from renjana.renstra.models import IndikatorRenstra, ItemRenstra, PerubahanAngka, Renstra
from tests.people import MONDAY, Dinas
from tests.renstra.test_read_renstra import HEAD, KEGIATAN, PROGRAM, SUB
from tests.renstra.workbooks import an_xlsx

WHY = {"alasan": "Tidak tercantum pada lembar"}


@pytest.fixture
def renstra(dinas: Dinas, client: Client) -> Renstra:
    client.force_login(dinas.perencana)
    return import_renstra(dinas.pd, an_xlsx([HEAD, PROGRAM, KEGIATAN, SUB]), tahun_awal=2025, now=MONDAY)


def test_a_tujuan_and_its_sasaran_are_added_and_a_program_serves_it(client: Client, renstra: Renstra) -> None:
    at = f"/renstra/{renstra.pk}/tujuan/"
    assert client.post(at, WHY | {"nama": "Tata kelola digital"}).status_code == 302
    tujuan = ItemRenstra.objects.get(tingkat="tujuan")
    assert client.post(at, WHY | {"nama": "Layanan  terpadu", "induk": tujuan.pk}).status_code == 302
    sasaran = ItemRenstra.objects.get(tingkat="sasaran")
    assert (sasaran.nama, sasaran.induk) == ("Layanan terpadu", tujuan)
    assert client.post(at, WHY | {"nama": "layanan TERPADU", "induk": tujuan.pk}).status_code == 422
    program = ItemRenstra.objects.get(tingkat="program")
    assert client.post(f"/renstra/item/{program.pk}/sasaran/", WHY | {"sasaran": sasaran.pk}).status_code == 302
    assert "Sasaran: Layanan terpadu" in client.get("/renstra/").content.decode()
    assert client.post(f"/renstra/item/{program.pk}/sasaran/", WHY | {"sasaran": sasaran.pk}).status_code == 422
    assert client.post(f"/renstra/item/{sasaran.pk}/hapus/").status_code == 422
    assert client.post(f"/renstra/item/{program.pk}/sasaran/", WHY | {"sasaran": ""}).status_code == 302
    assert client.post(f"/renstra/item/{sasaran.pk}/hapus/").status_code == 302
    assert [(row.kolom, row.lama, row.baru) for row in PerubahanAngka.objects.order_by("pk")] == [
        ("Tujuan", "", "Tata kelola digital"),
        ("Sasaran", "", "Layanan terpadu"),
        ("Sasaran", "", "Layanan terpadu"),
        ("Sasaran", "Layanan terpadu", ""),
        ("Sasaran", "Layanan terpadu", ""),
    ]


def test_an_indicator_is_added_and_taken_away_with_its_targets_in_the_history(client: Client, renstra: Renstra) -> None:
    program = ItemRenstra.objects.get(tingkat="program")
    at = f"/renstra/item/{program.pk}/indikator/"
    data = WHY | {"uraian": "Nilai SAKIP", "satuan": "Nilai", "tipe": "nilai_akhir", "target_2025": "71,5", "akhir": "75"}
    assert client.post(at, data | {"target_2026": "1.50"}).status_code == 422
    assert client.post(at, data).status_code == 302
    assert client.post(at, data).status_code == 422
    one = IndikatorRenstra.objects.get(item=program)
    assert (one.uraian, one.target, one.target_akhir, one.tipe) == ("Nilai SAKIP", {"2025": "71.5"}, Decimal(75), "nilai_akhir")
    assert "Hapus indikator ini?" in client.get(f"/renstra/indikator/{one.pk}/hapus/").content.decode()
    assert client.post(f"/renstra/indikator/{one.pk}/hapus/").status_code == 302
    last = PerubahanAngka.objects.first()
    assert last is not None
    assert (last.lama, last.baru) == ("Nilai SAKIP (Nilai, Nilai akhir): 2025 71,5; akhir 75", "")


def test_only_goals_are_removed_and_only_programs_serve_them(client: Client, renstra: Renstra) -> None:
    sub = ItemRenstra.objects.get(tingkat="sub_kegiatan")
    answer = client.post(f"/renstra/item/{sub.pk}/hapus/")
    assert (answer.status_code, "Hanya tujuan dan sasaran" in answer.content.decode()) == (422, True)
    assert client.post(f"/renstra/item/{sub.pk}/sasaran/", WHY).status_code == 422
    assert ItemRenstra.objects.filter(pk=sub.pk).exists()
