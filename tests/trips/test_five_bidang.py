"""From a nomenclature and a Renstra sheet to the official tables: the planner imports both and publishes a format, five bidang answer (two by
workbook, one of them into a clash; one in the grid; one from a phone; one after a return), the collection closes, and the five tables say the
same on the page and in four forms as an independent sum.
"""

import csv
import io
import subprocess
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document

from renjana.alur import actions as alur
from renjana.alur.queries import broken_link, open_task
from renjana.organisasi.numerals import ribuan
from renjana.renja.models import Renja
from renjana.renstra.models import IndikatorRenstra, ItemRenstra, Renstra, VersiNomenklatur
from tests.people import Dinas, a_dinas, a_run, actor_of
from tests.trips.collection import TYPED, Office, apart
from tests.trips.office import Desk
from tests.trips.real_input import URUSAN, input_files, planned_money

pytestmark = [pytest.mark.browser, pytest.mark.once]

QUESTION = "Apa kendala utama bidang Anda tahun ini?"
UNITS = {"01": "SEKRETARIAT", "02": "IKP", "03": "IKP", "06": "APTIKA", "08": "APTIKA", "10": "STATISTIK"}
"""Who fills which program; the rest goes to PERSANDIAN."""
THOUSANDS = 1000
"""T-C.31 is printed in thousands of rupiah."""
NIHIL = "Forum belum menyampaikan usulan"


class Trip:
    """What is known of the plan while it is filled: pagu by bidang and sub kegiatan, from the sheet and from what people typed."""

    def __init__(self, office: Office, money: dict[str, int]) -> None:
        self.office = office
        self.money: dict[str, dict[str, int]] = {unit: {} for unit in (*UNITS.values(), "PERSANDIAN")}
        for kode, pagu in money.items():
            self.money[UNITS.get(kode.split(".")[2], "PERSANDIAN")][kode] = pagu
        self.shared = min(self.money["IKP"])

    @property
    def total(self) -> int:
        """Everything that was typed, added."""
        return sum(sum(rows.values()) for rows in self.money.values())

    def check(self, unit: str, status: str = "dikirim") -> None:
        """A bidang has sent exactly what was typed."""
        assert (self.office.isian(unit), self.office.plan(unit)) == (status, self.money[unit])


@pytest.fixture
def dinas(transactional_db: None) -> Dinas:
    found = a_dinas()
    found.pd.bidang_urusan = [URUSAN]
    found.pd.save(update_fields=["bidang_urusan"])
    return found


def test_from_a_renstra_sheet_through_five_bidang_to_the_official_tables(dinas: Dinas, desk: Callable[..., Desk], tmp_path: Path) -> None:
    office = Office(dinas, desk, tmp_path)
    trip = Trip(office, bring_in(office))
    hand_out(trip)
    by_workbook(trip)
    by_workbook_with_a_clash(trip)
    by_grid(trip)
    from_a_phone(trip)
    after_a_return(trip)
    close(trip)
    finding(trip)
    tables(trip)
    assert office.watch.faults == []
    assert apart(lambda: broken_link(office.run)) is None


def bring_in(office: Office) -> dict[str, int]:
    """The planner imports the nomenclature and the Renstra; the order is given. Money of the plan's year as the sheet says it."""
    export, sheet = input_files(office.folder)
    desk = office.at("perencana", "/nomenklatur/impor/")
    desk.context.set_default_timeout(60000)
    desk.page.fill("[name=nama]", "SIPD 2027 nasional")
    desk.page.set_input_files("[name=berkas]", export)
    desk.press("Baca dan simpan")
    desk.open("/renstra/impor/")
    desk.page.fill("[name=tahun_awal]", "2025")
    desk.page.set_input_files("[name=berkas]", sheet)
    desk.press("Baca dan periksa")
    assert apart(Renstra.objects.count) == 0
    desk.look_over("keraguan")
    desk.page.set_viewport_size({"width": 1366, "height": 800})
    desk.press("Simpan")
    assert desk.says("Renstra 2025-2029"), desk.page.inner_text("main")[:400]

    def begin() -> None:
        office.run = a_run(office.dinas, langkah=2)
        edition, renstra = VersiNomenklatur.objects.get(nama="SIPD 2027 nasional"), Renstra.objects.get()
        Renja.objects.filter(pk=office.run.tahap.renja_id).update(versi_nomenklatur=edition, renstra=renstra)
        aim = ItemRenstra.objects.create(renstra=renstra, tingkat="sasaran", nama="Jalan mantap", urutan=999)
        target = {"2025": "2.61", "2026": "2.8", "2027": "3", "2028": "3.27"}
        IndikatorRenstra.objects.create(item=aim, uraian="Indeks layanan jalan", satuan="Nilai", target=target)

    apart(begin)
    return planned_money(sheet)


def hand_out(trip: Trip) -> None:
    """The planner divides the programs and publishes; the staf hands out to everybody."""
    office = trip.office
    desk = office.at("perencana", "format/")
    desk.page.fill("[name=tanggal]", "12/1/2030")
    desk.page.fill("[name=pertanyaan]", QUESTION)
    for select in desk.page.locator("select[name^='bidang.']").all():
        kode = (select.get_attribute("name") or "").removeprefix("bidang.")
        wanted = UNITS.get(kode.split(".")[2], "PERSANDIAN") if kode.count(".") == 2 else ""
        select.evaluate("(one, value) => { one.value = value; }", wanted)
    desk.press("Simpan dan pratinjau")
    desk.press("Terbitkan format")
    desk = office.at("staf", "penyampaian/")
    desk.press("Sampaikan kepada 5 bidang")
    desk.press("Selesai menyampaikan")
    desk.page.fill("[name=alasan]", "Tanda terima menyusul.")
    desk.press("Selesai menyampaikan")

    def onward() -> None:
        while (task := open_task(office.run)) is not None and task.langkah < 6:
            alur.complete(task, by=actor_of(office.dinas, task), now=timezone.now())

    apart(onward)
    assert {unit: office.plan(unit) for unit in trip.money} == trip.money


def by_workbook(trip: Trip) -> None:
    """The sekretariat: a cell cannot be read, the marked copy comes back, the corrected one is stored and sent."""
    office = trip.office
    desk = office.upload("sekretariat", office.book("sekretariat", H8="1.50"))
    assert desk.says("“1.50” bisa berarti 1,50 atau 150"), desk.page.inner_text("main")
    copy = desk.download("Unduh berkas bertanda", office.folder)
    found = openpyxl.load_workbook(copy)
    assert "1,50 atau 150" in found["Isian"]["H8"].comment.text
    found["Isian"]["H8"] = 1_500_000
    found["Pertanyaan"]["C6"] = "Anggaran tersedia mulai Maret."
    found.save(copy)
    desk = office.upload("sekretariat", copy)
    desk.look_over("perbandingan")
    office.send(desk)
    trip.money["SEKRETARIAT"][min(trip.money["SEKRETARIAT"])] = 1_500_000
    trip.check("SEKRETARIAT")


def by_workbook_with_a_clash(trip: Trip) -> None:
    """Statistik: while it fills its workbook, the staf writes into the same cell on the page."""
    office, first = trip.office, min(trip.money["STATISTIK"])
    path = office.book("statistik", H8=90_000_000)
    helper = office.at("staf", "pengumpulan/STATISTIK/")
    line = helper.page.locator(f'tr:has(input[name="b.kode"][value="{first}"])')
    for key, value in {"pagu": "85 juta", "catatan": "Sesuai rapat"}.items():
        line.locator(f"[name='b.{key}']").fill(value)
        helper.page.keyboard.press("Tab")
    office.fill_grid(helper, {}, {})
    desk = office.upload("statistik", path)
    desk.look_over("benturan")
    assert (desk.says("1 sel diubah dua orang"), desk.says("1 sel diubah di halaman")) == (True, True), desk.page.inner_text("main")
    desk.page.locator("input[type=radio][value=saya]").check()
    desk.press("Simpan", exact=False)
    office.answer("statistik")
    office.send(office.at("statistik", "pengumpulan/STATISTIK/"))
    trip.money["STATISTIK"][first] = 90_000_000
    trip.check("STATISTIK")
    row = next(row for row in office.rows("STATISTIK") if row.kode == first)
    assert (row.catatan, row.lokasi) == ("Sesuai rapat", "Kab. Lampung Tengah")


def by_grid(trip: Trip) -> None:
    """Aptika: saved on leaving each cell; a sub kegiatan that another bidang has too stays in both."""
    office = trip.office
    office.answer("aptika")
    desk = office.at("aptika", f"pengumpulan/APTIKA/tambah/?cari={trip.shared}")
    desk.press("Tambahkan", exact=False)
    office.fill_grid(desk, TYPED | {"pagu": "1,5 juta", "pagu_maju": "2 juta"})
    desk.look_over("kisi")
    desk.page.set_viewport_size({"width": 1366, "height": 800})
    office.send(desk)
    trip.money["APTIKA"] = dict.fromkeys((*trip.money["APTIKA"], trip.shared), 1_500_000)
    trip.check("APTIKA")


def from_a_phone(trip: Trip) -> None:
    """IKP: everything at 360 px."""
    office = trip.office
    office.answer("ikp")
    desk = office.at("ikp", "pengumpulan/IKP/")
    office.fill_grid(desk, TYPED)
    office.send(desk)
    trip.check("IKP")


def after_a_return(trip: Trip) -> None:
    """Persandian: the staf gives it back with a reason; it is corrected and sent again."""
    office = trip.office
    office.answer("persandian")
    desk = office.at("persandian", "pengumpulan/PERSANDIAN/")
    office.fill_grid(desk, TYPED)
    office.send(desk)
    helper = office.at("staf", "pengumpulan/PERSANDIAN/")
    helper.page.fill("#alasan-kembali", "Pagu disepakati dua juta rupiah")
    helper.press("Kembalikan")
    desk = office.at("persandian", "pengumpulan/PERSANDIAN/")
    assert desk.says("Pagu disepakati dua juta rupiah")
    office.fill_grid(desk, {"pagu": "2.000.000"}, {})
    office.send(desk)
    trip.money["PERSANDIAN"] = dict.fromkeys(trip.money["PERSANDIAN"], 2_000_000)
    trip.check("PERSANDIAN")


def close(trip: Trip) -> None:
    desk = trip.office.at("staf", "pengumpulan/")
    desk.look_over("matriks")
    assert desk.page.locator("table.heat tbody tr").count() == 5
    desk.page.set_viewport_size({"width": 1366, "height": 800})
    desk.press("Terima 5 isian")
    desk.press("Tutup pengumpulan")
    assert desk.says("Langkah 7 dari 13"), desk.page.inner_text("main")[:800]
    assert {unit: trip.office.plan(unit) for unit in trip.money} == trip.money


def finding(trip: Trip) -> None:
    """Two bidang with one sub kegiatan kept both rows, and the analysis says so."""
    desk = trip.office.at("staf", "analisis/")
    desk.press("Jalankan analisis")
    assert desk.page.get_by_text(f"{trip.shared}").count() > 0, desk.page.inner_text("main")[:1500]
    assert desk.says("B03"), desk.page.inner_text("main")[:1500]


def tables(trip: Trip) -> None:
    """The planner brings last year's figures and the RKPD and says why there is no proposal; then every form of every table is read."""
    office, code = trip.office, trip.shared
    lists = {
        "realisasi": f"kode,indikator,satuan,target_renstra,realisasi_sd_n3,target_n2,realisasi_n2,target_n1\n{code},Panjang,KM,100,20,25,20,30\n",
        "rkpd": f"kode,lokasi,indikator,target,pagu,catatan\n{code},Kalirejo,Panjang,3 KM,500000000,Sesuai RKPD\n",
    }
    for jenis, text in lists.items():
        desk = office.at("perencana", f"bahan/{jenis}/impor/")
        desk.page.set_input_files("[name=berkas]", {"name": f"{jenis}.csv", "mimeType": "text/csv", "buffer": text.encode()})
        desk.press("Baca dan simpan")
    desk = office.at("perencana", "tabel/t-c-32/")
    desk.page.fill("[name=alasan]", NIHIL)
    desk.press("Simpan alasan")
    need = (trip.money["IKP"][code] + 1_500_000) // 1000
    says = {
        "t-c-29": ["80,00", "70,00"],
        "t-c-30": ["Indeks layanan jalan", "2,61", "3,27"],
        "t-c-31": ["500.000", ribuan(need)],
        "t-c-32": ["Nihil", NIHIL],
        "t-c-33": [ribuan(trip.total), *(ribuan(sum(rows.values())) for rows in program_sums(trip))],
    }
    for kode, words in says.items():
        desk = office.at("perencana", f"tabel/{kode}/")
        for form, text in {"page": desk.page.inner_text("main"), **forms(office, desk, kode)}.items():
            assert [word for word in words if word not in text] == [], (kode, form)
        numbers(trip, desk, kode)


def program_sums(trip: Trip) -> list[dict[str, int]]:
    """What stands under the programs that one bidang alone plans."""
    return [trip.money["SEKRETARIAT"], trip.money["STATISTIK"]]


def fetch(desk: Desk, kode: str, form: str) -> bytes:
    address = reverse("analisis:tabel_berkas", kwargs={"tahun": 2027, "kode": kode, "bentuk": form})
    return desk.context.request.get(desk.base + address, timeout=60000).body()


def forms(office: Office, desk: Desk, kode: str) -> dict[str, str]:
    """The table as PDF and DOCX, in words."""
    paper = office.folder / f"{kode}.pdf"
    paper.write_bytes(fetch(desk, kode, "pdf"))
    printed = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True).stdout
    document = Document(io.BytesIO(fetch(desk, kode, "docx")))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return {"pdf": " ".join(printed.split()), "docx": "\n".join([*cells, *(one.text for one in document.paragraphs)])}


def numbers(trip: Trip, desk: Desk, kode: str) -> None:
    """CSV and XLSX hold numbers: those that were typed or read from the lists, and what follows from them; in T-C.31 and T-C.33 every sub
    kegiatan of every bidang, and the sum of them all.
    """
    lines = list(csv.DictReader(io.StringIO(fetch(desk, kode, "csv").decode("utf-8-sig"))))
    book = openpyxl.load_workbook(io.BytesIO(fetch(desk, kode, "xlsx")), data_only=True)
    cells = [cell.value for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None]
    scale = THOUSANDS if kode == "t-c-31" else 1
    held = {Decimal(str(round(value * scale, 2))) for value in cells if isinstance(value, int | float)}
    typed = sorted((code, pagu) for rows in trip.money.values() for code, pagu in rows.items())
    for row, expected in figures(trip).get(kode, {}).items():
        told = next(line for line in lines if row in line.values() or any(value.startswith(f"{row} ") for value in line.values()))
        assert {key: Decimal(told[key]) for key in expected} == expected, kode
        assert set(expected.values()) - held == set(), kode
    if kode == "t-c-31":
        needed = Counter[str]()
        for code, pagu in typed:
            needed[code] += pagu
        assert sum(int(line["keb_dana"] or 0) for line in lines if line["baris"] != "jumlah") == trip.total
        assert [int(line["keb_dana"]) for line in lines if line["baris"] == "jumlah"] == [trip.total]
        assert {Decimal(pagu) for pagu in needed.values() if pagu} - held == set()
    elif kode == "t-c-32":
        assert [NIHIL in " ".join(line.values()) for line in lines] == [True]
        assert any(NIHIL in str(value) for value in cells)
    elif kode == "t-c-33":
        assert sorted((line["kode"], int(line["pagu"])) for line in lines if line["baris"] == "sub_kegiatan") == typed
        assert [int(line["pagu"]) for line in lines if line["baris"] == "jumlah"] == [trip.total]
        sums = {Decimal(trip.total), *(Decimal(sum(rows.values())) for rows in program_sums(trip)), *(Decimal(pagu) for _, pagu in typed)}
        assert sums - held == set()


def figures(trip: Trip) -> dict[str, dict[str, dict[str, Decimal]]]:
    """By table and row what its cells must say, worked out here from what was handed in."""
    keys = (
        "target_renstra",
        "realisasi_sd_n3",
        "target_n2",
        "realisasi_n2",
        "tingkat_realisasi",
        "target_n1",
        "perkiraan_capaian",
        "tingkat_capaian",
    )
    reached = 20 + 20 + 30
    past = (100, 20, 25, 20, 20 * 100 // 25, 30, reached, reached * 100 // 100)
    years = ("target_n2", "target_n1", "target_n", "target_np1")
    needed = trip.money["IKP"][trip.shared] + trip.money["APTIKA"][trip.shared]
    return {
        "t-c-29": {trip.shared: dict(zip(keys, map(Decimal, past), strict=True))},
        "t-c-30": {"Indeks layanan jalan": dict(zip(years, map(Decimal, ("2.61", "2.8", "3", "3.27")), strict=True))},
        "t-c-31": {trip.shared: {"rkpd_pagu": Decimal(500_000_000), "keb_dana": Decimal(needed)}},
    }
