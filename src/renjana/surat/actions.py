"""Keep files; draw, issue and void the numbers of the one register."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict, Unpack
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from renjana.organisasi.models import Orang, PerangkatDaerah
from renjana.organisasi.numbering import names_unit
from renjana.organisasi.queries import unit_code, zone_of
from renjana.organisasi.refusal import Refused
from renjana.surat import files
from renjana.surat.models import Berkas, BukuNomor, Surat
from renjana.surat.rules import Entry, next_place, number_of, safe_name


class Letter(TypedDict):
    """What a letter must say before it gets a number; `klasifikasi` is its archive code, `tanggal` the day printed on it."""

    jenis: str
    klasifikasi: str
    perihal: str
    kepada: str
    tanggal: date


@dataclass(frozen=True)
class Paper:
    """A file to be kept: its name, bytes, media type, whether it is sealed."""

    nama: str
    content: bytes
    jenis: str
    sealed: bool = False


@transaction.atomic
def keep_file(
    perangkat_daerah: PerangkatDaerah, nama: str, content: bytes, jenis: str, *, by: Orang | None, now: datetime, sealed: bool = False
) -> Berkas:
    """Keep a file by its digest; the bytes are safe on disk before the row exists. The same name and content again gives the same row.

    A sealed file stays sealed.
    """
    return keep_files(perangkat_daerah, [Paper(nama, content, jenis, sealed)], by=by, now=now)[0]


def keep_files(perangkat_daerah: PerangkatDaerah, papers: Sequence[Paper], *, by: Orang | None, now: datetime) -> list[Berkas]:
    """The same for several files, in the caller's transaction. One query; one more when some bytes were here before, and for each sealed only now."""
    written = [files.write(paper.content) for paper in papers]
    keys = [(sha256, safe_name(paper.nama)) for (sha256, _), paper in zip(written, papers, strict=True)]
    seen_before = [sha256 for sha256, new in written if not new]  # bytes that are new here have no row yet: bytes come first
    known = Berkas.objects.filter(perangkat_daerah=perangkat_daerah, sha256__in=seen_before).order_by("-pk")
    kept = {(row.sha256, row.nama): row for row in known}
    fresh: dict[tuple[str, str], Berkas] = {}
    for key, paper in zip(keys, papers, strict=True):
        if key not in kept:
            fresh[key] = Berkas(
                perangkat_daerah=perangkat_daerah,
                sha256=key[0],
                nama=key[1],
                ukuran=len(paper.content),
                jenis=paper.jenis,
                disegel=paper.sealed,
                dibuat=now,
                dibuat_oleh=by,
            )
        elif paper.sealed and not kept[key].disegel:
            kept[key].disegel = True
            kept[key].save(update_fields=["disegel"])
    Berkas.objects.bulk_create(fresh.values())
    return [(kept | fresh)[key] for key in keys]


@transaction.atomic
def reserve_number(perangkat_daerah: PerangkatDaerah, *, by: Orang, now: datetime, **letter: Unpack[Letter]) -> Surat:
    """Draw the next number and keep it for a letter that is printed later."""
    surat = draw_number(perangkat_daerah, by=by, now=now, **letter)
    surat.save()
    return surat


def draw_number(perangkat_daerah: PerangkatDaerah, *, by: Orang, now: datetime, **letter: Unpack[Letter]) -> Surat:
    """The letter with the next number of the year of `tanggal`, to be stored by the caller in the same transaction.

    The counter row is locked: numbers have no gaps and are never given twice. A letter dated before the newest one gets a suffix.
    One query for a letter of today, three for an older one; one more when the pattern names the unit.
    Raises Refused for a date in the future, an empty subject, a faulty pattern.
    """
    tanggal = letter["tanggal"]
    today = now.astimezone(ZoneInfo(zone_of(perangkat_daerah.pk))).date()
    if tanggal > today:
        raise Refused("Tanggal surat tidak boleh melewati hari ini, karena nomor diambil berurutan menurut tanggal.")
    if not letter["perihal"].strip():
        raise Refused("Tuliskan perihal surat sebelum mengambil nomor.")
    drawn, newest = _draw(perangkat_daerah.pk, tanggal.year)
    try:
        if tanggal == today and newest <= tanggal.isoformat():
            urut, sisipan = drawn, ""
        else:
            rows = Surat.objects.filter(perangkat_daerah=perangkat_daerah, tahun=tanggal.year).values_list("urut", "sisipan", "tanggal")
            urut, sisipan = next_place([Entry(*row) for row in rows], drawn - 1, tanggal)
        place = Entry(urut, sisipan, tanggal)
        pattern = perangkat_daerah.pola_nomor
        codes = {"kode_pd": perangkat_daerah.singkatan, "kode_unit": unit_code(perangkat_daerah) if names_unit(pattern) else ""}
        nomor = number_of(pattern, place, klasifikasi=letter["klasifikasi"], **codes)
    except ValueError as fault:
        raise Refused(f"{fault} Minta pengelola memeriksa pola nomor surat.") from fault
    if sisipan:
        BukuNomor.objects.filter(perangkat_daerah=perangkat_daerah, tahun=tanggal.year).update(terakhir=drawn - 1)
    register = {"perangkat_daerah": perangkat_daerah, "tahun": tanggal.year, "urut": urut, "sisipan": sisipan, "nomor": nomor}
    return Surat(**register, **letter, dibuat=now, dibuat_oleh=by)


def _draw(perangkat_daerah: int, tahun: int) -> tuple[int, str]:
    """Take the next plain number of a year, its counter locked and made when it is missing; with the date (ISO) of the newest letter, else "".

    One query, which the object layer cannot say: the counter is raised and read in one.
    """
    books, letters = (connection.ops.quote_name(model._meta.db_table) for model in (BukuNomor, Surat))
    newest = f"SELECT MAX(tanggal) FROM {letters} WHERE perangkat_daerah_id = %s AND tahun = %s"  # noqa: S608 - names of our own tables
    draw = (
        f"INSERT INTO {books} (perangkat_daerah_id, tahun, terakhir) VALUES (%s, %s, 1) "  # noqa: S608 - names of our own tables
        f"ON CONFLICT (perangkat_daerah_id, tahun) DO UPDATE SET terakhir = {books}.terakhir + 1 RETURNING terakhir, ({newest})"
    )
    with connection.cursor() as cursor:
        cursor.execute(draw, [perangkat_daerah, tahun, perangkat_daerah, tahun])
        [row] = cursor.fetchall()
    return int(row[0]), "" if row[1] is None else str(row[1])


def store_issued(surat: Surat, berkas: Berkas) -> None:
    """Store a drawn letter with its printed paper, in the transaction that drew its number. One query."""
    surat.status, surat.berkas = Surat.Status.TERBIT, berkas
    surat.save()


@transaction.atomic
def issue(surat: Surat, berkas: Berkas, *, by: Orang, now: datetime) -> Surat:
    """Tie the printed letter to its number. Raises Refused when it is issued or void already."""
    locked = _locked(surat)
    if locked.status != Surat.Status.DIPESAN:
        raise Refused(f"Nomor {locked.nomor} berstatus {locked.get_status_display().lower()}; ambil nomor baru untuk surat lain.")
    if berkas.perangkat_daerah_id != locked.perangkat_daerah_id:
        raise Refused("Berkas surat ini milik perangkat daerah lain.")
    locked.status, locked.berkas = Surat.Status.TERBIT, berkas
    locked.save(update_fields=["status", "berkas"])
    surat.status, surat.berkas = locked.status, berkas
    return surat


@transaction.atomic
def void(surat: Surat, alasan: str, *, by: Orang, now: datetime) -> Surat:
    """Make a letter void, with a reason. Its number stays in the register and is never used again."""
    locked = _locked(surat)
    if locked.status == Surat.Status.BATAL:
        raise Refused(f"Surat {locked.nomor} sudah dibatalkan.")
    if not alasan.strip():
        raise Refused("Tuliskan alasan pembatalan surat; alasan ini tercetak pada buku agenda.")
    locked.status, locked.alasan_batal, locked.dibatalkan, locked.dibatalkan_oleh = Surat.Status.BATAL, alasan.strip()[:300], now, by
    locked.save(update_fields=["status", "alasan_batal", "dibatalkan", "dibatalkan_oleh"])
    surat.status, surat.alasan_batal, surat.dibatalkan, surat.dibatalkan_oleh = locked.status, locked.alasan_batal, now, by
    return surat


def _locked(surat: Surat) -> Surat:
    return Surat.objects.select_for_update(of=("self",)).get(pk=surat.pk)
