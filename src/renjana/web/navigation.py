"""Where a person can go: the primary navigation, the sections of a year, the personal menu."""

from collections.abc import Set
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from renjana.organisasi.policy import POLICY, SAFE, Decision, decide


@dataclass(frozen=True)
class Entry:
    """A line of a navigation. `counted` marks the one that shows how many tasks wait."""

    label: str
    url: str
    icon: str = ""
    short: str = ""
    current: bool = False
    counted: bool = False


PRIMARY = (
    ("web:home", "Beranda", "home", "Beranda"),
    ("alur:inbox", "Tugas saya", "tasks", "Tugas"),
    ("alur:years", "Renja", "plan", "Renja"),
    ("surat:register", "Surat", "letter", "Surat"),
    ("pengiriman:arsip", "Arsip", "archive", "Arsip"),
)
BOTTOM = ("web:home", "alur:inbox", "alur:years", "web:search")
SEARCH = ("web:search", "Cari", "search", "Cari")
YEAR = (
    ("alur:run", "Ringkasan"),
    ("alur:flow", "Alur"),
    ("pengumpulan:penghimpunan", "Pengumpulan"),
    ("rapat:pelaksanaan", "Rapat"),
    ("analisis:analisis", "Analisis"),
    ("konsep:penyusunan", "Dokumen"),
    ("pengiriman:pengiriman", "Surat & pengiriman"),
    ("alur:history", "Riwayat"),
)
STEP_SECTIONS = {
    "format": "pengumpulan:penghimpunan",
    "penyampaian": "pengumpulan:penghimpunan",
    "sipd": "analisis:analisis",
    "jadwal": "alur:flow",
    "tabel": "analisis:analisis",
    "bahan": "analisis:analisis",
    "pengesahan": "konsep:penyusunan",
}


def address(name: str, **kwargs: int | str) -> str:
    """The address of a page; "" when this installation has no such page."""
    try:
        return reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return ""


def may_see(name: str, roles: Set[str]) -> bool:
    """Whether the policy lets these roles read a page: what they may not open is not offered."""
    row = POLICY.get(name)
    return row is not None and decide(row, roles=roles, signed_in=True, method=min(SAFE)) is Decision.ALLOW


def _is_current(url: str, path: str) -> bool:
    return path == url if url == "/" else path.startswith(url)


def primary_entries(path: str, roles: Set[str]) -> list[Entry]:
    """The sections of the product that these roles may read, the one that holds `path` marked."""
    return _entries(PRIMARY, path, roles)


def bottom_entries(path: str, roles: Set[str]) -> list[Entry]:
    """The four of the bar on a phone."""
    return _entries(tuple(row for row in (*PRIMARY, SEARCH) if row[0] in BOTTOM), path, roles)


def _entries(rows: tuple[tuple[str, str, str, str], ...], path: str, roles: Set[str]) -> list[Entry]:
    found = [(address(name), name, label, icon, short) for name, label, icon, short in rows if may_see(name, roles)]
    return [Entry(label, url, icon, short, _is_current(url, path), name == "alur:inbox") for url, name, label, icon, short in found if url]


def year_entries(tahun: int, path: str, roles: Set[str]) -> list[Entry]:
    """The sections of a year, the one that holds `path` marked; the run's own page is the first and holds what no other does."""
    found = [(name, label, address(name, tahun=tahun)) for name, label in YEAR]
    part = path.removeprefix(found[0][2]).split("/")[0] if path.startswith(found[0][2]) else ""
    holding = STEP_SECTIONS.get(part) or next((name for name, _, url in reversed(found) if url and path.startswith(url)), "")
    return [Entry(label, url, current=name == holding) for name, label, url in found if url and may_see(name, roles)]


def personal_entries(roles: Set[str]) -> list[Entry]:
    """The menu under the person's name."""
    rows = [("organisasi:profile", "Profil", "person"), ("organisasi:settings", "Pengaturan", "settings"), ("web:help", "Bantuan", "help")]
    found = [(label, address(name), icon) for name, label, icon in rows if may_see(name, roles)]
    return [Entry(label, url, icon) for label, url, icon in found if url]
