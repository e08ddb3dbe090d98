"""The life of a finding: sent to its bidang, answered, noted, waived, fixed; decisions stay while it says the same."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.test import Client

from renjana.alur.models import Event, Pemberitahuan, Run
from renjana.alur.rules import NotAllowed, Refused
from renjana.analisis import actions
from renjana.analisis.actions.temuan import answer_findings, note, send_findings
from renjana.analisis.messages import cell_marks, whatsapp_text
from renjana.analisis.models import Temuan
from renjana.pengumpulan.actions import receive_workbook, save_rows, send_isian
from renjana.pengumpulan.models import Isian
from renjana.renja.actions import store_rows
from tests.analisis.runs import a_collected_run, rows_of
from tests.people import MONDAY, Dinas
from tests.renja.plans import a_rencana

LATER = MONDAY + timedelta(days=9)
HOUR = timedelta(hours=1)
WORST = "2.16.03.2.02.0043"


@pytest.fixture
def run(dinas: Dinas) -> Run:
    """A run at the analysis, analysed, whose APTIKA has an empty place and a leap ahead."""
    run = a_collected_run(dinas, rows_of(lokasi=""), rows_of(WORST, 150_000_000, nama="Nama lain"))
    Isian.objects.create(run=run, bidang=dinas.bidang["APTIKA"], status=Isian.Status.DISETUJUI, disampaikan=MONDAY)
    for kode in ("SEKRETARIAT", "IKP", "STATISTIK", "PERSANDIAN"):
        Isian.objects.create(run=run, bidang=dinas.bidang[kode], status=Isian.Status.DILEWATI, alasan="Tidak merencanakan")
    actions.analyse(run, by=dinas.staf, now=LATER)
    return run


def statuses(run: Run) -> dict[str, str]:
    return dict(Temuan.objects.filter(run=run).values_list("kode", "status"))


def test_findings_of_a_bidang_go_out_as_one_message_and_its_isian_is_open_again(run: Run, dinas: Dinas) -> None:
    assert send_findings(run, dinas.bidang["APTIKA"], by=dinas.staf, now=LATER) == 2
    assert statuses(run) == {"L01": "dikirim", "K03": "dikirim"}
    told = Pemberitahuan.objects.get(orang=dinas.aptika, judul__startswith="2 temuan analisis")
    assert "lokasi belum diisi" in told.isi
    assert told.tautan == "/renja/2027/analisis/bidang/APTIKA/"
    assert Isian.objects.get(run=run, bidang=dinas.bidang["APTIKA"]).status == "dikembalikan"
    assert Event.objects.filter(run=run, jenis="temuan-dikirim").count() == 1
    with pytest.raises(Refused, match="tidak memiliki temuan"):
        send_findings(run, dinas.bidang["IKP"], by=dinas.staf, now=LATER)
    with pytest.raises(NotAllowed):
        send_findings(run, dinas.bidang["APTIKA"], by=dinas.aptika, now=LATER)


def test_the_bidang_repairs_one_answers_the_other_and_only_the_other_stays(run: Run, dinas: Dinas) -> None:
    unit = dinas.bidang["APTIKA"]
    send_findings(run, unit, by=dinas.staf, now=LATER)
    named = Temuan.objects.get(run=run, kode="K03")
    assert answer_findings(run, unit, {named.pk: "Nama menurut SK Kepala Dinas."}, by=dinas.aptika, now=LATER) == 1
    isian = Isian.objects.get(run=run, bidang=unit)
    save_rows(isian, [a_rencana()], by=dinas.aptika, now=LATER + HOUR)
    isian.refresh_from_db()
    send_isian(isian, by=dinas.aptika, now=LATER + HOUR)
    actions.analyse(run, by=dinas.staf, now=LATER + 2 * HOUR)
    assert statuses(run) == {"L01": "selesai", "K03": "dijawab"}
    assert Temuan.objects.get(run=run, kode="L01").waktu == LATER + 2 * HOUR
    assert "1 temuan sudah diperbaiki" in Event.objects.filter(run=run, jenis="analisis").order_by("-urutan")[0].uraian
    named.refresh_from_db()
    assert (named.jawaban, named.dijawab_oleh) == ("Nama menurut SK Kepala Dinas.", dinas.aptika)


def test_only_the_own_bidang_answers_and_only_what_is_its_own(run: Run, dinas: Dinas) -> None:
    pk = Temuan.objects.get(run=run, kode="L01").pk
    with pytest.raises(NotAllowed):
        answer_findings(run, dinas.bidang["APTIKA"], {pk: "Sudah."}, by=dinas.ikp, now=LATER)
    assert answer_findings(run, dinas.bidang["IKP"], {pk: "Sudah."}, by=dinas.ikp, now=LATER) == 0
    assert answer_findings(run, dinas.bidang["APTIKA"], {pk: "  "}, by=dinas.aptika, now=LATER) == 0


def test_a_warning_needs_a_note_and_an_error_is_fixed_or_waived(run: Run, dinas: Dinas) -> None:
    error, warning = Temuan.objects.get(run=run, kode="L01"), Temuan.objects.get(run=run, kode="K03")
    with pytest.raises(Refused, match="1 peringatan belum bercatatan"):
        actions.finish_analysis(run, by=dinas.staf, now=LATER)
    with pytest.raises(Refused, match="diperbaiki, atau diabaikan"):
        note(error, "Menyusul nanti", by=dinas.staf, now=LATER)
    actions.waive(error, "Lokasi menyusul SK", by=dinas.staf, now=LATER)
    with pytest.raises(Refused, match="Tuliskan catatannya"):
        note(warning, "ya", by=dinas.staf, now=LATER)
    note(warning, "Nama menurut SK", by=dinas.staf, now=LATER)
    assert (warning.status, warning.alasan, warning.oleh) == ("terbuka", "Nama menurut SK", dinas.staf)
    assert actions.finish_analysis(run, by=dinas.staf, now=LATER) is not None


def test_one_note_answers_for_every_warning_that_has_none(run: Run, dinas: Dinas) -> None:
    actions.waive(Temuan.objects.get(run=run, kode="L01"), "Lokasi menyusul SK", by=dinas.staf, now=LATER)
    assert actions.finish_analysis(run, by=dinas.staf, now=LATER, catatan="Dibahas dengan Bappeda") is not None
    assert Temuan.objects.get(run=run, kode="K03").alasan == "Dibahas dengan Bappeda"


def test_another_analysis_keeps_answers_and_notes_but_not_of_what_says_something_else(run: Run, dinas: Dinas) -> None:
    warning = Temuan.objects.get(run=run, kode="K03")
    note(warning, "Nama menurut SK", by=dinas.staf, now=LATER)
    actions.analyse(run, by=dinas.staf, now=LATER + HOUR)
    warning.refresh_from_db()
    assert warning.alasan == "Nama menurut SK"
    store_rows(run.tahap, dinas.bidang["APTIKA"], [rows_of(WORST, nama="Nama ketiga")], by=dinas.staf, now=LATER + HOUR)
    actions.analyse(run, by=dinas.staf, now=LATER + 2 * HOUR)
    warning.refresh_from_db()
    assert (warning.alasan, warning.status, "Nama ketiga" in warning.pesan) == ("", "terbuka", True)


def test_marks_name_the_cells_of_each_bidang_and_messages_are_short(run: Run, dinas: Dinas) -> None:
    marks = cell_marks(Temuan.objects.filter(run=run))
    assert set(marks) == {"APTIKA"}
    assert set(marks["APTIKA"]) == {("2.16.03.2.02.0040", 0, "lokasi"), (WORST, 0, "kode")}
    assert marks["APTIKA"]["2.16.03.2.02.0040", 0, "lokasi"].startswith("L01: ")
    text = whatsapp_text(nama="Agus", bidang="Bidang A", tahun=2027, messages=["x"] * 20, tautan="https://a.invalid/", penanda="Dedi")
    assert "12. x\ndan 8 temuan lain." in text


def test_the_pages_send_and_take_answers(run: Run, dinas: Dinas, client: Client) -> None:
    address = "/renja/2027/analisis/bidang/APTIKA/"
    client.force_login(dinas.staf)
    page = client.get(address).content.decode()
    assert "Kirim 2 temuan" in page
    assert "https://wa.me/" in page
    assert client.post(address, {"aksi": "kirim"}).status_code == 302
    client.force_login(dinas.aptika)
    pk = Temuan.objects.get(run=run, kode="K03").pk
    assert f"jawaban-{pk}" in client.get(address).content.decode()
    assert client.post(address, {f"jawaban-{pk}": "Sesuai SK", "jawaban-x": "?"}).status_code == 302
    assert "Sesuai SK" in client.get(address).content.decode()
    assert client.get("/renja/2027/analisis/bidang/IKP/").status_code == 404
    client.force_login(dinas.staf)
    assert "Sesuai SK" in client.get("/renja/2027/analisis/?tingkat=dijawab").content.decode()


def test_the_workbook_carries_the_findings_as_comments_and_comes_back_corrected(run: Run, dinas: Dinas, client: Client) -> None:
    client.force_login(dinas.staf)
    answer = client.get("/renja/2027/analisis/bidang/APTIKA/excel/")
    assert answer["Content-Disposition"] == 'attachment; filename="temuan-isian-renja-2027-aptika.xlsx"'
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    marked = {cell.coordinate: cell.comment.text for row in book["Isian"].iter_rows() for cell in row if cell.comment}
    assert sorted(text.split(":")[0] for text in marked.values()) == ["K03", "L01"]
    (place,) = [place for place, text in marked.items() if text.startswith("L01")]
    book["Isian"][place] = "Kecamatan Terbanggi Besar"
    book.save(target := io.BytesIO())
    isian = Isian.objects.get(run=run, bidang=dinas.bidang["APTIKA"])
    received = receive_workbook(isian, target.getvalue(), name="temuan.xlsx", by=dinas.staf, now=LATER + HOUR)
    assert received.faults == ()
    actions.analyse(run, by=dinas.staf, now=LATER + 2 * HOUR)
    assert statuses(run)["L01"] == "selesai"


def test_whatever_changed_since_asks_for_another_analysis(run: Run, dinas: Dinas) -> None:
    run.tahap.usulan.create(pengusul="Camat", sumber="Musrenbang", uraian="Menara", status="diterima")
    with pytest.raises(Refused, match="jalankan analisis lagi"):
        actions.finish_analysis(run, by=dinas.staf, now=LATER, catatan="Dibahas dengan Bappeda")
