"""`skenario.toml` of a rehearsal folder as values; every fault at once. Source: the rehearsal contract (docs/rehearse.md)."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from renjana.cli.faults import Faults
from renjana.organisasi.nip import check_nip, clean_nip
from renjana.renstra.plan import default_start

FILE = "skenario.toml"
WIB = ZoneInfo("Asia/Jakarta")
MISSING = object()
T = TypeVar("T")


@dataclass(frozen=True)
class OrangSkenario:
    """A person; `pelaksana` is the SOP actor's printed name or empty; `bidang` the code of a contact person's bidang or empty."""

    nama: str
    nip: str
    jabatan: str
    pelaksana: str
    bidang: str


@dataclass(frozen=True)
class BidangSkenario:
    """A bidang and the path of its isian inside the folder."""

    kode: str
    nama: str
    isian: str


@dataclass(frozen=True)
class PlhSkenario:
    """Who acts for which jabatan or actor, when, by which SK."""

    untuk: str
    oleh: str
    mulai: datetime
    selesai: datetime
    dasar: str


@dataclass(frozen=True)
class Kembali:
    """A way back to take once."""

    langkah: int
    ke: int
    alasan: str


@dataclass(frozen=True)
class Skenario:
    """The whole scenario. Money in whole rupiah; times aware."""

    pemda: str
    kode_wilayah: str
    kode: str
    nama: str
    singkatan: str
    bidang_urusan: tuple[str, ...]
    alamat: str
    tahun: int
    regulasi: str
    mulai: datetime
    pagu_indikatif: int | None
    renstra_mulai: int
    ramadan: tuple[tuple[date, date], ...]
    libur: tuple[tuple[date, str], ...]
    orang: tuple[OrangSkenario, ...]
    bidang: tuple[BidangSkenario, ...]
    abaikan: dict[str, str]
    kembalikan: tuple[Kembali, ...]
    plh: tuple[PlhSkenario, ...]


@dataclass
class Reader:
    """Takes typed values out of a TOML table and notes what is missing, wrong or unknown."""

    faults: Faults
    place: str
    table: dict[str, Any]
    used: set[str] = field(default_factory=set)

    def take(self, key: str, kind: type | tuple[type, ...], default: Any = MISSING) -> Any:
        """The value of `key`; the default (or None) with a fault noted when it is missing or of another kind."""
        self.used.add(key)
        value = self.table.get(key, MISSING)
        if value is MISSING:
            if default is MISSING:
                self.faults.add(FILE, f"{self.place}.{key} belum diisi; tambahkan ke berkas ini.", column=key)
                return None
            return default
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is int):
            self.faults.add(FILE, f"{self.place}.{key} bernilai {value!r}; {EXPECTED.get(kind, 'jenis nilainya lain')}.", column=key)
            return None if default is MISSING else default
        return value

    def text(self, key: str, default: Any = MISSING) -> str:
        """A text without outer spaces; required text may not be empty."""
        value = str(self.take(key, str, default) or "").strip()
        if not value and default is MISSING and key in self.table:
            self.faults.add(FILE, f"{self.place}.{key} kosong; isi dengan teks.", column=key)
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
            self.faults.add(FILE, f"{self.place}.{key} tidak dikenal; periksa ejaannya atau hapus.", column=key)


EXPECTED: dict[Any, str] = {
    str: "tulis sebagai teks dalam tanda kutip",
    int: "tulis bilangan bulat tanpa tanda kutip",
    list: "tulis sebagai daftar [ ... ]",
    dict: "tulis sebagai bagian [ ... ]",
    (datetime, date): "tulis tanggal dan jam, misalnya 2027-01-04T08:00:00+07:00",
}


def read(folder: Path, faults: Faults, actors: tuple[str, ...]) -> Skenario | None:
    """The scenario of a folder; None when so much is missing that nothing can be made of it. `actors` are the SOP's printed actor names."""
    path = folder / FILE
    if not path.is_file():
        faults.add(FILE, "tidak ada di folder ini; buat menurut docs/rehearse.md.")
        return None
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        faults.add(FILE, "bukan teks UTF-8; simpan ulang sebagai UTF-8.")
        return None
    except tomllib.TOMLDecodeError as fault:
        faults.add(FILE, f"bukan TOML yang sah ({fault}); perbaiki tulisannya.")
        return None
    before = len(faults.found)
    skenario = _build(data, faults, actors)
    return skenario if len(faults.found) == before or skenario.orang else None


def _tables(top: Reader, key: str, faults: Faults) -> list[Reader]:
    entries = top.take(key, list, [])
    readers = []
    for number, entry in enumerate(entries, 1):
        if isinstance(entry, dict):
            readers.append(Reader(faults, f"{key}[{number}]", entry))
        else:
            faults.add(FILE, f"{key}[{number}] bukan bagian; tulis [[{key}]].", column=key)
    return readers


def _each(readers: list[Reader], make: Callable[[Reader], T]) -> tuple[T, ...]:
    made = []
    for reader in readers:
        made.append(make(reader))
        reader.done()
    return tuple(made)


def _build(data: dict[str, Any], faults: Faults, actors: tuple[str, ...]) -> Skenario:
    top = Reader(faults, "berkas", data)
    sections = {key: Reader(faults, key, top.take(key, dict) or {}) for key in ("pemda", "perangkat_daerah", "renja")}
    pemda, pd, renja = sections["pemda"], sections["perangkat_daerah"], sections["renja"]
    tahun = renja.take("tahun", int) or 0
    if renja.table.get("tahun") is not None and not 2020 <= tahun <= 2100:
        faults.add(FILE, f"renja.tahun bernilai {tahun}; tulis tahun empat angka, misalnya 2027.", column="tahun")
    nama = pd.text("nama")
    skenario = Skenario(
        pemda=pemda.text("nama"),
        kode_wilayah=pemda.text("kode_wilayah", ""),
        kode=pd.text("kode"),
        nama=nama,
        singkatan=pd.text("singkatan", "") or initials(nama),
        bidang_urusan=_bidang_urusan(pd, faults),
        alamat=pd.text("alamat", ""),
        tahun=tahun,
        regulasi=_regulasi(renja, faults),
        mulai=renja.moment("mulai"),
        pagu_indikatif=renja.take("pagu_indikatif", int, None),
        renstra_mulai=renja.take("renstra_mulai", int, default_start(tahun)),
        ramadan=_ramadan(renja, faults),
        libur=_libur(renja, faults),
        orang=_each(_tables(top, "orang", faults), _orang),
        bidang=_each(_tables(top, "bidang", faults), lambda r: BidangSkenario(r.text("kode"), r.text("nama"), r.text("isian"))),
        abaikan=dict(_each(_tables(top, "abaikan", faults), lambda r: (r.text("kode"), r.text("alasan")))),
        kembalikan=_each(
            _tables(top, "kembalikan", faults), lambda r: Kembali(r.take("langkah", int) or 0, r.take("ke", int) or 0, r.text("alasan"))
        ),
        plh=_each(
            _tables(top, "plh", faults),
            lambda r: PlhSkenario(
                r.text("untuk"), clean_nip(r.text("oleh")), r.moment("mulai"), r.moment("selesai"), r.text("dasar", "SK penunjukan")
            ),
        ),
    )
    for reader in (*sections.values(), top):
        reader.done()
    _check(skenario, faults, actors)
    return skenario


def initials(nama: str) -> str:
    """A short name for letter numbers from the agency's name: "Dinas Pekerjaan Umum dan Tata Ruang" gives DPUTR."""
    return "".join(word[0] for word in nama.replace(",", " ").split() if word.lower() not in {"dan", "di", "serta"}).upper()


def _orang(reader: Reader) -> OrangSkenario:
    return OrangSkenario(
        reader.text("nama"), clean_nip(reader.text("nip")), reader.text("jabatan"), reader.text("pelaksana", ""), reader.text("bidang", "")
    )


def _bidang_urusan(pd: Reader, faults: Faults) -> tuple[str, ...]:
    codes = pd.take("bidang_urusan", list) or []
    for code in codes:
        if not (isinstance(code, str) and len(code) == 4 and code[1] == "." and code.replace(".", "").isdigit()):
            faults.add(FILE, f'bidang_urusan memuat {code!r}; tulis kode seperti "2.16".', column="bidang_urusan")
    if not codes and "bidang_urusan" in pd.table:
        faults.add(FILE, 'bidang_urusan kosong; tulis paling sedikit satu kode seperti "2.16".', column="bidang_urusan")
    return tuple(str(code) for code in codes)


def _regulasi(renja: Reader, faults: Faults) -> str:
    regulasi = renja.text("regulasi", "86_2017")
    if regulasi not in {"86_2017", "14_2026"}:
        faults.add(FILE, f"renja.regulasi bernilai {regulasi!r}; yang dikenal 86_2017 dan 14_2026.", column="regulasi")
    return regulasi


def _ramadan(renja: Reader, faults: Faults) -> tuple[tuple[date, date], ...]:
    value = renja.take("ramadan", list, [])
    if not value:
        return ()
    if len(value) != 2 or not all(isinstance(day, date) for day in value) or value[0] > value[1]:
        faults.add(FILE, "renja.ramadan harus dua tanggal, awal lalu akhir: [2027-02-08, 2027-03-09].", column="ramadan")
        return ()
    return ((value[0], value[1]),)


def _libur(renja: Reader, faults: Faults) -> tuple[tuple[date, str], ...]:
    days = []
    for number, entry in enumerate(renja.take("libur", list, []), 1):
        day = entry.get("tanggal") if isinstance(entry, dict) else None
        if isinstance(day, date):
            days.append((day, str(entry.get("sebab", "Libur setempat"))))
        else:
            faults.add(FILE, f'renja.libur[{number}] tidak bertanggal; tulis {{ tanggal = 2027-01-11, sebab = "..." }}.', column="libur")
    return tuple(days)


def _check(skenario: Skenario, faults: Faults, actors: tuple[str, ...]) -> None:
    """What only shows when the parts are held against each other."""
    codes = [bidang.kode for bidang in skenario.bidang]
    nips = [orang.nip for orang in skenario.orang]
    for label, values in (("kode bidang", codes), ("NIP", nips)):
        for value in sorted({value for value in values if value and values.count(value) > 1}):
            faults.add(FILE, f"{label} {value} dipakai lebih dari sekali; bedakan.", column=label)
    if not skenario.bidang:
        faults.add(FILE, "tidak ada [[bidang]]; tulis paling sedikit satu bidang dengan isiannya.", column="bidang")
    for orang in skenario.orang:
        if orang.nip and (sentence := check_nip(orang.nip)):
            faults.add(FILE, f"NIP {orang.nama}: {sentence}", column="nip")
        if orang.pelaksana and orang.pelaksana not in actors:
            faults.add(FILE, f"pelaksana {orang.pelaksana!r} tidak ada pada SOP; pilih salah satu: {', '.join(actors)}.", column="pelaksana")
        if orang.bidang and orang.bidang not in codes:
            faults.add(FILE, f"{orang.nama} menunjuk bidang {orang.bidang}, yang tidak ada pada [[bidang]].", column="bidang")
    played = {orang.pelaksana for orang in skenario.orang}
    for actor in actors:
        if actor not in played:
            faults.add(FILE, f"tidak ada orang dengan pelaksana {actor!r}; tambahkan pada [[orang]].", column="pelaksana")
    _check_ways(skenario, faults, actors, nips)


def _check_ways(skenario: Skenario, faults: Faults, actors: tuple[str, ...], nips: list[str]) -> None:
    for way in skenario.kembalikan:
        if (way.langkah, way.ke) not in {(9, 8), (11, 9), (11, 8)}:
            faults.add(FILE, f"langkah {way.langkah} tidak dapat kembali ke {way.ke}; SOP mengenal 9 ke 8 dan 11 ke 9 atau 8.", column="kembalikan")
    posts = {orang.jabatan for orang in skenario.orang} | set(actors)
    for plh in skenario.plh:
        if plh.oleh and plh.oleh not in nips:
            faults.add(FILE, f"Plh. {plh.oleh} bukan NIP siapa pun pada [[orang]].", column="oleh")
        if plh.untuk and plh.untuk not in posts:
            faults.add(FILE, f"Plh. untuk {plh.untuk!r}: tidak ada jabatan atau pelaksana bernama itu.", column="untuk")
        if plh.selesai <= plh.mulai:
            faults.add(FILE, f"Plh. untuk {plh.untuk}: selesai harus sesudah mulai.", column="selesai")
