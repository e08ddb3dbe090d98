"""The agency's own data: letterhead, letter numbers, bidang, jabatan."""

import base64
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from renjana.organisasi.actions import susunan
from renjana.organisasi.actions.mula import begin_agency
from renjana.organisasi.models import Bidang, Jabatan, Orang, Pemda, PerangkatDaerah, Perubahan
from renjana.organisasi.numbering import fill_pattern
from renjana.organisasi.refusal import Refused
from renjana.organisasi.sign_in import find_activation
from renjana.organisasi.signatory import letterhead
from tests.people import MONDAY, Dinas

PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAFklEQVR4nGP8z8DAwMDAxAADCBYjAwMAGjgBBZJ1DmAAAAAASUVORK5CYII=")


def admin(dinas: Dinas) -> Client:
    client = Client()
    client.force_login(dinas.admin)
    return client


def kop(**changed: Any) -> dict[str, Any]:
    return {
        "pemda": "Kabupaten Lampung Tengah",
        "nama": "Dinas Komunikasi dan Informatika",
        "alamat": "Jalan Contoh 1",
        "kontak": "Telepon (0725) 000000",
        "ibu_kota": "Gunung Sugih",
        "kepala_daerah": "Bupati",
        "singkatan": "KOMINFO",
        "bidang_urusan": "2.16, 2.20",
        **changed,
    }


def changes(dinas: Dinas) -> list[str]:
    return list(Perubahan.objects.filter(perangkat_daerah=dinas.pd).values_list("uraian", flat=True))


def test_the_letterhead_is_kept_and_told(dinas: Dinas) -> None:
    answer = admin(dinas).post("/pengaturan/perangkat-daerah/", kop(lambang=SimpleUploadedFile("lambang.png", PIXEL)))
    assert answer.status_code == 302
    kept = PerangkatDaerah.objects.select_related("pemda").get(pk=dinas.pd.pk)
    assert (kept.nama, kept.bidang_urusan) == ("Dinas Komunikasi dan Informatika", ["2.16", "2.20"])
    assert letterhead(kept)["lambang"].startswith("<svg")
    assert changes(dinas) == ["Perangkat daerah dan kop diubah: nama, bidang urusan, alamat, lambang."]
    assert 'src="data:image/svg+xml;base64,' in admin(dinas).get("/pengaturan/perangkat-daerah/").content.decode()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("bidang_urusan", "216", "Kode bidang urusan ditulis seperti 2.16"),
        ("bidang_urusan", "2.16, 2.16", "satu sampai tiga kode yang berlainan"),
        ("nama", "", "Wajib diisi."),
        ("lambang", SimpleUploadedFile("lambang.svg", b"<svg onload=alert(1)>"), "tidak dikenali"),
        ("lambang", SimpleUploadedFile("lambang.png", PIXEL[:8] + b"x" * 600_000), "terlalu besar"),
    ],
)
def test_a_faulty_letterhead_is_refused_and_nothing_changes(dinas: Dinas, field: str, value: Any, words: str) -> None:
    answer = admin(dinas).post("/pengaturan/perangkat-daerah/", kop(**{field: value}))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert changes(dinas) == []


def test_a_pemda_that_others_share_is_not_changed_from_one_agency(dinas: Dinas, other_dinas: Dinas) -> None:
    admin(dinas).post("/pengaturan/perangkat-daerah/", kop(pemda="Kabupaten Lain", kepala_daerah="Wali Kota"))
    assert Pemda.objects.get().nama == "Kabupaten Lampung Tengah"
    assert Pemda.objects.get().kepala_daerah == "Bupati"


def test_a_pattern_is_shown_before_it_is_kept(dinas: Dinas) -> None:
    pattern = "{klasifikasi}/{urut:04d}/{kode_unit}/{bulan_romawi}/{tahun}"
    shown = admin(dinas).post("/pengaturan/nomor-surat/", {"pola": pattern, "contoh": "1"})
    assert "000.7.2/0045/SEKRETARIAT/" in shown.content.decode()
    assert PerangkatDaerah.objects.get(pk=dinas.pd.pk).pola_nomor != pattern
    assert admin(dinas).post("/pengaturan/nomor-surat/", {"pola": pattern}).status_code == 302
    assert PerangkatDaerah.objects.get(pk=dinas.pd.pk).pola_nomor == pattern


def test_a_faulty_pattern_is_refused_with_every_reason(dinas: Dinas) -> None:
    page = admin(dinas).post("/pengaturan/nomor-surat/", {"pola": "{tahun}/{nama}"}).content.decode()
    assert "tidak dikenal: nama" in page
    assert "harus memuat {urut}" in page


def test_a_backdated_letter_keeps_its_suffix_whatever_the_pattern() -> None:
    values = {"klasifikasi": "1", "urut": 7, "sisipan": ".a", "bulan_romawi": "I", "kode_unit": "S", "kode_pd": "K", "tahun": 2027}
    assert fill_pattern("{urut:03d}/{tahun}", values) == "007.a/2027"
    assert fill_pattern("{urut}/{tahun}{sisipan}", values) == "7/2027.a"


def test_bidang_are_added_moved_renamed_and_retired(dinas: Dinas) -> None:
    client = admin(dinas)
    assert client.post("/pengaturan/bidang/", {"nama": "Bidang Baru", "kode": "baru"}).status_code == 302
    new = Bidang.objects.get(perangkat_daerah=dinas.pd, kode="BARU")
    client.post(f"/pengaturan/bidang/{new.pk}/urutan/", {"arah": "naik"})
    client.post(f"/pengaturan/bidang/{new.pk}/", {"nama": "Bidang Terbaru", "sekretariat": "on"})
    client.post(f"/pengaturan/bidang/{new.pk}/keadaan/")
    rows = list(Bidang.objects.filter(perangkat_daerah=dinas.pd).values_list("kode", "sekretariat", "aktif"))
    assert rows[-2:] == [("BARU", True, False), ("PERSANDIAN", False, True)]
    assert [kode for kode, sekretariat, _ in rows if sekretariat] == ["BARU"]
    assert len(changes(dinas)) == 4


def test_a_code_is_given_once_in_an_agency(dinas: Dinas) -> None:
    answer = admin(dinas).post("/pengaturan/bidang/", {"nama": "Bidang Kedua", "kode": "ikp"})
    assert answer.status_code == 422
    assert "Kode IKP sudah dipakai bidang lain." in answer.content.decode()


def test_the_last_bidang_stays(dinas: Dinas) -> None:
    last = dinas.bidang["IKP"]
    Bidang.objects.filter(perangkat_daerah=dinas.pd).exclude(pk=last.pk).update(aktif=False)
    with pytest.raises(Refused, match="terakhir yang aktif"):
        susunan.set_bidang_active(last, False, by=dinas.admin, now=MONDAY)


def test_a_jabatan_fits_its_role(dinas: Dinas) -> None:
    client = admin(dinas)
    odd = client.post("/pengaturan/jabatan/tambah/", {"nama": "Auditor", "peran": "pembaca", "pelaksana": "staf"})
    loose = client.post("/pengaturan/jabatan/tambah/", {"nama": "Penghubung", "peran": "bidang"})
    assert "Peran ini tidak mengerjakan langkah SOP." in odd.content.decode()
    assert "Penghubung mengisi format satu bidang." in loose.content.decode()
    assert (
        client.post("/pengaturan/jabatan/tambah/", {"nama": "Perencana Pertama", "peran": "perencana", "pelaksana": "perencana"}).status_code == 302
    )


def test_a_jabatan_of_another_agency_cannot_be_named(dinas: Dinas, other_dinas: Dinas) -> None:
    foreign = {"bidang": other_dinas.bidang["IKP"].pk, "atasan": other_dinas.kadis.pemangku.get().jabatan_id}
    answer = admin(dinas).post("/pengaturan/jabatan/tambah/", {"nama": "Penghubung", "peran": "bidang", **foreign})
    assert answer.status_code == 422
    assert not Jabatan.objects.filter(nama="Penghubung").exists()


def test_a_jabatan_that_was_held_is_not_deleted(dinas: Dinas) -> None:
    held = dinas.staf.pemangku.get().jabatan
    with pytest.raises(Refused, match="pernah dipangku"):
        susunan.remove_jabatan(held, by=dinas.admin, now=MONDAY)
    free = Jabatan.objects.create(perangkat_daerah=dinas.pd, nama="Kosong", peran="staf")
    assert admin(dinas).post(f"/pengaturan/jabatan/{free.pk}/hapus/").status_code == 302
    assert not Jabatan.objects.filter(pk=free.pk).exists()


def test_the_only_keeper_stays_one(dinas: Dinas) -> None:
    post = dinas.admin.pemangku.get().jabatan
    values = {"nama": post.nama, "peran": "staf", "pelaksana": "", "bidang": None, "atasan": None, "eselon": ""}
    with pytest.raises(Refused, match="satu-satunya jabatan pengelola"):
        susunan.save_jabatan(dinas.pd, post, values, by=dinas.admin, now=MONDAY)


def test_an_empty_installation_begins_with_one_keeper(db: None) -> None:
    pemda = Pemda(nama="Kota Metro", kode_wilayah="18.72", ibu_kota="Metro")
    pd = PerangkatDaerah(kode="2.16.0.00.0.00.01.0000", nama="Dinas Komunikasi", singkatan="KOMINFO", bidang_urusan=["2.16"])
    token = begin_agency(pemda, pd, Orang(nama="Yuni Astuti", nip="199106282019032011", rekaan=True), now=MONDAY)
    activation = find_activation(token, MONDAY)
    assert activation is not None
    assert activation.orang.nama == "Yuni Astuti"
    assert [post.pelaksana for post in Jabatan.objects.filter(perangkat_daerah=pd).order_by("pk")] == [
        "kepala_dinas",
        "sekretaris",
        "perencana",
        "staf",
        "",
    ]
    assert activation.orang.pemangku.get().mulai == date(2027, 1, 4)
    assert Bidang.objects.get().sekretariat
