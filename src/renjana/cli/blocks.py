"""TOML files that describe an agency: typed values with every fault at once, and the blocks that a scenario and a new installation share."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from renjana.cli.faults import Faults
from renjana.organisasi.nip import check_nip, clean_nip
from renjana.renstra.nomenklatur import shipped

WIB = ZoneInfo("Asia/Jakarta")
MISSING = object()
KODE_WILAYAH = re.compile(r"[1-9]\d(?:\.\d{2})?")
"""A provinsi, or one of its kabupaten and kota."""
KODE_PD = re.compile(r"[1-9]\.\d{2}(?:\.\d\.\d{2}){2}\.\d{2}\.\d{4}")
"""Up to three bidang urusan (0.00 fills up), serial of the agency, serial of the unit."""
T = TypeVar("T")


@dataclass(frozen=True)
class OrangBlok:
    """A person; `pelaksana` is the SOP actor's printed name or empty; `bidang` the code of a contact person's bidang or empty."""

    nama: str
    nip: str
    jabatan: str
    pelaksana: str
    bidang: str
    surel: str = ""
    pengelola: bool = False


@dataclass(frozen=True)
class BidangBlok:
    """A bidang; `isian` is the path of its isian inside a rehearsal's folder, empty for a new installation."""

    kode: str
    nama: str
    isian: str = ""


@dataclass(frozen=True, kw_only=True)
class Instansi:
    """An agency with its bidang and people."""

    pemda: str
    kode_wilayah: str
    kode: str
    nama: str
    singkatan: str
    bidang_urusan: tuple[str, ...]
    alamat: str
    orang: tuple[OrangBlok, ...]
    bidang: tuple[BidangBlok, ...]

    @property
    def seat(self) -> str:
        """The place letters are dated at: the last part of the address that is a name, else the Pemda's own name."""
        _, *parts = [part.strip() for part in self.alamat.split(",")]
        named = [part for part in parts if part and not any(sign.isdigit() for sign in part)]
        return named[-1] if named else self.pemda.removeprefix("Kabupaten ").removeprefix("Kota ")


@dataclass
class Reader:
    """Takes typed values out of a TOML table and notes what is missing, wrong or unknown."""

    faults: Faults
    file: str
    place: str
    table: dict[str, Any]
    used: set[str] = field(default_factory=set)

    def fault(self, sentence: str, column: str = "") -> None:
        """Note a fault of this file."""
        self.faults.add(self.file, sentence, column=column)

    def take(self, key: str, kind: type | tuple[type, ...], default: Any = MISSING) -> Any:
        """The value of `key`; the default (or None) with a fault noted when it is missing or of another kind."""
        self.used.add(key)
        value = self.table.get(key, MISSING)
        if value is MISSING:
            if default is MISSING:
                self.fault(f"{self.place}.{key} belum diisi; tambahkan ke berkas ini.", key)
                return None
            return default
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is int):
            self.fault(f"{self.place}.{key} bernilai {value!r}; {EXPECTED.get(kind, 'jenis nilainya lain')}.", key)
            return None if default is MISSING else default
        return value

    def text(self, key: str, default: Any = MISSING) -> str:
        """A text without outer spaces; required text may not be empty."""
        value = str(self.take(key, str, default) or "").strip()
        if not value and default is MISSING and isinstance(self.table.get(key), str):
            self.fault(f"{self.place}.{key} kosong; isi dengan teks.", key)
        return value

    def moment(self, key: str, default: Any = MISSING) -> datetime:
        """A date with time; without an offset it is read as WIB. A bare date is its midnight."""
        value = self.take(key, (datetime, date), default)
        if value is None:
            return datetime(1970, 1, 1, tzinfo=WIB)
        if not isinstance(value, datetime):
            value = datetime(value.year, value.month, value.day, tzinfo=WIB)
        return value if value.tzinfo else value.replace(tzinfo=WIB)

    def done(self) -> None:
        """Note every key that nothing read: most are typing errors."""
        for key in sorted(set(self.table) - self.used):
            self.fault(f"{self.place}.{key} tidak dikenal; periksa ejaannya atau hapus.", key)


EXPECTED: dict[Any, str] = {
    str: "tulis sebagai teks dalam tanda kutip",
    bool: "tulis true atau false tanpa tanda kutip",
    int: "tulis bilangan bulat tanpa tanda kutip",
    list: "tulis sebagai daftar [ ... ]",
    dict: "tulis sebagai bagian [ ... ]",
    (datetime, date): "tulis tanggal dan jam, misalnya 2027-01-04T08:00:00+07:00",
}


def read_toml(path: Path, faults: Faults, *, missing: str) -> dict[str, Any] | None:
    """The tables of a file; None with the fault noted when it cannot be read. `missing` says what to do when it is not there."""
    if not path.is_file():
        faults.add(path.name, missing)
        return None
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        faults.add(path.name, "bukan teks UTF-8; simpan ulang sebagai UTF-8.")
    except tomllib.TOMLDecodeError as fault:
        faults.add(path.name, f"bukan TOML yang sah ({fault}); perbaiki tulisannya.")
    return None


def section(top: Reader, key: str) -> Reader:
    """A reader for a [key] of the file."""
    return Reader(top.faults, top.file, key, top.take(key, dict) or {})


def read_blocks(top: Reader, *, kode_wilayah: Any = MISSING, with_isian: bool = False) -> dict[str, Any]:
    """The values of Instansi by name. `kode_wilayah` is what stands in for it; each bidang names its isian when `with_isian`."""
    pemda, pd = section(top, "pemda"), section(top, "perangkat_daerah")
    nama = pd.text("nama")
    values = {
        "pemda": pemda.text("nama"),
        "kode_wilayah": _code(
            pemda, "kode_wilayah", KODE_WILAYAH, 'tulis dua angka provinsi, lalu kabupaten atau kota, seperti "18.02"', kode_wilayah
        ),
        "kode": _code(pd, "kode", KODE_PD, 'tulis kode perangkat daerah delapan bagian seperti "2.16.2.20.2.21.01.0000"'),
        "nama": nama,
        "singkatan": pd.text("singkatan", "") or initials(nama),
        "bidang_urusan": _bidang_urusan(pd),
        "alamat": pd.text("alamat", ""),
        "orang": each(tables(top, "orang"), _orang),
        "bidang": each(tables(top, "bidang"), lambda r: BidangBlok(r.text("kode"), r.text("nama"), r.text("isian", MISSING if with_isian else ""))),
    }
    pemda.done()
    pd.done()
    return values


def tables(top: Reader, key: str) -> list[Reader]:
    """A reader for each [[key]] of the file."""
    readers = []
    for number, entry in enumerate(top.take(key, list, []), 1):
        if isinstance(entry, dict):
            readers.append(Reader(top.faults, top.file, f"{key}[{number}]", entry))
        else:
            top.fault(f"{key}[{number}] bukan bagian; tulis [[{key}]].", key)
    return readers


def each(readers: list[Reader], make: Callable[[Reader], T]) -> tuple[T, ...]:
    """What `make` reads out of every table; keys that it leaves are faults."""
    made = []
    for reader in readers:
        made.append(make(reader))
        reader.done()
    return tuple(made)


def initials(nama: str) -> str:
    """A short name for letter numbers from the agency's name: "Dinas Pekerjaan Umum dan Tata Ruang" gives DPUTR."""
    return "".join(word[0] for word in nama.replace(",", " ").split() if word.lower() not in {"dan", "di", "serta"}).upper()


def _orang(reader: Reader) -> OrangBlok:
    surel = reader.text("surel", "")
    pengelola = bool(reader.take("pengelola", bool, False))
    return OrangBlok(
        reader.text("nama"),
        clean_nip(reader.text("nip", "" if surel else MISSING)),
        reader.text("jabatan", "" if pengelola else MISSING),
        reader.text("pelaksana", ""),
        reader.text("bidang", ""),
        surel,
        pengelola,
    )


def _code(reader: Reader, key: str, form: re.Pattern[str], advice: str, default: Any = MISSING) -> str:
    """A code of a printed form; "" with the fault noted when it has another."""
    value = reader.text(key, default)
    if not value or form.fullmatch(value):
        return value
    reader.fault(f"{reader.place}.{key} bernilai {value!r}; {advice}.", key)
    return ""


def _bidang_urusan(pd: Reader) -> tuple[str, ...]:
    codes, place = pd.take("bidang_urusan", list), f"{pd.place}.bidang_urusan"
    known = {entry.kode: entry.nama for entry in shipped() if entry.tingkat == "bidang_urusan"}
    for code in codes or ():
        if code not in known:
            pd.fault(f'{place} memuat {code!r}, yang bukan bidang urusan; tulis kodenya seperti "2.16".', "bidang_urusan")
    if codes is not None and len(set(map(str, codes))) != len(codes):
        pd.fault(f"{place} memuat kode yang sama dua kali; tulis sekali.", "bidang_urusan")
    if codes == []:
        pd.fault(f'{place} kosong; tulis paling sedikit satu kode seperti "2.16".', "bidang_urusan")
    return tuple(str(code) for code in codes or ())


def check_blocks(instansi: Instansi, top: Reader, actors: tuple[str, ...]) -> None:
    """What only shows when bidang and people are held against each other. `actors` are the SOP's printed actor names."""
    codes = [bidang.kode for bidang in instansi.bidang]
    for kind, key, values in (("bidang", "kode", codes), ("orang", "nip", [orang.nip for orang in instansi.orang])):
        for value in sorted({value for value in values if value and values.count(value) > 1}):
            places = " dan ".join(f"{kind}[{number}].{key}" for number, one in enumerate(values, 1) if one == value)
            top.fault(f"{places} sama-sama {value!r}; bedakan.", key)
    for number, orang in enumerate(instansi.orang, 1):
        place = f"orang[{number}]"
        if orang.nip and (sentence := check_nip(orang.nip)):
            top.fault(f"{place}.nip, NIP {orang.nama}: {sentence}", "nip")
        if orang.pelaksana and orang.pelaksana not in actors:
            top.fault(f"{place}.pelaksana {orang.pelaksana!r} tidak ada pada SOP; pilih salah satu: {', '.join(actors)}.", "pelaksana")
        if orang.bidang and orang.bidang not in codes:
            top.fault(f"{place}.bidang {orang.bidang!r} tidak ada pada [[bidang]]; tulis salah satu kodenya.", "bidang")
