"""Kept files: by digest, whole or not at all, found damaged when they are, given only to the own agency."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from renjana.organisasi.models import Orang
from renjana.surat import files
from renjana.surat.actions import keep_file
from renjana.surat.models import Berkas
from renjana.surat.queries import damaged_files, read_file
from renjana.surat.rules import safe_name
from tests.people import MONDAY, Dinas

PDF = b"%PDF-1.7 isi"


def signed_in(orang: Orang) -> Client:
    client = Client()
    client.force_login(orang)
    return client


def kept(dinas: Dinas, nama: str = "undangan.pdf", content: bytes = PDF, jenis: str = "application/pdf", *, sealed: bool = False) -> Berkas:
    return keep_file(dinas.pd, nama, content, jenis, by=dinas.staf, now=MONDAY, sealed=sealed)


def test_a_file_lies_under_its_digest_and_comes_back_as_it_was(dinas: Dinas) -> None:
    berkas = kept(dinas)
    sha256 = hashlib.sha256(PDF).hexdigest()
    assert (berkas.sha256, berkas.ukuran, read_file(berkas)) == (sha256, len(PDF), PDF)
    assert [path.name for path in Path(settings.FILES).rglob("*") if path.is_file()] == [sha256]
    assert files.place_of(sha256) == Path(settings.FILES) / sha256[:2] / sha256


def test_the_same_file_again_is_the_same_row_and_once_on_disk(dinas: Dinas, other_dinas: Dinas) -> None:
    assert kept(dinas) == kept(dinas)
    assert kept(dinas, "lain.pdf") != kept(dinas)
    assert kept(other_dinas) != kept(dinas)
    assert len([path for path in Path(settings.FILES).rglob("*") if path.is_file()]) == 1


def test_a_sealed_file_stays_sealed(dinas: Dinas) -> None:
    kept(dinas)
    assert kept(dinas, sealed=True).disegel
    assert kept(dinas).disegel


def test_a_write_that_fails_leaves_neither_row_nor_part(dinas: Dinas, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", broken)
    with pytest.raises(OSError, match="disk full"):
        kept(dinas)
    assert Berkas.objects.count() == 0
    assert [path for path in Path(settings.FILES).rglob("*") if path.is_file()] == []


def test_damaged_and_lost_files_are_found_and_mended_by_keeping_them_again(dinas: Dinas) -> None:
    changed, lost, sound = kept(dinas, content=b"satu"), kept(dinas, content=b"dua"), kept(dinas, content=b"tiga")
    files.place_of(changed.sha256).chmod(0o600)
    files.place_of(changed.sha256).write_bytes(b"lain")
    files.place_of(lost.sha256).unlink()

    assert {berkas.pk: sentence.split(" ini ")[1] for berkas, sentence in damaged_files()} == {
        changed.pk: "tidak lagi cocok dengan sidiknya; pulihkan dari cadangan.",
        lost.pk: "tidak ada di penyimpanan; pulihkan dari cadangan.",
    }
    with pytest.raises(files.FileDamaged):
        read_file(changed)
    assert read_file(sound) == b"tiga"
    kept(dinas, content=b"satu")
    kept(dinas, content=b"dua")
    assert list(damaged_files()) == []


def test_a_pdf_opens_in_place_and_the_rest_is_saved(dinas: Dinas) -> None:
    client = signed_in(dinas.kadis)
    pdf = client.get(f"/berkas/{kept(dinas).pk}/")
    assert (pdf.status_code, pdf.content, pdf["Content-Type"]) == (200, PDF, "application/pdf")
    assert pdf["Content-Disposition"] == "inline; filename*=UTF-8''undangan.pdf"
    assert pdf["X-Content-Type-Options"] == "nosniff"
    page = client.get(f"/berkas/{kept(dinas, 'catatan.html', b'<script>', 'text/html').pk}/")
    assert page["Content-Disposition"].startswith("attachment;")
    assert client.get(f"/berkas/{kept(dinas).pk}/?unduh")["Content-Disposition"].startswith("attachment;")


def test_another_agency_s_file_does_not_exist(dinas: Dinas, other_dinas: Dinas) -> None:
    berkas = kept(dinas)
    assert signed_in(other_dinas.kadis).get(f"/berkas/{berkas.pk}/").status_code == 404
    assert Client().get(f"/berkas/{berkas.pk}/").status_code == 302


def test_a_damaged_file_is_not_handed_out(dinas: Dinas) -> None:
    berkas = kept(dinas)
    files.place_of(berkas.sha256).unlink()
    assert signed_in(dinas.kadis).get(f"/berkas/{berkas.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Dokumen\\Renja 2027.PDF", "Renja-2027.PDF"),
        ("isian bidang, IKP (1).xlsx", "isian-bidang,-IKP-(1).xlsx"),
        ("\x00\n..", "berkas"),
        ('a"; filename=b.exe', "a-filename-b.exe"),
        ("é漢字.pdf", "é漢字.pdf"),
        ("", "berkas"),
        (".htaccess", "berkas.htaccess"),
    ],
)
def test_names_of_files_are_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text(max_size=400))
def test_any_name_is_safe(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe) <= 150
    assert not set(safe) & set("/\\\x00\n\r\"';<>")
    assert safe_name(safe) == safe


def test_everything_written_survives_a_second_writer(dinas: Dinas, settings: Any) -> None:
    files.write(PDF)
    before = files.place_of(hashlib.sha256(PDF).hexdigest()).stat().st_mtime_ns
    files.write(PDF)
    assert files.place_of(hashlib.sha256(PDF).hexdigest()).stat().st_mtime_ns == before
