"""Pages of a run: they open for the cast, say who is awaited, and do what their buttons say."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from renjana.alur import actions
from renjana.alur.models import Pemberitahuan, Run, Task
from renjana.alur.queries import open_task
from renjana.organisasi.models import Kualifikasi, Orang, PemangkuJabatan
from renjana.renja.models import Tahap
from renjana.surat.actions import keep_file
from tests.people import SINCE, Dinas, a_renja, a_run

PAGES = ("/tugas/", "/pemberitahuan/", "/renja/", "/renja/2027/", "/renja/2027/alur/", "/renja/2027/jadwal/", "/renja/2027/riwayat/")


def signed_in(orang: Orang) -> Client:
    client = Client()
    client.force_login(orang)
    return client


def text_of(orang: Orang, page: str) -> str:
    return signed_in(orang).get(page).content.decode()


@pytest.fixture
def run(dinas: Dinas) -> Run:
    """A run that stands at step 6, begun three days ago."""
    return a_run(dinas, langkah=6, now=timezone.now() - timedelta(days=3))


def the_open(run: Run) -> Task:
    task = open_task(run)
    assert task is not None
    return task


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("key", ["kadis", "sekretaris", "perencana", "staf", "admin", "pembaca"])
def test_every_page_opens(dinas: Dinas, run: Run, key: str, page: str) -> None:
    assert signed_in(dinas.people[key]).get(page).status_code == 200


@pytest.mark.parametrize("page", PAGES[3:])
def test_people_of_another_agency_find_nothing(other_dinas: Dinas, run: Run, page: str) -> None:
    assert signed_in(other_dinas.staf).get(page).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_pages_hold_no_inline_style_or_script(dinas: Dinas, run: Run, page: str) -> None:
    text = text_of(dinas.staf, page)
    assert [bad for bad in ("style=", "onclick=", "<script>", "javascript:") if bad in text] == []


def test_the_run_says_who_is_awaited_and_offers_the_work_to_that_person(dinas: Dinas, run: Run) -> None:
    mine, other = text_of(dinas.staf, "/renja/2027/"), text_of(dinas.perencana, "/renja/2027/")
    assert "<h1>Langkah 6 dari 13, menunggu Dedi Kurniawan</h1>" in mine
    assert "Kerjakan langkah 6" in mine
    assert "Kerjakan langkah 6" not in other


def test_the_run_shows_what_each_step_left(dinas: Dinas, run: Run) -> None:
    berkas = keep_file(dinas.pd, "notulen.pdf", b"%PDF", "application/pdf", by=dinas.staf, now=timezone.now())
    actions.keep_output(run.task.get(langkah=5), actions.Output("notulen", "Notulen rapat", berkas), by=dinas.staf, now=timezone.now())
    assert f'<a href="/berkas/{berkas.pk}/">' in text_of(dinas.kadis, "/renja/2027/")


def test_the_run_warns_of_actors_without_proof_and_of_vacant_posts(dinas: Dinas, run: Run) -> None:
    for person in (dinas.kadis, dinas.sekretaris, dinas.staf):
        for jenis in Kualifikasi.Jenis.values:
            Kualifikasi.objects.create(orang=person, jenis=jenis, dasar="SK 1", mulai=SINCE)
    assert "Rina Oktaviani (Perencana) belum tercatat memiliki kewenangan dan kemampuan yang diminta SOP" in text_of(dinas.staf, "/renja/2027/")

    PemangkuJabatan.objects.filter(orang=dinas.perencana).delete()
    shown = text_of(dinas.staf, "/renja/2027/")
    assert "Perencana belum ada pejabatnya; langkah 2, 8, 12 tidak dapat dikerjakan." in shown
    assert "Rina Oktaviani (Perencana)" not in shown


def test_a_finished_and_a_cancelled_run_say_so(dinas: Dinas) -> None:
    a_run(dinas, langkah=14, tahun=2026)
    gone = a_run(dinas, langkah=3, tahun=2028)
    actions.cancel(gone, "Diulang", by=dinas.kadis, now=timezone.now())
    assert "<h1>Renja 2026 rancangan awal selesai</h1>" in text_of(dinas.staf, "/renja/2026/")
    assert "<h1>Renja 2028 rancangan awal dibatalkan</h1>" in text_of(dinas.staf, "/renja/2028/")


def test_pausing_and_going_on_by_the_buttons(dinas: Dinas, run: Run) -> None:
    client = signed_in(dinas.staf)

    empty = client.post("/renja/2027/jeda/", {"sebab": ""})
    assert (empty.status_code, "Sebab jeda: " in empty.content.decode()) == (422, True)
    assert client.post("/renja/2027/jeda/", {"sebab": "Menunggu bidang"}).status_code == 302
    assert "Dijeda: Menunggu bidang" in text_of(dinas.staf, "/renja/2027/")
    assert client.post("/renja/2027/jeda/", {"sebab": "Lagi"}).status_code == 422
    assert client.post("/renja/2027/lanjut/").status_code == 302
    assert the_open(run).jeda.get().selesai is not None


def test_whoever_may_not_act_is_told_why(dinas: Dinas, run: Run) -> None:
    answer = signed_in(dinas.perencana).post("/renja/2027/jeda/", {"sebab": "Menunggu"})
    assert answer.status_code == 403
    assert "Langkah 6 dikerjakan oleh Staf/Jabatan Fungsional Umum (Dedi Kurniawan), bukan oleh Anda." in answer.content.decode()


def test_handing_over_by_the_button(dinas: Dinas, run: Run) -> None:
    client = signed_in(dinas.sekretaris)
    outside = client.post("/renja/2027/alih/", {"orang": dinas.pembaca.pk, "alasan": "Cuti"})
    assert outside.status_code == 422
    assert client.post("/renja/2027/alih/", {"orang": dinas.perencana.pk, "alasan": "Cuti"}).status_code == 302
    assert the_open(run).ditugaskan == dinas.perencana


def test_cancelling_by_the_button_needs_the_box(dinas: Dinas, run: Run) -> None:
    client = signed_in(dinas.kadis)
    assert client.post("/renja/2027/batal/", {"alasan_batal": "Salah tahun"}).status_code == 422
    assert client.post("/renja/2027/batal/", {"alasan_batal": "Salah tahun", "yakin": "on"}).status_code == 302
    assert client.post("/renja/2027/batal/", {"alasan_batal": "Salah tahun", "yakin": "on"}).status_code == 409
    run.refresh_from_db()
    assert (run.status, run.alasan_batal) == ("dibatalkan", "Salah tahun")


def test_the_history_is_filtered_by_step_person_and_kind(dinas: Dinas, run: Run) -> None:
    def shown(query: str) -> int:
        found = signed_in(dinas.staf).get(f"/renja/2027/riwayat/{query}")
        count: int = found.context["history"].shown
        return count

    assert shown("") == run.event.count() == 12
    assert shown("?langkah=2") == 2
    assert shown(f"?orang={dinas.perencana.pk}") == 1
    assert shown("?jenis=langkah&langkah=6") == 1
    assert shown("?langkah=abc&orang=&jenis=") == 12
    assert shown("?langkah=13") == 0


def test_a_long_history_is_read_page_by_page_and_keeps_its_filters(dinas: Dinas, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("renjana.alur.history.PER_PAGE", 5)

    def shown(query: str) -> tuple[list[int], str]:
        answer = signed_in(dinas.staf).get(f"/renja/2027/riwayat/{query}")
        return [line.event.urutan for _, lines in answer.context["history"].days for line in lines], answer.content.decode()

    assert [shown(f"?halaman={number}")[0] for number in (1, 2, 3)] == [[12, 11, 10, 9, 8], [7, 6, 5, 4, 3], [2, 1]]
    assert 'href="/renja/2027/riwayat/?jenis=langkah&amp;halaman=2"' in shown("?jenis=langkah")[1]


def test_checking_the_history_shows_the_verdict(dinas: Dinas, run: Run) -> None:
    answer = signed_in(dinas.pembaca).post("/renja/2027/riwayat/periksa/").content.decode()
    assert "Riwayat utuh" in answer
    assert "12 dari 12 peristiwa dan 0 keluaran cocok" in answer
    Run.objects.filter(pk=run.pk).update(kepala="f" * 64)
    broken = signed_in(dinas.pembaca).post("/renja/2027/riwayat/periksa/").content.decode()
    assert "Riwayat tidak utuh" in broken
    assert "Peristiwa nomor 12 tidak cocok dengan sidik terakhir yang dicatat." in broken


def test_the_inbox_sorts_tasks_and_keeps_what_was_finished(dinas: Dinas, run: Run) -> None:
    late = a_run(dinas, langkah=3, tahun=2028, now=timezone.now() - timedelta(days=40))
    found = signed_in(dinas.staf).get("/tugas/").context["inbox"]
    assert [entry.task for entry in found.mine] == [the_open(late), the_open(run)]
    assert {entry.nomor for entry in found.done} == {3, 4, 5}
    other = signed_in(dinas.perencana).get("/tugas/").context["inbox"]
    assert ([entry.people for entry in other.others], other.mine) == (["Dedi Kurniawan", "Dedi Kurniawan"], [])
    only = signed_in(dinas.staf).get("/tugas/?tahun=2028").context["inbox"]
    assert [entry.tahun for entry in only.mine] == [2028]


@pytest.mark.parametrize("count", [10, 1000])
def test_the_inbox_costs_five_queries_for_ten_tasks_or_a_thousand(dinas: Dinas, count: int) -> None:
    first = a_run(dinas, tahun=2027)
    renja = [a_renja(dinas, 3000 + number) for number in range(10)]
    stages = Tahap.objects.bulk_create(Tahap(renja=renja[number % 10], jenis=f"t{number}") for number in range(count - 1))
    now = timezone.now()
    runs = Run.objects.bulk_create(
        Run(perangkat_daerah=dinas.pd, tahap=stage, sop=first.sop, mulai=now, dimulai_oleh=dinas.sekretaris) for stage in stages
    )
    Task.objects.bulk_create(Task(run=one, urutan=1, langkah=1, putaran=1, mulai=now, jatuh_tempo=now) for one in runs)
    client = signed_in(dinas.sekretaris)
    client.get("/tugas/")

    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/tugas/")

    assert answer.context["inbox"].mine_count == count
    assert len(queries) <= 5, "\n".join(query["sql"][:150] for query in queries)


def test_notices_are_read_one_by_one_or_all(dinas: Dinas, run: Run) -> None:
    client = signed_in(dinas.staf)
    actions.notify([dinas.staf.pk], run, "lain", "Pemberitahuan lain", now=timezone.now())
    unread = Pemberitahuan.objects.filter(orang=dinas.staf, dibaca=None)
    before = unread.count()
    first = unread.exclude(tautan="").first()
    assert first is not None

    answer = client.post("/pemberitahuan/", {"pk": first.pk})
    assert (answer.status_code, answer["Location"], unread.count()) == (302, first.tautan, before - 1)
    foreign = Pemberitahuan.objects.exclude(orang=dinas.staf).filter(dibaca=None).first()
    assert foreign is not None
    assert client.post("/pemberitahuan/", {"pk": foreign.pk})["Location"] == "/pemberitahuan/"
    assert Pemberitahuan.objects.get(pk=foreign.pk).dibaca is None
    client.post("/pemberitahuan/")
    assert unread.count() == 0


@pytest.mark.parametrize("key", ["kadis", "staf"])
def test_only_leaders_start_hand_over_and_cancel(dinas: Dinas, run: Run, key: str) -> None:
    leads = key == "kadis"
    assert ('href="/renja/mulai/"' in text_of(dinas.people[key], "/renja/")) is leads
    assert ("Batalkan penyusunan</button>" in text_of(dinas.people[key], "/renja/2027/")) is leads
    assert (signed_in(dinas.people[key]).post("/renja/2027/batal/", {}).status_code == 422) is leads


def test_a_reminder_holds_the_name_the_step_and_the_address(dinas: Dinas, run: Run) -> None:
    dinas.staf.telepon = "0812-0000-0009"
    dinas.staf.save()
    shown = text_of(dinas.kadis, "/renja/2027/")
    assert "https://wa.me/6281200000009?text=Yth.%20Dedi%20Kurniawan%2C%20langkah%206" in shown
    assert "https://wa.me/" not in text_of(dinas.staf, "/renja/2027/")


def test_a_contact_person_sees_the_run_without_doors_that_are_closed(dinas: Dinas, run: Run) -> None:
    shown = text_of(dinas.ikp, "/renja/2027/")
    assert "<h1>Langkah 6 dari 13, menunggu Dedi Kurniawan</h1>" in shown
    closed = ("/renja/2027/jadwal/", "/renja/2027/analisis/", "/renja/2027/disposisi/")
    assert [door for door in closed if f'href="{door}"' in shown] == []
    assert "Isian bidang Anda ada di Beranda" in text_of(dinas.ikp, "/tugas/")
