"""Steps 10 to 13 by their actions: a signature that verifies, a letter with a number, an archive that proves itself."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from renjana.alur.models import Keluaran, Run, Task
from renjana.alur.queries import broken_link, open_task
from renjana.alur.rules import AlreadyDone, NotAllowed, Refused
from renjana.cli.main import main
from renjana.konsep import actions as konsep
from renjana.konsep.queries import said_in
from renjana.konsep.snapshot import as_bytes
from renjana.organisasi.models import Delegasi, Jabatan
from renjana.pengesahan import actions
from renjana.pengesahan.models import TandaTangan
from renjana.pengesahan.queries import authority_path, history_fault, verdict_of
from renjana.pengesahan.signing import judge
from renjana.pengiriman import actions as pengiriman
from renjana.pengiriman.archive import broken_entries
from renjana.pengiriman.queries import passages_of
from renjana.pengiriman.rules import Bukti, NaskahDikirim, Pengantar
from renjana.surat.actions import keep_file
from renjana.surat.queries import read_file
from tests.cetak.judge import faults, text_of
from tests.people import MONDAY, Dinas, a_run
from tests.people_plan import a_plan

pytestmark = pytest.mark.django_db
NOW = MONDAY + timedelta(days=11)


@pytest.fixture
def run(dinas: Dinas) -> Run:
    """A run at step 11, with a real draft."""
    run = a_run(dinas, langkah=8)
    a_plan(dinas, run.tahap)
    konsep.build_draft(run, by=dinas.perencana, now=NOW)
    konsep.finish_draft(run, by=dinas.perencana, now=NOW)
    konsep.pass_correction(run, by=dinas.sekretaris, now=NOW)
    actions.submit(run, "Mohon persetujuan.", by=dinas.sekretaris, now=NOW)
    return run


def changed(content: bytes, place: int) -> bytes:
    """The file with one bit of one byte turned."""
    made = bytearray(content)
    made[place] ^= 1
    return bytes(made)


def test_the_signed_document_verifies_and_one_changed_byte_breaks_it(
    dinas: Dinas, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signature = actions.approve(run, by=dinas.kadis, now=NOW)
    assert (verdict_of(signature).sah, verdict_of(signature).oleh) == (True, "Hendra Wirawan")
    content = read_file(signature.berkas)
    assert [place for place in range(0, len(content), len(content) // 20) if judge(changed(content, place), authority_path()).sah] == []
    assert faults(content) == []
    paper = tmp_path / "renja.pdf"
    paper.write_bytes(content)
    assert main(["verify", str(paper), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["sah"], told["penanda_tangan"], told["terdaftar"]) == (True, "Hendra Wirawan", True)
    said = subprocess.run(["pdfsig", str(paper)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    text = subprocess.run(["pdftotext", "-layout", str(paper), "-"], capture_output=True, text=True, check=True).stdout
    assert "bukan TTE tersertifikasi BSrE" in text.replace("\n", " ").replace("  ", " ") or "tersertifikasi BSrE" in text
    assert signature.berkas.disegel is True


def test_the_paper_prints_the_head_of_the_history_and_proves_it(dinas: Dinas, run: Run, tmp_path: Path) -> None:
    number, head = Run.objects.values_list("peristiwa", "kepala").get(pk=run.pk)
    signature = actions.approve(run, by=dinas.kadis, now=NOW)
    verdict = verdict_of(signature)
    assert (signature.kepala_riwayat, verdict.kepala_riwayat, history_fault(signature, verdict)) == (head, head, "")
    paper = tmp_path / "renja.pdf"
    paper.write_bytes(read_file(signature.berkas))
    text = subprocess.run(["pdftotext", str(paper), "-"], capture_output=True, text=True, check=True).stdout
    assert f"Sidik riwayat sampai peristiwa {number}:" in text
    assert (head[:32] in text, head[32:] in text) == (True, True)
    assert head in Client().get(f"/verifikasi/{signature.kode}/").content.decode()
    signature.kepala_riwayat = "0" * 64
    assert "berbeda dari yang tercatat" in history_fault(signature, verdict)
    assert "tidak lagi ada dalam riwayat" in history_fault(signature, replace(verdict, kepala_riwayat=""))


def test_nobody_else_signs_and_nothing_is_half_signed(dinas: Dinas, run: Run) -> None:
    with pytest.raises(NotAllowed):
        actions.approve(run, by=dinas.sekretaris, now=NOW)
    assert TandaTangan.objects.count() == 0
    task = open_task(run)
    assert task is not None
    assert task.langkah == 11


def test_a_plh_signs_for_the_head_at_that_hour(dinas: Dinas, run: Run) -> None:
    post = Jabatan.objects.get(pelaksana="kepala_dinas")
    Delegasi.objects.create(jabatan=post, orang=dinas.sekretaris, mulai=NOW - timedelta(hours=1), selesai=NOW + timedelta(hours=1), dasar="SK 1")
    with pytest.raises(NotAllowed):
        actions.approve(run, by=dinas.kadis, now=NOW)
    signature = actions.approve(run, by=dinas.sekretaris, now=NOW)
    assert signature.bertindak_untuk == "Plh. Kepala Dinas"


def test_the_paper_may_be_signed_with_a_pen_and_its_scan_is_what_is_sealed(dinas: Dinas, run: Run, client: Client) -> None:
    with pytest.raises(Refused, match="Cetak dahulu"):
        actions.approve_by_pen(run, b"%PDF-1.7", by=dinas.kadis, now=NOW)
    printed = actions.print_for_pen(run, by=dinas.kadis, now=NOW)
    assert actions.print_for_pen(run, by=dinas.kadis, now=NOW) == printed
    paper = read_file(printed)
    assert (faults(paper), "Kode:" in text_of(paper)) == ([], False)
    with pytest.raises(Refused, match="Pindaian bukan PDF"):
        actions.approve_by_pen(run, b"%PDF-1.7", by=dinas.kadis, now=NOW)
    with pikepdf.open(io.BytesIO(paper)) as document:
        del document.pages[-1]
        document.save(out := io.BytesIO())
    with pytest.raises(Refused, match="pindai seluruhnya"):
        actions.approve_by_pen(run, out.getvalue(), by=dinas.kadis, now=NOW)
    with pytest.raises(NotAllowed):
        actions.approve_by_pen(run, paper, by=dinas.sekretaris, now=NOW)
    client.force_login(dinas.kadis)
    scan = SimpleUploadedFile("pindaian.pdf", paper + b"\n% pindaian", "application/pdf")
    password = {"basah": "1", "basah-sandi": "salah", "basah-pindaian": scan}
    assert client.post("/renja/2027/pengesahan/", password).status_code == 422
    signature = actions.approve_by_pen(run, paper + b"\n% pindaian", by=dinas.kadis, now=NOW)
    assert (signature.cara, signature.berkas.disegel, verdict_of(signature).sah, open_task(run).langkah) == ("basah", True, True, 12)
    shown = client.get(f"/verifikasi/{signature.kode}/").content.decode()
    assert "dengan pena di atas kertas" in shown
    assert "sertifikat lokal" not in shown


def test_the_card_says_what_changed_since_the_draft_before(dinas: Dinas, run: Run, client: Client) -> None:
    run.versi_konsep.update(nomor=2)
    version = run.versi_konsep.get()
    said = said_in(version)
    assert said is not None
    said["pagu"][0]["pagu"] += 50_000_000
    said["subbab"][0]["paragraf"][0]["isi"] = "Lain sama sekali."
    version.isi = keep_file(dinas.pd, "isi.json", as_bytes(said), "application/json", by=dinas.perencana, now=NOW)
    version.pk, version.nomor = None, 1
    version.save()
    client.force_login(dinas.kadis)
    page = " ".join(client.get("/renja/2027/pengesahan/").content.decode().split())
    assert "Sejak versi 1" in page
    assert "Pagu berkurang Rp50.000.000; 1 sub kegiatan, 2 paragraf, dan 0 sel tabel berubah" in page


def test_a_return_goes_to_the_step_that_was_chosen(dinas: Dinas, run: Run) -> None:
    opened = actions.return_document(run, 8, "Perbaiki BAB III.", by=dinas.kadis, now=NOW)
    assert (opened.langkah, opened.status) == (8, Task.Status.TERBUKA)
    with pytest.raises(AlreadyDone if opened.langkah > 11 else Refused):
        actions.approve(run, by=dinas.kadis, now=NOW)


def with_bare_python_outside(content: bytes, folder: Path) -> None:
    """The checker in the archive, run where nothing of the product is installed: it finds all sound, then a changed file and a changed history."""
    arsip, opened = folder / "arsip.zip", folder / "dibuka"
    arsip.write_bytes(content)
    with zipfile.ZipFile(arsip) as archive:
        archive.extractall(opened)
        assert any(name.startswith("sop-") and name.endswith(".toml") for name in archive.namelist())
    command = [sys.executable, "-I", "-S", str(opened / "verify.py")]

    def said(*words: str) -> str:
        return subprocess.run([*command, *words], capture_output=True, text=True, check=False, cwd=folder, env={}).stdout

    assert said().splitlines()[-1].endswith("berkas diperiksa, semuanya utuh.")
    assert json.loads(said(str(arsip), "--json"))["utuh"] is True
    history = opened / "riwayat.jsonl"
    history.write_text(history.read_text().replace("disetujui", "ditolak", 1))
    (opened / "tambahan.txt").write_text("x")
    assert said().splitlines()[2:] == [
        "  - riwayat.jsonl: isinya berubah sesudah diarsipkan.",
        "  - tambahan.txt: tidak ada pada manifes; ditambahkan kemudian.",
    ]
    manifest = json.loads((opened / "manifes.json").read_text())
    next(one for one in manifest["berkas"] if one["nama"] == "riwayat.jsonl")["sha256"] = hashlib.sha256(history.read_bytes()).hexdigest()
    (opened / "manifes.json").write_text(json.dumps(manifest))
    assert "tidak cocok dengan sidiknya" in said()


def test_the_rest_of_the_way_to_the_archive(dinas: Dinas, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    actions.approve(run, by=dinas.kadis, now=NOW)
    letter = Pengantar("Kepala Bappeda", (NaskahDikirim("Dokumen Renja", "2 eksemplar", ""),))
    made = pengiriman.write_letter(run, letter, by=dinas.perencana, now=NOW)
    assert made.surat.nomor == "000.7.2.6/001/KOMINFO/2027"
    with pytest.raises(Refused, match="Bukti terima"):
        pengiriman.archive_run(run, "Rak 1", by=dinas.staf, now=NOW)
    proof = Bukti("diantar", "Contoh Penerima", "Bappeda", NOW, ("Sekretariat",))
    pengiriman.prove_receipt(run, proof, by=dinas.staf, now=NOW)
    with pytest.raises(Refused, match="belum bertanda tangan"):
        pengiriman.archive_run(run, "Rak 1", by=dinas.staf, now=NOW)
    pengiriman.prove_receipt(run, replace(proof, pindaian=("pindaian.pdf", b"%PDF-1.7 pindaian", "application/pdf")), by=dinas.staf, now=NOW)
    page = Client()
    page.force_login(dinas.staf)
    text = page.get(f"/renja/{run.tahap.renja.tahun}/pengiriman/").content.decode()
    assert ('value="Contoh Penerima"' in text, 'value="Bappeda"' in text, "Tersimpan: pindaian.pdf" in text) == (True, True, True)
    assert ("12 dari 13 langkah" in text, "langkah 13 masih berjalan" in text) == (True, True)
    assert '<span class="badge blue">' in text.partition("Kepatuhan terhadap waktu baku")[2]
    corrected = pengiriman.prove_receipt(run, replace(proof, penerima="Penerima Lain"), by=dinas.staf, now=NOW)
    assert (corrected.penerima, corrected.bukti.nama, corrected.bukti_pindaian) == ("Penerima Lain", "pindaian.pdf", True)
    archive = pengiriman.archive_run(run, "Rak 1", by=dinas.staf, now=NOW)
    run.refresh_from_db()
    assert [passage.hasil for passage in passages_of(run, NOW)].count("selesai") == len(passages_of(run, NOW))
    assert (run.status, open_task(run), broken_link(run)) == (Run.Status.SELESAI, None, None)
    content = read_file(archive.berkas)
    assert broken_entries(content) == ()
    with_bare_python_outside(content, tmp_path)
    capsys.readouterr()
    assert main(["verify", str(tmp_path / "arsip.zip")]) == 0
    assert "Sah               ya" in capsys.readouterr().out
    assert Keluaran.objects.filter(task__run=run, jenis="kepatuhan").count() == 1
