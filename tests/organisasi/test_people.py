"""People: who may add, change, empower and shut out whom; nobody raises themself; the last keeper stays."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from renjana.organisasi.actions import orang as people
from renjana.organisasi.models import Jabatan, Orang, PemangkuJabatan, Perubahan
from renjana.organisasi.queries import wewenang_of
from renjana.organisasi.refusal import NotAllowed, Refused
from tests.people import MONDAY, SINCE, Dinas, a_holder, an_orang

TODAY = MONDAY.date()


def signed_in(orang: Orang) -> Client:
    client = Client()
    client.force_login(orang)
    return client


def post_of(orang: Orang) -> Jabatan:
    return PemangkuJabatan.objects.get(orang=orang).jabatan


@pytest.fixture
def new(dinas: Dinas) -> Orang:
    return an_orang(dinas.pd, "Lestari Ningsih", "199507072020122001")


def test_a_person_is_added_with_a_nip_in_any_form_and_no_password(dinas: Dinas) -> None:
    answer = signed_in(dinas.sekretaris).post(
        "/pengaturan/orang/tambah/", {"nama": "Lestari", "nip": "19950707 202012 2 001", "email": "Lestari@Contoh.invalid"}
    )
    made = Orang.objects.get(nip="199507072020122001")
    assert answer.headers["Location"] == f"/pengaturan/orang/{made.pk}/"
    assert made.email == "lestari@contoh.invalid"
    assert not made.has_usable_password()
    assert made.perangkat_daerah == dinas.pd


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"nip": "123"}, "18 angka"),
        ({"nip": ""}, "Isi NIP atau surel"),
        ({"nip": "198301182001011001"}, "sudah dipakai orang lain"),
        ({"email": "STAF1@contoh.invalid"}, "Surel ini sudah dipakai orang lain."),
        ({"telepon": "nol delapan"}, "9 sampai 15 angka"),
        ({"nama": ""}, "Wajib diisi."),
    ],
)
def test_a_faulty_person_is_refused(dinas: Dinas, fields: dict[str, str], words: str) -> None:
    before = Orang.objects.count()
    answer = signed_in(dinas.admin).post("/pengaturan/orang/tambah/", {"nama": "Lestari", "nip": "199507072020122001", **fields})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Orang.objects.count() == before


def test_no_field_beyond_the_form_is_taken(dinas: Dinas, other_dinas: Dinas) -> None:
    extra = {"perangkat_daerah": other_dinas.pd.pk, "is_active": "", "password": "x", "rekaan": "on", "id": dinas.kadis.pk}
    signed_in(dinas.admin).post("/pengaturan/orang/tambah/", {"nama": "Lestari", "nip": "199507072020122001", **extra})
    made = Orang.objects.get(nip="199507072020122001")
    assert (made.perangkat_daerah, made.is_active, made.rekaan) == (dinas.pd, True, False)


def test_the_link_is_shown_once_with_a_message_and_works(dinas: Dinas, new: Orang) -> None:
    Orang.objects.filter(pk=new.pk).update(telepon="0812-6469 0005")
    page = signed_in(dinas.sekretaris).post(f"/pengaturan/orang/{new.pk}/tautan/")
    text = page.content.decode()
    link = re.search(r"/aktivasi/([\w-]+)/", text)
    assert link is not None
    assert "https://wa.me/6281264690005?text=" in text
    assert "no-store" in page.headers["Cache-Control"]
    assert Client().get(link[0]).status_code == 200
    assert link[1] not in signed_in(dinas.sekretaris).get(f"/pengaturan/orang/{new.pk}/").content.decode()
    assert Perubahan.objects.get().uraian == "Tautan aktivasi dibuat untuk Lestari Ningsih."


@pytest.mark.parametrize("whom", ["kadis", "admin"])
def test_the_sekretaris_cannot_take_over_a_higher_account(dinas: Dinas, whom: str) -> None:
    target, client = dinas.people[whom], signed_in(dinas.sekretaris)
    assert client.post(f"/pengaturan/orang/{target.pk}/tautan/").status_code == 403
    assert client.post(f"/pengaturan/orang/{target.pk}/", {"nama": "X", "nip": target.nip, "email": "rampas@contoh.invalid"}).status_code == 403
    assert client.post(f"/pengaturan/orang/{target.pk}/keadaan/").status_code == 403
    assert "hanya diubah oleh pengelola" in client.get(f"/pengaturan/orang/{target.pk}/").content.decode()
    assert Orang.objects.get(pk=target.pk).email == target.email


@pytest.mark.parametrize("peran", ["kadis", "sekretaris", "admin"])
def test_the_sekretaris_gives_no_high_jabatan(dinas: Dinas, new: Orang, peran: str) -> None:
    post = Jabatan.objects.create(perangkat_daerah=dinas.pd, nama="Jabatan tinggi", peran=peran)
    with pytest.raises(NotAllowed, match="hanya diberikan oleh pengelola"):
        people.give_post(new, post, TODAY, by=dinas.sekretaris, now=MONDAY)


@pytest.mark.parametrize("who", ["admin", "sekretaris"])
def test_nobody_raises_themself(dinas: Dinas, who: str) -> None:
    orang = dinas.people[who]
    with pytest.raises(NotAllowed, match="diri sendiri"):
        people.give_post(orang, post_of(dinas.staf), TODAY, by=orang, now=MONDAY)
    assert "Jabatan Anda sendiri dicatat oleh" in signed_in(orang).get(f"/pengaturan/orang/{orang.pk}/").content.decode()


def test_a_jabatan_gives_authority_from_its_first_to_its_last_day(dinas: Dinas, new: Orang) -> None:
    held = people.give_post(new, post_of(dinas.staf), TODAY + timedelta(days=1), by=dinas.admin, now=MONDAY)
    people.end_post(held, TODAY + timedelta(days=2), by=dinas.admin, now=MONDAY)
    roles = [[entry.peran for entry in wewenang_of(new, MONDAY + timedelta(days=day))] for day in range(4)]
    assert roles == [[], ["staf"], ["staf"], []]


def test_one_person_at_a_time_leads(dinas: Dinas, new: Orang) -> None:
    post = post_of(dinas.kadis)
    with pytest.raises(Refused, match="masih dipangku Hendra Wirawan"):
        people.give_post(new, post, TODAY, by=dinas.admin, now=MONDAY)
    people.end_post(dinas.kadis.pemangku.get(), TODAY, by=dinas.admin, now=MONDAY)
    people.give_post(new, post, TODAY + timedelta(days=1), by=dinas.admin, now=MONDAY)
    assert post.pemangku.count() == 2


def test_several_may_be_staf_but_nobody_twice(dinas: Dinas, new: Orang) -> None:
    people.give_post(new, post_of(dinas.staf), TODAY, by=dinas.admin, now=MONDAY)
    with pytest.raises(Refused, match="sudah tercatat memangku"):
        people.give_post(new, post_of(dinas.staf), TODAY + timedelta(days=30), by=dinas.admin, now=MONDAY)


def test_a_holding_does_not_end_before_it_began_unless_it_never_did(dinas: Dinas, new: Orang) -> None:
    with pytest.raises(Refused, match="Hari terakhir tidak boleh sebelum 1 Januari 2026"):
        people.end_post(dinas.staf.pemangku.get(), SINCE - timedelta(days=1), by=dinas.admin, now=MONDAY)
    held = people.give_post(new, post_of(dinas.staf), TODAY + timedelta(days=9), by=dinas.admin, now=MONDAY)
    people.end_post(held, TODAY, by=dinas.admin, now=MONDAY)
    assert not new.pemangku.exists()


def test_a_jabatan_of_another_agency_is_not_given(dinas: Dinas, other_dinas: Dinas, new: Orang) -> None:
    foreign = post_of(other_dinas.staf)
    with pytest.raises(Refused, match="perangkat daerah lain"):
        people.give_post(new, foreign, TODAY, by=dinas.admin, now=MONDAY)
    answer = signed_in(dinas.admin).post(f"/pengaturan/orang/{new.pk}/jabatan/", {"jabatan": foreign.pk, "mulai": "4/1/2027"})
    assert answer.status_code == 422


def test_the_page_gives_a_jabatan_and_ends_it(dinas: Dinas, new: Orang) -> None:
    client = signed_in(dinas.sekretaris)
    day = timezone.localdate()
    assert client.post(f"/pengaturan/orang/{new.pk}/jabatan/", {"jabatan": post_of(dinas.staf).pk, "mulai": f"{day:%d/%m/%Y}"}).status_code == 302
    held = new.pemangku.get()
    assert client.post(f"/pengaturan/pemangku/{held.pk}/", {"selesai": f"{day:%d/%m/%Y}"}).status_code == 302
    assert new.pemangku.get().selesai == day


def test_the_last_keeper_is_not_shut_out_nor_ended(dinas: Dinas, new: Orang) -> None:
    with pytest.raises(Refused, match="Akun sendiri"):
        people.set_person_active(dinas.admin, False, by=dinas.admin, now=MONDAY)
    with pytest.raises(Refused, match="satu-satunya pengelola"):
        people.end_post(dinas.admin.pemangku.get(), TODAY, by=dinas.admin, now=MONDAY)
    a_holder(dinas.pd, new, "Pranata Komputer Kedua", "admin")
    people.set_person_active(dinas.admin, False, by=new, now=MONDAY)
    with pytest.raises(Refused, match="satu-satunya pengelola"):
        people.end_post(new.pemangku.get(), TODAY, by=new, now=MONDAY)


def test_who_is_shut_out_loses_authority_links_and_session(dinas: Dinas) -> None:
    client = signed_in(dinas.staf)
    people.make_link(dinas.staf, by=dinas.admin, now=MONDAY)
    people.set_person_active(dinas.staf, False, by=dinas.admin, now=MONDAY)
    assert client.get("/profil/").status_code == 302
    assert wewenang_of(dinas.staf, MONDAY) == ()
    assert not dinas.staf.aktivasi.exists()
    with pytest.raises(Refused, match="nonaktif"):
        people.make_link(dinas.staf, by=dinas.admin, now=MONDAY)


def test_somebody_without_a_jabatan_may_only_see_the_profile_and_leave(dinas: Dinas, new: Orang) -> None:
    client = signed_in(new)
    assert client.get("/").status_code == 403
    assert client.get("/profil/").status_code == 200
    assert client.post("/keluar/").status_code == 302


def test_the_profile_is_kept_and_never_without_a_way_in(dinas: Dinas) -> None:
    client = signed_in(dinas.staf)
    assert client.post("/profil/", {"nama": "Dedi Kurniawan, S.Kom.", "telepon": "0812 3456 7890", "email": ""}).status_code == 302
    Orang.objects.filter(pk=dinas.staf.pk).update(nip=None, email="staf1@contoh.invalid")
    answer = client.post("/profil/", {"nama": "Dedi", "email": ""})
    assert answer.status_code == 422
    assert Orang.objects.get(pk=dinas.staf.pk).nama == "Dedi Kurniawan, S.Kom."


def test_a_new_password_asks_for_the_old_one_and_ends_other_sessions(dinas: Dinas) -> None:
    here, there = signed_in(dinas.staf), signed_in(dinas.staf)
    new = {"sandi": "sambal tempoyak dan kopi", "ulang": "sambal tempoyak dan kopi"}
    assert here.post("/profil/", {"lama": "keliru", **new}).status_code == 422
    assert here.post("/profil/", {"lama": "kopi robusta lampung", **new}).status_code == 302
    assert here.get("/profil/").status_code == 200
    assert there.get("/profil/").status_code == 302


def test_dates_are_days_of_the_agency(dinas: Dinas, new: Orang) -> None:
    late = MONDAY.replace(hour=23, minute=30)
    people.give_post(new, post_of(dinas.staf), date(2027, 1, 5), by=dinas.admin, now=late)
    assert wewenang_of(new, late) == ()
    assert [entry.peran for entry in wewenang_of(new, late + timedelta(minutes=31))] == ["staf"]
