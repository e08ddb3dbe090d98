"""From the plain data of a definition to its values; a wrong, missing or unknown key becomes a fault and reading goes on."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from renjana.sop.faults import Fault
from renjana.sop.model import PROSES, Catatan, Identitas, Langkah, Pelaksana, Sop
from renjana.sop.places import Places

BOXES = ("dasar_hukum", "kualifikasi", "keterkaitan", "peralatan", "peringatan", "pencatatan")
HEAD = ("kode", "versi", "nama", "pemda", "perangkat_daerah")
DATES = ("tanggal_pembuatan", "tanggal_revisi", "tanggal_pengesahan")
LIMIT_TEXT = 2_000

Table = Mapping[str, Any]


class Reader:
    """Takes values out of tables and collects what is wrong with them."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.faults: list[Fault] = []

    def note(self, place: str, message: str) -> None:
        """Add a fault at a place."""
        self.faults.append(Fault(self.places.line(place), place, message))

    def known(self, table: Table, allowed: set[str], place: str) -> None:
        """A fault for each key that the section does not have."""
        for key in table:
            if key not in allowed:
                self.note(f"{place}{key}", "tidak dikenal; periksa ejaannya atau hapus.")

    def text(self, table: Table, key: str, place: str, *, need: bool = True, default: str = "") -> str:
        """A text; without `need` it may be absent or empty."""
        where = f"{place}{key}"
        if key not in table:
            if need:
                self.note(where, "belum diisi; tulis sebagai teks dalam tanda kutip.")
            return default
        value = table[key]
        if not isinstance(value, str):
            self.note(where, "harus teks dalam tanda kutip.")
            return default
        if need and not value.strip():
            self.note(where, "kosong; isi dengan teks.")
        self._printable(value, where)
        return value

    def texts(self, table: Table, key: str, place: str, *, need: bool = True) -> tuple[str, ...]:
        """A list of texts, none of them empty; with `need` the key must be there, though its list may be empty."""
        where = f"{place}{key}"
        if key not in table:
            if need:
                self.note(where, 'belum ada; tulis daftar teks, misalnya ["Renstra"].')
            return ()
        value = table[key]
        if not isinstance(value, list):
            self.note(where, 'harus daftar teks dalam kurung siku, misalnya ["Renstra"].')
            return ()
        for number, entry in enumerate(value, 1):
            if not isinstance(entry, str) or not entry.strip():
                self.note(f"{where}[{number}]", "harus teks dalam tanda kutip yang tidak kosong.")
            else:
                self._printable(entry, f"{where}[{number}]")
        return tuple(entry for entry in value if isinstance(entry, str) and entry.strip())

    def _printable(self, value: str, where: str) -> None:
        if len(value) > LIMIT_TEXT:
            self.note(where, f"terlalu panjang; paling banyak {LIMIT_TEXT} karakter.")
        if any(not sign.isprintable() and sign not in "\n\xa0\u202f\u200b\xad" for sign in value):
            self.note(where, "memuat karakter kendali yang tidak dapat dicetak; hapus karakter itu.")

    def flag(self, table: Table, key: str, place: str) -> bool:
        """A truth value; false when absent."""
        value = table.get(key, False)
        if not isinstance(value, bool):
            self.note(f"{place}{key}", "harus true atau false.")
            return False
        return value

    def number(self, table: Table, key: str, place: str) -> int:
        """A whole number; 0, with a fault, when it is something else."""
        if key not in table:
            self.note(f"{place}{key}", "belum diisi; tulis bilangan bulat.")
            return 0
        return self._whole(table[key], f"{place}{key}")

    def numbers(self, table: Table, key: str, place: str) -> tuple[int, ...]:
        """A list of whole numbers; empty when absent."""
        value = table.get(key, [])
        if not isinstance(value, list):
            self.note(f"{place}{key}", "harus daftar nomor langkah, misalnya [8].")
            return ()
        return tuple(self._whole(entry, f"{place}{key}[{number}]") for number, entry in enumerate(value, 1))

    def _whole(self, value: object, where: str) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            self.note(where, "harus bilangan bulat tanpa tanda kutip.")
            return 0
        return value

    def tables(self, data: Table, key: str) -> list[Table]:
        """The sections of a list; none when absent."""
        value = data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            self.note(key, f"harus bagian-bagian [[{key}]].")
            return []
        return value


def read_sop(data: Table, reader: Reader) -> Sop:
    """The SOP as far as it can be read; `reader.faults` says what is wrong with each value taken alone."""
    reader.known(data, {*HEAD, *BOXES, "judul_mutu", "status", "identitas", "pelaksana", "langkah", "catatan"}, "")
    return Sop(
        kode=reader.text(data, "kode", ""),
        versi=reader.text(data, "versi", ""),
        nama=reader.text(data, "nama", ""),
        pemda=reader.text(data, "pemda", ""),
        perangkat_daerah=reader.text(data, "perangkat_daerah", ""),
        dasar_hukum=reader.texts(data, "dasar_hukum", ""),
        kualifikasi=reader.texts(data, "kualifikasi", ""),
        keterkaitan=reader.texts(data, "keterkaitan", ""),
        peralatan=reader.texts(data, "peralatan", ""),
        peringatan=reader.texts(data, "peringatan", ""),
        pencatatan=reader.texts(data, "pencatatan", ""),
        identitas=_identitas(data, reader),
        pelaksana=tuple(_pelaksana(entry, f"pelaksana[{n}].", reader) for n, entry in enumerate(reader.tables(data, "pelaksana"), 1)),
        langkah=tuple(_langkah(entry, f"langkah[{n}].", reader) for n, entry in enumerate(reader.tables(data, "langkah"), 1)),
        catatan=tuple(_catatan(entry, f"catatan[{n}].", reader) for n, entry in enumerate(reader.tables(data, "catatan"), 1)),
        judul_mutu=reader.text(data, "judul_mutu", "", need=False, default="MUTU BAKU"),
        status=reader.text(data, "status", "", need=False),
    )


def _identitas(data: Table, reader: Reader) -> Identitas:
    table = data.get("identitas")
    if not isinstance(table, dict):
        reader.note("identitas", "belum ada; tulis bagian [identitas], isinya boleh kosong.")
        return Identitas()
    names = [entry.name for entry in fields(Identitas)]
    reader.known(table, set(names), "identitas.")
    values = {name: reader.text(table, name, "identitas.", need=False) for name in names}
    for name in DATES:
        if values[name] and not _is_date(values[name]):
            reader.note(f"identitas.{name}", 'bukan tanggal; tulis seperti "2027-01-04" atau kosongkan.')
    return Identitas(**values)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _pelaksana(table: Table, place: str, reader: Reader) -> Pelaksana:
    reader.known(table, {"id", "nama"}, place)
    return Pelaksana(reader.text(table, "id", place), reader.text(table, "nama", place))


def _catatan(table: Table, place: str, reader: Reader) -> Catatan:
    reader.known(table, {"id", "letak", "isi"}, place)
    return Catatan(*(reader.text(table, key, place) for key in ("id", "letak", "isi")))


def _langkah(table: Table, place: str, reader: Reader) -> Langkah:
    reader.known(table, {entry.name for entry in fields(Langkah)}, place)
    return Langkah(
        nomor=reader.number(table, "nomor", place),
        uraian=reader.text(table, "uraian", place),
        pelaksana=reader.texts(table, "pelaksana", place),
        kelengkapan=reader.text(table, "kelengkapan", place),
        waktu=reader.text(table, "waktu", place),
        output=reader.text(table, "output", place),
        keterangan=reader.text(table, "keterangan", place, need=False, default="-"),
        kerja=reader.text(table, "kerja", place, need=False),
        bentuk=reader.text(table, "bentuk", place, need=False, default=PROSES),
        disimpulkan=reader.flag(table, "disimpulkan", place),
        kembali=reader.numbers(table, "kembali", place),
        kembali_disimpulkan=reader.flag(table, "kembali_disimpulkan", place),
        sop_terkait=reader.text(table, "sop_terkait", place, need=False),
        catatan=reader.texts(table, "catatan", place, need=False),
    )
