"""Letterhead and signature block of a paper, as the printers' data: who signs at an hour, and for whom."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from renjana.organisasi.models import Orang, PerangkatDaerah
from renjana.organisasi.nip import format_nip
from renjana.organisasi.queries import holders, zone_of


def letterhead(pd: PerangkatDaerah) -> dict[str, str]:
    """The kop: pemda, agency, address, contact, and the emblem once somebody has uploaded it."""
    kop = {"pemda": f"Pemerintah {pd.pemda.nama}", "opd": pd.nama, "alamat": " ".join(pd.alamat.split()), "kontak": pd.kontak}
    return kop | {"lambang": pd.pemda.lambang} if pd.pemda.lambang else kop


def signature(pd: PerangkatDaerah, pelaksana: str, now: datetime, *, by: Orang | None = None) -> dict[str, Any]:
    """The signature block of whoever stands for an SOP actor at `now`: status "Plh." or "Plt." when one acts, jabatan, nama, pangkat, NIP.

    With `by`, that person's own authority is taken when there are several. Empty names when the post is vacant.
    """
    entries = holders(pd.pk, [pelaksana], now)
    entry = next((entry for entry in entries if by is not None and entry.orang == by.pk), entries[0] if entries else None)
    block: dict[str, Any] = {"status": "", "jabatan": "", "nama": "", "pangkat": "", "nip": "", "tempat": pd.pemda.ibu_kota}
    block["tanggal"] = local_day(pd, now).isoformat()
    if entry is not None:
        block |= {
            "status": entry.acting,
            "jabatan": entry.jabatan,
            "nama": entry.nama,
            "pangkat": entry.pangkat,
            "nip": format_nip(entry.nip),
        }
    return block


def local_day(pd: PerangkatDaerah, now: datetime) -> date:
    """The day it is at the agency."""
    return now.astimezone(ZoneInfo(zone_of(pd.pk))).date()


def local_iso(pd: PerangkatDaerah, now: datetime, *, seconds: bool = False) -> str:
    """The time it is at the agency in ISO form, to the minute as the printers read it, or to the second."""
    return now.astimezone(ZoneInfo(zone_of(pd.pk))).isoformat(timespec="seconds" if seconds else "minutes")
