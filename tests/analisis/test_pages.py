"""Pages of step 7."""

import gzip

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from renjana.analisis.models import Analisis, Temuan
from tests.analisis.runs import a_collected_run, rows_of
from tests.people import Dinas


def signed_in(client: Client, orang: object) -> Client:
    client.force_login(orang)  # type: ignore[arg-type]
    return client


@pytest.fixture
def run_page(dinas: Dinas, client: Client) -> Client:
    a_collected_run(dinas, rows_of(lokasi=""), rows_of("2.16.03.2.02.0043", 150_000_000))
    return signed_in(client, dinas.staf)


def test_the_page_analyses_and_shows_what_was_found(run_page: Client) -> None:
    assert "belum dijalankan" in run_page.get("/renja/2027/analisis/").content.decode()
    assert run_page.post("/renja/2027/analisis/", {"aksi": "periksa"}).status_code == 302
    page = run_page.get("/renja/2027/analisis/").content.decode()
    assert "lokasi belum diisi; tulis kecamatan" in page
    assert "Rp400.000.000" in page
    assert "1 kesalahan masih menahan langkah 8." in page
    assert "<svg" in page
    assert Analisis.objects.count() == 1


def test_filters_show_what_they_say(run_page: Client) -> None:
    run_page.post("/renja/2027/analisis/", {"aksi": "periksa"})
    assert "lokasi belum diisi" not in run_page.get("/renja/2027/analisis/?tingkat=warning").content.decode()
    assert "lokasi belum diisi" in run_page.get("/renja/2027/analisis/?tingkat=error&bidang=APTIKA").content.decode()
    assert "lokasi belum diisi" not in run_page.get("/renja/2027/analisis/?bidang=IKP").content.decode()


def test_an_error_refuses_the_end_and_a_reason_lets_it_pass(run_page: Client) -> None:
    run_page.post("/renja/2027/analisis/", {"aksi": "periksa"})
    refused = run_page.post("/renja/2027/analisis/", {"aksi": "selesai"})
    assert refused.status_code == 422
    assert "L01" in refused.content.decode()
    temuan = Temuan.objects.get()
    address = f"/renja/2027/analisis/temuan/{temuan.pk}/"
    assert "lokasi belum diisi" in run_page.get(address).content.decode()
    assert run_page.post(address, {"aksi": "abaikan", "alasan": "x"}).status_code == 422
    assert run_page.post(address, {"aksi": "abaikan", "alasan": "Lokasi ditetapkan SK Bupati"}).status_code == 302
    assert "SK Bupati" in run_page.get("/renja/2027/analisis/?tingkat=diabaikan").content.decode()
    assert run_page.post("/renja/2027/analisis/", {"aksi": "selesai"}).status_code == 302


def test_who_may_not_act_sees_why_and_is_refused(run_page: Client, dinas: Dinas) -> None:
    other = signed_in(Client(), dinas.sekretaris)
    assert "bukan oleh Anda" in other.get("/renja/2027/analisis/").content.decode()
    assert other.post("/renja/2027/analisis/", {"aksi": "periksa"}).status_code == 403


def test_a_finding_of_another_agency_is_not_there(run_page: Client, other_dinas: Dinas) -> None:
    run_page.post("/renja/2027/analisis/", {"aksi": "periksa"})
    address = f"/renja/2027/analisis/temuan/{Temuan.objects.get().pk}/"
    assert signed_in(Client(), other_dinas.staf).get(address).status_code == 404


def test_lists_come_in_by_the_page_or_every_fault_is_told(run_page: Client, dinas: Dinas) -> None:
    page = signed_in(Client(), dinas.perencana)
    bad = SimpleUploadedFile("rkpd.csv", b"kode,lokasi,indikator,target,pagu\nabc,,,,seratus\n")
    answer = page.post("/renja/2027/analisis/data/", {"jenis": "rkpd", "berkas": bad})
    assert answer.status_code == 422
    assert "2 kesalahan; tidak ada yang disimpan" in answer.content.decode()
    good = SimpleUploadedFile("rkpd.csv", b"kode,lokasi,indikator,target,pagu\n2.16.03.2.02.0040,Kab,Jumlah,3 Titik,1.000\n")
    assert page.post("/renja/2027/analisis/data/", {"jenis": "rkpd", "berkas": good}).status_code == 302
    assert "1 baris" in page.get("/renja/2027/analisis/data/").content.decode()
    assert "Penambahan Rp249.999.000" in page.get("/renja/2027/tabel/t-c-31/").content.decode()


def test_the_page_of_five_hundred_findings_is_ten_queries_and_sixty_kib(dinas: Dinas, client: Client, django_assert_max_num_queries: object) -> None:
    a_collected_run(dinas, *(rows_of(f"2.16.03.2.02.{n:04d}", lokasi="") for n in range(1, 510)))
    signed_in(client, dinas.staf).post("/renja/2027/analisis/", {"aksi": "periksa"})
    assert Temuan.objects.count() > 500
    assert "Seluruh aturan diperiksa ulang" in client.get("/renja/2027/analisis/").content.decode()
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        page = client.get("/renja/2027/analisis/")
    assert page.content.count(b'<li id="temuan-') == 500
    assert len(gzip.compress(page.content)) <= 60 * 1024


def test_filters_by_group_and_program_and_the_way_to_the_cell(run_page: Client) -> None:
    run_page.post("/renja/2027/analisis/", {"aksi": "periksa"})
    assert "lokasi belum diisi" in run_page.get("/renja/2027/analisis/?kelompok=LT&program=2.16.03").content.decode()
    assert "lokasi belum diisi" not in run_page.get("/renja/2027/analisis/?kelompok=K").content.decode()
    cell = run_page.get(f"/renja/2027/analisis/temuan/{Temuan.objects.get().pk}/sel/")
    assert (cell.status_code, cell["Location"]) == (302, "/renja/2027/pengumpulan/APTIKA/?sel=c1-lokasi#c1-lokasi")


def test_readiness_speaks_the_words_of_the_checklist(run_page: Client) -> None:
    run_page.post("/renja/2027/analisis/", {"aksi": "periksa"})
    page = run_page.get("/renja/2027/analisis/").content.decode()
    assert "Tidak ditemukan" in page
    assert "Tidak berlaku" in page
    assert page.count('<th scope="row">') >= 7
