"""The people of the demo beyond what a rehearsal needs: passwords, addresses, ranks, qualifications, a keeper and a reader."""

import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypedDict

from django.conf import settings

from renjana.cli.agency import Agency
from renjana.organisasi.models import Jabatan, Kualifikasi, Orang, PemangkuJabatan, Peran, PerangkatDaerah

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
FILE = "demo.json"
MAIL = "contoh.invalid"
CONTACT = "Telepon (0725) 000000, surel kominfo@contoh.invalid (rekaan)"
RANKS = {
    Peran.KADIS: "Pembina Utama Muda, IV/c",
    Peran.SEKRETARIS: "Pembina Tingkat I, IV/b",
    Peran.PERENCANA: "Penata Tingkat I, III/d",
    Peran.STAF: "Pengatur Tingkat I, II/d",
    Peran.BIDANG: "Pembina, IV/a",
    Peran.ADMIN: "Penata Muda Tingkat I, III/b",
    Peran.PEMBACA: "Penata, III/c",
}
OTHERS = (
    ("Yuni Astuti", "199106282019032011", "Pranata Komputer Ahli Pertama", Peran.ADMIN),
    ("Bambang Sutrisno", "198512112010011015", "Auditor Ahli Muda Inspektorat", Peran.PEMBACA),
)
QUALIFIED = (
    (Kualifikasi.Jenis.KEWENANGAN, "SK Kepala Dinas Nomor 800.1.11/04/{tahun} (rekaan)"),
    (Kualifikasi.Jenis.KEMAMPUAN, "Sertifikat Diklat Perencanaan Pembangunan Daerah Nomor 0{serial}/BPSDM/{tahun} (rekaan)"),
)


@dataclass(frozen=True)
class Person:
    """A person of the demo as the command shows it. `password` is empty when this installation no longer knows it."""

    name: str
    sign_in: str
    nip: str
    email: str
    role: str
    bidang: str | None
    password: str


class Kept(TypedDict):
    """What is kept of a password: itself, and the digest of how the database holds it, which tells at once whether it still holds."""

    sandi: str
    sidik: str


def enrich(agency: Agency, now: datetime) -> None:
    """Mark everybody as invented, add the keeper and the reader, and give each a rank, an address and a fresh password."""
    pd, since = agency.pd, date(now.year - 2, 1, 1)
    pd.kontak = CONTACT
    pd.save(update_fields=["kontak"])
    for nama, nip, post, role in OTHERS:
        orang = Orang.objects.create_user(nama, nip=nip, perangkat_daerah=pd)
        jabatan = Jabatan.objects.create(perangkat_daerah=pd, nama=post, peran=role)
        PemangkuJabatan.objects.create(jabatan=jabatan, orang=orang, mulai=since)
    PemangkuJabatan.objects.filter(jabatan__perangkat_daerah=pd).update(mulai=since)
    kept: dict[str, Kept] = {}
    for serial, orang in enumerate(Orang.objects.filter(perangkat_daerah=pd).order_by("pk"), 1):
        holding = orang.pemangku.select_related("jabatan").first()
        role = Peran(holding.jabatan.peran) if holding else Peran.STAF
        orang.rekaan, orang.pangkat = True, RANKS[role]
        orang.email = f"{'.'.join(orang.nama.lower().split())}@{MAIL}"
        orang.telepon = f"62812{secrets.randbelow(10**4):04d}00{serial:02d}"
        password = new_password()
        orang.set_password(password)
        orang.save()
        kept[orang.nip or ""] = {"sandi": password, "sidik": digest(orang.password)}
        if holding and holding.jabatan.pelaksana:
            qualify(orang, serial, since)
    write_passwords(kept)


def qualify(orang: Orang, serial: int, since: date) -> None:
    """Record that a person may and can do what the SOP asks of its actors."""
    Kualifikasi.objects.bulk_create(
        Kualifikasi(orang=orang, jenis=jenis, dasar=dasar.format(tahun=since.year, serial=serial), mulai=since) for jenis, dasar in QUALIFIED
    )


def new_password() -> str:
    """Sixty bits in three groups, without signs that people confuse."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))


def password_file() -> Path:
    """Where the passwords of this installation's demo lie, readable by its owner alone."""
    return Path(settings.DATA) / FILE


def digest(encoded: str) -> str:
    """SHA-256 of a password as the database holds it."""
    return hashlib.sha256(encoded.encode()).hexdigest()


def write_passwords(kept: Mapping[str, Kept]) -> None:
    """Keep the passwords by NIP; the file is complete before it has its name."""
    target = password_file()
    temporary = target.with_suffix(".baru")
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump({"orang": kept}, file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(target)


def read_passwords() -> dict[str, Kept]:
    """What is kept, by NIP; empty when there is nothing."""
    try:
        kept: dict[str, Any] = json.loads(password_file().read_text())
    except (OSError, ValueError):
        return {}
    return dict(kept.get("orang", {}))


def password_of(orang: Orang, kept: Kept | None) -> str:
    """The kept password while it holds, else "". The digest is looked at first: a whole check takes a fifth of a second."""
    if kept is None:
        return ""
    holds = digest(orang.password) == kept["sidik"] or orang.check_password(kept["sandi"])
    return kept["sandi"] if holds else ""


def people_of(pd: PerangkatDaerah) -> list[Person]:
    """The invented people of an agency in the order of the SOP's hierarchy, with the passwords that still hold."""
    known = read_passwords()
    order = list(Peran)
    held = PemangkuJabatan.objects.filter(orang__perangkat_daerah=pd, orang__rekaan=True).select_related("orang", "jabatan__bidang")
    rows = sorted(held, key=lambda entry: (order.index(Peran(entry.jabatan.peran)), entry.jabatan.bidang.urutan if entry.jabatan.bidang else 0))
    found: dict[int, Person] = {}
    for entry in rows:
        orang, nip = entry.orang, entry.orang.nip or ""
        bidang = entry.jabatan.bidang.kode if entry.jabatan.bidang else None
        found.setdefault(orang.pk, Person(orang.nama, nip, nip, orang.email or "", entry.jabatan.peran, bidang, password_of(orang, known.get(nip))))
    return list(found.values())
