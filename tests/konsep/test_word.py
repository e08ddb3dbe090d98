"""Correction by way of Word: what goes out, the preview of what came back, proposals kept and applied, files that mean harm."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openxml_audit import OpenXmlValidator

from renjana.alur.models import Run
from renjana.alur.rules import Refused
from renjana.cetak.docx import plan_docx
from renjana.cetak.pdf import as_json
from renjana.konsep import actions
from renjana.konsep.actions import DOCX, JSON
from renjana.konsep.docx.child import read_content
from renjana.konsep.docx.file import WordFault, read_word
from renjana.konsep.models import Komentar, VersiKonsep
from renjana.konsep.plan import content_digest
from renjana.konsep.queries import plan_data, rows_of
from renjana.konsep.word import docx_with_changes, docx_with_corrections, read_return
from renjana.renstra.office_package import GuardFault
from renjana.surat.actions import Paper, keep_files
from renjana.surat.queries import read_file
from tests.cetak.samples_plan import paragraph, renja, subbab
from tests.konsep.word import Word
from tests.people import MONDAY, Dinas, a_run
from tests.people_plan import a_plan
from tests.renstra.evil import zipped

NOW = MONDAY + timedelta(days=9)
PAGE = "/renja/2027/dokumen/word/"
TEXT = (
    "Sinyal di kampung masih lemah. Pagu perangkat Rp1.500.000 belum cukup.\n\n"
    "Aparatur bidang itu belum terlatih.\n\n- Butir pertama.\n- Butir kedua."
)


@pytest.fixture
def run(dinas: Dinas) -> Run:
    """A run at step 8 with a draft that people can take to Word."""
    run = a_run(dinas, langkah=8)
    a_plan(dinas, run.tahap)
    actions.open_document(run)
    actions.write_subbab(rows_of(run).get(nomor="2.3"), TEXT, versi=1, by=dinas.perencana, now=NOW)
    a_draft(run, dinas)
    return run


def a_draft(run: Run, dinas: Dinas) -> VersiKonsep:
    """A draft with everything but its PDF, which nothing here reads."""
    data = plan_data(run, NOW)
    data["bab"] = [
        {**bab, "subbab": [{**one, "blok": [b for b in one["blok"] if b["jenis"] != "grafik"]} for one in bab["subbab"]]} for bab in data["bab"]
    ]
    number, digest = run.versi_konsep.count() + 1, content_digest(data)
    papers = [Paper(f"v{number}.docx", plan_docx(data, tanda=digest), DOCX), Paper(f"v{number}.json", as_json(data).encode(), JSON)]
    docx, kept = keep_files(dinas.pd, papers, by=dinas.perencana, now=NOW)
    files = {"pdf": docx, "docx": docx, "data": kept}
    return VersiKonsep.objects.create(run=run, nomor=number, **files, sidik_isi=digest, dibuat=NOW, dibuat_oleh=dinas.perencana)


def the_version(run: Run) -> VersiKonsep:
    return run.versi_konsep.select_related("docx", "data", "dibuat_oleh").latest("nomor")


def corrected(run: Run) -> bytes:
    """The draft as Bu Siti sends it back."""
    word = Word(read_file(the_version(run).docx))
    word.edit(word.paragraph("Sinyal di kampung"), "masih lemah", "belum merata")
    word.edit(word.paragraph("Aparatur bidang"), "belum terlatih", "perlu dilatih", tracked=False)
    word.add(word.paragraph("Butir kedua."), "Butir ketiga.")
    word.remark(word.paragraph("Butir pertama."), "Butir pertama", "Sebutkan sumbernya.")
    word.edit(word.paragraph("150.000.000"), "150.000.000", "999.000.000")
    word.edit(word.paragraph("Puji syukur"), "Puji", "Segala puji")
    return word.save()


def upload(client: Client, content: bytes, name: str = "konsep.docx") -> str:
    return client.post(PAGE, {"berkas": SimpleUploadedFile(name, content)}).content.decode()


def test_nothing_is_stored_before_the_preview_is_confirmed_and_then_everything_finds_its_place(dinas: Dinas, run: Run, client: Client) -> None:
    client.force_login(dinas.perencana)
    events = run.event.count()
    shown = upload(client, corrected(run))
    assert (Komentar.objects.count(), run.event.count()) == (0, events)
    assert "<del>masih lemah.</del> <ins>belum merata.</ins>" in " ".join(shown.split())
    assert "“150.000.000” menjadi “999.000.000” tidak dibawa, karena tabel disusun dari data. Ubah angkanya pada isian bidang." in shown
    assert "Segala puji" in shown
    assert "Tanpa lacak perubahan" in shown
    paket = shown.partition('name="paket" value="')[2].partition('"')[0]
    assert client.post(PAGE, {"paket": paket}, follow=True).status_code == 200
    first, plain, item, remark = Komentar.objects.order_by("pk")
    assert (first.penulis, first.ditulis.isoformat(), first.oleh) == ("Bu Siti", "2027-01-12T03:02:00+00:00", dinas.perencana)
    assert (plain.penulis, plain.usulan) == ("", "Aparatur bidang itu perlu dilatih.")
    assert (item.tindakan, item.kutipan, item.usulan) == ("sisip", "Butir kedua.", "- Butir ketiga.")
    assert (remark.tindakan, remark.kutipan, remark.isi) == ("", "Butir pertama", "Sebutkan sumbernya.")
    assert run.event.get(jenis="koreksi-word").data["usulan"] == 3
    assert "4 perubahan sudah tercatat" in upload(client, corrected(run))
    client.post("/renja/2027/dokumen/usulan/")
    expected = TEXT.replace("masih lemah", "belum merata").replace("belum terlatih", "perlu dilatih") + "\n- Butir ketiga."
    assert rows_of(run).get(nomor="2.3").isi == expected
    assert list(Komentar.objects.filter(status="terbuka")) == [remark]


def test_a_preview_of_a_text_that_changed_meanwhile_stores_nothing(dinas: Dinas, run: Run, client: Client) -> None:
    client.force_login(dinas.perencana)
    paket = upload(client, corrected(run)).partition('name="paket" value="')[2].partition('"')[0]
    actions.write_subbab(rows_of(run).get(nomor="2.3"), "Lain.", versi=2, by=dinas.perencana, now=NOW)
    assert "berubah sesudah pratinjau" in client.post(PAGE, {"paket": paket}).content.decode()
    assert client.post(PAGE, {"paket": paket[:-3]}).status_code == 422
    assert Komentar.objects.count() == 0
    client.force_login(dinas.pembaca)
    assert client.post(PAGE, {"paket": paket}).status_code == 403


def test_open_corrections_go_out_as_tracked_changes_and_comments_and_are_known_again(dinas: Dinas, run: Run, tmp_path: Path) -> None:
    row = rows_of(run).get(nomor="2.3")
    more = {"subbab": row, "oleh": dinas.sekretaris, "waktu": NOW}
    sentence, shorter = "Sinyal di kampung masih lemah.", "Sinyal lemah."
    Komentar.objects.create(jangkar="kalimat", kutipan=sentence, usulan=shorter, tindakan="ganti", isi="Ganti kalimat menurut usulan.", **more)
    Komentar.objects.create(jangkar="kalimat", kutipan="Rp1.500.000", isi="Dari mana angka ini?", **more)
    Komentar.objects.create(isi="Susun ulang.", **more)
    content = docx_with_corrections(run, the_version(run))
    file = tmp_path / "koreksi.docx"
    file.write_bytes(content)
    assert OpenXmlValidator().validate(str(file)).errors == []
    about = {one.isi: (one.oleh, one.kutipan) for one in read_content(content).remarks}
    name = dinas.sekretaris.nama
    assert about == {"Dari mana angka ini?": (name, "Rp1.500.000"), "Susun ulang.": (name, f"2.3 {row.judul}")}
    returned = read_return(run, content, nama="koreksi.docx")
    assert (returned.usulan, returned.ditolak, returned.tersirat) == ((), (), False)


def test_the_changes_between_two_versions_are_tracked_in_the_name_of_who_made_them(dinas: Dinas, run: Run, tmp_path: Path) -> None:
    old = the_version(run)
    changed = TEXT.replace("masih lemah", "belum merata").replace("Aparatur bidang itu belum terlatih.\n\n", "") + "\n\nParagraf baru."
    actions.write_subbab(rows_of(run).get(nomor="2.3"), changed, versi=2, by=dinas.perencana, now=NOW)
    content = docx_with_changes(old, a_draft(run, dinas))
    file = tmp_path / "banding.docx"
    file.write_bytes(content)
    assert OpenXmlValidator().validate(str(file)).errors == []
    pieces = [piece for item in read_content(content).items for piece in getattr(item, "pieces", ()) if piece.jenis != "sama"]
    assert [(piece.jenis, piece.teks.strip()) for piece in pieces] == [
        ("hapus", "masih lemah."),
        ("tambah", "belum merata."),
        ("hapus", "Aparatur bidang itu belum terlatih."),
        ("tambah", "Paragraf baru."),
    ]
    assert {piece.oleh for piece in pieces} == {dinas.perencana.nama}


def test_a_file_of_another_document_is_refused_and_one_without_marks_is_held_against_the_latest(dinas: Dinas, run: Run) -> None:
    word = Word(corrected(run))
    mark = the_version(run).sidik_isi[:12].encode()
    content = word.save()
    with pytest.raises(Refused, match="dibuat dari dokumen lain"):
        read_return(run, swapped(content, mark, b"0" * 12), nama="x.docx")
    bare = read_return(run, swapped(content, b"_rj_", b"_zz_"), nama="x.docx")
    assert (bare.tersirat, [one.tindakan for one in bare.usulan]) == (True, ["ganti", "ganti", "sisip", "koreksi"])


def swapped(content: bytes, old: bytes, new: bytes) -> bytes:
    """The file with some bytes of its document replaced."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**parts, "word/document.xml": bytes(parts["word/document.xml"]).replace(old, new)})  # type: ignore[arg-type]


SOUND = plan_docx(renja(1, bab=[{"no": "I", "judul": "UJI", "subbab": [subbab("1.1", "Satu", paragraph("Isi."))]}]))
RELS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
OUT = '<Relationship Id="rIdX" Type="http://x/relationships/{}" Target="http://evil.example/x" TargetMode="External"/></Relationships>'
NAMED = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
Parts = dict[str, bytes]


def with_relation(kind: str) -> Callable[[Parts], dict[str, bytes | str]]:
    """A document that fetches something from elsewhere."""
    return lambda parts: {**parts, RELS: parts[RELS].replace(b"</Relationships>", OUT.format(kind).encode())}


def with_document(content: bytes | str) -> Callable[[Parts], dict[str, bytes | str]]:
    """Another main part."""
    return lambda parts: {**parts, "word/document.xml": content}


def with_macro_type(parts: Parts) -> dict[str, bytes | str]:
    """Macros that only the list of types tells of."""
    return {**parts, TYPES: parts[TYPES].replace(b"wordprocessingml.document.main", b"macroEnabled")}


def with_inner(parts: Parts) -> dict[str, bytes | str]:
    """A document that holds another."""
    return {**parts, "word/document.xml": parts["word/document.xml"].replace(b"<w:body>", b'<w:body><w:altChunk r:id="rId9"/>')}


EVIL: dict[str, tuple[Callable[[Parts], dict[str, bytes | str]], str]] = {
    "bomb": (with_document(b" " * (65 * 1024 * 1024)), "terlalu besar"),
    "entities": (with_document('<!DOCTYPE a [<!ENTITY b "x">]><w/>'), "definisi entitas"),
    "macros": (lambda parts: {**parts, "word/vbaProject.bin": b"x"}, "memuat makro"),
    "macro type": (with_macro_type, "memuat makro"),
    "template": (with_relation("attachedTemplate"), "tempat lain"),
    "picture": (with_relation("image"), "tempat lain"),
    "another document inside": (with_inner, "dokumen lain di dalamnya"),
    "deep": (with_document(f"<w:document {NAMED}><w:body>{'<w:ins>' * 9000}{'</w:ins>' * 9000}</w:body></w:document>"), "rusak"),
    "not xml": (with_document(b"<w:document"), "rusak"),
    "a workbook": (lambda _: {"[Content_Types].xml": "x", "xl/workbook.xml": "<x/>"}, "buku kerja Excel"),
    "slip": (lambda parts: {**parts, "../../x.xml": "x"}, "tidak wajar"),
}
KINDS = {b"": "kosong", b"%PDF-1.7": "adalah PDF", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": r"\.doc", b"halo": "teks"}


@pytest.mark.parametrize("name", EVIL)
def test_files_that_mean_harm_are_refused_with_a_sentence(name: str) -> None:
    change, sentence = EVIL[name]
    with zipfile.ZipFile(io.BytesIO(SOUND)) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    with pytest.raises(GuardFault, match=sentence):
        read_content(zipped(change(parts)))


@pytest.mark.parametrize("content", KINDS)
def test_other_kinds_of_file_are_named(content: bytes) -> None:
    with pytest.raises(GuardFault, match=KINDS[content]):
        read_content(content)


def test_the_reader_is_a_process_of_its_own_whose_sentence_names_the_file() -> None:
    assert len(read_word(SOUND, name="baik.docx").items) == len(read_content(SOUND).items)
    with pytest.raises(WordFault, match=r"Berkas lain\.docx kosong"):
        read_word(b"", name="lain.docx")


def test_a_sign_that_no_paper_can_show_is_refused_at_its_field_and_in_the_preview(dinas: Dinas, run: Run, client: Client) -> None:
    client.force_login(dinas.perencana)
    answer = client.post("/renja/2027/dokumen/2.3/", {"isi": "Sinyal lemah 🙂 漢.", "versi": "2"})
    assert "Tanda “🙂” “漢” tidak dapat dicetak" in answer.content.decode()
    assert rows_of(run).get(nomor="2.3").isi == TEXT
    word = Word(read_file(the_version(run).docx))
    word.edit(word.paragraph("Sinyal di kampung"), "masih lemah", "masih 🙂")
    found = read_return(run, word.save(), nama="x.docx")
    assert (found.usulan, "“🙂” tidak dapat dicetak" in found.ditolak[0]) == ((), True)
