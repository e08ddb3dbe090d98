"""A Renstra sheet from upload to "Simpan": looked over, told about, stored; nothing before."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from renjana.organisasi.models import Perubahan
from renjana.renstra.actions import install_nomenklatur
from renjana.renstra.models import ImporRenstra, ItemRenstra, PemetaanRenstra, Renstra
from renjana.renstra.pemetaan import parse
from tests.people import MONDAY, Dinas
from tests.renstra.test_read_renstra import HEAD, KEGIATAN, PROGRAM, SUB, SUB2
from tests.renstra.uploads import begun, upload
from tests.renstra.workbooks import an_xlsx

LOST = (None, None, "Penyediaan Akses Internet", None, None, None, None, 5)
SHEET = an_xlsx([HEAD, PROGRAM, KEGIATAN, SUB, SUB2, LOST])
STRANGE = an_xlsx([["RENSTRA"], ["a", "b", "c", "d"], ["2.16.03.2.02.0040 Akses Internet", "titik", 7, "1,5 juta"]])


@pytest.fixture
def planner(dinas: Dinas, client: Client) -> Client:
    client.force_login(dinas.perencana)
    return client


def test_the_planner_looks_over_what_was_read_before_it_is_stored(planner: Client) -> None:
    at = begun(planner, SHEET)
    page = planner.get(at).content.decode()
    assert "Periksa sebelum disimpan" in page
    assert "tidak berkode" in page
    assert '<th scope="row" class="nowrap">B6</th>' in page
    assert Renstra.objects.count() == 0
    assert planner.post(at, {}).status_code == 302
    shown = planner.get("/renstra/").content.decode()
    assert "Renstra 2025-2029" in shown
    assert "tanpa kode" in shown
    assert Perubahan.objects.get().uraian == "Renstra 2025-2029 dibaca dari renstra.xlsx: 1 program, 3 sub kegiatan."
    assert planner.get(at).status_code == 404


def test_a_row_without_code_gets_the_code_that_the_planner_gives_it_and_it_is_remembered(planner: Client) -> None:
    install_nomenklatur(MONDAY)
    at = begun(planner, SHEET)
    page = planner.get(at).content.decode()
    assert '<option value="2.16.03.2.02.0040">2.16.03.2.02.0040 Penyediaan Akses Internet</option>' in page
    planner.post(f"{at}kode/", {"kunci-0": "Penyediaan Akses Internet", "kode-0": "2.16.03.2.02.0040", "ketik-0": ""})
    planner.post(at, {})
    item = ItemRenstra.objects.get(kode="2.16.03.2.02.0040")
    assert (item.nama, item.pagu, item.induk and item.induk.kode) == ("Penyediaan Akses Internet", {"2025": 5}, "2.16.03.2.02")
    again = begun(planner, SHEET)
    planner.post(again, {})
    assert ItemRenstra.objects.filter(kode="2.16.03.2.02.0040").count() == 1
    assert not ItemRenstra.objects.filter(tingkat="sub_kegiatan", kode="").exists()


def test_a_code_that_is_none_is_refused_and_nothing_is_told(planner: Client) -> None:
    at = begun(planner, SHEET)
    answer = planner.post(f"{at}kode/", {"kunci-0": "Penyediaan Akses Internet", "ketik-0": "dua satu"}, follow=True)
    assert "bukan kode sub kegiatan" in answer.content.decode()
    assert ImporRenstra.objects.get().pemetaan["kode"] == {}


def test_a_cell_that_cannot_be_read_holds_the_saving_back(planner: Client) -> None:
    at = begun(planner, an_xlsx([HEAD, PROGRAM, KEGIATAN, (*SUB[:7], "seratus juta")]))
    page = planner.get(at).content.decode()
    assert "1 sel tidak dapat dibaca" in page
    assert "Sel H4" in page
    assert planner.post(at, {}).status_code == 422
    assert Renstra.objects.count() == 0


def test_a_sheet_with_heads_of_its_own_asks_which_column_is_what_and_remembers(planner: Client, dinas: Dinas) -> None:
    at = begun(planner, STRANGE)
    assert planner.get(at)["Location"] == f"{at}pemetaan/"
    page = planner.get(f"{at}pemetaan/", {"lembar": "Lembar1", "baris_judul": "2", "tahun_awal": "2026"}).content.decode()
    assert "2.16.03.2.02.0040 Akses Internet" in page
    told = {"aksi": "kolom", "lembar": "Lembar1", "baris_judul": "2", "tahun_awal": "2026"}
    answer = planner.post(f"{at}pemetaan/", told | {"kolom-A": "uraian", "kolom-B": "dana_1", "kolom-C": "dana_1"})
    assert (answer.status_code, "Dana tahun 1 ditunjuk pada kolom B dan C; pilih satu." in answer.content.decode()) == (422, True)
    answer = planner.post(f"{at}pemetaan/", told | {"kolom-A": "uraian"})
    assert (answer.status_code, "Belum ada kolom untuk Dana tahun 1." in answer.content.decode()) == (422, True)
    assert planner.post(f"{at}pemetaan/", told | {"kolom-A": "uraian", "kolom-D": "dana_1"}).status_code == 302
    planner.post(at, {})
    item = ItemRenstra.objects.get(kode="2.16.03.2.02.0040")
    assert (item.nama, item.pagu, item.renstra.tahun_awal) == ("Akses Internet", {"2026": 1_500_000}, 2026)
    assert PemetaanRenstra.objects.get(perangkat_daerah=dinas.pd).isi["kolom"] == {"uraian": "A", "dana_1": "D"}
    assert planner.get(begun(planner, STRANGE)).status_code == 200


def test_a_mapping_goes_out_as_toml_and_comes_back(planner: Client) -> None:
    at = begun(planner, SHEET)
    answer = planner.get(f"{at}pemetaan.toml")
    told = parse(answer.content.decode())
    assert (told.lembar, told.baris_judul, told.tahun_awal, told.kolom["kode"], told.kolom["dana_1"]) == ("Lembar1", 1, 2025, 1, 7)
    file = SimpleUploadedFile("p.toml", answer.content.replace(b"tahun_awal = 2025", b"tahun_awal = 2030"))
    assert planner.post(f"{at}pemetaan/", {"aksi": "toml", "berkas": file}).status_code == 302
    assert ImporRenstra.objects.get().tahun_awal == 2030


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"kolom = 3", b'kode = {"a" = "b"}', b"x" * 70_000, b"[kolom]\nuraian = 'AAA'", b"lembar = ["])
def test_a_mapping_that_is_none_is_refused_with_its_reason(planner: Client, content: bytes) -> None:
    at = begun(planner, SHEET)
    before = ImporRenstra.objects.get().pemetaan
    answer = planner.post(f"{at}pemetaan/", {"aksi": "toml", "berkas": SimpleUploadedFile("p.toml", content)})
    assert (answer.status_code, 'role="alert"' in answer.content.decode()) == (422, True)
    assert ImporRenstra.objects.get().pemetaan == before


def test_a_perubahan_stands_beside_the_first_version_and_is_in_force(planner: Client) -> None:
    planner.post(begun(planner, SHEET), {})
    at = begun(planner, an_xlsx([HEAD, PROGRAM, KEGIATAN, (*SUB[:7], 99)]))
    page = planner.get(at).content.decode()
    assert "Dibanding Renstra 2025-2029 yang tersimpan" in page
    assert "2.16.01.2.01.0002" in page
    planner.post(at, {"sebagai": "perubahan"})
    assert [(one.perubahan, one.berlaku) for one in Renstra.objects.order_by("perubahan")] == [(0, False), (1, True)]
    first = Renstra.objects.get(perubahan=0)
    assert "Renstra 2025-2029 perubahan ke-1" in planner.get("/renstra/").content.decode()
    assert planner.post(f"/renstra/{first.pk}/berlakukan/").status_code == 302
    assert Renstra.objects.get(berlaku=True) == first
    assert planner.post(f"/renstra/{first.pk}/berlakukan/").status_code == 422


def test_an_import_can_be_dropped_and_is_then_gone(planner: Client) -> None:
    at = begun(planner, SHEET)
    assert "renstra.xlsx" in planner.get("/renstra/impor/").content.decode()
    assert planner.post(f"{at}buang/").status_code == 302
    assert (ImporRenstra.objects.count(), planner.post(at, {}).status_code) == (0, 404)


def test_a_strange_file_is_answered_with_a_sentence_and_nothing_is_stored(planner: Client) -> None:
    for content, word in ((b"", "kosong"), (b"a,b", "teks")):
        answer = upload(planner, content)
        assert (answer.status_code, word in answer.content.decode()) == (422, True)
    assert (Renstra.objects.count(), ImporRenstra.objects.count()) == (0, 0)


def test_an_import_of_another_agency_is_not_there(planner: Client, other_dinas: Dinas) -> None:
    at = begun(planner, SHEET)
    stranger = Client()
    stranger.force_login(other_dinas.perencana)
    for part in ("", "kode/", "pemetaan/", "buang/"):
        assert stranger.post(f"{at}{part}", {}).status_code == 404
    assert stranger.get(f"{at}pemetaan.toml").status_code == 404


def test_names_full_of_signs_that_nobody_sees_are_kept_without_them(planner: Client) -> None:
    rows = [HEAD, PROGRAM, KEGIATAN, (*SUB[:2], "Dokumen\x00 perencanaan", *SUB[3:]), (None, None, "Tanpa\x01 kode", None, None, None, None, 5)]
    at = begun(planner, an_xlsx(rows))
    assert planner.post(f"{at}kode/", {"kunci-0": "Tanpa\x00 kode", "ketik-0": "2.16.01.2.01.0003"}).status_code == 302
    assert planner.post(at, {}).status_code == 302
    assert sorted(ItemRenstra.objects.filter(tingkat="sub_kegiatan").values_list("nama", flat=True)) == ["Dokumen perencanaan", "Tanpa kode"]
