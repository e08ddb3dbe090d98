"""Plh. and Plt. move authority for their days, and what the SOP asks of its actors is known."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from renjana.organisasi.actions.delegasi import delegate, end_delegation
from renjana.organisasi.actions.orang import record_qualification
from renjana.organisasi.models import Delegasi, Jabatan, Orang, PemangkuJabatan
from renjana.organisasi.queries import holders, unqualified, wewenang_in, wewenang_of
from renjana.organisasi.refusal import NotAllowed, Refused
from renjana.sop.definition import shipped
from tests.people import MONDAY, Dinas

TODAY = MONDAY.date()
DAYS = (TODAY, TODAY + timedelta(days=2))


def post_of(orang: Orang) -> Jabatan:
    return PemangkuJabatan.objects.get(orang=orang).jabatan


def plh(dinas: Dinas, orang: Orang, days: tuple[date, date] = DAYS, *, by: Orang | None = None, jenis: str = "Plh.") -> Delegasi:
    return delegate(post_of(dinas.kadis), orang, jenis=jenis, days=days, dasar="SP 800/1/2027", by=by or dinas.admin, now=MONDAY)


def test_who_stands_in_acts_and_the_holder_only_sees(dinas: Dinas) -> None:
    plh(dinas, dinas.sekretaris)
    acting = holders(dinas.pd.pk, ["kepala_dinas"], MONDAY)
    assert [(entry.nama, entry.acting_for) for entry in acting] == [("Sri Wahyuningsih", "Plh. Kepala Dinas")]
    assert [entry.effective for entry in wewenang_of(dinas.kadis, MONDAY)] == [False]


def test_both_days_are_inside(dinas: Dinas) -> None:
    plh(dinas, dinas.sekretaris, (TODAY + timedelta(days=1), TODAY + timedelta(days=1)))
    midnight = MONDAY.replace(hour=0) + timedelta(days=1)
    moments = (midnight - timedelta(minutes=1), midnight, midnight + timedelta(hours=23, minutes=59), midnight + timedelta(days=1))
    assert [holders(dinas.pd.pk, ["kepala_dinas"], moment)[0].acting for moment in moments] == ["", "Plh.", "Plh.", ""]


def test_one_stands_in_at_a_time(dinas: Dinas) -> None:
    plh(dinas, dinas.sekretaris)
    with pytest.raises(Refused, match=r"Sri Wahyuningsih sudah menjadi Plh\. Kepala Dinas sampai 6 Januari 2027"):
        plh(dinas, dinas.perencana, (DAYS[1], DAYS[1] + timedelta(days=3)))


@pytest.mark.parametrize("days", [(TODAY, TODAY - timedelta(days=1)), (TODAY - timedelta(days=9), TODAY - timedelta(days=1))])
def test_days_that_make_no_sense_are_refused(dinas: Dinas, days: tuple[date, date]) -> None:
    with pytest.raises(Refused, match=r"Hari terakhir|sudah lewat"):
        plh(dinas, dinas.sekretaris, days)


def test_the_holder_does_not_stand_in_for_themself_nor_a_stranger(dinas: Dinas, other_dinas: Dinas) -> None:
    with pytest.raises(Refused, match="memangku Kepala Dinas sendiri"):
        plh(dinas, dinas.kadis)
    with pytest.raises(Refused, match="dari perangkat daerah ini"):
        plh(dinas, other_dinas.sekretaris)


def test_nobody_appoints_themself(dinas: Dinas) -> None:
    with pytest.raises(NotAllowed, match="diri sendiri"):
        plh(dinas, dinas.sekretaris, by=dinas.sekretaris)
    assert plh(dinas, dinas.perencana, by=dinas.sekretaris).jenis == "Plh."


def test_authority_returns_at_once_when_it_ends(dinas: Dinas) -> None:
    entry = plh(dinas, dinas.sekretaris)
    end_delegation(entry, by=dinas.admin, now=MONDAY)
    assert holders(dinas.pd.pk, ["kepala_dinas"], MONDAY + timedelta(seconds=1))[0].nama == "Hendra Wirawan"
    with pytest.raises(Refused, match="sudah berakhir"):
        end_delegation(entry, by=dinas.admin, now=MONDAY + timedelta(hours=1))


def test_one_that_has_not_begun_is_dropped(dinas: Dinas) -> None:
    entry = plh(dinas, dinas.sekretaris, (TODAY + timedelta(days=5), TODAY + timedelta(days=6)))
    end_delegation(entry, by=dinas.admin, now=MONDAY)
    assert not Delegasi.objects.exists()


def test_the_page_records_and_ends(dinas: Dinas) -> None:
    client = Client()
    client.force_login(dinas.admin)
    day = timezone.localdate()
    fields = {"jabatan": post_of(dinas.kadis).pk, "orang": dinas.sekretaris.pk, "jenis": "Plt.", "dasar": "SK 821/2/2027"}
    empty = client.post("/pengaturan/delegasi/", {**fields, "mulai": "kemarin", "selesai": ""})
    assert empty.status_code == 422
    assert client.post("/pengaturan/delegasi/", {**fields, "mulai": f"{day:%d/%m/%Y}", "selesai": f"{day:%d-%m-%y}"}).status_code == 302
    entry = Delegasi.objects.get()
    assert "Plt. Kepala Dinas" in client.get("/pengaturan/delegasi/").content.decode()
    assert client.post(f"/pengaturan/delegasi/{entry.pk}/").status_code == 302
    assert Delegasi.objects.get().selesai <= timezone.now()


def lacking(dinas: Dinas, day: date = TODAY) -> dict[str, tuple[str, ...]]:
    return {entry.nama: entry.lacks for entry in unqualified(shipped(), wewenang_in(dinas.pd.pk, MONDAY), day)}


def test_who_lacks_what_the_sop_asks_is_told_in_the_order_of_its_actors(dinas: Dinas) -> None:
    both = ("kewenangan", "kemampuan")
    assert list(lacking(dinas).items()) == [
        ("Hendra Wirawan", both),
        ("Sri Wahyuningsih", both),
        ("Rina Oktaviani", both),
        ("Dedi Kurniawan", both),
    ]


def test_a_qualification_counts_only_while_it_holds(dinas: Dinas) -> None:
    for jenis in ("kewenangan", "kemampuan"):
        values = {"jenis": jenis, "dasar": "SK 1/2027", "mulai": TODAY, "selesai": TODAY + timedelta(days=30)}
        record_qualification(dinas.perencana, values, by=dinas.sekretaris, now=MONDAY)
    assert ["Rina Oktaviani" in lacking(dinas, TODAY + timedelta(days=day)) for day in (-1, 0, 30, 31)] == [True, False, False, True]


def test_who_stands_in_needs_the_qualification_and_the_holder_then_does_not(dinas: Dinas) -> None:
    plh(dinas, dinas.perencana)
    assert "Hendra Wirawan" not in lacking(dinas)


def test_the_page_tells_and_records(dinas: Dinas) -> None:
    client = Client()
    client.force_login(dinas.sekretaris)
    assert "Belum tercatat" in client.get("/pengaturan/kualifikasi/").content.decode()
    fields = {"orang": dinas.staf.pk, "jenis": "kemampuan", "dasar": "Sertifikat 7/2026", "mulai": "1/1/2026"}
    assert client.post("/pengaturan/kualifikasi/", fields).status_code == 302
    assert "Sertifikat 7/2026" in client.get("/pengaturan/kualifikasi/").content.decode()
    assert client.post("/pengaturan/kualifikasi/", {**fields, "dasar": ""}).status_code == 422
