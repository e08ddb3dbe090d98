"""A Renstra sheet from upload to "Simpan": begun, told about, stored or dropped. Only "Simpan" touches the Renstra."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from renjana.organisasi.actions.perubahan import note
from renjana.organisasi.models import Orang
from renjana.organisasi.refusal import Refused
from renjana.renstra.actions.renstra import read_sheets, store_renstra, understand
from renjana.renstra.codes import level, normalize
from renjana.renstra.faults import ImportFault
from renjana.renstra.models import ImporRenstra, PemetaanRenstra, Renstra
from renjana.renstra.pemetaan import Pemetaan, fits, from_data
from renjana.renstra.plan import RenstraBaca
from renjana.renstra.workbook import SheetRows
from renjana.surat.actions import keep_file
from renjana.surat.queries import read_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def begin_import(name: str, content: bytes, tahun_awal: int, *, by: Orang, now: datetime) -> ImporRenstra:
    """Keep a sheet for looking over, with the mapping that the agency used last where it fits. Raises ImportFault for a file that cannot be read."""
    pd = by.perangkat_daerah
    sheets = read_sheets(content, file=name)
    remembered = remembered_for(by)
    told = remembered if remembered and remembered.kolom and fits(remembered, sheets) else Pemetaan(kode=remembered.kode if remembered else {})
    with transaction.atomic():
        berkas = keep_file(pd, name, content, XLSX, by=by, now=now)
        return ImporRenstra.objects.create(
            perangkat_daerah=pd, berkas=berkas, tahun_awal=tahun_awal, pemetaan=told.as_data(), dibuat=now, dibuat_oleh=by
        )


def remembered_for(by: Orang) -> Pemetaan | None:
    """The mapping that the agency used last; None before any."""
    kept = PemetaanRenstra.objects.filter(perangkat_daerah=by.perangkat_daerah_id).values_list("isi", flat=True).first()
    return from_data(kept) if kept else None


def sheets_of(impor: ImporRenstra) -> tuple[SheetRows, ...]:
    """The worksheets of an import. Costs a process start."""
    return read_sheets(read_file(impor.berkas), file=impor.berkas.nama)


def understood(impor: ImporRenstra, sheets: tuple[SheetRows, ...] | None = None) -> RenstraBaca:
    """What the sheet says with all that was told about it."""
    rows = sheets_of(impor) if sheets is None else sheets
    return understand(impor.perangkat_daerah, rows, tahun_awal=impor.tahun_awal, pemetaan=from_data(impor.pemetaan))


@transaction.atomic
def tell_columns(impor: ImporRenstra, pemetaan: Pemetaan) -> ImporRenstra:
    """Say which column is what. Raises Refused with every reason when columns are missing or doubled, or the import is over."""
    impor = _open(impor)
    if said := pemetaan.faults():
        raise Refused("\n".join(said))
    impor.pemetaan = pemetaan.as_data()
    impor.tahun_awal = pemetaan.tahun_awal or impor.tahun_awal
    impor.save(update_fields=["pemetaan", "tahun_awal"])
    return impor


@transaction.atomic
def tell_codes(impor: ImporRenstra, codes: Mapping[str, str]) -> ImporRenstra:
    """Give codes to rows that carry none (by name) or an old one (by code); an empty code takes one back. Raises Refused for what is no code."""
    impor = _open(impor)
    told = from_data(impor.pemetaan)
    kept = dict(told.kode)
    wrong = []
    for name, text in codes.items():
        code = normalize(text)
        if not text.strip():
            kept.pop(name, None)
        elif level(code) != "sub_kegiatan":
            wrong.append(f"{text[:40]!r} untuk {name[:60]!r} bukan kode sub kegiatan; tulis seperti 2.16.03.2.02.0040.")
        else:
            kept[name] = code
    if wrong:
        raise Refused("\n".join(wrong))
    impor.pemetaan = replace(told, kode=kept).as_data()
    impor.save(update_fields=["pemetaan"])
    return impor


@transaction.atomic
def save_import(impor: ImporRenstra, *, as_perubahan: bool, by: Orang, now: datetime) -> Renstra:
    """Store the Renstra as it is understood now, and remember the mapping for the agency. Raises ImportFault with every fault, Refused when over."""
    impor = _open(impor)
    found = understood(impor)
    if found.faults:
        raise ImportFault(impor.berkas.nama, found.faults)
    dasar = f"Berkas {impor.berkas.nama}, SHA-256 {impor.berkas.sha256[:12]}"
    stored = store_renstra(impor.perangkat_daerah, found, dasar=dasar, as_perubahan=as_perubahan)
    impor.disimpan = now
    impor.save(update_fields=["disimpan"])
    if impor.pemetaan.get("kolom") or impor.pemetaan.get("kode"):
        kept = {"isi": impor.pemetaan, "diubah": now, "diubah_oleh": by}
        PemetaanRenstra.objects.update_or_create(perangkat_daerah=impor.perangkat_daerah, defaults=kept)
    counted = f"{found.count('program')} program, {found.count('sub_kegiatan')} sub kegiatan"
    note(impor.perangkat_daerah, f"{stored} dibaca dari {impor.berkas.nama}: {counted}.", by=by, now=now)
    return stored


@transaction.atomic
def drop_import(impor: ImporRenstra) -> None:
    """Forget an import that was not stored; the file itself stays among the agency's files."""
    _open(impor).delete()


def _open(impor: ImporRenstra) -> ImporRenstra:
    found = ImporRenstra.objects.select_for_update(of=("self",)).select_related("berkas", "perangkat_daerah__pemda").filter(pk=impor.pk).first()
    if found is None or found.disimpan:
        raise Refused("Berkas ini sudah disimpan atau dibuang; unggah lagi bila perlu.")
    return found
