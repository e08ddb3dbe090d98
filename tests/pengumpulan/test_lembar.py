"""Further parts of the format: realisasi, usulan, questions; filled by a bidang, joined when two write, taken into the plan on acceptance."""

import re
from decimal import Decimal
from html import unescape
from typing import Any

import pytest

from renjana.pengumpulan import actions
from renjana.pengumpulan.columns import KEYS
from renjana.pengumpulan.lembar import BY_KEY, NARASI, REALISASI, USULAN, filled, join, read
from renjana.pengumpulan.lembar_rows import lembar_states
from renjana.pengumpulan.models import BarisLembar
from renjana.pengumpulan.rules import FormatDraft
from renjana.renja.models import RealisasiLalu, Usulan
from tests.pengumpulan.rows import DOMAIN, INTERNET, a_row
from tests.pengumpulan.stage import DEADLINE, Stage, at_format, publish
from tests.pengumpulan.test_grid import contact, fields, numbered_names
from tests.people import Dinas

PAGE = "/renja/2027/pengumpulan/APTIKA/lembar/"
QUESTIONS = ("Apa kendala utama tahun ini?", "Apa yang berubah?")


@pytest.fixture
def stage(dinas: Dinas) -> Stage:
    stage = at_format(dinas)
    stage.run.tahap.realisasi.create(
        kode=INTERNET, indikator="Jumlah titik akses internet", satuan="Titik", target_renstra=60, target_n2=Decimal("12.5")
    )
    draft = FormatDraft(KEYS, tenggat=DEADLINE, lembar=(REALISASI, USULAN), pertanyaan=QUESTIONS)
    publish(stage, draft)
    actions.hand_out_all(stage.run, by=dinas.staf, now=stage.now)
    actions.save_rows(stage.isian("APTIKA"), [a_row(), a_row(DOMAIN)], by=dinas.aptika, now=stage.now)
    return stage


def posted(page: str) -> dict[str, str]:
    """What a browser would post from the page of a part, as the server numbers it."""
    page = numbered_names(page)
    tags = [tag for tag in re.findall(r"<input [^>]*>", page) if 'type="checkbox"' not in tag]
    found = {name[1]: unescape((re.search(r'value="([^"]*)"', tag) or ["", ""])[1]) for tag in tags if (name := re.search(r'name="(\d[^"]*)"', tag))}
    found |= {name: unescape(text) for name, text in re.findall(r'<textarea [^>]*name="(\d[^"]*)"[^>]*>(.*?)</textarea>', page, re.DOTALL)}
    for name, options in re.findall(r'<select [^>]*name="(\d[^"]*)"[^>]*>(.*?)</select>', page):
        found[name] = (re.search(r"<option selected>([^<]*)<", options) or ["", ""])[1]
    return found


def states(stage: Stage) -> dict[str, tuple[int, int]]:
    isian = stage.isian("APTIKA")
    isian.run = stage.run
    return {part.key: state for part, state in lembar_states(isian)}


def test_realisasi_begins_with_what_is_known_and_is_read_as_money_and_numbers_are(stage: Stage) -> None:
    client = contact(stage)
    page = client.get(f"{PAGE}realisasi/").content.decode()
    data = posted(page)
    line = next(name.split(".")[0] for name, value in data.items() if name.endswith(".sel_target_n2") and value)
    assert (data[f"{line}.sel_target_n2"], states(stage)[REALISASI]) == ("12,5", (0, 2))
    for text, said in (("1.50", "“1.50” bisa berarti 1,50 atau 150"), ("-5", "“-5” bernilai negatif"), ("9" * 20, "terlalu besar")):
        refused = client.post(f"{PAGE}realisasi/", data | {f"{line}.sel_realisasi_n2": text})
        page = refused.content.decode()
        assert (refused.status_code, said in page, f'<a href="#c{line}-sel_realisasi_n2">Baris {line}, {INTERNET}' in page) == (422, True, True)
        assert f'aria-describedby="g-c{line}-sel_realisasi_n2"' in page
    assert not BarisLembar.objects.exists()
    client.post(f"{PAGE}realisasi/", data | {f"{line}.sel_realisasi_n2": "1.250,5", f"{line}.sel_target_n1": "15"})
    assert states(stage)[REALISASI] == (1, 2)
    assert BarisLembar.objects.get(sel__kode=INTERNET).sel["realisasi_n2"] == "1.250,5"


def test_usulan_rows_are_added_and_a_refused_one_needs_its_reason(stage: Stage) -> None:
    client = contact(stage)
    data = posted(client.get(f"{PAGE}usulan/").content.decode())
    mine = {"1.sel_pengusul": "Kampung Adi Jaya", "1.sel_sumber": "musrenbang", "1.sel_uraian": "Internet balai kampung", "1.sel_status": "ditolak"}
    assert client.post(f"{PAGE}usulan/", data | mine).status_code == 422
    refused = client.post(f"{PAGE}usulan/", data | mine | {"1.sel_alasan": "Sudah ada", "1.sel_kode": "tanpa kode"})
    assert (refused.status_code, "“tanpa kode” bukan kode; tulis seperti" in refused.content.decode(), BarisLembar.objects.exists()) == (
        422,
        True,
        False,
    )
    client.post(f"{PAGE}usulan/", data | mine | {"1.sel_alasan": "Sudah ada pada 2026"})
    assert (BarisLembar.objects.get().sel["sumber"], states(stage)[USULAN]) == ("Musrenbang", (1, 1))
    data = posted(client.get(f"{PAGE}usulan/").content.decode())
    client.post(f"{PAGE}usulan/", data | {"1.hapus": "hapus"})
    assert not BarisLembar.objects.exists()


def test_questions_are_answered_and_an_open_one_holds_the_sending_back(stage: Stage) -> None:
    client = contact(stage)
    isian = stage.isian("APTIKA")
    data = posted(client.get(f"{PAGE}narasi/").content.decode())
    assert all(words in client.get(f"{PAGE}narasi/").content.decode() for words in QUESTIONS)
    client.post(f"{PAGE}narasi/", data | {"1.sel_jawaban": "Jaringan.\n\nDua kecamatan belum terjangkau."})
    assert BarisLembar.objects.filter(lembar=NARASI).first().sel["jawaban"] == "Jaringan.\n\nDua kecamatan belum terjangkau."  # type: ignore[union-attr]
    page = client.get("/renja/2027/pengumpulan/APTIKA/").content.decode()
    assert ("1 dari 2 baris" in page, "Realisasi tahun lalu" in page) == (True, True)
    with pytest.raises(Exception, match="Realisasi tahun lalu dan Pertanyaan belum lengkap"):
        actions.send_isian(isian, by=stage.dinas.aptika, now=stage.now)


def test_two_people_in_one_part_keep_both_and_are_asked_about_the_same_cell(stage: Stage) -> None:
    client, helper = contact(stage), contact(stage, "staf")
    data = posted(client.get(f"{PAGE}narasi/").content.decode())
    helper.post(f"{PAGE}narasi/", data | {"2.sel_jawaban": "Dari staf"})
    client.post(f"{PAGE}narasi/", data | {"1.sel_jawaban": "Dari bidang"})
    assert [one.sel["jawaban"] for one in BarisLembar.objects.all()] == ["Dari bidang", "Dari staf"]
    for side, kept in (("mereka", "Dari staf"), ("saya", "Dari bidang juga")):
        clash = client.post(f"{PAGE}narasi/", data | {"1.sel_jawaban": "Dari bidang", "2.sel_jawaban": "Dari bidang juga"})
        shown = clash.content.decode()
        assert (clash.status_code, "<b>Dari staf</b>" in shown, "<b>Dari bidang juga</b>" in shown) == (409, True, True)
        client.post(f"{PAGE}narasi/", fields(clash) | {"pilihan": side})
        assert [one.sel["jawaban"] for one in BarisLembar.objects.all()] == ["Dari bidang", kept]


def test_a_row_that_is_left_is_stored_and_one_that_cannot_be_read_or_clashes_is_held_back(stage: Stage) -> None:
    client, helper = contact(stage), contact(stage, "staf")
    page = posted(client.get(f"{PAGE}realisasi/").content.decode())
    mine = {name: value for name, value in page.items() if name.startswith("2.")}

    def leave(**cells: str) -> tuple[int, dict[str, Any]]:
        answer = client.post(
            f"{PAGE}realisasi/", mine | {f"2.sel_{key}": text for key, text in cells.items()}, headers={"Accept": "application/json"}
        )
        return answer.status_code, answer.json()

    status, told = leave(realisasi_n2="1,50", target_n1="1.500")
    assert (status, told["sel"], told["tahan"]) == (200, {"c2-sel_realisasi_n2": "1,5"}, [])
    [mine["2.dasar"]] = told["dasar"].values()
    status, told = leave(realisasi_n2="1.50", target_n1="1.500")
    assert (status, "1,50 atau 150" in told["galat"]["c2-sel_realisasi_n2"]) == (422, True)
    helper.post(f"{PAGE}realisasi/", posted(helper.get(f"{PAGE}realisasi/").content.decode()) | {"2.sel_realisasi_n2": "7"})
    status, told = leave(realisasi_n2="8", target_n1="1.500")
    assert (status, told["tahan"], "Tekan tombol Simpan" in told["pesan"]) == (409, [mine["2.kode"]], True)
    assert [one.sel["realisasi_n2"] for one in BarisLembar.objects.all()] == ["", "7"]


def test_a_row_that_somebody_took_out_while_i_wrote_into_it_is_asked_about(stage: Stage) -> None:
    client, helper = contact(stage), contact(stage, "staf")
    new = {"1.sel_pengusul": "Adi Jaya", "1.sel_sumber": "Musrenbang", "1.sel_uraian": "Internet", "1.sel_status": "diterima"}
    client.post(f"{PAGE}usulan/", posted(client.get(f"{PAGE}usulan/").content.decode()) | new)
    data = posted(client.get(f"{PAGE}usulan/").content.decode())
    helper.post(f"{PAGE}usulan/", data | {"1.hapus": "hapus"})
    client.post(f"{PAGE}usulan/", data)
    assert not BarisLembar.objects.exists()
    for side, count in (("mereka", 0), ("saya", 1)):
        clash = client.post(f"{PAGE}usulan/", data | {"1.sel_volume": "3 titik"})
        assert (clash.status_code, "Adi Jaya: hapus atau pertahankan" in clash.content.decode()) == (409, True)
        client.post(f"{PAGE}usulan/", fields(clash) | {"pilihan": side})
        assert BarisLembar.objects.count() == count


def test_an_accepted_isian_brings_realisasi_and_usulan_into_the_plan_once(stage: Stage) -> None:
    client, isian = contact(stage), stage.isian("APTIKA")
    data = posted(client.get(f"{PAGE}realisasi/").content.decode())
    figures = {f"{line}.sel_{key}": value for line in (1, 2) for key, value in (("target_n2", "10"), ("realisasi_n2", "9"), ("target_n1", "11"))}
    client.post(f"{PAGE}realisasi/", data | figures)
    data = posted(client.get(f"{PAGE}usulan/").content.decode())
    client.post(
        f"{PAGE}usulan/", data | {"1.sel_pengusul": "Adi Jaya", "1.sel_sumber": "Musrenbang", "1.sel_uraian": "Internet", "1.sel_status": "diterima"}
    )
    for _ in range(2):
        actions.send_isian(isian, by=stage.dinas.aptika, now=stage.now, alasan="Lengkap")
        actions.accept_isian(isian, by=stage.dinas.staf, now=stage.now)
        actions.return_isian(isian, "Periksa lagi", by=stage.dinas.staf, now=stage.now)
    rows = RealisasiLalu.objects.order_by("kode").values_list("kode", "target_n2", "realisasi_n2", "target_n1", "target_renstra")
    assert list(rows) == [(DOMAIN, 10, 9, 11, None), (INTERNET, 10, 9, 11, 60)]
    assert list(Usulan.objects.values_list("pengusul", "status")) == [("Adi Jaya", "diterima")]


def test_a_part_that_nobody_asks_for_and_that_of_another_bidang_do_not_exist(stage: Stage) -> None:
    assert contact(stage).get(f"{PAGE}lain/").status_code == 404
    assert contact(stage, "ikp").get(f"{PAGE}usulan/").status_code == 404


@pytest.mark.once
def test_joining_keeps_a_row_that_somebody_changed_while_i_took_it_out() -> None:
    base = [{"kunci": "a", "x": "1"}]
    assert join([{"kunci": "a", "x": "2"}], [], base).rows == ({"kunci": "a", "x": "2"},)
    assert join(base, [], base).rows == ()
    assert join([*base, {"kunci": "b", "x": "3"}], base, base).rows == ({"kunci": "a", "x": "1"}, {"kunci": "b", "x": "3"})


@pytest.mark.once
def test_an_empty_open_part_is_complete_and_a_half_row_is_not() -> None:
    part = BY_KEY[USULAN]
    assert filled(part, [{"kunci": "a"}]) == (1, 1)
    assert filled(part, [{"kunci": "a", "pengusul": "Adi Jaya"}]) == (0, 1)
    assert read(part, [{"kunci": "a"}]).rows == ()
