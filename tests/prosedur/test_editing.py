"""Steps rearranged stay a sound SOP; a fault stands at its field; any other SOP is imported, ratified and walked to its end."""

import gzip
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from renjana.alur.actions import start_run
from renjana.alur.models import Run, SopVersi
from renjana.pengesahan.sop import Ratification, ratify
from renjana.prosedur import actions
from renjana.prosedur.queries import sheet_drawings
from renjana.prosedur.rules import next_version
from renjana.renja.models import Tahap
from renjana.sop.bpmn.writing import as_bpmn
from renjana.sop.definition import dump, load, shipped
from renjana.sop.editing import insert, move, remove, split
from renjana.sop.model import Sop
from renjana.sop.sheet import lay_out
from tests.alur.test_general_step import an_sop
from tests.people import Dinas, a_renja
from tests.prosedur.test_life import KODE, save_step, signed_in

BPMN = Path(__file__).parents[1] / "sop" / "bpmn"


@settings(max_examples=8)
@given(st.data())
def test_rearranged_steps_stay_a_sound_sop(data: st.DataObject) -> None:
    sop: Sop = shipped()
    for _ in range(4):
        count = len(sop.langkah)
        nomor, to = data.draw(st.integers(1, count)), data.draw(st.integers(1, count))
        act = data.draw(st.sampled_from(["insert", "move", "split", "remove"]))
        if act == "remove" and count <= 2:
            continue
        sop = move(sop, nomor, to).sop if act == "move" else {"insert": insert, "split": split, "remove": remove}[act](sop, nomor).sop
        assert load(dump(sop)) == sop


def test_ways_back_follow_their_step_and_a_lost_one_is_told() -> None:
    sop = insert(shipped(), 3).sop
    assert [step.kembali for step in sop.langkah if step.kembali] == [(9,), (10, 9)]
    lost = remove(shipped(), 8)
    assert (lost.sop.langkah[7].bentuk, lost.sop.langkah[7].kembali, lost.sop.langkah[9].kembali) == ("proses", (), (8,))
    assert len(lost.told) == 2
    assert insert(shipped(), 0).sop.langkah[0].bentuk == "mulai"


def test_the_next_version_is_free_and_readable() -> None:
    assert [next_version({"2"}, "1"), next_version(set(), "usulan"), next_version({"2027-2"}, "2027-1")] == ["3", "usulan-2", "2027-3"]


@pytest.fixture
def draft(dinas: Dinas) -> SopVersi:
    return actions.start_draft(dinas.pd, shipped(), by=dinas.perencana, now=timezone.now())


def test_every_fault_stands_at_its_field_and_nothing_is_kept(dinas: Dinas, draft: SopVersi) -> None:
    client, address = signed_in(dinas.perencana), f"/sop/{KODE}/versi/{draft.pk}/ubah/"
    answer = save_step(client, address, 7, waktu="sebentar", bentuk="keputusan")
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"waktu", "kembali"}
    draft.refresh_from_db()
    assert load(draft.isi).langkah[6].waktu == shipped().langkah[6].waktu
    assert draft.peristiwa.count() == 1
    assert "Catatan penyunting" in client.get(f"{address}?langkah=11").content.decode()


def test_a_draft_changed_meanwhile_is_not_overwritten(dinas: Dinas, draft: SopVersi) -> None:
    client = signed_in(dinas.perencana)
    susun = f"/sop/{KODE}/versi/{draft.pk}/susun/"
    sent = {"aksi": "turun", "langkah": 3, "sidik": draft.sidik}
    assert [client.post(susun, sent).status_code for _ in range(2)] == [302, 409]
    assert client.post(susun, {"aksi": "hilang", "langkah": 3}).status_code == 422


def test_actors_come_go_and_keep_who_steps_name(dinas: Dinas, draft: SopVersi) -> None:
    client, address = signed_in(dinas.perencana), f"/sop/{KODE}/versi/{draft.pk}/ubah/?bagian=pelaksana"
    names = ["Kepala Dinas", "Sekretaris Dinas", "Perencana", "Staf/JFU", "Bappeda"]
    sent = {f"nama_{place}": name for place, name in enumerate(names, 1)} | {"letak_5": "2", "sidik": draft.sidik}
    assert client.post(address, sent).status_code == 302
    draft.refresh_from_db()
    found = load(draft.isi).pelaksana
    assert {actor.id for actor in found} == {"kepala_dinas", "sekretaris", "perencana", "staf", "bappeda"}
    gone = client.post(address, {**{f"nama_{place}": "" for place in range(1, 6)}, "nama_1": "X", "sidik": draft.sidik})
    assert gone.status_code == 422


@pytest.mark.parametrize("kind", ["toml", "bpmn"])
def test_any_other_sop_is_imported_ratified_and_walked_to_its_end_by_its_pages(dinas: Dinas, kind: str) -> None:
    sop, now = an_sop(), timezone.now()
    text = dump(sop) if kind == "toml" else as_bpmn(sop)
    given_file = SimpleUploadedFile(f"sop.{kind}", text.encode())
    assert signed_in(dinas.perencana).post("/sop/impor/", {"berkas": given_file}).status_code == 302
    versi = SopVersi.objects.get(perangkat_daerah=dinas.pd)
    assert replace(load(versi.isi), status=sop.status) == sop
    actions.propose(versi, by=dinas.perencana, now=now)
    ratify(versi, Ratification("01/2027", timezone.localtime(now).date()), by=dinas.kadis, now=now)
    run = start_run(Tahap.objects.create(renja=a_renja(dinas)), versi, by=dinas.sekretaris, now=now - timedelta(minutes=1))
    for person, nomor in ((dinas.staf, 1), (dinas.sekretaris, 2), (dinas.staf, 3)):
        sent = {"tindakan": "selesai", "catatan": "Sudah.", "kelengkapan": ["Formulir", "Salinan KTP"] if nomor == 1 else []}
        assert signed_in(person).post(f"/renja/2027/langkah/{nomor}/", sent).status_code == 302
    run.refresh_from_db()
    assert run.status == Run.Status.SELESAI
    assert "is-done" in signed_in(dinas.staf).get(f"/sop/{sop.kode}/?tahun=2027").content.decode()


def test_a_drawing_outside_the_five_symbols_is_refused_naming_each_element(dinas: Dinas) -> None:
    content = (BPMN / "tolak-simbol.bpmn").read_bytes()
    answer = signed_in(dinas.perencana).post("/sop/impor/", {"berkas": SimpleUploadedFile("tolak.bpmn", content)})
    assert (answer.status_code, SopVersi.objects.count()) == (422, 0)
    page = answer.content.decode()
    assert all(fault.message[:20] in page.replace("&quot;", '"') for fault in answer.context["faults"])
    assert len(answer.context["faults"]) > 1
    other = signed_in(dinas.perencana).post("/sop/impor/", {"berkas": SimpleUploadedFile("sop.docx", b"x")})
    assert "Pilih berkas .toml atau .bpmn." in other.content.decode()


def test_files_of_a_version_are_what_they_say(dinas: Dinas, draft: SopVersi) -> None:
    client = signed_in(dinas.staf)
    got = {
        name: client.get(f"/sop/{KODE}/berkas/{name}?versi={draft.pk}&kertas=A4") for name in ("lembar.pdf", "lembar.docx", "sop.toml", "sop.bpmn")
    }
    assert got["sop.toml"].content.decode() == draft.isi
    assert (got["lembar.pdf"].content[:4], got["lembar.docx"].content[:2], got["sop.bpmn"].content[:5]) == (b"%PDF", b"PK", b"<?xml")
    assert client.get(f"/sop/{KODE}/berkas/lain.txt").status_code == 404
    assert "berjalan di dalam langkah" in client.get("/sop/hubungan/").content.decode()


def test_the_drawings_of_the_sheet_together_are_below_8_kib_compressed() -> None:
    marks = dict.fromkeys(range(1, 9), "done") | {9: "late"}
    sizes = [len(gzip.compress(page.encode())) for page in sheet_drawings(lay_out(shipped()), marks)]
    assert (len(sizes), sum(sizes) < 8 * 1024) == (2, True), sizes
