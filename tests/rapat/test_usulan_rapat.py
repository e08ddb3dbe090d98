"""Changes that the meeting decides on: written with the minutes, printed, applied or answered by the bidang, taken back, told everywhere."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from renjana.alur.models import Event, Keluaran, Pemberitahuan
from renjana.alur.queries import broken_link
from renjana.alur.rules import AlreadyDone, NotAllowed, Refused
from renjana.analisis.origin import origin_of
from renjana.pengumpulan import actions
from renjana.pengumpulan.merging import mark_of
from renjana.pengumpulan.models import Isian, UsulanRapat
from renjana.pengumpulan.queries import rows_of
from renjana.pengumpulan.usulan import Perubahan
from renjana.rapat import actions as rapat
from renjana.rapat.models import Rapat
from renjana.rapat.queries import rapat_of
from renjana.rapat.rules import Keputusan
from renjana.renja.values import RencanaValue
from renjana.surat.queries import read_file
from tests.cetak.judge import text_of
from tests.pengumpulan.stage import Stage
from tests.people import Dinas
from tests.rapat.meeting import CODE, CUT, TARGET, at_meeting, decide, minutes

NEW = "2.16.03.2.02.0043"


@pytest.fixture
def stage(dinas: Dinas) -> Stage:
    return at_meeting(dinas)


def row(stage: Stage, kode: str = CODE, bidang: str = "APTIKA") -> RencanaValue | None:
    return next((one for one in rows_of(stage.isian(bidang)) if one.kode == kode), None)


def pagu(stage: Stage) -> int | None:
    found = row(stage)
    assert found is not None
    return found.pagu


def test_a_change_names_its_bidang_and_what_stood_there_by_itself(stage: Stage) -> None:
    cut, target = decide(stage, CUT, TARGET)
    assert (cut.keputusan, cut.bidang.kode, cut.semula, cut.menjadi) == (2, "APTIKA", "250.000.000", "200.000.000")
    assert (target.bidang.kode, target.semula, target.menjadi, target.is_waiting) == ("IKP", "12", "24", True)


def test_a_change_that_cannot_be_read_or_placed_is_refused_with_every_reason_and_nothing_is_kept(stage: Stage) -> None:
    meeting = Rapat.objects.get(run=stage.run)
    bad = [Perubahan("", NEW, "pagu", "5 juta"), Perubahan("APTIKA", CODE, "pagu", "1.50"), Perubahan("APTIKA", CODE, "target", "3", nomor=2)]
    with pytest.raises(Refused) as caught:
        rapat.write_minutes(meeting, minutes(Keputusan("Ubah", perubahan=tuple(bad))), by=stage.dinas.staf, now=stage.now)
    assert "belum direncanakan bidang mana pun" in str(caught.value)
    assert "1,50 atau 150" in str(caught.value)
    assert "hanya memiliki 1 indikator" in str(caught.value)
    assert (UsulanRapat.objects.count(), meeting.keputusan.count()) == (0, 0)


def test_every_fault_of_a_change_is_told_at_once_and_one_that_changes_nothing_is_refused(stage: Stage) -> None:
    meeting = Rapat.objects.get(run=stage.run)
    bad = (Perubahan("", "9.99.99.9.99.9999", "pagu", "1.50"), Perubahan("APTIKA", CODE, "pagu", "250 juta"))
    with pytest.raises(Refused) as caught:
        rapat.write_minutes(meeting, minutes(Keputusan("Ubah", perubahan=bad)), by=stage.dinas.staf, now=stage.now)
    for words in ("9.99.99.9.99.9999 di luar urusan", "halaman Nomenklatur", "1,50 atau 150", f"{CODE} sudah berisi 250.000.000"):
        assert words in str(caught.value)


def test_a_later_change_of_the_same_cell_takes_the_place_of_an_earlier_one(stage: Stage) -> None:
    old, new = decide(stage, CUT, replace(CUT, menjadi="210 juta"))
    assert (old.status, new.status) == ("digantikan", "menunggu")
    for act in (actions.apply_usulan, actions.undo_usulan):
        with pytest.raises(Refused, match="digantikan usulan lain"):
            act(old, by=stage.dinas.aptika, now=stage.now)
    actions.apply_usulan(new, by=stage.dinas.aptika, now=stage.now)
    assert pagu(stage) == 210_000_000


def test_a_meeting_closed_before_its_hour_needs_a_reason_and_no_decision_ends_before_its_day(stage: Stage, client: Client) -> None:
    meeting = Rapat.objects.select_related("run").get(run=stage.run)
    early, day = stage.now - timedelta(hours=1), stage.now.date()
    past = minutes(Keputusan("Isian dikirim.", tenggat=day - timedelta(days=1)))
    with pytest.raises(Refused, match=r"Keputusan 1: Tenggat tidak boleh sebelum hari rapat .* Rapat belum tiba waktunya"):
        rapat.close_meeting(meeting, past, by=stage.dinas.staf, now=early)
    client.force_login(stage.dinas.staf)
    typed = {"pimpinan": "Sri Wahyuningsih", "pembahasan": "Dibahas.", "isi-1": "Isian dikirim.", "tutup": "1"}
    answer = client.post("/renja/2027/rapat/", typed | {"tenggat-1": "1/1/2020"})
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"dimajukan", "tenggat-1"})
    rapat.close_meeting(meeting, replace(minutes(Keputusan("Isian dikirim.")), dimajukan="Peserta lengkap."), by=stage.dinas.staf, now=early)
    assert Event.objects.filter(run=stage.run, uraian__startswith="Rapat dimajukan karena Peserta lengkap. Rapat pembahasan selesai").exists()
    kept = Keluaran.objects.select_related("berkas").get(task__run=stage.run, jenis="notulen")
    assert "Rapat dimajukan dari waktu undangan karena Peserta lengkap." in " ".join(text_of(read_file(kept.berkas)).split())


def test_the_minutes_print_each_change_and_the_bidang_is_told(stage: Stage) -> None:
    decide(stage, CUT, papers=True)
    kept = Keluaran.objects.select_related("berkas").get(task__run=stage.run, jenis="notulen")
    printed = " ".join(text_of(read_file(kept.berkas)).split())
    assert "2. Pagu disesuaikan dengan plafon." in printed
    assert "APTIKA 2.16.03.2.02.0040, Pagu 2027 (Rp): 250.000.000 menjadi 200.000.000 (Menyesuaikan pagu indikatif)" in printed
    told = Pemberitahuan.objects.get(orang=stage.dinas.aptika, judul__startswith="1 usulan rapat")
    assert told.tautan == "/renja/2027/pengumpulan/APTIKA/"
    assert Event.objects.filter(run=stage.run, uraian="Rapat pembahasan selesai dengan 2 keputusan dan 1 usulan perubahan.").exists()


def test_an_isian_that_was_sent_comes_back_to_its_bidang_with_the_change(stage: Stage) -> None:
    actions.send_isian(stage.isian("APTIKA"), by=stage.dinas.aptika, now=stage.now, alasan="Sisanya menyusul")
    decide(stage, CUT)
    isian = stage.isian("APTIKA")
    assert (isian.status, isian.alasan) == ("dikembalikan", "Rapat mengusulkan 1 perubahan pada isian ini; terapkan, atau jawab dengan alasan.")
    assert stage.isian("IKP").status == Isian.Status.DISAMPAIKAN


def test_applying_writes_the_cell_tells_the_history_and_shows_in_the_origin(stage: Stage) -> None:
    [cut] = decide(stage, CUT)
    actions.apply_usulan(cut, by=stage.dinas.aptika, now=stage.now)
    assert pagu(stage) == 200_000_000
    line = Event.objects.filter(run=stage.run, jenis="isian-diisi").latest("urutan")
    assert line.uraian == f"Keputusan rapat no. 2 diterapkan pada {CODE}, Pagu 2027 (Rp): 1 sub kegiatan berubah."
    assert line.data["perubahan"] == [[CODE, 0, "pagu", "250.000.000", "200.000.000"]]
    found = origin_of(stage.run, "t-c-33", f"{CODE}~APTIKA~0", "pagu", zone="Asia/Jakarta")
    assert found is not None
    assert found.told[0].teks.startswith("250.000.000 menjadi 200.000.000. Keputusan rapat no. 2 diterapkan")
    assert found.decided[0].startswith("Keputusan rapat no. 2, Pagu disesuaikan dengan plafon.: 250.000.000 menjadi 200.000.000; diterapkan")
    assert broken_link(stage.run) is None
    with pytest.raises(AlreadyDone):
        actions.apply_usulan(cut, by=stage.dinas.perencana, now=stage.now)


def test_a_row_that_changed_since_the_page_was_opened_is_not_overwritten(stage: Stage) -> None:
    [cut] = decide(stage, CUT)
    before = row(stage)
    assert before is not None
    actions.apply_usulan(decide_again(stage, cut, "lokasi", "Kecamatan Kalirejo"), by=stage.dinas.staf, now=stage.now)
    with pytest.raises(AlreadyDone, match="berubah sesudah Anda membukanya"):
        actions.apply_usulan(cut, by=stage.dinas.aptika, now=stage.now, base=mark_of(before))
    assert pagu(stage) == 250_000_000


def decide_again(stage: Stage, like: UsulanRapat, kolom: str, menjadi: str) -> UsulanRapat:
    return UsulanRapat.objects.create(
        run=stage.run, bidang=like.bidang, keputusan=1, isi="Lokasi", kode=like.kode, kolom=kolom, menjadi=menjadi, diajukan=stage.now
    )


def test_taking_it_back_restores_the_cell_until_somebody_changes_it(stage: Stage) -> None:
    [cut] = decide(stage, CUT)
    actions.apply_usulan(cut, by=stage.dinas.aptika, now=stage.now)
    assert actions.undo_usulan(cut, by=stage.dinas.aptika, now=stage.now).is_waiting
    assert pagu(stage) == 250_000_000
    actions.apply_usulan(cut, by=stage.dinas.perencana, now=stage.now)
    actions.apply_usulan(decide_again(stage, cut, "pagu", "210.000.000"), by=stage.dinas.staf, now=stage.now)
    with pytest.raises(Refused, match="sudah diubah lagi"):
        actions.undo_usulan(cut, by=stage.dinas.aptika, now=stage.now)
    assert pagu(stage) == 210_000_000


def test_a_sub_kegiatan_that_nobody_plans_yet_is_added_and_taken_out_again(stage: Stage) -> None:
    [added] = decide(stage, Perubahan("APTIKA", NEW, "pagu", "75 juta", "Hasil Musrenbang"))
    assert added.semula == ""
    actions.apply_usulan(added, by=stage.dinas.aptika, now=stage.now)
    found = row(stage, NEW)
    assert found is not None
    assert (found.pagu, len(found.indikator)) == (75_000_000, 1)
    actions.undo_usulan(added, by=stage.dinas.aptika, now=stage.now)
    assert row(stage, NEW) is None


def test_the_bidang_answers_with_a_reason_and_strangers_may_not(stage: Stage) -> None:
    [cut] = decide(stage, CUT)
    with pytest.raises(Refused, match="Tuliskan alasannya"):
        actions.answer_usulan(cut, " ", by=stage.dinas.aptika, now=stage.now)
    with pytest.raises(NotAllowed):
        actions.apply_usulan(cut, by=stage.dinas.ikp, now=stage.now)
    with pytest.raises(NotAllowed):
        actions.answer_usulan(cut, "Tidak setuju", by=stage.dinas.ikp, now=stage.now)
    answered = actions.answer_usulan(cut, "Kontrak tahun jamak sudah mengikat.", by=stage.dinas.aptika, now=stage.now + timedelta(minutes=1))
    assert (answered.status, pagu(stage)) == ("dijawab", 250_000_000)
    assert Event.objects.filter(run=stage.run, jenis="usulan-dijawab").count() == 1


def test_the_staf_writes_changes_on_the_page_of_the_minutes_and_faults_stand_at_their_field(stage: Stage, client: Client) -> None:
    client.force_login(stage.dinas.staf)
    typed = {"pimpinan": "Sri Wahyuningsih", "pembahasan": "Dibahas.", "isi-1": "Pagu disesuaikan.", "ubah-1-1-kode": f"{CODE} · Nama"}
    answer = client.post("/renja/2027/rapat/", typed | {"ubah-1-1-kolom": "pagu", "ubah-1-1-menjadi": "1.50"})
    assert (answer.status_code, "1,50 atau 150" in answer.content.decode(), UsulanRapat.objects.count()) == (422, True, 0)
    for kolom, text, said in (
        ("bulan_awal", "13", "“13” bukan bulan"),
        ("pagu", "-5", "“-5” bernilai negatif"),
        ("sumber_dana", "9.9.9", "“9.9.9” tidak ada dalam daftar sumber dana"),
    ):
        answer = client.post("/renja/2027/rapat/", typed | {"ubah-1-1-kolom": kolom, "ubah-1-1-menjadi": text})
        assert (answer.status_code, said in answer.content.decode(), UsulanRapat.objects.count()) == (422, True, 0)
    answer = client.post("/renja/2027/rapat/", {"pimpinan": "Sri Wahyuningsih", "ubah-2-1-kode": CODE, "ubah-2-1-menjadi": "5"})
    assert "perubahan isian berdiri di bawah sebuah keputusan" in answer.content.decode()
    assert client.post("/renja/2027/rapat/", typed | {"ubah-1-1-kolom": "target", "ubah-1-1-menjadi": "15"}).status_code == 302
    [kept] = UsulanRapat.objects.all()
    assert (kept.keputusan, kept.kolom, kept.semula, kept.menjadi, kept.diajukan) == (1, "target", "12", "15", None)
    page = client.get("/renja/2027/rapat/").content.decode()
    assert 'value="2.16.03.2.02.0040"' in page
    assert "semula 12" in page


def closing(stage: Stage, client: Client, *changes: Perubahan) -> list[str]:
    """What the POST asks for that closes the meeting with these changes, its papers left out (they may be on disk already); it is taken back."""
    typed = {
        "pimpinan": "Sri Wahyuningsih",
        "pembahasan": "Dibahas.",
        "isi-1": "Pagu disesuaikan.",
        "ubah-1-1-kode": "",
        "tutup": "1",
        "dimajukan": "peserta lengkap",
    }
    for number, one in enumerate(changes, 1):
        cell = {"kode": one.kode, "kolom": one.kolom, "menjadi": one.menjadi, "alasan": one.alasan}
        typed |= {f"ubah-1-{number}-{name}": text for name, text in cell.items()}
    with transaction.atomic():
        with CaptureQueriesContext(connection) as queries:
            assert client.post("/renja/2027/rapat/", typed).status_code == 302
        assert UsulanRapat.objects.count() == len(changes)
        transaction.set_rollback(True)
    return [query["sql"] for query in queries if "surat_berkas" not in query["sql"]]


def test_closing_reads_the_plan_only_for_a_change_and_asks_no_more_for_many_of_many_bidang(stage: Stage, client: Client) -> None:
    client.force_login(stage.dinas.staf)
    closing(stage, client)  # a process reads once what every request needs
    other = replace(CUT, kolom="pagu_maju", menjadi="210 juta")

    none, one, three = closing(stage, client), closing(stage, client, CUT), closing(stage, client, CUT, other, TARGET)

    [meeting] = [sql for sql in none if "renja_rencana" in sql or "usulanrapat" in sql]
    assert "EXISTS" in meeting
    assert len(one) == len(three) == len(none) + 12  # the outbox is one of them: nobody else is told here


def test_a_change_written_on_another_desk_meanwhile_does_not_outlive_the_minutes_that_close_the_meeting(stage: Stage, client: Client) -> None:
    seen = rapat_of(stage.run)
    assert seen is not None
    changed = minutes(Keputusan("Pagu disesuaikan.", perubahan=(CUT,)))
    rapat.write_minutes(Rapat.objects.select_related("run").get(pk=seen.pk), changed, by=stage.dinas.staf, now=stage.now)

    rapat.close_meeting(seen, minutes(Keputusan("Pagu tetap.")), by=stage.dinas.staf, now=stage.now)

    assert (UsulanRapat.objects.count(), Rapat.objects.get(pk=seen.pk).versi) == (0, 3)


def test_the_bidang_applies_answers_and_takes_back_on_its_own_pages(stage: Stage, client: Client) -> None:
    [cut] = decide(stage, CUT)
    client.force_login(stage.dinas.aptika)
    page = client.get("/renja/2027/pengumpulan/APTIKA/").content.decode()
    assert "Usulan rapat" in page
    assert "250.000.000 menjadi <b>200.000.000</b>" in page
    address = f"/renja/2027/pengumpulan/APTIKA/usulan/{cut.pk}/"
    assert client.post(address, {"aksi": "terapkan", "dasar": "lama"}).status_code == 409
    dasar = page.split('name="dasar" value="')[1].split('"')[0]
    assert client.post(address, {"aksi": "terapkan", "dasar": dasar}).status_code == 302
    assert pagu(stage) == 200_000_000
    assert client.post(address, {"aksi": "urungkan"}).status_code == 302
    assert client.post(address, {"aksi": "jawab", "jawaban": "Ya"}).status_code == 422
    assert client.post(address, {"aksi": "jawab", "jawaban": "Sudah terikat kontrak."}).status_code == 302
    assert "Sudah terikat kontrak." in client.get(address).content.decode()
    client.force_login(stage.dinas.staf)
    assert "Sudah terikat kontrak." in client.get("/renja/2027/rapat/").content.decode()
