"""The grid on the page: it saves as a plain form, keeps what others wrote, and asks when two people changed one row."""

import re
from decimal import Decimal
from html import unescape
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.test import Client

from renjana.pengumpulan import actions
from renjana.pengumpulan.queries import rows_by_bidang
from renjana.renja.values import RencanaValue
from tests.pengumpulan.rows import a_row, an_indikator
from tests.pengumpulan.stage import Stage, at_gathering
from tests.people import Dinas

PAGE = "/renja/2027/pengumpulan/APTIKA/"
INTERNET, DOMAIN = "2.16.03.2.02.0040", "2.16.03.2.01.0004"


@pytest.fixture
def stage(dinas: Dinas) -> Stage:
    stage = at_gathering(dinas)
    actions.save_rows(stage.isian("APTIKA"), [a_row(), a_row(DOMAIN, pagu=60_000_000)], by=dinas.aptika, now=stage.now)
    return stage


def contact(stage: Stage, who: str = "aptika") -> Client:
    client = Client()
    client.force_login(stage.dinas.people[who], backend="renjana.organisasi.sign_in.NipOrEmailBackend")
    return client


def numbered_names(page: str) -> str:
    """The page with the number of its line before each name of the grid, as the server numbers them."""
    place = 0

    def name(match: re.Match[str]) -> str:
        nonlocal place
        place += match[1] == "kode"
        return f'name="{place}.{match[1]}"'

    return re.sub(r'name="b\.(\w+)"', name, page)


def fields(answer: HttpResponse) -> dict[str, str]:
    """What a browser would post from the grid or the conflict page: every hidden or text input, chosen option and chosen radio."""
    text = numbered_names(answer.content.decode())
    found = {}
    for tag in re.findall(r"<input [^>]*>", text):
        name = re.search(r'name="(\d[^"]*|(?:saya|mereka)\.[^"]*)"', tag)
        skipped = ('type="checkbox"' in tag or 'type="radio"' in tag) and " checked" not in tag
        if name and not skipped:
            value = re.search(r'value="([^"]*)"', tag)
            found[name[1]] = unescape(value[1]) if value else ""
    for name, options in re.findall(r'<select [^>]*name="(\d[^"]*)"[^>]*>(.*?)</select>', text):
        chosen = re.search(r"<option selected>([^<]*)<", options)
        found[name] = chosen[1] if chosen else ""
    return found


def in_page_order(answer: HttpResponse, *, press: int = 0, tick: int = 0) -> str:
    """The body a browser without scripts sends: inputs in the order of the page, with the button or the tick of a line counted from 1."""
    pairs = [("csrfmiddlewaretoken", "x")]
    text, count = answer.content.decode(), {"tambah": 0, "hapus": 0}
    for tag, name in re.findall(r'(<(?:input|select|button)[^>]* name="(b\.\w+)"[^>]*>)', text):
        key = name.removeprefix("b.")
        if key in count:
            count[key] += 1
            if count[key] != (press if key == "tambah" else tick):
                continue
        value = re.search(r'value="([^"]*)"', tag)
        pairs.append((name, "Akumulatif" if key == "tipe" else unescape(value[1]) if value else "on"))
    return urlencode(pairs)


def line_of(data: dict[str, str], kode: str) -> str:
    return next(name.split(".")[0] for name, value in data.items() if name.endswith(".kode") and value == kode)


def plan(stage: Stage) -> dict[str, RencanaValue]:
    return {row.kode: row for row in rows_by_bidang(stage.run)["APTIKA"]}


def test_an_untouched_grid_saves_nothing(stage: Stage) -> None:
    client, before = contact(stage), plan(stage)
    answer = client.post(PAGE, fields(client.get(PAGE)) | {"aksi": "simpan"}, follow=True)
    assert "Tidak ada yang berubah." in answer.content.decode()
    assert plan(stage) == before


def test_changed_cells_are_stored_as_people_write_them(stage: Stage) -> None:
    client = contact(stage)
    data = fields(client.get(PAGE))
    number = line_of(data, INTERNET)
    data |= {f"{number}.pagu": "1,5 juta", f"{number}.target": "95,5", f"{number}.sumber_dana": "dau", f"{number}.tipe": "Persentase"}
    assert client.post(PAGE, data | {"aksi": "simpan"})["Location"] == PAGE
    row = plan(stage)[INTERNET]
    assert (row.pagu, row.indikator[0].target, row.indikator[0].tipe) == (1_500_000, Decimal("95.5"), "persentase")
    assert row.sumber_dana[0].nama == "Dana Transfer Umum-Dana Alokasi Umum"
    assert plan(stage)[DOMAIN].pagu == 60_000_000


def test_a_cell_that_cannot_be_read_is_marked_and_nothing_is_stored(stage: Stage) -> None:
    client, before = contact(stage), plan(stage)
    data = fields(client.get(PAGE))
    number, other = line_of(data, INTERNET), line_of(data, DOMAIN)
    answer = client.post(PAGE, data | {f"{number}.pagu": "1.50", f"{other}.lokasi": "Seputih Raman", "aksi": "simpan"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert (
        f'<a href="#c{number}-pagu">Baris {number}, {INTERNET} Penyediaan Akses Internet, Pagu 2027 (Rp): “1.50” bisa berarti 1,50 atau 150.' in page
    )
    assert f'value="1.50" inputmode="decimal" id="c{number}-pagu" aria-invalid="true"' in page
    assert "Seputih Raman" in page
    assert plan(stage) == before


def test_an_indicator_is_added_and_taken_out_again(stage: Stage) -> None:
    client = contact(stage)
    data = fields(client.get(PAGE))
    data = fields(client.post(PAGE, data | {"aksi": f"indikator.{line_of(data, INTERNET)}"}))
    new = max(int(name.split(".")[0]) for name in data if name.endswith(".kode"))
    client.post(PAGE, data | {f"{new}.indikator": "Jumlah pengguna", f"{new}.satuan": "Orang", f"{new}.target": "5", "aksi": "simpan"})
    assert [one.uraian for one in plan(stage)[INTERNET].indikator] == ["Jumlah titik akses internet", "Jumlah pengguna"]
    data = fields(client.get(PAGE))
    second = [name.split(".")[0] for name, value in data.items() if name.endswith(".kode") and value == INTERNET][1]
    client.post(PAGE, data | {f"{second}.hapus": "hapus", "aksi": "simpan"})
    assert [one.uraian for one in plan(stage)[INTERNET].indikator] == ["Jumlah titik akses internet"]


def test_the_order_of_the_page_tells_whose_button_was_pressed_and_whose_box_was_ticked(stage: Stage) -> None:
    client, urlencoded = contact(stage), "application/x-www-form-urlencoded"
    page = client.get(PAGE)
    codes = [value for name, value in fields(page).items() if name.endswith(".kode")]
    more = fields(client.post(PAGE, in_page_order(page, press=2), content_type=urlencoded))
    assert [value for name, value in more.items() if name.endswith(".kode")] == [*codes[:2], codes[1]]
    torn = in_page_order(page).rpartition("&")[0]
    assert "tidak terkirim utuh" in client.post(PAGE, torn, content_type=urlencoded, follow=True).content.decode()
    client.post(PAGE, in_page_order(page, tick=2), content_type=urlencoded)
    assert list(plan(stage)) == codes[:1]


def test_a_ticked_sub_kegiatan_is_removed(stage: Stage) -> None:
    client = contact(stage)
    data = fields(client.get(PAGE))
    client.post(PAGE, data | {f"{line_of(data, DOMAIN)}.hapus": "hapus", "aksi": "simpan"})
    assert list(plan(stage)) == [INTERNET]


def test_what_another_person_wrote_in_other_rows_stays(stage: Stage) -> None:
    client = contact(stage)
    data = fields(client.get(PAGE))
    actions.save_rows(stage.isian("APTIKA"), [a_row(DOMAIN, pagu=99)], by=stage.dinas.staf, now=stage.now)
    actions.add_sub_kegiatan(stage.isian("APTIKA"), "2.16.03.2.02.0043", by=stage.dinas.staf, now=stage.now)
    client.post(PAGE, data | {f"{line_of(data, INTERNET)}.pagu": "11", "aksi": "simpan"})
    assert {kode: row.pagu for kode, row in plan(stage).items()} == {INTERNET: 11, DOMAIN: 99, "2.16.03.2.02.0043": None}


@pytest.mark.parametrize(("side", "pagu", "lokasi"), [("saya", 11, "Kota Gajah"), ("mereka", 22, "Gunung Sugih"), ("gabung", 22, "Kota Gajah")])
def test_one_row_changed_by_two_people_asks_for_each_cell(stage: Stage, side: str, pagu: int, lokasi: str) -> None:
    client = contact(stage)
    data = fields(client.get(PAGE))
    number = line_of(data, INTERNET)
    actions.save_rows(stage.isian("APTIKA"), [a_row(pagu=22, lokasi="Gunung Sugih")], by=stage.dinas.staf, now=stage.now)
    answer = client.post(PAGE, data | {f"{number}.pagu": "11", f"{number}.lokasi": "Kota Gajah", "aksi": "simpan"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Baris ini diubah Dedi Kurniawan pukul" in page
    assert plan(stage)[INTERNET].pagu == 22
    chosen = fields(answer) | {"pilihan": side}
    if side == "gabung":
        chosen[f"{line_of(chosen, INTERNET)}.pagu"] = "22"
    assert client.post(PAGE, chosen)["Location"] == PAGE
    assert (plan(stage)[INTERNET].pagu, plan(stage)[INTERNET].lokasi) == (pagu, lokasi)


def test_removing_a_row_that_somebody_just_changed_asks_first(stage: Stage) -> None:
    client = contact(stage)
    data = fields(client.get(PAGE))
    actions.save_rows(stage.isian("APTIKA"), [a_row(pagu=22)], by=stage.dinas.staf, now=stage.now)
    answer = client.post(PAGE, data | {f"{line_of(data, INTERNET)}.hapus": "hapus", "aksi": "simpan"})
    assert (answer.status_code, "hapus atau pertahankan" in answer.content.decode()) == (409, True)
    client.post(PAGE, fields(answer) | {"pilihan": "mereka"})
    assert plan(stage)[INTERNET].pagu == 22
    client.post(PAGE, fields(answer) | {"pilihan": "saya"})
    assert INTERNET not in plan(stage)


def test_an_indicator_that_somebody_added_meanwhile_is_asked_about_too(stage: Stage) -> None:
    client = contact(stage)
    data = fields(client.get(PAGE))
    two = (an_indikator(), an_indikator("Jumlah pengguna", satuan="Orang"))
    actions.save_rows(stage.isian("APTIKA"), [a_row(indikator=two)], by=stage.dinas.staf, now=stage.now)
    answer = client.post(PAGE, data | {f"{line_of(data, INTERNET)}.pagu": "11", "aksi": "simpan"})
    client.post(PAGE, fields(answer) | {"pilihan": "mereka"})
    assert [one.uraian for one in plan(stage)[INTERNET].indikator] == ["Jumlah titik akses internet", "Jumlah pengguna"]


def test_sending_from_the_grid_saves_first_and_marks_what_is_empty(stage: Stage) -> None:
    client = contact(stage)
    data = fields(client.get(PAGE))
    number = line_of(data, INTERNET)
    answer = client.post(PAGE, data | {f"{number}.pagu": "11", f"{number}.lokasi": "", "aksi": "kirim"})
    assert answer.status_code == 422
    assert f"Baris {number}, {INTERNET} Penyediaan Akses Internet: Lokasi belum diisi." in answer.content.decode()
    assert (plan(stage)[INTERNET].pagu, stage.isian("APTIKA").status) == (11, "diisi")
    answer = client.post(PAGE, fields(client.get(PAGE)) | {"aksi": "kirim", "alasan": "Lokasi menunggu survei"})
    assert (answer["Location"], stage.isian("APTIKA").status) == (PAGE, "dikirim")


def test_a_grid_posted_after_sending_is_refused_and_shows_what_was_typed(stage: Stage) -> None:
    client = contact(stage)
    data = fields(client.get(PAGE))
    actions.send_isian(stage.isian("APTIKA"), by=stage.dinas.staf, now=stage.now, alasan="Dikirim")
    answer = client.post(PAGE, data | {f"{line_of(data, INTERNET)}.lokasi": "Seputih Banyak", "aksi": "simpan"})
    assert (answer.status_code, "Seputih Banyak" in answer.content.decode()) == (422, True)
    assert plan(stage)[INTERNET].lokasi == "Kecamatan Terbanggi Besar"


def test_the_page_takes_few_queries(stage: Stage, django_assert_max_num_queries: object) -> None:
    client = contact(stage)
    client.get(PAGE)
    with django_assert_max_num_queries(28):  # type: ignore[operator]
        client.get(PAGE)
