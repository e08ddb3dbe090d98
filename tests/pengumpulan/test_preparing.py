"""Step 2 prepares before it publishes: nothing goes out that was not seen, and nothing is there before it goes out."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from renjana.alur.models import Event, Run
from renjana.alur.queries import open_task, runs_of
from renjana.alur.rules import AlreadyDone, Refused
from renjana.organisasi.models import Bidang, PerangkatDaerah
from renjana.pengumpulan import actions
from renjana.pengumpulan.columns import KEYS
from renjana.pengumpulan.models import Format, Isian, Pengampu
from renjana.pengumpulan.planting import planted_by
from renjana.pengumpulan.queries import rows_by_bidang
from renjana.pengumpulan.rules import CHANGED, NOT_PREPARED, FormatDraft, Unseen
from renjana.renja.models import Indikator, RencanaSubKegiatan
from renjana.renstra.models import IndikatorRenstra, ItemRenstra, Renstra, VersiNomenklatur
from renjana.surat.files import place_of
from tests.pengumpulan.stage import DEADLINE, PLAN, Stage, at_format, publish
from tests.pengumpulan.test_pages import BASE, signed_in
from tests.people import Dinas

PAGE = f"{BASE}/format/terbitkan/"
DRAFT = FormatDraft(KEYS, tenggat=DEADLINE, lembar=("realisasi",), pertanyaan=("Apa kendalanya?",))


@pytest.fixture
def stage(dinas: Dinas) -> Stage:
    stage = at_format(dinas)
    stage.run.tahap.realisasi.create(kode="2.16.03.2.01.0004", indikator="Titik", satuan="Titik", target_renstra=60)
    stage.run = runs_of(dinas.perencana).get(pk=stage.run.pk)
    return stage


def prepared(stage: Stage) -> Format:
    return actions.prepare_format(stage.run, DRAFT, by=stage.dinas.perencana, now=stage.now)


def publishing(stage: Stage, kept: Format, *, seen: str = "") -> Format:
    return actions.publish_format(kept, seen=seen or kept.tanda, by=stage.dinas.perencana, now=stage.now)


def nothing_out(run: Run) -> bool:
    task, kept = open_task(run), Format.objects.get(run=run)
    counted = (Isian.objects.count(), RencanaSubKegiatan.objects.filter(tahap=run.tahap_id).count(), Indikator.objects.count())
    return (task is not None and task.langkah, kept.diterbitkan, counted) == (2, None, (0, 0, 0))


def test_preparing_puts_nothing_into_the_plan_the_isian_or_the_history(stage: Stage) -> None:
    before = Event.objects.count()
    kept = prepared(stage)
    assert nothing_out(stage.run)
    assert Event.objects.count() == before
    assert [(one.kode, one.count, one.pagu) for one in planted_by(kept)] == [
        ("SEKRETARIAT", 1, 900_000_000),
        ("IKP", 1, 150_000_000),
        ("APTIKA", 2, 310_000_000),
        ("STATISTIK", 1, 80_000_000),
        ("PERSANDIAN", 0, 0),
    ]


def test_what_is_published_is_what_was_prepared_last(stage: Stage) -> None:
    prepared(stage)
    actions.assign(stage.run, {"2.16": "APTIKA"} | dict.fromkeys(PLAN, "IKP"), by=stage.dinas.perencana, now=stage.now)
    Bidang.objects.filter(kode="STATISTIK").update(aktif=False)
    publishing(stage, prepared(stage))
    assert {kode: [row.kode for row in rows] for kode, rows in rows_by_bidang(stage.run).items()} == {"IKP": sorted(PLAN)}
    assert sorted(Isian.objects.values_list("bidang__kode", flat=True)) == ["APTIKA", "IKP", "PERSANDIAN", "SEKRETARIAT"]
    assert [(one.target, one.target_maju) for one in Indikator.objects.all()] == [(12, 15)] * len(PLAN)


def renstra_changed() -> None:
    ItemRenstra.objects.filter(kode="2.16.03.2.01.0004").update(pagu={"2027": 1})


def division_changed() -> None:
    Pengampu.objects.filter(kode="2.16.03.2.01.0004").update(bidang=Bidang.objects.get(kode="IKP"))


def bidang_added() -> None:
    Bidang.objects.create(perangkat_daerah=PerangkatDaerah.objects.first(), kode="BARU", nama="Bidang Baru", urutan=9)


def edition_dated_anew() -> None:
    VersiNomenklatur.objects.update(dibuat=DEADLINE)


def guidance_changed() -> None:
    Format.objects.update(petunjuk={"lokasi": "Tulis desa."})


def test_what_changes_after_the_preview_is_not_published_unseen(stage: Stage) -> None:
    for change in (renstra_changed, division_changed, bidang_added, edition_dated_anew, guidance_changed):
        kept = prepared(stage)
        change()
        with pytest.raises(Unseen, match=re.escape(CHANGED)):
            publishing(stage, kept)
    assert nothing_out(stage.run)


def test_a_preview_that_somebody_prepared_anew_is_not_published_by_who_saw_the_old_one(stage: Stage) -> None:
    seen = prepared(stage).tanda
    kept = actions.prepare_format(stage.run, FormatDraft(KEYS, tenggat=DEADLINE), by=stage.dinas.perencana, now=stage.now)
    with pytest.raises(Unseen):
        publishing(stage, kept, seen=seen)
    assert nothing_out(stage.run)


def test_a_draft_saved_after_the_preview_must_be_prepared_again(stage: Stage) -> None:
    old = prepared(stage)
    kept = actions.save_draft(stage.run, DRAFT, {}, by=stage.dinas.perencana, now=stage.now)
    with pytest.raises(Unseen, match=re.escape(NOT_PREPARED)):
        publishing(stage, Format.objects.get(pk=kept.pk))
    with pytest.raises(Unseen):
        publishing(stage, old)
    assert nothing_out(stage.run)


def test_a_deadline_that_passed_since_the_preview_is_refused_and_a_second_press_changes_nothing(stage: Stage) -> None:
    kept = prepared(stage)
    stage.now = DEADLINE + timedelta(seconds=1)
    with pytest.raises(Refused, match="Tenggat pengisian sudah lewat"):
        publishing(stage, kept)
    stage.now = DEADLINE - timedelta(days=1)
    publishing(stage, kept)
    with pytest.raises(AlreadyDone):
        publishing(stage, kept)
    assert Isian.objects.count() == 5


def test_a_plan_of_three_hundred_sub_kegiatan_is_published_by_as_many_queries_as_one_of_five(stage: Stage) -> None:
    renstra = Renstra.objects.get()
    codes = [f"2.16.03.2.01.{number:04}" for number in range(1000, 1295)]
    items = ItemRenstra.objects.bulk_create(
        ItemRenstra(renstra=renstra, tingkat="sub_kegiatan", kode=kode, nama=kode, urutan=9, pagu={"2027": 1}) for kode in codes
    )
    IndikatorRenstra.objects.bulk_create(IndikatorRenstra(item=item, uraian=f"Jumlah {n}", satuan="Buah") for item in items for n in range(3))
    actions.assign(stage.run, {"2.16": "IKP"} | dict.fromkeys((*PLAN, *codes), "APTIKA"), by=stage.dinas.perencana, now=stage.now)
    kept = prepared(stage)
    with CaptureQueriesContext(connection) as queries:
        publishing(stage, kept)
    assert (RencanaSubKegiatan.objects.count(), Indikator.objects.count()) == (300, 890)
    inserts = [query["sql"] for query in queries if query["sql"].startswith('INSERT INTO "renja_')]
    assert len(inserts) == 2, [sql[:80] for sql in inserts]


def test_the_press_on_a_stale_preview_prepares_again_and_says_why(stage: Stage) -> None:
    kept, client = prepared(stage), signed_in(stage.dinas.perencana)
    assert "Disiapkan " in client.get(PAGE).content.decode()
    renstra_changed()
    page = client.post(PAGE, {"tanda": kept.tanda}, follow=True)
    text = page.content.decode()
    assert page.redirect_chain == [(PAGE, 302)]
    assert "data sumbernya berubah sesudah pratinjau disiapkan. Pratinjau di bawah ini disiapkan ulang dan belum diterbitkan" in text
    assert "250.000.001" in text
    assert nothing_out(stage.run)
    assert published(client) == f"{BASE}/"
    assert client.post(PAGE, {"tanda": kept.tanda}).status_code == 409
    assert client.get(PAGE)["Location"] == f"{BASE}/format/"


def published(client: Client) -> str:
    return client.post(PAGE, {"tanda": client.get(PAGE).context["kept"].tanda})["Location"]


def test_a_press_before_anything_is_prepared_leads_to_what_is_to_be_done(stage: Stage) -> None:
    client = signed_in(stage.dinas.perencana)
    assert client.post(PAGE)["Location"] == f"{BASE}/format/"
    actions.save_draft(stage.run, DRAFT, {}, by=stage.dinas.perencana, now=stage.now)
    page = client.post(PAGE, follow=True)
    assert page.redirect_chain == [(f"{BASE}/format/", 302)]
    assert f"{NOT_PREPARED} 5 sub kegiatan belum dibagi" in page.content.decode()


def test_a_damaged_file_of_the_preparation_is_not_planted(stage: Stage) -> None:
    kept, client = prepared(stage), signed_in(stage.dinas.perencana)
    assert kept.isi_awal is not None
    place = place_of(kept.isi_awal.sha256)
    place.unlink()
    assert client.get(PAGE)["Location"] == f"{BASE}/format/"
    assert "pulihkan dari cadangan" in client.post(PAGE, {"tanda": kept.tanda}, follow=True).content.decode()
    assert nothing_out(stage.run)
    assert published(client) == f"{BASE}/"


def test_who_may_not_publish_sees_the_preview_with_the_reason_and_changes_nothing(stage: Stage) -> None:
    kept, client = prepared(stage), signed_in(stage.dinas.staf)
    assert "dikerjakan oleh Perencana" in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"tanda": kept.tanda}).status_code == 403
    assert signed_in(stage.dinas.aptika).get(PAGE).status_code == 403
    assert nothing_out(stage.run)


def test_rows_that_the_plan_has_already_stay_and_are_counted(stage: Stage) -> None:
    aptika = Bidang.objects.get(kode="APTIKA")
    RencanaSubKegiatan.objects.create(tahap=stage.run.tahap, bidang=aptika, kode="2.16.03.2.01.0004", nama="Sudah ada", pagu=5, diubah=stage.now)
    kept = publish(stage, DRAFT)
    assert [(one.count, one.existing, one.pagu) for one in planted_by(kept) if one.kode == "APTIKA"] == [(2, 1, 250_000_005)]
    assert [(row.kode, row.pagu) for row in rows_by_bidang(stage.run)["APTIKA"]] == [("2.16.03.2.01.0004", 5), ("2.16.03.2.02.0040", 250_000_000)]
