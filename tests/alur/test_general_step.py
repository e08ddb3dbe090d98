"""Any SOP runs: a step whose work no area knows is done on the general page."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from renjana.alur import actions
from renjana.alur.models import Keluaran, Run, Task
from renjana.alur.queries import broken_link, open_task
from renjana.alur.rules import Refused, general_faults, needs_of
from renjana.organisasi.models import Orang
from renjana.renja.models import Tahap
from renjana.sop.definition import dump, shipped
from renjana.sop.model import Langkah, Pelaksana, Sop
from tests.people import Dinas, a_renja

PDF = b"%PDF-1.7 isi"


def an_sop(kode: str = "layanan-informasi") -> Sop:
    """An SOP that no area knows: three steps, two actors, one decision."""
    return replace(
        shipped(),
        kode=kode,
        versi="1",
        nama="Layanan Permohonan Informasi",
        keterkaitan=(),
        catatan=(),
        pelaksana=(Pelaksana("sekretaris", "Sekretaris"), Pelaksana("staf", "Petugas")),
        langkah=(
            Langkah(1, "Menerima permohonan", ("staf",), "Formulir; Salinan KTP", "30 Menit", "Formulir terisi", bentuk="mulai"),
            Langkah(2, "Memeriksa permohonan", ("sekretaris",), "-", "1 Jam", "Lembar periksa", bentuk="keputusan", kembali=(1,)),
            Langkah(3, "Menyerahkan jawaban", ("staf", "sekretaris"), "-", "1 Hari", "Jawaban", bentuk="selesai"),
        ),
    )


def signed_in(orang: Orang) -> Client:
    client = Client()
    client.force_login(orang)
    return client


@pytest.fixture
def run(dinas: Dinas) -> Run:
    versi = actions.install_sop(dump(an_sop()), now=timezone.now(), perangkat_daerah=dinas.pd)
    tahap = Tahap.objects.create(renja=a_renja(dinas))
    return actions.start_run(tahap, versi, by=dinas.sekretaris, now=timezone.now() - timedelta(hours=1))


def the_open(run: Run) -> Task:
    task = open_task(run)
    assert task is not None
    return task


def upload(name: str = "formulir.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/html")


def test_an_sop_that_no_area_knows_runs_to_its_end(dinas: Dinas, run: Run) -> None:
    staf, sekretaris = signed_in(dinas.staf), signed_in(dinas.sekretaris)
    needs = ["Formulir", "Salinan KTP"]

    first = staf.post("/renja/2027/langkah/1/", {"tindakan": "selesai", "kelengkapan": needs, "berkas": upload()})
    back = sekretaris.post("/renja/2027/langkah/2/", {"tindakan": "kembali", "ke": 1, "alasan": "Salinan KTP kabur"})
    again = staf.post("/renja/2027/langkah/1/", {"tindakan": "selesai", "kelengkapan": needs, "catatan": "KTP dipindai ulang."})
    second = sekretaris.post("/renja/2027/langkah/2/", {"tindakan": "selesai", "catatan": "Lengkap."})
    last = staf.post("/renja/2027/langkah/3/", {"tindakan": "selesai", "catatan": "Dijemput pemohon."})

    assert [answer.status_code for answer in (first, back, again, second, last)] == [302] * 5
    run.refresh_from_db()
    assert run.status == Run.Status.SELESAI
    assert list(run.task.values_list("langkah", "putaran", "status")) == [
        (1, 1, "selesai"),
        (2, 1, "dikembalikan"),
        (1, 2, "selesai"),
        (2, 2, "selesai"),
        (3, 1, "selesai"),
    ]
    output = Keluaran.objects.get(task__run=run)
    assert (output.judul, output.berkas.jenis, output.task.langkah) == ("formulir.pdf", "application/pdf", 1)
    assert "KTP dipindai ulang." in run.event.get(jenis="selesai", langkah=1, putaran=2).uraian
    assert broken_link(run) is None


def test_every_reason_is_given_at_once(dinas: Dinas, run: Run) -> None:
    answer = signed_in(dinas.staf).post("/renja/2027/langkah/1/", {"tindakan": "selesai", "kelengkapan": ["Formulir"]})
    assert answer.status_code == 422
    assert "Kelengkapan belum ditandai ada: Salinan KTP. Unggah keluaran langkah ini, atau tuliskan catatan" in answer.content.decode()
    assert the_open(run).langkah == 1


def test_a_file_can_be_kept_before_the_step_is_finished(dinas: Dinas, run: Run) -> None:
    client = signed_in(dinas.staf)
    assert client.post("/renja/2027/langkah/1/", {"tindakan": "unggah", "berkas": upload()}).status_code == 302
    assert (the_open(run).langkah, the_open(run).keluaran.count()) == (1, 1)
    assert "formulir.pdf" in client.get("/renja/2027/langkah/1/").content.decode()
    assert client.post("/renja/2027/langkah/1/", {"tindakan": "unggah"}).status_code == 422


@pytest.mark.parametrize("name", ["jahat.html", "jahat.svg", "jahat.exe", "tanpaakhiran"])
def test_other_kinds_of_files_are_refused_and_not_stored(dinas: Dinas, run: Run, name: str) -> None:
    answer = signed_in(dinas.staf).post("/renja/2027/langkah/1/", {"tindakan": "unggah", "berkas": upload(name)})
    assert (answer.status_code, "Jenis berkas ini tidak diterima." in answer.content.decode()) == (422, True)
    assert Keluaran.objects.count() == 0


def test_whoever_may_not_act_sees_why_and_is_refused(dinas: Dinas, run: Run) -> None:
    client = signed_in(dinas.sekretaris)
    sentence = "Langkah 1 dikerjakan oleh Petugas (Dedi Kurniawan), bukan oleh Anda."
    assert sentence in client.get("/renja/2027/langkah/1/").content.decode()
    answer = client.post("/renja/2027/langkah/1/", {"tindakan": "selesai", "kelengkapan": ["Formulir", "Salinan KTP"], "catatan": "x"})
    assert (answer.status_code, sentence in answer.content.decode()) == (403, True)


def test_a_step_that_is_not_open_cannot_be_done(dinas: Dinas, run: Run) -> None:
    answer = signed_in(dinas.staf).post("/renja/2027/langkah/3/", {"tindakan": "selesai", "catatan": "x"})
    assert answer.status_code == 422
    assert "Langkah 3 belum mulai: masih menunggu langkah 1, Menerima permohonan." in answer.content.decode()


def test_a_step_that_is_done_answers_a_second_click_with_409(dinas: Dinas, run: Run) -> None:
    client = signed_in(dinas.staf)
    done = {"tindakan": "selesai", "kelengkapan": ["Formulir", "Salinan KTP"], "catatan": "x"}
    answers = [client.post("/renja/2027/langkah/1/", done) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 409]
    assert "Langkah 1 sudah selesai; sekarang langkah 2, Memeriksa permohonan." in answers[1].content.decode()


def test_a_way_back_on_the_page_needs_a_reason(dinas: Dinas, run: Run) -> None:
    signed_in(dinas.staf).post("/renja/2027/langkah/1/", {"tindakan": "selesai", "kelengkapan": ["Formulir", "Salinan KTP"], "catatan": "x"})
    client = signed_in(dinas.sekretaris)
    assert client.post("/renja/2027/langkah/2/", {"tindakan": "kembali", "ke": 1, "alasan": ""}).status_code == 422
    assert client.post("/renja/2027/langkah/2/", {"tindakan": "kembali", "ke": 3, "alasan": "x"}).status_code == 422
    assert the_open(run).langkah == 2


def test_pages_of_the_run_show_the_other_sop(dinas: Dinas, run: Run) -> None:
    shown = signed_in(dinas.staf).get("/renja/2027/").content.decode()
    assert "<h1>Langkah 1 dari 3, menunggu Dedi Kurniawan</h1>" in shown
    assert 'href="/renja/2027/langkah/1/"' in shown
    assert signed_in(dinas.staf).get("/renja/2027/langkah/9/").status_code == 404


def test_an_sop_version_is_kept_once_and_never_changed(dinas: Dinas) -> None:
    sop = an_sop()
    first = actions.install_sop(dump(sop), now=timezone.now())
    assert actions.install_sop(dump(sop), now=timezone.now()) == first
    with pytest.raises(Refused):
        actions.install_sop(dump(replace(sop, nama="Lain")), now=timezone.now())


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("Formulir; Salinan KTP", ("Formulir", "Salinan KTP")),
        ("1. Renstra 2. Format penyusunan Renja", ("Renstra", "Format penyusunan Renja")),
        ("Renstra, Renstra\nKomputer.", ("Renstra", "Komputer")),
        ("-", ()),
        ("", ()),
    ],
)
def test_what_a_step_needs_is_read_from_its_column(text: str, needs: tuple[str, ...]) -> None:
    assert needs_of(text) == needs


def test_a_step_without_needs_asks_only_for_its_output() -> None:
    assert general_faults((), (), outputs=1, note="") == ()
    assert general_faults((), (), outputs=0, note="Sudah.") == ()
    assert general_faults((), (), outputs=0, note="  ") == (
        "Unggah keluaran langkah ini, atau tuliskan catatan bila keluarannya tidak berupa berkas.",
    )


@pytest.mark.parametrize(
    ("name", "content"), [("sk.pdf", b"bukan PDF"), ("sk.xlsx", b"bukan excel"), ("foto.png", PDF), ("sk.docx", PDF), ("a.txt", b"a\0b")]
)
def test_a_file_that_is_not_what_its_name_says_is_refused_and_not_stored(dinas: Dinas, run: Run, name: str, content: bytes) -> None:
    answer = signed_in(dinas.staf).post("/renja/2027/langkah/1/", {"tindakan": "unggah", "berkas": upload(name, content)})
    assert (answer.status_code, f"Isi berkas ini bukan .{name.split('.')[1]}" in answer.content.decode()) == (422, True)
    assert Keluaran.objects.count() == 0
