"""`make shots`: pictures of the product's pages in a demo of their own, at two widths, light and dark. All people and amounts are invented.

`python -m tests.trips.shots FOLDER [NAME ...]` writes FOLDER/NAME-WIDTH.png: of the pages named, of `semua`, or those the repository keeps (MAIN).
"""

import io
import shutil
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.trips.site import Site, demo_site

FLAGS = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb"]
WIDE, NARROW = (1366, 768), (360, 740)
COLOURS = (256, 128, 64, 32, 24)
ALIKE, NEAR, SURFACES = 9, 30, 20
MOST_BYTES = 85_000
MOST_HEIGHT = 1700
MAIN = frozenset(
    (
        *("masuk", "beranda-kadis", "beranda-perencana", "tugas", "renja", "penyampaian", "pengumpulan", "isian", "unggah", "analisis"),
        *("tabel-tc33", "dokumen", "koreksi-subbab", "pengesahan", "surat-pengantar", "verifikasi", "riwayat", "sop"),
    )
)
"""The pages whose pictures the repository keeps, at both widths, light and dark; the others are for looking."""
EVERY = "semua"

Colour = tuple[int, int, int]
Prepare = Callable[[Page, Site], None]


def as_is(page: Page, site: Site) -> None:
    """The page as it opens."""


@dataclass(frozen=True)
class Shot:
    """A picture: who looks at which address once the running year stands at `langkah`. {r} and {f} are the running and the finished year."""

    name: str
    role: str
    path: str
    langkah: int = 6
    bidang: str | None = None
    prepare: Prepare = as_is


def upload_faulty(page: Page, site: Site) -> None:
    """Send the bidang's own workbook with three cells that cannot be read."""
    got = page.request.get(page.url.replace("unggah/", "excel/"))
    book = openpyxl.load_workbook(io.BytesIO(got.body()))
    sheet = book["Isian"]
    sheet["G8"], sheet["H8"], sheet["H9"] = "banyak", "1.50", "dua juta"
    book.save(target := io.BytesIO())
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.set_input_files("input[type=file]", {"name": f"isian-{site.running}.xlsx", "mimeType": kind, "buffer": target.getvalue()})
    page.get_by_role("button", name="Periksa berkas").click()
    page.wait_for_load_state("load")


def analysed(page: Page, site: Site) -> None:
    """Run the analysis."""
    page.get_by_role("button", name="Jalankan analisis").or_(page.get_by_role("button", name="Periksa ulang")).click()
    page.wait_for_load_state("load")


def first_finding(page: Page, site: Site) -> None:
    """Open the first finding of the list."""
    analysed(page, site)
    page.locator(".findings a.plain").first.click()
    page.wait_for_load_state("load")


def clash(page: Page, site: Site) -> None:
    """Save a row that somebody else changed after this page was opened."""
    other = site.enter(browser_of(page), site.person("staf"))
    theirs = other.new_page()
    theirs.goto(page.url)
    wide = "seluruh kampung" if page.viewport_size == {"width": WIDE[0], "height": WIDE[1]} else "pusat pemerintahan"
    for window, value in ((theirs, f"Kecamatan Kota Gajah, {wide}"), (page, "Kecamatan Terbanggi Besar")):
        window.locator("input[name$='.lokasi']").first.fill(value)
        window.get_by_role("button", name="Simpan isian").click()
        window.wait_for_load_state("load")
    other.close()


def typed(page: Page, **cells: str) -> None:
    """Type into the first line of the grid and press Simpan isian."""
    for key, value in cells.items():
        page.locator(f"input[name='b.{key}']:not([type=hidden])").first.fill(value)
    page.get_by_role("button", name="Simpan isian").click()
    page.wait_for_load_state("load")


def faulty(page: Page, site: Site) -> None:
    """Two cells at fault."""
    typed(page, bulan_awal="13", pagu="-5")


def doubted(page: Page, site: Site) -> None:
    """A source of money of no list, asked about on the page."""
    typed(page, sumber_dana="9.9.9", bulan_awal="1", pagu="44.500.000")


def doubted_at_the_cell(page: Page, site: Site) -> None:
    """The same asked at the cell when it is left."""
    for key, value in {"sumber_dana": "9.9.9", "bulan_awal": "1", "pagu": "44.500.000"}.items():
        page.locator(f"input[name='b.{key}']:not([type=hidden])").first.fill(value)
        page.keyboard.press("Tab")
    page.locator(".doubt-message").wait_for()


def browser_of(page: Page) -> Browser:
    """The browser of a page."""
    browser = page.context.browser
    if browser is None:
        raise RuntimeError("the page has no browser")
    return browser


SHOTS = (
    Shot("masuk", "", "/masuk/"),
    Shot("beranda-perencana", "perencana", "/"),
    Shot("beranda-kadis-tenang", "kadis", "/"),
    Shot("beranda-bidang", "bidang", "/", bidang="STATISTIK"),
    Shot("beranda-sekretaris", "sekretaris", "/"),
    Shot("beranda-admin", "admin", "/"),
    Shot("tugas", "staf", "/tugas/"),
    Shot("tahun", "sekretaris", "/renja/"),
    Shot("renja", "perencana", "/renja/{r}/"),
    Shot("renja-selesai", "perencana", "/renja/{f}/"),
    Shot("alur", "perencana", "/renja/{r}/alur/"),
    Shot("jadwal", "perencana", "/renja/{f}/jadwal/"),
    Shot("riwayat", "perencana", "/renja/{f}/riwayat/"),
    Shot("perintah", "sekretaris", "/renja/{f}/disposisi/"),
    Shot("format", "perencana", "/renja/{r}/format/"),
    Shot("penyampaian", "staf", "/renja/{r}/penyampaian/"),
    Shot("pengumpulan", "staf", "/renja/{r}/pengumpulan/"),
    Shot("isian", "bidang", "/renja/{r}/pengumpulan/PERSANDIAN/", bidang="PERSANDIAN"),
    Shot("isian-salah", "bidang", "/renja/{r}/pengumpulan/PERSANDIAN/", bidang="PERSANDIAN", prepare=faulty),
    Shot("isian-ragu", "bidang", "/renja/{r}/pengumpulan/PERSANDIAN/", bidang="PERSANDIAN", prepare=doubted),
    Shot("isian-ragu-sel", "bidang", "/renja/{r}/pengumpulan/PERSANDIAN/", bidang="PERSANDIAN", prepare=doubted_at_the_cell),
    Shot("isian-dikembalikan", "bidang", "/renja/{r}/pengumpulan/STATISTIK/", bidang="STATISTIK"),
    Shot("unggah", "bidang", "/renja/{r}/pengumpulan/STATISTIK/unggah/", bidang="STATISTIK", prepare=upload_faulty),
    Shot("409", "bidang", "/renja/{r}/pengumpulan/PERSANDIAN/", bidang="PERSANDIAN", prepare=clash),
    Shot("rapat", "staf", "/renja/{r}/rapat/"),
    Shot("renstra", "perencana", "/renstra/"),
    Shot("nomenklatur", "perencana", "/nomenklatur/?q=jaringan"),
    Shot("surat", "staf", "/surat/"),
    Shot("arsip", "staf", "/arsip/"),
    Shot("sop", "perencana", "/sop/penyusunan-renja/"),
    Shot("pengaturan", "admin", "/pengaturan/"),
    Shot("orang", "admin", "/pengaturan/orang/"),
    Shot("kalender", "admin", "/pengaturan/kalender/"),
    Shot("pemberitahuan", "perencana", "/pemberitahuan/"),
    Shot("cari", "perencana", "/cari/?q=jaringan"),
    Shot("bantuan", "perencana", "/bantuan/"),
    Shot("404", "perencana", "/tidak-ada/"),
    Shot("analisis", "staf", "/renja/{f}/analisis/"),
    Shot("tabel-tc33", "perencana", "/renja/{f}/tabel/t-c-33/"),
    Shot("asal-angka", "perencana", "/renja/{f}/tabel/t-c-33/asal/2.16.03.2.02.0040~APTIKA~0/pagu/"),
    Shot("sipd", "perencana", "/renja/{f}/sipd/"),
    Shot("sipd-salin", "perencana", "/renja/{f}/sipd/salin/2.16.03.2.02.0040/"),
    Shot("verifikasi", "", "{seal}"),
    Shot("analisis-kerja", "staf", "/renja/{r}/analisis/", 7, prepare=analysed),
    Shot("temuan", "staf", "/renja/{r}/analisis/", 7, prepare=first_finding),
    Shot("temuan-bidang", "staf", "/renja/{r}/analisis/bidang/SEKRETARIAT/", 7),
    Shot("evaluasi", "perencana", "/renja/{r}/analisis/evaluasi/", 7),
    Shot("gambar", "perencana", "/renja/{f}/analisis/gambar/"),
    Shot("gambar-kerja", "perencana", "/renja/{r}/analisis/gambar/", 7),
    Shot("ambang", "admin", "/pengaturan/pemeriksaan/"),
    Shot("dokumen", "perencana", "/renja/{r}/dokumen/", 8),
    Shot("subbab", "perencana", "/renja/{r}/dokumen/2.3/", 8),
    Shot("koreksi", "sekretaris", "/renja/{r}/dokumen/koreksi/", 9),
    Shot("pengajuan", "sekretaris", "/renja/{r}/pengesahan/pengajuan/", 10),
    Shot("beranda-kadis", "kadis", "/", 11),
    Shot("pengesahan", "kadis", "/renja/{r}/pengesahan/", 11),
    Shot("koreksi-subbab", "sekretaris", "/renja/{r}/dokumen/koreksi/1.3/", 9),
    Shot("surat-pengantar", "perencana", "/renja/{r}/pengiriman/surat-pengantar/", 12),
    Shot("pengiriman", "staf", "/renja/{f}/pengiriman/", 12),
)


@dataclass
class Camera:
    """Takes pictures of a site into a folder; every person keeps a browser of their own width and theme."""

    site: Site
    browser: Browser
    folder: Path
    names: Collection[str]
    rooms: dict[tuple[str, str | None, int, str], BrowserContext] = field(default_factory=dict)

    def take(self, shot: Shot) -> None:
        """Those of its pictures that are asked for."""
        for name, size, theme in pictures_of(shot):
            if name in self.names:
                self._picture(shot, size, theme, name)

    def _picture(self, shot: Shot, size: tuple[int, int], theme: str, name: str) -> None:
        page = self.room(shot, size, theme).new_page()
        page.goto(self.address(shot.path))
        shot.prepare(page, self.site)
        page.wait_for_load_state("networkidle")
        height = min(MOST_HEIGHT, max(size[1], page.evaluate("document.documentElement.scrollHeight")))
        page.set_viewport_size({"width": size[0], "height": height})
        (self.folder / f"{name}.png").write_bytes(small(page.screenshot(animations="disabled")))
        page.close()

    def room(self, shot: Shot, size: tuple[int, int], theme: str) -> BrowserContext:
        """The signed-in browser for a picture."""
        key = (shot.role, shot.bidang, size[0], theme)
        if key not in self.rooms:
            person = self.site.person(shot.role, shot.bidang) if shot.role else None
            options = {"viewport": {"width": size[0], "height": size[1]}, "color_scheme": theme, "reduced_motion": "reduce"}
            self.rooms[key] = self.site.enter(self.browser, person, **options)
        return self.rooms[key]

    def address(self, path: str) -> str:
        """A path with its years, and the verification page of the finished year's document."""
        if path != "{seal}":
            return path.format(r=self.site.running, f=self.site.finished)
        with visiting(self.site, self.browser, "perencana") as page:
            page.goto(f"/renja/{self.site.finished}/pengesahan/")
            return page.locator("a[href*='/verifikasi/']").first.get_attribute("href") or "/verifikasi/"


def pictures_of(shot: Shot) -> list[tuple[str, tuple[int, int], str]]:
    """Name, size and theme of a shot's pictures: both widths, light and dark."""
    themes = (("light", ""), ("dark", "-gelap"))
    return [(f"{shot.name}-{size[0]}{ending}", size, theme) for theme, ending in themes for size in (WIDE, NARROW)]


@contextmanager
def visiting(site: Site, browser: Browser, role: str) -> Iterator[Page]:
    """A page of somebody for a moment."""
    context = site.enter(browser, site.person(role))
    yield context.new_page()
    context.close()


def distinct(image: Image.Image, count: int) -> list[Colour]:
    """The colours used most that are not nearly the same, first finely (surfaces), then roughly: a thin red line counts beside grey text."""
    found: list[tuple[int, Colour]] = image.getcolors(image.width * image.height) or []
    chosen: list[Colour] = []
    for _, colour in sorted(found, reverse=True):
        near = NEAR if len(chosen) >= SURFACES else ALIKE
        if all(sum(abs(one - other) for one, other in zip(colour, taken, strict=True)) > near for taken in chosen):
            chosen.append(colour)
        if len(chosen) == count:
            break
    return chosen


def small(png: bytes) -> bytes:
    """A picture in as many of its own colours as fit into the size a repository should keep: plain surfaces stay exact."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    chosen = distinct(image, COLOURS[0])
    content = png
    for colours in COLOURS:
        palette = Image.new("P", (1, 1))
        palette.putpalette([part for colour in chosen[:colours] for part in colour])
        target = io.BytesIO()
        image.quantize(palette=palette, dither=Image.Dither.NONE).save(target, "PNG", optimize=True)
        content = target.getvalue()
        if len(content) <= MOST_BYTES:
            break
    return content


def take_all(folder: Path, names: Collection[str]) -> None:
    """The pictures of these names, in the order in which the running year moves on."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [shot for shot in SHOTS if any(name in names for name, _, _ in pictures_of(shot))]
    with demo_site() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        camera, stands = Camera(site, browser, folder, names), 6
        for shot in sorted(wanted, key=lambda one: one.langkah):
            if shot.langkah > stands:
                site.go_on(shot.langkah)
                stands = shot.langkah
            camera.take(shot)
            print(shot.name, flush=True)
        browser.close()


def main(words: Sequence[str]) -> int:
    """Take the pictures asked for. Wrong words give 2."""
    known = {shot.name for shot in SHOTS} | {EVERY}
    if not words or set(words[1:]) - known:
        sys.stderr.write(f"python -m tests.trips.shots FOLDER [NAME ...]; the names are {', '.join(sorted(known))}\n")
        return 2
    asked = {name for shot in SHOTS if shot.name in words[1:] or EVERY in words[1:] for name, _, _ in pictures_of(shot)}
    take_all(Path(words[0]), asked or {name for shot in SHOTS if shot.name in MAIN for name, _, _ in pictures_of(shot)})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
