"""Steps 2, 3 and 6 as actions: their gates, their outputs, their history."""

import io
import zipfile

import openpyxl
import pytest

from renjana.alur.models import Event, Keluaran, Pemberitahuan
from renjana.alur.queries import broken_link, open_task
from renjana.alur.rules import AlreadyDone, NotAllowed, Refused
from renjana.pengumpulan import actions
from renjana.pengumpulan.columns import KEYS
from renjana.pengumpulan.models import Isian
from renjana.pengumpulan.queries import divided, isian_of, known_for, planned_rows, renja_of, rows_by_bidang
from renjana.pengumpulan.rules import NOT_PLANNED, FormatDraft
from renjana.surat.queries import read_file
from tests.pengumpulan.rows import a_row
from tests.pengumpulan.stage import DEADLINE, PLAN, Stage, at_format, at_gathering, at_hand_out, publish
from tests.people import Dinas


@pytest.fixture
def gathering(dinas: Dinas) -> Stage:
    return at_gathering(dinas)


def langkah(stage: Stage) -> int:
    task = open_task(stage.run)
    return task.langkah if task else 0


def output(stage: Stage, jenis: str) -> bytes:
    return read_file(Keluaran.objects.get(task__run=stage.run, jenis=jenis).berkas)


def test_a_format_without_deadline_or_with_undivided_rows_is_refused_with_every_reason(dinas: Dinas) -> None:
    stage = at_format(dinas)
    actions.assign(stage.run, {"2.16.03": "APTIKA"}, by=dinas.perencana, now=stage.now)
    with pytest.raises(Refused) as refused:
        actions.prepare_format(stage.run, FormatDraft(KEYS), by=dinas.perencana, now=stage.now)
    assert str(refused.value).startswith("Tenggat pengisian belum diisi; pilih tanggal dan jamnya. 3 sub kegiatan belum dibagi (2.16.01.2.02.0001, ")
    assert (langkah(stage), Isian.objects.count()) == (2, 0)


def test_publishing_makes_a_workbook_for_each_bidang_fills_the_plan_and_opens_step_3(dinas: Dinas) -> None:
    stage = at_hand_out(dinas)
    archive = zipfile.ZipFile(io.BytesIO(output(stage, "format-bidang")))
    assert sorted(archive.namelist()) == [f"isian-renja-2027-{kode.lower()}.xlsx" for kode in sorted(dinas.bidang)]
    sheet = openpyxl.load_workbook(io.BytesIO(archive.read("isian-renja-2027-aptika.xlsx")))["Isian"]
    assert [sheet[cell].value for cell in ("B8", "G8", "H8", "B9", "H9")] == [
        "2.16.03.2.01.0004",
        12,
        60_000_000,
        "2.16.03.2.02.0040",
        250_000_000,
    ]
    assert openpyxl.load_workbook(io.BytesIO(output(stage, "format")))["Isian"]["B8"].value is None
    assert {kode: [row.kode for row in rows] for kode, rows in rows_by_bidang(stage.run).items()} == {
        who: [kode for kode, (own, _) in PLAN.items() if own == who] for who in ("SEKRETARIAT", "IKP", "APTIKA", "STATISTIK")
    }
    assert (langkah(stage), Isian.objects.filter(status="belum").count()) == (3, 5)


def test_what_is_not_planned_this_year_goes_to_nobody(dinas: Dinas) -> None:
    stage = at_format(dinas)
    actions.assign(stage.run, {"2.16": "APTIKA"} | dict.fromkeys(PLAN, NOT_PLANNED), by=dinas.perencana, now=stage.now)
    publish(stage)
    assert rows_by_bidang(stage.run) == {}


def test_the_first_division_follows_names_and_the_sekretariat_and_earlier_years(dinas: Dinas) -> None:
    stage = at_format(dinas)
    actions.assign(stage.run, {}, by=dinas.perencana, now=stage.now)
    renja = renja_of(stage.run)
    known = known_for(renja)
    assert divided(stage.run, renja, known, planned_rows(renja, known)) == {
        "2.16.01": "SEKRETARIAT",
        "2.16.02": "IKP",
        "2.16.03": "APTIKA",
        "2.20.02": "STATISTIK",
    }


def test_only_the_perencana_draws_up_the_format(dinas: Dinas) -> None:
    stage = at_format(dinas)
    draft = FormatDraft(KEYS, tenggat=DEADLINE)
    kept = actions.prepare_format(stage.run, draft, by=dinas.perencana, now=stage.now)
    for person in (dinas.staf, dinas.kadis, dinas.aptika):
        with pytest.raises(NotAllowed):
            actions.prepare_format(stage.run, draft, by=person, now=stage.now)
        with pytest.raises(NotAllowed):
            actions.publish_format(kept, seen=kept.tanda, by=person, now=stage.now)
    assert langkah(stage) == 2


def test_step_3_cannot_finish_while_a_bidang_has_no_format(dinas: Dinas) -> None:
    stage = at_hand_out(dinas)
    for kode in ("IKP", "APTIKA", "STATISTIK"):
        actions.hand_out(stage.isian(kode), by=dinas.staf, now=stage.now)
    with pytest.raises(Refused, match=r"Format belum disampaikan kepada Sekretariat, Bidang Persandian\."):
        actions.finish_hand_out(stage.run, by=dinas.staf, now=stage.now)
    assert actions.hand_out_all(stage.run, by=dinas.staf, now=stage.now) == 2
    actions.confirm_receipt(stage.isian("APTIKA"), by=dinas.aptika, now=stage.now)
    actions.confirm_receipt(stage.isian("IKP"), by=dinas.staf, now=stage.now, penerima="Fitri Handayani")
    with pytest.raises(Refused, match=r"Belum ada tanda terima dari Sekretariat, .*Statistik"):
        actions.finish_hand_out(stage.run, by=dinas.staf, now=stage.now, alasan=" - ")
    actions.finish_hand_out(stage.run, by=dinas.staf, now=stage.now, alasan="Penghubung sedang dinas luar.")
    assert Event.objects.filter(run=stage.run, uraian__endswith=": Penghubung sedang dinas luar.").count() == 1
    assert output(stage, "tanda-terima").startswith(b"%PDF")
    assert [(one.bidang.kode, one.penerima) for one in isian_of(stage.run) if one.diterima] == [
        ("IKP", "Fitri Handayani"),
        ("APTIKA", dinas.aptika.nama),
    ]
    assert Pemberitahuan.objects.filter(orang=dinas.aptika, tautan="/renja/2027/pengumpulan/APTIKA/").count() == 1
    assert langkah(stage) == 4


def test_a_receipt_is_given_once_and_not_by_people_of_another_bidang(dinas: Dinas) -> None:
    stage = at_hand_out(dinas)
    with pytest.raises(Refused, match="belum disampaikan"):
        actions.confirm_receipt(stage.isian("APTIKA"), by=dinas.aptika, now=stage.now)
    actions.hand_out_all(stage.run, by=dinas.staf, now=stage.now)
    with pytest.raises(NotAllowed):
        actions.confirm_receipt(stage.isian("APTIKA"), by=dinas.ikp, now=stage.now)
    actions.confirm_receipt(stage.isian("APTIKA"), by=dinas.aptika, now=stage.now)
    with pytest.raises(AlreadyDone):
        actions.confirm_receipt(stage.isian("APTIKA"), by=dinas.aptika, now=stage.now)


def test_closing_is_refused_while_one_is_missing_and_passes_when_it_is_waived_with_a_reason(gathering: Stage) -> None:
    dinas, now = gathering.dinas, gathering.now
    for kode in ("SEKRETARIAT", "IKP", "STATISTIK", "PERSANDIAN"):
        actions.send_isian(gathering.isian(kode), by=dinas.people[kode.lower()], now=now, alasan="Dikirim apa adanya.")
    for kode in ("SEKRETARIAT", "IKP", "STATISTIK"):
        actions.accept_isian(gathering.isian(kode), by=dinas.staf, now=now)
    with pytest.raises(Refused) as refused:
        actions.close_collection(gathering.run, by=dinas.staf, now=now)
    assert str(refused.value) == (
        "Isian Bidang Aplikasi Informatika belum dikirim; ingatkan, atau lewati dengan alasan. "
        "Isian Bidang Persandian belum diperiksa; terima atau kembalikan."
    )
    actions.accept_isian(gathering.isian("PERSANDIAN"), by=dinas.staf, now=now)
    with pytest.raises(Refused, match="Tuliskan alasan"):
        actions.skip_isian(gathering.isian("APTIKA"), " ", by=dinas.staf, now=now)
    actions.skip_isian(gathering.isian("APTIKA"), "Kepala Bidang dinas luar", by=dinas.staf, now=now)
    actions.close_collection(gathering.run, by=dinas.staf, now=now)
    recap = openpyxl.load_workbook(io.BytesIO(output(gathering, "rekap-isian")))
    assert [cell.value for cell in recap["Bidang"]["B"][3:8]] == ["Diterima", "Diterima", "Dilewati", "Diterima", "Diterima"]
    assert recap["Isian"].max_row == 6
    assert langkah(gathering) == 7
    assert broken_link(gathering.run) is None


def test_an_isian_goes_back_with_a_reason_and_comes_again(gathering: Stage) -> None:
    dinas, now = gathering.dinas, gathering.now
    actions.send_isian(gathering.isian("APTIKA"), by=dinas.aptika, now=now, alasan="Menyusul")
    with pytest.raises(Refused, match="Tuliskan alasan pengembalian"):
        actions.return_isian(gathering.isian("APTIKA"), "", by=dinas.staf, now=now)
    actions.return_isian(gathering.isian("APTIKA"), "Lokasi belum diisi", by=dinas.staf, now=now)
    assert (gathering.isian("APTIKA").status, gathering.isian("APTIKA").alasan) == ("dikembalikan", "Lokasi belum diisi")
    assert Pemberitahuan.objects.get(orang=dinas.aptika, judul__contains="dikembalikan").isi == "Lokasi belum diisi"
    actions.send_isian(gathering.isian("APTIKA"), by=dinas.aptika, now=now, alasan="Lokasi menyusul")
    actions.accept_isian(gathering.isian("APTIKA"), by=dinas.staf, now=now)
    with pytest.raises(AlreadyDone):
        actions.accept_isian(gathering.isian("APTIKA"), by=dinas.staf, now=now)


def test_a_sent_isian_can_be_taken_back_until_it_is_accepted(gathering: Stage) -> None:
    dinas, now = gathering.dinas, gathering.now
    actions.send_isian(gathering.isian("APTIKA"), by=dinas.aptika, now=now, alasan="Dikirim")
    with pytest.raises(Refused, match="Tarik kembali dahulu"):
        actions.save_rows(gathering.isian("APTIKA"), [a_row()], by=dinas.aptika, now=now)
    actions.take_back(gathering.isian("APTIKA"), by=dinas.aptika, now=now)
    actions.save_rows(gathering.isian("APTIKA"), [a_row()], by=dinas.aptika, now=now)
    actions.send_isian(gathering.isian("APTIKA"), by=dinas.aptika, now=now, alasan="Dikirim")
    actions.accept_isian(gathering.isian("APTIKA"), by=dinas.staf, now=now)
    with pytest.raises(Refused, match="hanya dapat ditarik kembali selama menunggu diperiksa"):
        actions.take_back(gathering.isian("APTIKA"), by=dinas.aptika, now=now)


def test_gaps_need_a_reason_which_the_staf_reads(gathering: Stage) -> None:
    dinas, now = gathering.dinas, gathering.now
    with pytest.raises(Refused, match=r"\d+ sel belum diisi"):
        actions.send_isian(gathering.isian("APTIKA"), by=dinas.aptika, now=now)
    actions.send_isian(gathering.isian("APTIKA"), by=dinas.aptika, now=now, alasan="Lokasi menunggu survei")
    assert gathering.isian("APTIKA").catatan == "Lokasi menunggu survei"
    assert Pemberitahuan.objects.get(orang=dinas.staf, judul__contains="Aplikasi Informatika dikirim").isi == "Lokasi menunggu survei"


def test_a_reminder_reaches_the_contact_and_is_counted(gathering: Stage) -> None:
    dinas = gathering.dinas
    for _ in range(2):
        actions.remind(gathering.isian("IKP"), by=dinas.staf, now=gathering.now)
    assert gathering.isian("IKP").kali_diingatkan == 2
    assert Pemberitahuan.objects.filter(orang=dinas.ikp, judul__startswith="Pengingat").count() == 2


@pytest.mark.parametrize("who", ["aptika", "perencana", "kadis", "pembaca"])
def test_only_the_staf_gathers(gathering: Stage, who: str) -> None:
    person = gathering.dinas.people[who]
    with pytest.raises(NotAllowed):
        actions.accept_isian(gathering.isian("APTIKA"), by=person, now=gathering.now)
    with pytest.raises(NotAllowed):
        actions.skip_isian(gathering.isian("APTIKA"), "Tidak sempat", by=person, now=gathering.now)


def test_people_of_another_bidang_or_agency_change_nothing(gathering: Stage, other_dinas: Dinas) -> None:
    for person in (gathering.dinas.ikp, gathering.dinas.kadis, other_dinas.aptika, other_dinas.staf):
        with pytest.raises(NotAllowed):
            actions.save_rows(gathering.isian("APTIKA"), [a_row()], by=person, now=gathering.now)


def test_the_staf_may_fill_for_a_bidang_and_correct_during_the_analysis(gathering: Stage) -> None:
    dinas, now = gathering.dinas, gathering.now
    actions.save_rows(gathering.isian("APTIKA"), [a_row(pagu=1_000)], by=dinas.staf, now=now)
    for kode in dinas.bidang:
        actions.send_isian(gathering.isian(kode), by=dinas.staf, now=now, alasan="Dikirim")
        actions.accept_isian(gathering.isian(kode), by=dinas.staf, now=now)
    actions.close_collection(gathering.run, by=dinas.staf, now=now)
    actions.save_rows(gathering.isian("APTIKA"), [a_row(pagu=2_000)], by=dinas.staf, now=now)
    assert [row.pagu for row in rows_by_bidang(gathering.run)["APTIKA"]] == [60_000_000, 2_000]
    with pytest.raises(Refused, match="Pengumpulan sudah ditutup"):
        actions.save_rows(gathering.isian("APTIKA"), [a_row(pagu=3_000)], by=dinas.aptika, now=now)
    with pytest.raises(AlreadyDone):
        actions.return_isian(gathering.isian("APTIKA"), "Perbaiki", by=dinas.staf, now=now)
