"""The verbs on rows of a list: keep, delete, read from a file, put back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from renjana.alur.actions import record
from renjana.alur.rules import Refused
from renjana.bahan.filling import key_of
from renjana.bahan.models import CadanganBahan
from renjana.bahan.queries import Place, why_closed
from renjana.bahan.reading import ReadRow
from renjana.bahan.rules import rejects
from renjana.organisasi.actions.perubahan import locked, note
from renjana.organisasi.models import Orang
from renjana.organisasi.numerals import desimal_ringkas, ribuan

BATCH = 500
TYPED = "diketik"


def open_list(place: Place) -> None:
    """Lock the agency's lists until the transaction ends. Raises Refused when this one can no longer change."""
    locked(place.pd)
    if said := why_closed(place):
        raise Refused(said)


def tell(place: Place, uraian: str, data: Mapping[str, Any], *, by: Orang, now: datetime) -> None:
    """The line of history: in the run of a plan, in the agency's own history for a list of a year."""
    if place.run is not None:
        record(place.run, "data", uraian, by=by, now=now, data={"jenis": place.daftar.jenis, **data})
    else:
        note(place.pd, f"{place.judul}: {uraian}", by=by, now=now)


@transaction.atomic
def save_row(place: Place, pk: int | None, values: Mapping[str, Any], *, seen: str = "", by: Orang, now: datetime) -> Any:
    """Keep a new row, or what was changed of one; the history holds before and after. Raises Refused with every reason.

    `seen` is the state that the person saw (see `state_of`); a row that changed since is refused.
    """
    open_list(place)
    if said := rejects(place.daftar.jenis, values):
        raise Refused("\n".join(said.values()))
    _only_one(place, pk, values)
    if pk is None:
        last = place.rows().aggregate(last=Max("urutan"))["last"] if _ordered(place) else None
        more = {"urutan": 0 if last is None else last + 1} if _ordered(place) else {}
        row = place.model(**place.scope, **values, **more, asal=TYPED, diubah=now, diubah_oleh=by)
        row.save()
        tell(place, f"{_name(row)} ditambahkan.", {"baru": _shown(place, values)}, by=by, now=now)
        return row
    row = place.rows().select_for_update(of=("self",)).get(pk=pk)
    if seen != state_of(row):
        who = f" oleh {row.diubah_oleh.nama}" if row.diubah_oleh else ""
        raise Refused(f"Baris ini baru saja diubah{who}. Muat ulang halaman, lalu isi lagi perubahan Anda.")
    before = {key: getattr(row, key) for key in place.daftar.keys}
    changed = [key for key in place.daftar.keys if key in values and values[key] != before[key]]
    if not changed:
        raise Refused("Belum ada yang diubah.")
    for key in changed:
        setattr(row, key, values[key])
    row.asal, row.diubah, row.diubah_oleh = f"{TYPED}; semula {row.asal}"[:300] if not row.asal.startswith(TYPED) else row.asal, now, by
    row.save()
    data = {"lama": _shown(place, {key: before[key] for key in changed}), "baru": _shown(place, {key: values[key] for key in changed})}
    tell(place, f"{_name(row)} diubah: {', '.join(changed)}.", data, by=by, now=now)
    return row


def _only_one(place: Place, pk: int | None, values: Mapping[str, Any]) -> None:
    """A code stands once in the RKPD; an indicator once under its code elsewhere."""
    kode = values.get("kode")
    others = place.rows().exclude(pk=pk).filter(kode=kode) if kode else place.rows().none()
    if place.daftar.jenis == "rkpd" and others.exists():
        raise Refused(f"Kode {kode} sudah ada pada daftar ini; ubah barisnya.")
    if place.daftar.jenis in {"realisasi", "triwulan"}:
        words = key_of("", str(values.get("indikator", "")), {})
        if any(key_of("", row.indikator, {}) == words for row in others):
            raise Refused(f"Indikator ini sudah ada di bawah kode {kode}; ubah barisnya.")


def state_of(row: Any) -> str:
    """What a form remembers of a row, to see whether somebody else changed it."""
    return row.diubah.isoformat() if row.diubah else ""


@transaction.atomic
def delete_row(place: Place, pk: int, *, by: Orang, now: datetime) -> CadanganBahan:
    """Delete a row; it can be put back."""
    open_list(place)
    row = place.rows().select_for_update(of=("self",)).get(pk=pk)
    kept = back_up(place, [row], CadanganBahan.Tindakan.HAPUS, f"{_name(row)} dihapus", by=by, now=now)
    row.delete()
    tell(place, f"{_name(row)} dihapus.", {"lama": kept.isi[0]}, by=by, now=now)
    return kept


@transaction.atomic
def import_rows(place: Place, rows: Sequence[ReadRow], *, file: str, add: bool, by: Orang, now: datetime) -> int:
    """Take rows of a file in place of what the list holds, or with `add` beside it (an equal indicator or code gets the new figures).

    What stood before can be put back. The number of rows of the list afterwards.
    """
    open_list(place)
    before = list(place.rows())
    if before:
        back_up(place, before, CadanganBahan.Tindakan.IMPOR, f"Sebelum {file} dibaca", by=by, now=now)
    fields = [({**row.values}, row.asal) for row in rows]
    if add:
        fresh = {_same(place, values) for values, _ in fields}
        fields = [(_values(place, row), row.asal) for row in before if _same(place, _values(place, row)) not in fresh] + fields
    place.rows().delete()
    create_rows(place, fields, by=by, now=now)
    tell(place, f"{len(rows)} baris dibaca dari {file}.", {"berkas": file, "baris": len(rows)}, by=by, now=now)
    return len(fields)


def _same(place: Place, values: Mapping[str, Any]) -> tuple[str, ...]:
    """What makes two rows of a list the same one."""
    if place.daftar.jenis == "rkpd":
        return (str(values["kode"]),)
    if place.daftar.jenis == "usulan":
        return tuple(" ".join(str(values[key]).lower().split()) for key in ("pengusul", "uraian", "lokasi"))
    return key_of(str(values["kode"]), str(values["indikator"]), {})


def create_rows(place: Place, fields: Iterable[tuple[Mapping[str, Any], str]], *, by: Orang, now: datetime) -> None:
    """Store rows in this order, each with the origin of its figures."""
    rows = [
        place.model(**place.scope, **values, **({"urutan": order} if _ordered(place) else {}), asal=asal, diubah=now, diubah_oleh=by)
        for order, (values, asal) in enumerate(fields)
    ]
    place.model._default_manager.bulk_create(rows, batch_size=BATCH)


@transaction.atomic
def put_back(place: Place, cadangan: CadanganBahan, *, by: Orang, now: datetime) -> int:
    """Put back what an import replaced (the list becomes what it was) or a deletion took; the number of rows put back."""
    open_list(place)
    cadangan = CadanganBahan.objects.select_for_update(of=("self",)).get(pk=cadangan.pk)
    if cadangan.dipulihkan:
        raise Refused("Keadaan ini sudah dipulihkan.")
    whole = cadangan.tindakan != CadanganBahan.Tindakan.HAPUS
    if whole:
        back_up(place, list(place.rows()), CadanganBahan.Tindakan.PULIH, "Sebelum dipulihkan", by=by, now=now)
        place.rows().delete()
    fields = [(_restored(place, row), str(row.get("asal", ""))) for row in cadangan.isi]
    if whole:
        create_rows(place, fields, by=by, now=now)
    else:
        for values, asal in fields:
            _only_one(place, None, values)
            place.model(**place.scope, **values, **_order_of(place), asal=asal, diubah=now, diubah_oleh=by).save()
    cadangan.dipulihkan = now
    cadangan.save(update_fields=["dipulihkan"])
    tell(place, f"{len(fields)} baris dipulihkan ({cadangan.uraian.lower()}).", {"baris": len(fields)}, by=by, now=now)
    return len(fields)


def _order_of(place: Place) -> dict[str, int]:
    return {"urutan": (place.rows().aggregate(last=Max("urutan"))["last"] or 0) + 1} if _ordered(place) else {}


def _ordered(place: Place) -> bool:
    return place.daftar.jenis != "rkpd"


def back_up(place: Place, rows: Iterable[Any], tindakan: str, uraian: str, *, by: Orang, now: datetime) -> CadanganBahan:
    """Keep rows as they stand, so that they can be put back."""
    isi = [{key: None if value is None else str(value) for key, value in _values(place, row).items()} | {"asal": row.asal} for row in rows]
    return CadanganBahan.objects.create(
        perangkat_daerah=place.pd,
        tahap=place.run.tahap if place.run else None,
        tahun=place.tahun,
        jenis=place.daftar.jenis,
        tindakan=tindakan,
        uraian=uraian[:300],
        isi=isi,
        waktu=now,
        oleh=by,
        nama_oleh=by.nama,
    )


def _values(place: Place, row: Any) -> dict[str, Any]:
    return {key: getattr(row, key) for key in place.daftar.keys}


def _restored(place: Place, row: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a kept row, each as its model's field reads it."""
    fields = {field.name: field for field in place.model._meta.fields}
    return {key: fields[key].to_python(row[key]) for key in place.daftar.keys if key in row}


def _name(row: Any) -> str:
    said = " ".join(str(part) for part in (row.kode, getattr(row, "uraian", "") or getattr(row, "indikator", "")) if part)
    return said[:120] or "Baris"


def _shown(place: Place, values: Mapping[str, Any]) -> dict[str, str]:
    """Values for the history, as people read them."""
    money = set(place.daftar.money)
    return {
        key: "" if value is None else ribuan(value) if key in money else desimal_ringkas(value) if isinstance(value, Decimal) else str(value)
        for key, value in values.items()
    }
