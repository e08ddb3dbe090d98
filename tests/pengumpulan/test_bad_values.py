"""Bad values in the grid: a fault is never stored, a doubt is asked first, and the sentence names the cell; the workbook says the same words."""

import re
from dataclasses import replace

import pytest
from django.http import HttpResponse
from django.test import Client

from renjana.alur.models import Event
from renjana.pengumpulan import actions
from renjana.pengumpulan.columns import BY_KEY
from renjana.pengumpulan.queries import rows_by_bidang
from renjana.pengumpulan.reading import Finding, read_lines
from renjana.renja.models import RencanaSubKegiatan
from tests.pengumpulan.rows import DOMAIN, KNOWN, a_line, a_row
from tests.pengumpulan.stage import Stage
from tests.pengumpulan.test_grid import INTERNET, PAGE, contact, fields, line_of, stage

__all__ = ["stage"]
pytestmark = pytest.mark.once
MONTHS, NO_MONTHS = ("bulan_awal", "bulan_akhir"), ("0", "13", "-1", "2.5", "²", "Juntember")
NINES = "9" * 20
FAULTS = [
    *((key, value, f"“{value}” bukan bulan. Tulis 1 sampai 12 atau nama bulannya.") for key in MONTHS for value in NO_MONTHS),
    *((key, value, said) for key in ("pagu", "pagu_maju") for value, said in (
        ("-5", "“-5” bernilai negatif. Tulis bilangan nol atau lebih."),
        (NINES, f"“{NINES}” terlalu besar. Periksa jumlah angkanya."),
        ("9.000.000 triliun", "“9.000.000 triliun” terlalu besar. Periksa jumlah angkanya."),
        ("1.50", "“1.50” bisa berarti 1,50 atau 150."),
        ("dua juta", "“dua juta” bukan bilangan. Tulis dengan angka, misalnya 1500000, 1.500.000, atau 1,5 juta."),
        ("100,5", "“100,5” memuat pecahan rupiah. Tulis rupiah penuh, tanpa sen."),
    )),
    *((key, value, said) for key in ("target", "target_maju") for value, said in (
        ("-5", "“-5” bernilai negatif."),
        (NINES, f"“{NINES}” terlalu besar."),
        ("banyak", "“banyak” bukan bilangan."),
        ("0.125", "“0.125” bisa berarti 0,125 atau 125."),
    )),
    ("tipe", "naik", "“naik” tidak dikenal; pilih akumulatif"),
    ("lokasi", "K" * 301, "301 huruf; singkatkan sampai 300 huruf."),
]  # fmt: skip
DOUBTS = [
    ("sumber_dana", "9.9.9", "“9.9.9” tidak ada dalam daftar sumber dana; pilih dari daftar atau tulis kodenya.", "sumber_dana"),
    ("bulan_awal", "Desember", "Bulan selesai (11) mendahului bulan mulai (12); betulkan salah satunya.", "bulan_akhir"),
]


def everything(stage: Stage) -> object:
    """All rows of the plan, and how many lines the history has."""
    return rows_by_bidang(stage.run), RencanaSubKegiatan.objects.count(), Event.objects.count()


def press(client: Client, data: dict[str, str], aksi: str, **cells: str) -> HttpResponse:
    number = line_of(data, INTERNET)
    return client.post(PAGE, data | {f"{number}.{key}": value for key, value in cells.items()} | {"aksi": aksi})


def said_at(page: str, key: str, number: str) -> bool:
    """Whether a sentence stands in the list above, linked, and at the cell, by which it is described."""
    place = f"c{number}-{key}"
    listed = f'<a href="#{place}">Baris {number}, {INTERNET} Penyediaan Akses Internet'
    return listed in page and f'id="{place}"' in page and f'aria-describedby="g-{place}"' in page and f'id="g-{place}"' in page


def ask(client: Client, page: HttpResponse, **cells: str) -> dict[str, str]:
    """What the page with a question would post again."""
    marks = page.content.decode().split('name="yakin" value="')[1].split('"')[0]
    return fields(page) | {"yakin": marks}


def test_no_fault_is_ever_stored_and_each_is_named_with_its_cell(stage: Stage) -> None:
    client = contact(stage)
    data, before = fields(client.get(PAGE)), everything(stage)
    number = line_of(data, INTERNET)
    for aksi, (key, value, said) in (*(("simpan", fault) for fault in FAULTS), *(("kirim", fault) for fault in FAULTS[::9])):
        answer = press(client, data, aksi, **{key: value}, kelompok_sasaran="Warga kampung", alasan="Alasan apa pun")
        page = answer.content.decode().replace("&#x27;", "'")
        assert (answer.status_code, said in page, said_at(page, key, number)) == (422, True, True), (key, value)
        assert (value in page or key == "tipe", "Warga kampung" in page, 'data-dirty="yes"' in page) == (True, True, True), (key, value)
    assert everything(stage) == before
    data[f"{line_of(data, DOMAIN)}.sumber_dana"] = "9.9.9"
    page = press(client, data, "simpan", bulan_awal="13", bulan_akhir="0", pagu="-5").content.decode()
    assert ("3 sel perlu Anda perbaiki" in page, "1 sel diragukan" in page, "memang demikian</button>" in page) == (True, True, False)
    form = page[page.index("data-outbox=") :]
    assert form[form.index("<button") :].startswith('<button class="visually-hidden" name="aksi" value="simpan"'), "Enter without scripts saves"
    assert everything(stage) == before


def test_a_doubt_is_asked_and_stored_by_the_second_press(stage: Stage) -> None:
    client = contact(stage)
    for key, value, said, place in DOUBTS:
        data = fields(client.get(PAGE))
        data, before = data | {f"{line_of(data, INTERNET)}.bulan_akhir": "11"}, everything(stage)
        first = press(client, data, "simpan", **{key: value})
        page = first.content.decode()
        assert (first.status_code, said in page, said_at(page, place, line_of(data, INTERNET))) == (422, True, True)
        assert ("1 sel diragukan" in page, "Simpan, memang demikian" in page, everything(stage)) == (True, True, before)
        again = client.post(PAGE, ask(client, first) | {"aksi": "simpan"})
        assert (again.status_code, everything(stage)) == (422, before)
        assert client.post(PAGE, ask(client, first) | {"aksi": "tetap"}).status_code == 302
    row = next(row for row in rows_by_bidang(stage.run)["APTIKA"] if row.kode == INTERNET)
    assert (row.sumber_dana[0].nama, row.bulan_awal, row.bulan_akhir) == ("9.9.9", 12, 11)
    stored = fields(client.get(PAGE)) | {f"{line_of(data, DOMAIN)}.lokasi": "Kalirejo", "aksi": "simpan"}
    assert client.post(PAGE, stored).status_code == 302, "what was stored once is not asked again"


def test_only_what_is_new_is_asked_after_a_change(stage: Stage) -> None:
    client = contact(stage)
    first = press(client, fields(client.get(PAGE)), "simpan", sumber_dana="9.9.9")
    number, before = line_of(fields(first), INTERNET), everything(stage)
    second = client.post(PAGE, ask(client, first) | {f"{number}.bulan_awal": "12", f"{number}.bulan_akhir": "3", "aksi": "tetap"})
    page = second.content.decode()
    assert (second.status_code, "1 sel diragukan" in page, "Bulan selesai (3) mendahului bulan mulai (12)" in page) == (422, True, True)
    assert ("tidak ada dalam daftar sumber dana" in page, everything(stage)) == (False, before)
    assert client.post(PAGE, ask(client, second) | {"aksi": "tetap"}).status_code == 302


def test_a_doubt_that_is_meant_and_a_clash_are_both_settled_on_the_way(stage: Stage) -> None:
    client = contact(stage)
    first = press(client, fields(client.get(PAGE)), "simpan", sumber_dana="9.9.9", pagu="11")
    theirs = next(row for row in rows_by_bidang(stage.run)["APTIKA"] if row.kode == INTERNET)
    actions.save_rows(stage.isian("APTIKA"), [replace(theirs, pagu=22)], by=stage.dinas.staf, now=stage.now)
    clash = client.post(PAGE, ask(client, first) | {"aksi": "tetap"})
    hidden = dict(re.findall(r'<input type="hidden" name="(aksi|yakin)" value="([^"]*)"', clash.content.decode()))
    assert (clash.status_code, hidden["aksi"]) == (409, "tetap")
    assert client.post(PAGE, fields(clash) | hidden | {"pilihan": "saya"}).status_code == 302
    row = next(row for row in rows_by_bidang(stage.run)["APTIKA"] if row.kode == INTERNET)
    assert (row.pagu, row.sumber_dana[0].nama) == (11, "9.9.9")


def test_a_code_of_no_list_that_is_posted_is_asked_and_a_malformed_one_refused(stage: Stage) -> None:
    client = contact(stage)
    data, before = fields(client.get(PAGE)), everything(stage)
    extra = {"90.kode": "2.16.03.2.02.9999", "90.pagu": "5"}
    page = client.post(PAGE, data | extra | {"aksi": "simpan"}).content.decode()
    assert ('id="c90-kode"' in page, "2.16.03.2.02.9999 tidak ada dalam nomenklatur" in page, everything(stage)) == (True, True, before)
    page = client.post(PAGE, data | extra | {"90.kode": "2.16.03", "aksi": "simpan"}).content.decode()
    assert ("2.16.03 bukan kode sub kegiatan" in page, everything(stage)) == (True, before)


def test_a_reason_excuses_empty_cells_but_no_fault_and_a_doubt_is_sent_only_when_it_is_meant(stage: Stage) -> None:
    client = contact(stage)
    actions.save_rows(stage.isian("APTIKA"), [a_row(bulan_awal=13, lokasi="")], by=stage.dinas.aptika, now=stage.now)
    data = fields(client.get(PAGE))
    answer = press(client, data, "kirim", bulan_awal="13", alasan="Lokasi menunggu survei")
    assert (answer.status_code, stage.isian("APTIKA").status) == (422, "diisi")
    asked = press(client, data, "kirim", bulan_awal="1", sumber_dana="9.9.9", alasan="Lokasi menunggu survei")
    assert ("Simpan dan kirim, memang demikian" in asked.content.decode(), stage.isian("APTIKA").status) == (True, "diisi")
    assert client.post(PAGE, ask(client, asked) | {"aksi": "tetap-kirim", "alasan": ""}).status_code == 422
    asked = press(client, fields(client.get(PAGE)), "kirim", alasan="Lokasi menunggu survei")
    assert ("Belum dikirim." in asked.content.decode(), stage.isian("APTIKA").status) == (True, "diisi")
    client.post(PAGE, ask(client, asked) | {"aksi": "tetap-kirim", "alasan": "Lokasi menunggu survei"})
    assert stage.isian("APTIKA").status == "dikirim"
    told = Event.objects.filter(jenis="isian-dikirim").latest("urutan").data["diragukan"]
    assert [(kode, key) for kode, key, _ in told] == [(INTERNET, "sumber_dana")]
    assert "1 sel diragukan" in contact(stage, "staf").get(PAGE).content.decode()


def test_leaving_a_cell_stores_no_fault_and_a_doubt_only_when_it_is_meant(stage: Stage) -> None:
    client, page = contact(stage), f"{PAGE}sel/"
    data, before = fields(client.get(PAGE)), everything(stage)
    number = line_of(data, INTERNET)
    row = {name: value for name, value in data.items() if name.startswith(f"{number}.")}
    answer = client.post(page, row | {f"{number}.bulan_awal": "13"})
    assert (answer.status_code, list(answer.json()["galat"]), answer.json()["tahan"]) == (422, [f"c{number}-bulan_awal"], [INTERNET])
    answer = client.post(page, row | {f"{number}.sumber_dana": "9.9.9"})
    told = answer.json()
    assert (answer.status_code, list(told["ragu"]), told["pesan"]) == (
        422,
        [f"c{number}-sumber_dana"],
        "1 sel diragukan dan belum tersimpan; baris lain tersimpan.",
    )
    assert everything(stage) == before
    answer = client.post(page, row | {f"{number}.sumber_dana": "9.9.9", "yakin": told["tanda"][f"c{number}-sumber_dana"]})
    assert (answer.status_code, rows_by_bidang(stage.run)["APTIKA"][1].sumber_dana[0].nama) == (200, "9.9.9")


def test_the_workbook_says_the_same_words() -> None:
    for key, value, said in (*FAULTS, DOUBTS[0][:3]):
        cells = {"kode": INTERNET, "indikator": "Jumlah titik", key: value}
        found: tuple[Finding, ...] = read_lines([a_line(**cells)], known=KNOWN, bidang="APTIKA").findings
        assert [(one.key, said in one.message) for one in found] == [(key, True)], BY_KEY[key].label
