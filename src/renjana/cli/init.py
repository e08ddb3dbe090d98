"""`renjana init`: an installation without a demo, and its first agency when the words or a file describe one."""

import sys
from argparse import Namespace
from typing import Any

from django.conf import settings
from django.utils import timezone

from renjana.cli.faults import FolderFault
from renjana.cli.instansi import COMMAND, from_file, from_words, missing_words, read_instansi
from renjana.cli.prepare import prepare
from renjana.cli.status import FAULTS, GOOD, WRONG_WORDS
from renjana.organisasi.models import Peran, PerangkatDaerah
from renjana.organisasi.sign_in import LINK_DAYS

AGENCY = ("pemda", "kode_wilayah", "nama", "kode", "singkatan", "bidang_urusan", "alamat", "nip", "orang", "surel")


def run(words: Namespace) -> int:
    """Prepare the installation, found the agency that is described, say what is there."""
    given = [name for name in AGENCY if getattr(words, name)]
    if words.file and given:
        return wrong("--file tidak dapat dipakai bersama pilihan lain.")
    if given and (missing := missing_words(words)):
        return wrong(f"kurang: {', '.join(missing)}.")
    try:
        described = from_file(words.file) if words.file else from_words(words) if given else None
    except FolderFault as fault:
        return faulty(fault)
    prepare(timezone.now())
    print(f"Renjana siap di {settings.DATA}: tabel, nomenklatur, dan SOP terpasang.")
    if described is not None:
        return found(*described)
    tell_agencies()
    return GOOD


def faulty(fault: FolderFault) -> int:
    """Name every fault."""
    lines = [one.message if one.file == COMMAND else str(one) for one in fault.faults]
    sys.stderr.write("renjana init: tidak ada yang disimpan.\n" + "".join(f"- {line}\n" for line in lines))
    return FAULTS


def found(file: str, data: dict[str, Any]) -> int:
    """Found the agency, or say that it is there, or name every fault."""
    try:
        if (pd := existing(data)) is not None:
            print(f"{pd.nama} sudah ada; tidak ada yang diubah.")
            tell_agencies()
            return GOOD
        agency = read_instansi(file, data)
    except FolderFault as fault:
        return faulty(fault)
    token = agency.begin(timezone.now())
    print(f"{agency.pd.nama} ({agency.pd.kode}) dibuat dengan {agency.keeper.nama} sebagai pengelola. Tautan untuk membuat sandi:")
    print(f"{settings.BASE_URL}/aktivasi/{token}/")
    print(f"Berlaku {LINK_DAYS} hari, sekali pakai. Layani dengan renjana serve, lalu pengelola masuk dan melengkapi pengaturan.")
    return GOOD


def existing(data: dict[str, Any]) -> PerangkatDaerah | None:
    """The agency of that code, when it is there already."""
    agency = data.get("perangkat_daerah")
    kode = agency.get("kode") if isinstance(agency, dict) else None
    return PerangkatDaerah.objects.filter(kode=kode.strip()).first() if isinstance(kode, str) else None


def tell_agencies() -> None:
    """A line for each agency: its people and keepers, and how a keeper gets in."""
    for pd in PerangkatDaerah.objects.order_by("pk"):
        keepers = pd.orang.filter(pemangku__jabatan__peran=Peran.ADMIN, is_active=True).order_by("nama").distinct()
        names = ", ".join(f"{one.nama} ({one.nip or one.email})" for one in keepers)
        print(f"Ada: {pd.nama} ({pd.kode}), {pd.bidang_set.count()} bidang, {pd.orang.count()} orang; pengelola {names or 'belum ada'}.")
    if PerangkatDaerah.objects.exists():
        print("Tautan masuk yang baru dibuat dengan renjana activate NIP|SUREL.")
    else:
        print("Belum ada perangkat daerah. Buat dengan renjana init --file instansi.toml, atau dengan pilihannya (renjana init --help).")


def wrong(sentence: str) -> int:
    """Words that do not fit together end with status 2, like every wrong word."""
    sys.stderr.write(f"renjana init: {sentence}\nBantuan: renjana init --help\n")
    return WRONG_WORDS
