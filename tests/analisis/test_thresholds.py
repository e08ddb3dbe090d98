"""The agency's own thresholds: their page, their line of history, and what they change."""

import pytest
from django.test import Client

from renjana.analisis import actions
from renjana.analisis.actions.ambang import save_thresholds
from renjana.analisis.checks import AMBANG
from renjana.analisis.queries import check_values, is_stale, latest, row_state
from renjana.analisis.rules import find
from tests.analisis.runs import a_collected_run, rows_of
from tests.people import MONDAY, Dinas

DEFAULTS = {one.kunci: one.nilai for one in AMBANG}
ADDRESS = "/pengaturan/pemeriksaan/"


def test_a_threshold_changes_what_is_found_and_asks_for_a_new_analysis(dinas: Dinas) -> None:
    run = a_collected_run(dinas, rows_of(pagu=100_000_000, pagu_maju=130_000_000))
    run.perangkat_daerah.refresh_from_db()
    assert [one.kode for one in find(check_values(run))] == ["P09"]
    task = run.task.get(langkah=7)
    actions.analyse(run, by=dinas.staf, now=task.mulai)
    assert save_thresholds(dinas.pd, {**DEFAULTS, "P09": 40}, by=dinas.admin, now=MONDAY) == 1
    run.perangkat_daerah.refresh_from_db()
    assert run.perangkat_daerah.ambang == {"P09": 40}
    assert find(check_values(run)) == ()
    found = latest(run)
    assert found is not None
    assert is_stale(found, row_state(run))


def test_a_change_leaves_a_line_of_history_and_the_default_is_not_kept(dinas: Dinas) -> None:
    assert save_thresholds(dinas.pd, {"P06": 15}, by=dinas.admin, now=MONDAY) == 1
    assert "beda pagu program dari Renstra yang masih wajar dari 10 menjadi 15 %" in dinas.pd.perubahan.latest("pk").uraian
    assert save_thresholds(dinas.pd, {"P06": 15}, by=dinas.admin, now=MONDAY) == 0
    assert save_thresholds(dinas.pd, {"P06": 10}, by=dinas.admin, now=MONDAY) == 1
    dinas.pd.refresh_from_db()
    assert dinas.pd.ambang == {}


def test_the_page_shows_defaults_with_their_source_and_only_the_keeper_changes_them(dinas: Dinas, client: Client) -> None:
    client.force_login(dinas.sekretaris)
    page = client.get(ADDRESS).content.decode()
    assert "Bawaan 10 %: kebiasaan kerja, bukan angka peraturan" in page
    assert "Ambang diubah oleh pengelola" in page
    assert client.post(ADDRESS, DEFAULTS).status_code == 403
    client.force_login(dinas.admin)
    for text, said in (
        ("-1", "bernilai negatif"),
        ("1.50", "1,50 atau 150"),
        ("10,5", "bilangan bulat dari 0 sampai 1.000"),
        ("1.001", "sampai 1.000"),
    ):
        answer = client.post(ADDRESS, {**DEFAULTS, "P06": text})
        assert (answer.status_code, said in answer.content.decode()) == (422, True)
    dinas.pd.refresh_from_db()
    assert dinas.pd.ambang == {}
    assert client.post(ADDRESS, {**DEFAULTS, "P06": "1.000"}).status_code == 302
    dinas.pd.refresh_from_db()
    assert dinas.pd.ambang == {"P06": 1000}
    assert client.post(ADDRESS, {**DEFAULTS, "P06": 12}).status_code == 302
    dinas.pd.refresh_from_db()
    assert dinas.pd.ambang == {"P06": 12}


@pytest.mark.parametrize("jenis", ["faktor", "prioritas", "sipd"])
def test_a_list_of_our_own_comes_in_or_every_fault_is_told(dinas: Dinas, jenis: str) -> None:
    run = a_collected_run(dinas)
    texts = {
        "faktor": "kode,indikator,faktor,tindak_lanjut\n2.16.03.2.02.0040,Jumlah,Hujan,Geser\n",
        "prioritas": "kode,nasional,daerah,tag\n2.16.03.2.02.0040,tidak ada,Layanan digital,\n",
        "sipd": "kode,pagu,pagu_maju\n2.16.03.2.02.0040,1.000,2.000\n",
    }
    assert actions.take_list(run, jenis, texts[jenis], by=dinas.perencana, now=MONDAY) == 1
    found = {one.kode for one in find(check_values(run))}
    assert found == {"faktor": set(), "prioritas": set(), "sipd": {"D07"}}[jenis]
