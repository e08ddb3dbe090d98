"""Reads of files and of the letter register."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from renjana.organisasi.dates import tanggal
from renjana.organisasi.models import Orang
from renjana.surat.files import FileDamaged, read
from renjana.surat.models import Berkas, Surat


def read_file(berkas: Berkas) -> bytes:
    """The bytes of a file, checked against its digest. Raises FileDamaged."""
    return read(berkas.sha256)


def berkas_of(orang: Orang) -> QuerySet[Berkas]:
    """Every file a person may reach: those of the own perangkat daerah."""
    return Berkas.objects.filter(perangkat_daerah=orang.perangkat_daerah_id)


SHARED = ("disposisi", "undangan", "undangan-ics", "daftar-hadir", "notulen", "renja", "surat-pengantar")
"""Outputs that every unit of the agency may read; drafts, formats and uploads of other units are not among them."""


def berkas_for(orang: Orang, roles: Collection[str]) -> QuerySet[Berkas]:
    """The files that a person may open by their number: a contact person the own ones and the shared outputs, everybody else the agency's."""
    found = berkas_of(orang)
    if set(roles) != {"bidang"}:
        return found
    return found.filter(Q(dibuat_oleh=orang.pk) | Q(keluaran__jenis__in=SHARED)).distinct()


def damaged_files() -> Iterator[tuple[Berkas, str]]:
    """Every kept file whose bytes are gone or changed, with the sentence that says which. Each digest is read once."""
    known: dict[str, str] = {}
    for berkas in Berkas.objects.order_by("pk").iterator(500):
        if berkas.sha256 not in known:
            known[berkas.sha256] = _fault(berkas)
        if known[berkas.sha256]:
            yield berkas, known[berkas.sha256]


def _fault(berkas: Berkas) -> str:
    try:
        read(berkas.sha256)
    except FileDamaged as fault:
        return str(fault)
    return ""


def letters_of(orang: Orang) -> QuerySet[Surat]:
    """The letters of the person's agency, newest number first."""
    found = Surat.objects.filter(perangkat_daerah=orang.perangkat_daerah_id).select_related("berkas", "dibuat_oleh", "dibatalkan_oleh")
    return found.order_by("-tahun", "-urut", Length("sisipan").desc(), "-sisipan")


def years_of(orang: Orang) -> list[int]:
    """The years that have letters, newest first."""
    return list(letters_of(orang).order_by("-tahun").values_list("tahun", flat=True).distinct())


def found_letters(orang: Orang, *, tahun: int | None = None, status: str = "", words: str = "") -> QuerySet[Surat]:
    """Letters of the register by year, status, and a word of number, subject or addressee."""
    letters = letters_of(orang)
    if tahun is not None:
        letters = letters.filter(tahun=tahun)
    if status:
        letters = letters.filter(status=status)
    if words:
        letters = letters.filter(Q(nomor__icontains=words) | Q(perihal__icontains=words) | Q(kepada__icontains=words))
    return letters


def agenda(orang: Orang, mulai: date, selesai: date) -> QuerySet[Surat]:
    """The agenda book of a period, both ends inside, in the order of the numbers."""
    return letters_of(orang).filter(tanggal__gte=mulai, tanggal__lte=selesai).order_by("tahun", "urut", Length("sisipan"), "sisipan")


def agenda_rows(letters: Iterable[Surat]) -> list[dict[str, str]]:
    """Letters as rows of the agenda book, keyed as its columns (surat/tables.py)."""
    return [
        {
            "urut": f"{letter.urut:03d}" + (f".{letter.sisipan}" if letter.sisipan else ""),
            "tanggal": tanggal(letter.tanggal),
            "nomor": letter.nomor,
            "kepada": letter.kepada,
            "perihal": letter.perihal,
            "klasifikasi": letter.klasifikasi,
            "pengolah": letter.dibuat_oleh.nama,
            "keterangan": _remark(letter),
        }
        for letter in letters
    ]


def _remark(letter: Surat) -> str:
    if letter.status == Surat.Status.BATAL:
        return f"Batal: {letter.alasan_batal}"
    words = [] if letter.status == Surat.Status.TERBIT else [letter.get_status_display()]
    return ", ".join([*words, *(["nomor sisipan"] if letter.sisipan else [])])
