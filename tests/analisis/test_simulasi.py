"""What if in the office: a draft changes nothing; applied it is one act that everybody is told; taken back while nobody else edited."""

from decimal import Decimal

import pytest
from django.test import Client

from renjana.alur.models import Event, Pemberitahuan, Run
from renjana.alur.queries import broken_link
from renjana.alur.rules import AlreadyDone, NotAllowed, Refused
from renjana.analisis.actions.simulasi import add_rule, apply_simulasi, drop_draft, undo_simulasi
from renjana.analisis.models import Simulasi
from renjana.analisis.origin import origin_of
from renjana.analisis.queries import row_state, state_key
from renjana.analisis.simulation import JUMLAH, PERSEN, Kaidah
from renjana.pengumpulan.models import Isian, VersiBaris
from renjana.renja.actions import store_rows
from renjana.renja.queries import rencana_values
from tests.analisis.runs import a_collected_run
from tests.people import MONDAY, Dinas
from tests.renja.plans import a_rencana

CODE, OTHER = "2.16.03.2.02.0040", "2.16.03.2.02.0043"
PAGE = "/renja/2027/analisis/simulasi/"
CUT = Kaidah(PERSEN, Decimal(-10))


@pytest.fixture
def run(dinas: Dinas) -> Run:
    """A run at the analysis with two sub kegiatan of APTIKA."""
    run = a_collected_run(dinas, a_rencana(CODE, 250_000_000), a_rencana(OTHER, 150_000_000))
    Isian.objects.create(run=run, bidang=dinas.bidang["APTIKA"], status=Isian.Status.DISETUJUI, disampaikan=MONDAY)
    return run


def money(run: Run) -> dict[str, int | None]:
    return {row.kode: row.pagu for row in rencana_values(run.tahap_id)}


def applied(run: Run, dinas: Dinas, kaidah: Kaidah = CUT) -> Simulasi:
    add_rule(run, kaidah, by=dinas.perencana, now=MONDAY)
    return apply_simulasi(run, seen=state_key(row_state(run)), by=dinas.perencana, now=MONDAY)


def test_a_draft_changes_nothing_and_is_one_persons(run: Run, dinas: Dinas) -> None:
    add_rule(run, CUT, by=dinas.perencana, now=MONDAY)
    add_rule(run, CUT, by=dinas.perencana, now=MONDAY)
    add_rule(run, CUT, by=dinas.staf, now=MONDAY)
    assert sorted(len(one.kaidah) for one in Simulasi.objects.all()) == [1, 2]
    assert money(run) == {CODE: 250_000_000, OTHER: 150_000_000}
    drop_draft(run, by=dinas.staf)
    assert Simulasi.objects.get().oleh == dinas.perencana
    with pytest.raises(NotAllowed):
        add_rule(run, CUT, by=dinas.aptika, now=MONDAY)
    with pytest.raises(Refused, match="Kaidah 3: Tidak ada pagu"):
        add_rule(run, Kaidah(PERSEN, Decimal(5), bidang="IKP"), by=dinas.perencana, now=MONDAY)


def test_applying_is_one_line_of_history_with_its_origin_and_the_bidang_is_told(run: Run, dinas: Dinas) -> None:
    done = applied(run, dinas, Kaidah(JUMLAH, Decimal(360_000_001)))
    assert money(run) == {CODE: 225_000_001, OTHER: 135_000_000}
    assert (done.nomor, done.sebelum, done.sesudah) == (1, 400_000_000, 360_000_001)
    [line] = Event.objects.filter(run=run, jenis="simulasi")
    assert line.uraian == (
        "Simulasi no. 1 diterapkan (sesuaikan menjadi Rp360.000.001 untuk seluruh rencana, dibulatkan ke Rp1.000, baris wajib tetap): "
        "2 sub kegiatan berubah, pagu Rp400.000.000 menjadi Rp360.000.001."
    )
    assert line.data["perubahan"]["APTIKA"][0] == [CODE, 0, "pagu", "250.000.000", "225.000.001"]
    origin = origin_of(run, "t-c-33", f"{CODE}~APTIKA~0", "pagu", zone="Asia/Jakarta")
    assert origin is not None
    assert origin.told[0].teks.startswith("250.000.000 menjadi 225.000.001. Simulasi no. 1 diterapkan")
    assert Pemberitahuan.objects.filter(orang=dinas.aptika, judul__contains="simulasi no. 1").count() == 1
    assert VersiBaris.objects.filter(isian__run=run).count() == 2
    assert broken_link(run) is None


def test_what_was_not_seen_is_not_applied(run: Run, dinas: Dinas) -> None:
    add_rule(run, CUT, by=dinas.perencana, now=MONDAY)
    seen = state_key(row_state(run))
    store_rows(run.tahap, dinas.bidang["APTIKA"], [a_rencana(CODE, 1_000_000)], by=dinas.aptika, now=MONDAY)
    with pytest.raises(AlreadyDone, match="Rencana berubah sesudah simulasi ini dihitung"):
        apply_simulasi(run, seen=seen, by=dinas.perencana, now=MONDAY)
    assert money(run) == {CODE: 1_000_000}


def test_taking_it_back_restores_every_row_until_one_of_them_was_edited(run: Run, dinas: Dinas) -> None:
    first = applied(run, dinas)
    assert undo_simulasi(first, by=dinas.staf, now=MONDAY).status == "diurungkan"
    assert money(run) == {CODE: 250_000_000, OTHER: 150_000_000}
    second = applied(run, dinas)
    assert (second.nomor, money(run)) == (2, {CODE: 225_000_000, OTHER: 135_000_000})
    rows = list(rencana_values(run.tahap_id))
    store_rows(run.tahap, dinas.bidang["APTIKA"], rows, by=dinas.aptika, now=MONDAY, only=[OTHER])
    with pytest.raises(Refused, match=rf"1 baris sudah diubah lagi sesudah simulasi diterapkan \({OTHER}\)"):
        undo_simulasi(second, by=dinas.perencana, now=MONDAY)
    assert money(run)[CODE] == 225_000_000


def test_the_planner_tries_sees_applies_and_takes_back_on_the_page(run: Run, dinas: Dinas, client: Client) -> None:
    run.tahap.renja.pagu_indikatif = 360_000_000
    run.tahap.renja.save()
    client.force_login(dinas.perencana)
    typed = {"aksi": "tambah", "cara": "jumlah", "nilai": "", "bulat": "1000", "wajib": "on"}
    assert client.post(PAGE, typed | {"cara": "turun", "nilai": "120"}).status_code == 422
    assert client.post(PAGE, typed | {"bidang": "IKP", "nilai": "5 juta"}).status_code == 422
    for way, text, said in (("jumlah", "-5", "bernilai negatif"), ("jumlah", "9" * 20, "terlalu besar"), ("turun", "-5", "bernilai negatif")):
        answer = client.post(PAGE, typed | {"cara": way, "nilai": text})
        assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert client.post(PAGE, typed).status_code == 302
    page = client.get(PAGE).content.decode()
    assert "Sesuaikan menjadi Rp360.000.000 untuk seluruh rencana" in page
    assert "Dalam pagu indikatif" in page
    assert "melebihi pagu indikatif Rp360.000.000 sebesar Rp40.000.000" in page
    seen = page.split('name="keadaan" value="')[1].split('"')[0]
    assert client.post(PAGE, {"aksi": "terapkan", "keadaan": "lama"}).status_code == 409
    assert client.post(PAGE, {"aksi": "terapkan", "keadaan": seen}).status_code == 302
    assert money(run) == {CODE: 225_000_000, OTHER: 135_000_000}
    assert client.post(PAGE, {"aksi": "urungkan", "simulasi": Simulasi.objects.get().pk}).status_code == 302
    assert client.post(PAGE, typed | {"cara": "naik", "nilai": "5", "lindungi": f"{CODE}~APTIKA~0"}).status_code == 302
    assert "1 baris pilihan tetap" in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"aksi": "buang"}).status_code == 302
    assert money(run) == {CODE: 250_000_000, OTHER: 150_000_000}
    client.force_login(dinas.aptika)
    assert "Simulasi no. 1 diurungkan" in client.get("/renja/2027/pengumpulan/APTIKA/riwayat/").content.decode()
