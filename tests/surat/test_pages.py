"""The register's pages: found, filtered, printed, made void; only by the own agency."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from renjana.organisasi.models import Orang
from renjana.surat.actions import reserve_number, void
from renjana.surat.models import Surat
from tests.people import Dinas


def signed_in(orang: Orang) -> Client:
    client = Client()
    client.force_login(orang)
    return client


def a_letter(dinas: Dinas, perihal: str, tanggal: date | None = None, kepada: str = "Peserta rapat") -> Surat:
    day = tanggal or timezone.localdate()
    return reserve_number(
        dinas.pd, jenis="undangan", klasifikasi="000.1.5", perihal=perihal, kepada=kepada, tanggal=day, by=dinas.staf, now=timezone.now()
    )


def shown(orang: Orang, query: str) -> list[str]:
    return [letter.perihal for letter in signed_in(orang).get(f"/surat/{query}").context["page"]]


def test_letters_are_found_by_number_subject_addressee_year_and_status(dinas: Dinas, other_dinas: Dinas) -> None:
    first, second = a_letter(dinas, "Undangan rapat"), a_letter(dinas, "Surat pengantar", kepada="Bappeda")
    old = a_letter(dinas, "Tahun lalu", date(timezone.localdate().year - 1, 3, 1))
    a_letter(other_dinas, "Milik dinas lain")
    void(first, "Salah", by=dinas.staf, now=timezone.now())

    assert shown(dinas.staf, "") == ["Surat pengantar", "Undangan rapat", "Tahun lalu"]
    assert shown(dinas.staf, "?q=bappeda") == ["Surat pengantar"]
    assert shown(dinas.staf, f"?q={second.nomor}") == ["Surat pengantar"]
    assert shown(dinas.staf, f"?tahun={old.tahun}") == ["Tahun lalu"]
    assert shown(dinas.staf, "?status=batal") == ["Undangan rapat"]
    assert shown(dinas.staf, "?q=tidak+ada") == []
    assert len(shown(dinas.staf, "?tahun=abc&status=xyz&halaman=99")) == 3


def test_a_letter_is_made_void_with_a_reason_by_those_who_may(dinas: Dinas) -> None:
    letter = a_letter(dinas, "Undangan rapat")
    client = signed_in(dinas.staf)
    assert client.get(f"/surat/{letter.pk}/").status_code == 200
    assert client.post(f"/surat/{letter.pk}/batal/", {"alasan": ""}).status_code == 422
    assert client.post(f"/surat/{letter.pk}/batal/", {"alasan": "Salah alamat"}).status_code == 302
    assert client.post(f"/surat/{letter.pk}/batal/", {"alasan": "Lagi"}).status_code == 422
    assert "Surat ini batal." in client.get(f"/surat/{letter.pk}/").content.decode()
    assert signed_in(dinas.pembaca).post(f"/surat/{letter.pk}/batal/", {"alasan": "x"}).status_code == 403
    assert "Surat dibatalkan oleh Sekretaris atau Staf." in signed_in(dinas.perencana).get(f"/surat/{a_letter(dinas, 'Lain').pk}/").content.decode()


def test_another_agency_s_letter_does_not_exist(dinas: Dinas, other_dinas: Dinas) -> None:
    letter = a_letter(dinas, "Undangan rapat")
    client = signed_in(other_dinas.staf)
    assert client.get(f"/surat/{letter.pk}/").status_code == 404
    assert client.post(f"/surat/{letter.pk}/batal/", {"alasan": "x"}).status_code == 404


def test_the_agenda_book_lists_a_period_in_order_of_numbers(dinas: Dinas) -> None:
    year = timezone.localdate().year
    for day, subject in ((3, "Satu"), (9, "Dua"), (5, "Sisipan")):
        a_letter(dinas, subject, date(year - 1, 2, day))
    client = signed_in(dinas.staf)

    found = client.get(f"/surat/agenda/?mulai=01/02/{year - 1}&selesai=28/02/{year - 1}")
    assert [(row["urut"], row["perihal"]) for row in found.context["rows"]] == [("001", "Satu"), ("001.a", "Sisipan"), ("002", "Dua")]
    assert client.get("/surat/agenda/").context["rows"] == []
    assert client.get("/surat/agenda/?mulai=31/01/2027&selesai=01/01/2027").status_code == 422
    assert client.get("/surat/agenda/?mulai=kemarin&selesai=01/01/2027").status_code == 422


@pytest.mark.once
def test_the_agenda_book_prints_as_pdf(dinas: Dinas, tmp_path: Path) -> None:
    year = timezone.localdate().year
    a_letter(dinas, "Undangan rapat pembahasan")
    void(a_letter(dinas, "Keliru"), "Salah alamat", by=dinas.staf, now=timezone.now())

    answer = signed_in(dinas.staf).get(f"/surat/agenda/pdf/?mulai=01/01/{year}&selesai=31/12/{year}")

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    path = tmp_path / "agenda.pdf"
    path.write_bytes(answer.content)
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout
    assert "BUKU AGENDA SURAT KELUAR" in text
    assert f"000.1.5/001/KOMINFO/{year}" in text
    assert "Batal: Salah alamat" in " ".join(text.split())
    assert "2 surat keluar, 1 di antaranya batal." in text
    assert signed_in(dinas.staf).get("/surat/agenda/pdf/").status_code == 404
