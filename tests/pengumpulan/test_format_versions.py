"""A format that changes after it was handed out: who has sent is asked only for what is new, and nothing that was filled is lost."""

from dataclasses import replace

import pytest

from renjana.alur.models import Pemberitahuan
from renjana.alur.rules import NotAllowed, Refused
from renjana.pengumpulan import actions
from renjana.pengumpulan.books import draft_of
from renjana.pengumpulan.columns import KEYS
from renjana.pengumpulan.models import Format
from renjana.pengumpulan.queries import asked_columns, format_of, rows_by_bidang
from renjana.pengumpulan.rules import FormatDraft
from renjana.renja.values import RencanaValue
from tests.pengumpulan.rows import INTERNET, a_row
from tests.pengumpulan.stage import DEADLINE, Stage, at_format, publish
from tests.pengumpulan.test_grid import contact, fields
from tests.people import Dinas

PAGE = "/renja/2027/pengumpulan/APTIKA/"
FIRST = tuple(key for key in KEYS if key not in {"kelompok_sasaran", "bulan_awal", "bulan_akhir"})


@pytest.fixture
def stage(dinas: Dinas) -> Stage:
    """Version 1 without three columns; APTIKA has sent, IKP still fills."""
    stage = at_format(dinas)
    publish(stage, FormatDraft(FIRST, tenggat=DEADLINE))
    actions.hand_out_all(stage.run, by=dinas.staf, now=stage.now)
    actions.save_rows(stage.isian("APTIKA"), [a_row(kelompok_sasaran="", bulan_awal=None, bulan_akhir=None)], by=dinas.aptika, now=stage.now)
    actions.send_isian(stage.isian("APTIKA"), by=dinas.aptika, now=stage.now, alasan="Dikirim")
    return stage


def revise(stage: Stage, **fields: object) -> Format:
    draft = replace(draft_of(format_of(stage.run)), **fields)  # type: ignore[arg-type]
    return actions.revise_format(stage.run, draft, by=stage.dinas.perencana, now=stage.now)


def row(stage: Stage) -> RencanaValue:
    return next(one for one in rows_by_bidang(stage.run)["APTIKA"] if one.kode == INTERNET)


def test_who_sent_is_asked_only_for_the_new_columns(stage: Stage) -> None:
    kept = revise(stage, kolom=(*FIRST, "kelompok_sasaran"))
    isian = stage.isian("APTIKA")
    isian.run = stage.run
    assert (kept.versi, isian.status, asked_columns(isian)) == (2, "dikembalikan", ("kode", "indikator", "kelompok_sasaran"))
    assert isian.alasan == "Format versi 2 menambah: kolom Kelompok sasaran. Isian Anda yang lain tetap."
    page = contact(stage).get(PAGE).content.decode()
    assert ("hanya meminta kolom yang baru" in page, 'name="b.kelompok_sasaran"' in page, 'name="b.pagu"' in page) == (True, True, False)


def test_filling_what_is_new_leaves_everything_else(stage: Stage) -> None:
    before = row(stage)
    revise(stage, kolom=(*FIRST, "kelompok_sasaran"))
    client = contact(stage)
    data = fields(client.get(PAGE))
    line = next(name.split(".")[0] for name, value in data.items() if name.endswith(".kode") and value == INTERNET)
    client.post(PAGE, data | {f"{line}.kelompok_sasaran": "Kampung", "aksi": "simpan"})
    after = row(stage)
    assert (after.kelompok_sasaran, after.pagu, after.lokasi) == ("Kampung", before.pagu, before.lokasi)
    assert after.indikator == before.indikator


def test_who_has_not_sent_sees_the_whole_new_format(stage: Stage) -> None:
    revise(stage, kolom=(*FIRST, "kelompok_sasaran"))
    isian = stage.isian("IKP")
    isian.run = stage.run
    assert (isian.status, asked_columns(isian)) == ("disampaikan", (*FIRST[:8], "kelompok_sasaran", *FIRST[8:]))
    assert Pemberitahuan.objects.filter(orang=stage.dinas.ikp, judul__contains="diubah menjadi versi 2").count() == 1


def test_after_sending_again_the_whole_format_is_open(stage: Stage) -> None:
    revise(stage, kolom=(*FIRST, "kelompok_sasaran"))
    actions.send_isian(stage.isian("APTIKA"), by=stage.dinas.aptika, now=stage.now, alasan="Dikirim")
    actions.return_isian(stage.isian("APTIKA"), "Periksa pagu", by=stage.dinas.staf, now=stage.now)
    isian = stage.isian("APTIKA")
    isian.run = stage.run
    assert (isian.versi_dikirim, "pagu" in asked_columns(isian)) == (2, True)


def test_a_later_deadline_alone_gives_nothing_back(stage: Stage) -> None:
    revise(stage, tenggat=DEADLINE.replace(day=15))
    assert (stage.isian("APTIKA").status, format_of(stage.run).versi) == ("dikirim", 2)  # type: ignore[union-attr]


def test_a_new_question_goes_back_too(stage: Stage) -> None:
    revise(stage, pertanyaan=("Apa kendalanya?",))
    assert stage.isian("APTIKA").alasan.startswith("Format versi 2 menambah: 1 pertanyaan.")


def test_only_a_planner_changes_it_and_only_while_it_is_collected(stage: Stage) -> None:
    draft = replace(draft_of(format_of(stage.run)), kolom=KEYS)
    with pytest.raises(NotAllowed):
        actions.revise_format(stage.run, draft, by=stage.dinas.staf, now=stage.now)
    with pytest.raises(Refused, match="Tidak ada yang berubah"):
        revise(stage)
    assert contact(stage, "aptika").post("/renja/2027/format/ubah/", {}).status_code == 403


def test_the_planner_changes_it_on_the_page(stage: Stage) -> None:
    client = contact(stage, "perencana")
    assert "Ubah format" in client.get("/renja/2027/format/").content.decode()
    page = client.get("/renja/2027/format/ubah/").content.decode()
    assert "Terbitkan versi 2" in page
    data = {"kolom": list(KEYS), "tanggal": "12/1/2027", "jam": "16.00", "pengantar": "", "lembar": ["usulan"], "pertanyaan": "Apa kendalanya?"}
    assert client.post("/renja/2027/format/ubah/", data)["Location"] == "/renja/2027/format/"
    kept = format_of(stage.run)
    assert kept is not None
    assert (kept.versi, kept.lembar, kept.pertanyaan, kept.riwayat[0]["kolom"]) == (2, ["usulan"], ["Apa kendalanya?"], list(FIRST))


def test_the_history_of_an_isian_names_every_cell(stage: Stage) -> None:
    page = contact(stage).get(f"{PAGE}riwayat/").content.decode()
    assert ("Isian Bidang Aplikasi Informatika dikirim" in page, "<ins>Kecamatan Terbanggi Besar</ins>" in page) == (True, True)
    assert contact(stage, "ikp").get(f"{PAGE}riwayat/").status_code == 404
