"""A decision of the meeting adds an indicator with its target to a sub kegiatan: written, applied, taken back, told in the origin."""

from decimal import Decimal

import pytest
from django.test import Client

from renjana.alur.models import Event
from renjana.alur.queries import broken_link
from renjana.alur.rules import Refused
from renjana.analisis.origin import origin_of
from renjana.pengumpulan import actions
from renjana.pengumpulan.queries import rows_of
from renjana.pengumpulan.usulan import Perubahan
from renjana.rapat import actions as rapat
from renjana.rapat.models import Rapat
from renjana.rapat.rules import Keputusan
from renjana.renja.values import RencanaValue
from tests.pengumpulan.stage import Stage
from tests.people import Dinas
from tests.rapat.meeting import CODE, at_meeting, decide, minutes

TITIK = Perubahan("", CODE, "indikator", "Jumlah titik akses ruang publik; Titik; 12; 14", "Usulan Musrenbang")
PERSEN = Perubahan("", CODE, "indikator", "Persentase kampung; kelurahan; dan pasar terlayani; %; 62,5; 70", "Usulan Musrenbang")


@pytest.fixture
def stage(dinas: Dinas) -> Stage:
    return at_meeting(dinas)


def row(stage: Stage) -> RencanaValue:
    return next(one for one in rows_of(stage.isian("APTIKA")) if one.kode == CODE)


def test_an_indicator_is_added_shows_in_its_origin_and_is_taken_out_again(stage: Stage) -> None:
    [titik] = decide(stage, TITIK)
    before = row(stage)
    assert (titik.bidang.kode, titik.nomor, titik.semula, titik.menjadi) == ("APTIKA", 1, "", TITIK.menjadi)

    actions.apply_usulan(titik, by=stage.dinas.aptika, now=stage.now)

    added = row(stage).indikator[-1]
    assert (len(row(stage).indikator), added.uraian, added.satuan) == (2, "Jumlah titik akses ruang publik", "Titik")
    assert (added.target, added.target_maju, added.tipe) == (12, 14, "akumulatif")
    assert row(stage).pagu == before.pagu
    line = Event.objects.filter(run=stage.run, jenis="isian-diisi").latest("urutan")
    assert line.uraian.startswith(f"Keputusan rapat no. 2 diterapkan pada {CODE}, Indikator")
    for key in ("target", "indikator"):
        found = origin_of(stage.run, "t-c-33", f"{CODE}~APTIKA~1", key, zone="Asia/Jakarta")
        assert found is not None
        assert found.decided[0].startswith(f"Keputusan rapat no. 2, Pagu disesuaikan dengan plafon.: kosong menjadi {TITIK.menjadi}; diterapkan"), key
    assert actions.undo_usulan(titik, by=stage.dinas.aptika, now=stage.now).is_waiting
    assert (row(stage).indikator, row(stage).pagu) == (before.indikator, before.pagu)
    assert broken_link(stage.run) is None


def test_two_indicators_of_one_sub_kegiatan_stand_apart_and_words_may_hold_semicolons(stage: Stage) -> None:
    titik, persen = decide(stage, TITIK, PERSEN)
    assert (titik.nomor, persen.nomor) == (1, 2)
    actions.apply_usulan(persen, by=stage.dinas.perencana, now=stage.now)
    actions.apply_usulan(titik, by=stage.dinas.aptika, now=stage.now)
    named = [one.uraian for one in row(stage).indikator[1:]]
    assert named == ["Persentase kampung; kelurahan; dan pasar terlayani", "Jumlah titik akses ruang publik"]
    actions.undo_usulan(titik, by=stage.dinas.aptika, now=stage.now)
    assert [one.target for one in row(stage).indikator[1:]] == [Decimal("62.5")]


def test_what_is_no_indicator_is_refused_with_every_reason(stage: Stage) -> None:
    here = row(stage).indikator[0]
    texts = ("Jumlah titik", "Jumlah titik; Titik; dua", "Jumlah titik; Titik; ", f"{here.uraian}; {here.satuan}; 99")
    bad = tuple(Perubahan("APTIKA", CODE, "indikator", text) for text in texts)
    meeting = Rapat.objects.get(run=stage.run)
    with pytest.raises(Refused) as caught:
        rapat.write_minutes(meeting, minutes(Keputusan("Tambah", perubahan=bad)), by=stage.dinas.staf, now=stage.now)
    told = str(caught.value)
    for words in ("dipisah titik koma", "“dua” bukan bilangan", "Target indikator baru belum ditulis", "sudah memiliki indikator"):
        assert words in told


def test_the_page_of_the_minutes_offers_a_new_indicator_and_keeps_what_was_typed(stage: Stage, client: Client) -> None:
    client.force_login(stage.dinas.staf)
    typed = {"pimpinan": "Sri Wahyuningsih", "pembahasan": "Dibahas.", "isi-1": "Tambah.", "ubah-1-1-kode": CODE, "ubah-1-1-kolom": "indikator"}
    answer = client.post("/renja/2027/rapat/", typed | {"ubah-1-1-menjadi": "Jumlah titik"})
    assert (answer.status_code, "dipisah titik koma" in answer.content.decode()) == (422, True)
    assert client.post("/renja/2027/rapat/", typed | {"ubah-1-1-menjadi": TITIK.menjadi}).status_code == 302
    page = client.get("/renja/2027/rapat/").content.decode()
    assert '<option value="indikator" selected>Indikator baru</option>' in page
    assert f'value="{TITIK.menjadi}"' in page
