"""Desks (a signed-in browser each) that count clicks and watch for faults, and the agency they work in."""

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, ConsoleMessage, Page, Response

from renjana.alur.actions import install_sop
from renjana.organisasi.models import Bidang
from renjana.renstra.actions import install_nomenklatur
from renjana.renstra.models import IndikatorRenstra, ItemRenstra, Renstra, Tingkat
from renjana.renstra.nomenklatur import Entry, shipped
from renjana.sop.definition import shipped_text
from tests.people import PASSWORD, Dinas

YEARS = ("2027", "2028")
PLANNED = {"X.XX.01.2.01": 2, "2.16.03.2.02": 2}
"""How many sub kegiatan of these kegiatan the Renstra plans."""


@dataclass
class Watch:
    """What went wrong and how much was done, over all desks of a trip."""

    clicks: int = 0
    faults: list[str] = field(default_factory=list)
    pages: set[str] = field(default_factory=set)


class Desk:
    """One person's browser."""

    def __init__(self, browser: Browser, base: str, name: str, sign_in: str, *, width: int, scripts: bool) -> None:
        self.base, self.name, self.scripts = base, name, scripts
        self.watch = Watch()
        self.context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts, locale="id-ID")
        self.context.set_default_timeout(8000)
        self.page: Page = self.context.new_page()
        self.page.on("response", self._response)
        self.page.on("console", self._console)
        self.open("/masuk/")
        self.page.fill("[name=nama]", sign_in)
        self.page.fill("[name=sandi]", PASSWORD)
        self.press("Masuk")
        assert "Beranda" in self.page.title(), f"{name} could not sign in: {self.page.title()}"

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.watch.faults.append(f"{self.name}: {response.status} {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.watch.faults.append(f"{self.name}: {message.text}")

    def open(self, path: str) -> None:
        """Go to an address; a link in a message or the address bar, no click."""
        self.page.goto(self.base + path)

    def press(self, label: str, *, exact: bool = True) -> None:
        """Press a button by its words; the page that answers is looked over."""
        self.watch.clicks += 1
        self.page.get_by_role("button", name=label, exact=exact).first.click()
        self.page.wait_for_load_state("load")

    def tick(self, label: str) -> None:
        """Tick a box by its words."""
        self.watch.clicks += 1
        self.page.get_by_label(label).first.check()

    def says(self, text: str) -> bool:
        """Whether the page shows these words."""
        return text in self.page.inner_text("body")

    def look_over(self, name: str) -> None:
        """Let axe judge the page at both widths; no element may be wider than the page."""
        if not self.scripts:
            return
        for width in (1366, 360):
            self.page.set_viewport_size({"width": width, "height": 800})
            found = Axe().run(self.page)
            self.watch.faults += [f"{name} {width}: {one['id']} {one['nodes'][0]['html'][:160]}" for one in found.response["violations"]]
            if self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                self.watch.faults.append(f"{name} {width}: wider than the page")
        self.watch.pages.add(name)

    def download(self, label: str, folder: Path) -> Path:
        """Press a link that gives a file."""
        self.watch.clicks += 1
        with self.page.expect_download() as waiting:
            self.page.get_by_role("link", name=label).first.click()
        target = folder / waiting.value.suggested_filename
        waiting.value.save_as(target)
        return target

    def close(self) -> None:
        """Leave."""
        self.context.close()


def ready_agency(dinas: Dinas) -> None:
    """Two units that fill, a Renstra with four sub kegiatan, the SOP and the nomenclature."""
    Bidang.objects.filter(perangkat_daerah=dinas.pd).exclude(kode__in=["SEKRETARIAT", "APTIKA"]).update(aktif=False)
    now = timezone.now()
    install_sop(shipped_text(), now=now)
    install_nomenklatur(now)
    renstra = Renstra.objects.create(perangkat_daerah=dinas.pd, tahun_awal=2025, tahun_akhir=2029, rekaan=True)
    entries = {entry.kode: entry for entry in shipped()}
    order = 0
    for kegiatan, count in PLANNED.items():
        program = kegiatan.rsplit(".", 2)[0]
        parent: ItemRenstra | None = None
        for kode, tingkat in ((program, Tingkat.PROGRAM), (kegiatan, Tingkat.KEGIATAN)):
            order += 1
            parent = _item(renstra, entries[kode], tingkat, order, parent)
            _measure(parent, f"Persentase capaian {parent.nama.lower()}", "%")
        codes = sorted(code for code in entries if code.startswith(kegiatan + ".") and entries[code].indikator)[:count]
        for code in codes:
            order += 1
            row = _item(renstra, entries[code], Tingkat.SUB_KEGIATAN, order, parent, pagu=100_000_000 * order)
            _measure(row, entries[code].indikator, entries[code].satuan)


def _item(renstra: Renstra, entry: Entry, tingkat: Tingkat, order: int, parent: ItemRenstra | None, *, pagu: int = 0) -> ItemRenstra:
    return ItemRenstra.objects.create(
        renstra=renstra,
        tingkat=tingkat,
        kode=entry.kode.replace("X.XX", "2.16"),
        nama=entry.nama,
        urutan=order,
        induk=parent,
        pagu=dict.fromkeys(YEARS, pagu) if pagu else {},
    )


def _measure(item: ItemRenstra, uraian: str, satuan: str) -> None:
    IndikatorRenstra.objects.create(
        item=item, uraian=uraian, satuan=satuan, target=dict.fromkeys(YEARS, "4"), target_akhir=Decimal(20), tipe="akumulatif"
    )
