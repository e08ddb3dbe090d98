"""Home answers one question per role: what do I have to do now?"""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from renjana.alur import actions as alur
from renjana.alur.queries import open_task
from renjana.organisasi.models import Orang
from renjana.organisasi.queries import wewenang_in
from renjana.pengumpulan.models import Format, Isian
from renjana.renja.models import RencanaSubKegiatan
from renjana.web.home import Home, home_of
from tests.people import MONDAY, Dinas, a_run


def see(orang: Orang, now: datetime = MONDAY) -> Home:
    return home_of(orang, wewenang_in(orang.perangkat_daerah_id, now), now)


def a_row(run: Any, bidang: Any, kode: str, pagu: int | None) -> RencanaSubKegiatan:
    return RencanaSubKegiatan.objects.create(tahap=run.tahap, bidang=bidang, kode=kode, nama="Penyediaan akses internet", pagu=pagu, diubah=MONDAY)


def hand_out(run: Any, *bidang: Any, status: str = Isian.Status.DIISI) -> None:
    """Put a format that asks for the pagu into the hands of these bidang."""
    Format.objects.create(run=run, kolom=["kode", "pagu"], tenggat=MONDAY + timedelta(days=30), diterbitkan=MONDAY)
    for one in bidang:
        Isian.objects.create(run=run, bidang=one, status=status)


def test_the_one_who_is_awaited_sees_the_step_as_a_card(dinas: Dinas) -> None:
    a_run(dinas, langkah=2)
    card = see(dinas.perencana).card
    assert card is not None
    assert (card.waiting.nomor, card.waiting.last, card.verb) == (2, 13, "Susun format")
    assert card.label == "Langkah 2 dari 13 menunggu Anda"


def test_after_a_return_the_card_and_the_bidang_read_the_reason(dinas: Dinas, client: Client) -> None:
    run = a_run(dinas, langkah=9)
    task = open_task(run)
    assert task is not None
    back = alur.send_back(task, 8, "Perbaiki BAB III.", by=dinas.sekretaris, now=task.mulai)
    card = see(dinas.perencana, back.mulai).card
    assert card is not None
    assert card.waiting.alasan == "Perbaiki BAB III."
    client.force_login(dinas.perencana)
    assert "Perbaiki BAB III." in client.get("/").content.decode()


def test_a_returned_isian_says_why_to_its_bidang(dinas: Dinas, client: Client) -> None:
    run = a_run(dinas, langkah=6)
    hand_out(run, dinas.bidang["IKP"], status=Isian.Status.DIKEMBALIKAN)
    Isian.objects.update(alasan="Lokasi belum diisi.", disampaikan=MONDAY, diputuskan=MONDAY + timedelta(days=1))
    assert Isian.objects.get().awaited_since == MONDAY + timedelta(days=1)
    client.force_login(dinas.ikp)
    assert "Lokasi belum diisi." in client.get("/").content.decode()


def test_somebody_else_sees_who_is_awaited_and_no_card(dinas: Dinas) -> None:
    a_run(dinas, langkah=2)
    home = see(dinas.staf)
    assert home.card is None
    assert home.subtitle.startswith("Tidak ada yang menunggu Anda.")
    assert "Rina Oktaviani" in home.years[0].state


def test_the_kepala_dinas_sees_the_total_to_be_signed(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=11)
    a_row(run, dinas.bidang["APTIKA"], "2.16.03.2.02.0040", 1_500_000_000)
    a_row(run, dinas.bidang["IKP"], "2.16.02.2.01.0012", 250_000_000)
    task = open_task(run)
    assert task is not None
    card = see(dinas.kadis, task.mulai).card
    assert card is not None
    assert (card.label, card.pagu) == ("Menunggu tanda tangan Anda", 1_750_000_000)


def test_a_contact_person_sees_only_the_own_bidang(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=6)
    a_row(run, dinas.bidang["APTIKA"], "2.16.03.2.02.0040", 1_500_000_000)
    a_row(run, dinas.bidang["APTIKA"], "2.16.03.2.02.0041", None)
    a_row(run, dinas.bidang["IKP"], "2.16.02.2.01.0012", None)
    hand_out(run, dinas.bidang["IKP"], dinas.bidang["APTIKA"])
    home = see(dinas.aptika)
    assert home.own is not None
    assert [(state.bidang.kode, state.rows, state.badge[1]) for state in home.own.states] == [("APTIKA", 2, "Sedang diisi")]
    assert home.own.states[0].filled < home.own.states[0].total
    assert (home.card, home.years, home.late, home.collection) == (None, [], [], None)


def test_who_watches_sees_every_bidang_as_the_page_of_step_6_does(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=6)
    hand_out(run, dinas.bidang["SEKRETARIAT"], dinas.bidang["IKP"], status=Isian.Status.DIKIRIM)
    collection = see(dinas.staf).collection
    assert collection is not None
    assert [(state.bidang.kode, state.badge[1]) for state in collection.states] == [
        ("SEKRETARIAT", "Menunggu diperiksa"),
        ("IKP", "Menunggu diperiksa"),
    ]
    assert see(dinas.kadis).collection is None


def test_an_isian_that_was_not_handed_out_is_not_shown_to_its_bidang(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=3)
    hand_out(run, dinas.bidang["APTIKA"], status=Isian.Status.BELUM)
    assert see(dinas.aptika).own is None


def test_before_the_format_is_out_a_contact_person_has_nothing_to_fill(dinas: Dinas) -> None:
    a_run(dinas, langkah=2)
    home = see(dinas.aptika)
    assert home.own is None
    assert home.subtitle.startswith("Belum ada format yang perlu Anda isi.")


def test_a_task_past_its_due_time_is_red_and_shown_to_who_watches(dinas: Dinas) -> None:
    run = a_run(dinas, langkah=2)
    task = open_task(run)
    assert task is not None
    after = task.jatuh_tempo + timedelta(minutes=31)
    assert [(late.nomor, late.tone, late.word) for late in see(dinas.sekretaris, after).late] == [(2, "red", "lewat 31 menit")]
    assert see(dinas.perencana, after).late == []
    assert see(dinas.kadis, after).late == []


def test_an_admin_sees_the_health_of_the_installation(dinas: Dinas) -> None:
    health = see(dinas.admin).health
    assert health is not None
    assert (health.failed_notices, health.disk_well) == (0, True)
    assert see(dinas.staf).health is None


def test_the_greeting_follows_the_clock_of_the_agency(dinas: Dinas) -> None:
    assert see(dinas.staf, MONDAY).greeting == "Selamat pagi, Dedi Kurniawan"
    assert see(dinas.staf, MONDAY + timedelta(hours=5)).greeting == "Selamat siang, Dedi Kurniawan"
    assert see(dinas.staf, MONDAY + timedelta(hours=12)).greeting == "Selamat malam, Dedi Kurniawan"


@pytest.mark.parametrize("key", ["kadis", "sekretaris", "perencana", "staf", "admin", "pembaca", "aptika"])
def test_the_page_opens_for_every_role(client: Client, dinas: Dinas, key: str) -> None:
    a_run(dinas, langkah=6)
    client.force_login(dinas.people[key])
    answer = client.get("/")
    assert answer.status_code == 200
    assert answer.content.count(b"<h1") == 1


def test_another_agency_is_not_seen(client: Client, dinas: Dinas, other_dinas: Dinas) -> None:
    a_run(dinas, langkah=2, tahun=2031)
    client.force_login(other_dinas.perencana)
    assert b"2031" not in client.get("/").content


def test_who_is_not_signed_in_is_sent_to_the_sign_in(client: Client, dinas: Dinas) -> None:
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/masuk/")
