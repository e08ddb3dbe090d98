"""The agency of `renjana init`, from a TOML file or from the words of the command: every fault at once, then all of it or nothing."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from renjana.cli.agency import new_agency, new_bidang
from renjana.cli.blocks import Instansi, OrangBlok, Reader, check_blocks, read_blocks, read_toml
from renjana.cli.faults import Faults, FolderFault
from renjana.organisasi.actions.mula import ROLES, Pejabat, begin_agency
from renjana.organisasi.models import Bidang, Orang, Pemda, PerangkatDaerah
from renjana.organisasi.rules import SINGLE
from renjana.sop.definition import shipped

COMMAND = "perintah"
NEEDED = ("pemda", "kode_wilayah", "nama", "kode", "bidang_urusan", "orang")
REHEARSAL = frozenset({"renja", "abaikan", "kembalikan", "plh"})
"""Sections of a rehearsal's scenario, which may serve as the file: they are passed over."""
NO_KEEPER = "pilih satu orang sebagai pengelola: tulis pengelola = true pada [[orang]]-nya; kepadanya tautan masuk diberikan."


@dataclass(frozen=True)
class NewAgency:
    """What will be saved, still unsaved but for a Pemda that is there already."""

    pemda: Pemda
    pd: PerangkatDaerah
    bidang: Sequence[Bidang]
    people: Sequence[Pejabat]
    keeper: Orang

    def begin(self, now: datetime) -> str:
        """Save it all, or nothing. Gives the keeper's activation token."""
        return begin_agency(self.pemda, self.pd, self.keeper, now=now, bidang=self.bidang, people=self.people)


def missing_words(words: Namespace) -> list[str]:
    """Options that are needed and not given, as they are typed."""
    missing = [f"--{name.replace('_', '-')}" for name in NEEDED if not getattr(words, name)]
    return missing if words.nip or words.surel else [*missing, "--nip atau --surel"]


def from_words(words: Namespace) -> tuple[str, dict[str, Any]]:
    """The same tables as the file's, out of the options."""
    keeper = {"nama": words.orang, "pengelola": True} | {name: value for name in ("nip", "surel") if (value := getattr(words, name))}
    agency = {"kode": words.kode, "nama": words.nama, "bidang_urusan": words.bidang_urusan, "alamat": words.alamat or ""}
    return COMMAND, {
        "pemda": {"nama": words.pemda, "kode_wilayah": words.kode_wilayah},
        "perangkat_daerah": agency | ({"singkatan": words.singkatan} if words.singkatan else {}),
        "orang": [keeper],
    }


def from_file(path: Path) -> tuple[str, dict[str, Any]]:
    """The tables of the file. Raises FolderFault when it cannot be read."""
    faults = Faults()
    data = read_toml(path, faults, missing="tidak ada; periksa alamat berkasnya.")
    if data is None:
        raise FolderFault(faults)
    return path.name, data


def read_instansi(file: str, data: dict[str, Any]) -> NewAgency:
    """The agency that the tables describe. Raises FolderFault with everything that is wrong."""
    faults = Faults()
    top = Reader(faults, file, "berkas", data)
    instansi = Instansi(**read_blocks(top))
    top.used |= REHEARSAL
    top.done()
    actors = {actor.nama: actor.id for actor in shipped().pelaksana}
    check_blocks(instansi, top, tuple(actors))
    _check_people(instansi, top, actors)
    pemda, pd = new_agency(instansi)
    known = Pemda.objects.first()
    if known is not None and pemda.kode_wilayah and (known.kode_wilayah, known.nama) != (pemda.kode_wilayah, pemda.nama):
        top.fault(f"pemda: pemasangan ini melayani {known.nama} ({known.kode_wilayah}); satu pemasangan untuk satu Pemda.", "pemda")
    bidang = new_bidang(instansi)
    people = [(_person(entry), entry) for entry in instansi.orang]
    _fit(top, "pemda", pemda)
    _fit(top, "perangkat_daerah", pd, "pemda")
    for kind, rows in (("bidang", bidang), ("orang", [orang for orang, _ in people])):
        for number, row in enumerate(rows, 1):
            _fit(top, f"{kind}[{number}]", row, "perangkat_daerah", "password")
    if faults:
        raise FolderFault(faults)
    posts = [Pejabat(orang, entry.jabatan, actors.get(entry.pelaksana, ""), entry.bidang) for orang, entry in people if entry.jabatan]
    return NewAgency(known or pemda, pd, bidang, posts, next(orang for orang, entry in people if entry.pengelola))


def _person(entry: OrangBlok) -> Orang:
    return Orang(nama=entry.nama, nip=entry.nip or None, email=entry.surel.lower() or None)


def _check_people(instansi: Instansi, top: Reader, actors: dict[str, str]) -> None:
    """One keeper, one Kepala Dinas, one Sekretaris; a sekretariat among the bidang; no address twice."""
    keepers = [orang.nama for orang in instansi.orang if orang.pengelola]
    if len(keepers) != 1:
        found = f"pengelola tertulis {len(keepers)} orang ({', '.join(keepers)}); " if keepers else ""
        top.fault(found + NO_KEEPER, "pengelola")
    for actor, kode in actors.items():
        holders = [orang.nama for orang in instansi.orang if orang.pelaksana == actor]
        if ROLES.get(kode) in SINGLE and len(holders) > 1:
            top.fault(f"orang.pelaksana {actor!r} dipangku lebih dari satu orang ({', '.join(holders)}); pilih satu.", "pelaksana")
    secretariats = [entry.nama for entry in instansi.bidang if "sekretariat" in entry.nama.lower()]
    if instansi.bidang and len(secretariats) != 1:
        top.fault("tulis tepat satu [[bidang]] yang namanya memuat Sekretariat; program penunjang diisi di sana.", "bidang")
    mails = [orang.surel.lower() for orang in instansi.orang if orang.surel]
    for mail in sorted({mail for mail in mails if mails.count(mail) > 1}):
        top.fault(f"orang.surel {mail} dipakai lebih dari sekali; bedakan.", "surel")


def _fit(top: Reader, place: str, row: models.Model, *apart: str) -> None:
    """Note what the database would refuse: too long, not an address, taken. What is empty was noted while it was read."""
    fields = {field.name: field for field in row._meta.concrete_fields}
    empty = {name for name, field in fields.items() if field.value_from_object(row) in ("", None, [])}
    try:
        row.full_clean(exclude={*apart, *empty}, validate_constraints=False)
    except ValidationError as fault:
        for name, sentences in fault.message_dict.items():
            key = "surel" if name == "email" else name
            for sentence in sentences:
                top.fault(f"{place}.{key} {fields[name].value_from_object(row)!r}: {sentence}", key)
