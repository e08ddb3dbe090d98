"""SOP definitions as TOML text: load with every fault at once, dump, show as JSON, and the definitions that ship."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from importlib.resources import files
from typing import Any

from renjana.sop.model import KEPUTUSAN, MULAI, PROSES, SELESAI, Catatan, Identitas, Langkah, Pelaksana, Sop
from renjana.sop.places import Places
from renjana.sop.waktu import parse

BOXES = ("dasar_hukum", "kualifikasi", "keterkaitan", "peralatan", "peringatan", "pencatatan")
HEAD = ("kode", "versi", "nama", "pemda", "perangkat_daerah")
DATES = ("tanggal_pembuatan", "tanggal_revisi", "tanggal_pengesahan")
SHIPPED = ("penyusunan-renja", "rapat-internal", "pengumpulan-data")


@dataclass(frozen=True)
class Fault:
    """One fault: the line of the text (None when none fits), the place in the data, a sentence."""

    line: int | None
    place: str
    message: str

    def __str__(self) -> str:
        return f"baris {self.line}, {self.place}: {self.message}" if self.line else f"{self.place}: {self.message}"


class DefinitionError(ValueError):
    """A definition with faults; `faults` holds every one of them."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


class _Check:
    """Collects faults while values are taken out of the parsed text."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.faults: list[Fault] = []

    def note(self, place: str, message: str) -> None:
        self.faults.append(Fault(self.places.line(place), place, message))

    def text(self, table: Mapping[str, Any], key: str, place: str, *, need: bool = True, default: str = "") -> str:
        """A text; a fault when it is missing, empty or of another kind."""
        where, value = f"{place}{key}", table.get(key)
        if value is None and key not in table and not need:
            return default
        if not isinstance(value, str):
            self.note(where, "belum diisi; tulis sebagai teks dalam tanda kutip." if value is None else "harus teks dalam tanda kutip.")
            return default
        if need and not value.strip():
            self.note(where, "kosong; isi dengan teks.")
        return value

    def texts(self, table: Mapping[str, Any], key: str, place: str, *, need: bool = True) -> tuple[str, ...]:
        where, value = f"{place}{key}", table.get(key, [] if not need else None)
        if not isinstance(value, list) or not all(isinstance(entry, str) and entry.strip() for entry in value):
            self.note(where, 'harus daftar teks yang tidak kosong, misalnya ["Renstra"].')
            return ()
        return tuple(value)

    def flag(self, table: Mapping[str, Any], key: str, place: str) -> bool:
        value = table.get(key, False)
        if not isinstance(value, bool):
            self.note(f"{place}{key}", "harus true atau false.")
            return False
        return value

    def number(self, value: object, where: str) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            self.note(where, "harus bilangan bulat tanpa tanda kutip.")
            return 0
        return value

    def known(self, table: Mapping[str, Any], allowed: set[str], place: str) -> None:
        for key in table:
            if key not in allowed:
                self.note(f"{place}{key}", "tidak dikenal; periksa ejaannya atau hapus.")

    def tables(self, data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
        value = data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            self.note(key, f"harus bagian-bagian [[{key}]].")
            return []
        return value


def load(text: str) -> Sop:
    """Parse and check a definition. Raises DefinitionError with every fault, each with its line and place."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        line = text.count("\n", 0, getattr(fault, "pos", 0)) + 1 if hasattr(fault, "pos") else _line_in(str(fault))
        raise DefinitionError((Fault(line, "berkas", f"bukan TOML yang sah ({fault})."),)) from fault
    check = _Check(Places(text))
    sop = _build(data, check)
    _check_steps(sop, check)
    if check.faults:
        raise DefinitionError(tuple(check.faults))
    return sop


def _line_in(message: str) -> int | None:
    tail = message.rpartition("line ")[2].split(",")[0]
    return int(tail) if tail.isdigit() else None


def _build(data: Mapping[str, Any], check: _Check) -> Sop:
    check.known(data, {*HEAD, *BOXES, "judul_mutu", "status", "identitas", "pelaksana", "langkah", "catatan"}, "")
    head = {key: check.text(data, key, "") for key in HEAD}
    boxes = {key: check.texts(data, key, "", need=key in data) for key in BOXES}
    for key in BOXES:
        if key not in data:
            check.note(key, "belum ada; tulis daftar teks, boleh kosong [].")
    return Sop(
        **head,
        **boxes,
        identitas=_identitas(data, check),
        pelaksana=tuple(_pelaksana(entry, f"pelaksana[{n}].", check) for n, entry in enumerate(check.tables(data, "pelaksana"), 1)),
        langkah=tuple(_langkah(entry, f"langkah[{n}].", check) for n, entry in enumerate(check.tables(data, "langkah"), 1)),
        catatan=tuple(_catatan(entry, f"catatan[{n}].", check) for n, entry in enumerate(check.tables(data, "catatan"), 1)),
        judul_mutu=check.text(data, "judul_mutu", "", need=False, default="MUTU BAKU"),
        status=check.text(data, "status", "", need=False),
    )


def _identitas(data: Mapping[str, Any], check: _Check) -> Identitas:
    table = data.get("identitas")
    if not isinstance(table, dict):
        check.note("identitas", "belum ada; tulis bagian [identitas], isinya boleh kosong.")
        return Identitas()
    names = {entry.name for entry in fields(Identitas)}
    check.known(table, names, "identitas.")
    values = {name: check.text(table, name, "identitas.", need=False) for name in names}
    for name in DATES:
        if values[name] and not _is_date(values[name]):
            check.note(f"identitas.{name}", 'bukan tanggal; tulis seperti "2027-01-04" atau kosongkan.')
    return Identitas(**values)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _pelaksana(table: Mapping[str, Any], place: str, check: _Check) -> Pelaksana:
    check.known(table, {"id", "nama"}, place)
    return Pelaksana(check.text(table, "id", place), check.text(table, "nama", place))


def _catatan(table: Mapping[str, Any], place: str, check: _Check) -> Catatan:
    check.known(table, {"id", "letak", "isi"}, place)
    return Catatan(*(check.text(table, key, place) for key in ("id", "letak", "isi")))


def _langkah(table: Mapping[str, Any], place: str, check: _Check) -> Langkah:
    check.known(table, {entry.name for entry in fields(Langkah)}, place)
    ways = table.get("kembali", [])
    if not isinstance(ways, list):
        check.note(f"{place}kembali", "harus daftar nomor langkah, misalnya [8].")
        ways = []
    return Langkah(
        nomor=check.number(table.get("nomor"), f"{place}nomor"),
        uraian=check.text(table, "uraian", place),
        pelaksana=check.texts(table, "pelaksana", place),
        kelengkapan=check.text(table, "kelengkapan", place),
        waktu=check.text(table, "waktu", place),
        output=check.text(table, "output", place),
        keterangan=check.text(table, "keterangan", place, need=False, default="-"),
        kerja=check.text(table, "kerja", place, need=False),
        bentuk=check.text(table, "bentuk", place, need=False, default=PROSES),
        disimpulkan=check.flag(table, "disimpulkan", place),
        kembali=tuple(check.number(way, f"{place}kembali") for way in ways),
        kembali_disimpulkan=check.flag(table, "kembali_disimpulkan", place),
        sop_terkait=check.text(table, "sop_terkait", place, need=False),
        catatan=check.texts(table, "catatan", place, need=False),
    )


def _check_steps(sop: Sop, check: _Check) -> None:
    """What only shows across the parts: order, start and end, actors, decisions and their ways back, notes."""
    if not sop.langkah:
        check.note("langkah", "belum ada; tulis paling sedikit satu bagian [[langkah]].")
    if not sop.pelaksana:
        check.note("pelaksana", "belum ada; tulis paling sedikit satu bagian [[pelaksana]].")
    for label, ids in (("pelaksana", [entry.id for entry in sop.pelaksana]), ("catatan", [entry.id for entry in sop.catatan])):
        for number, entry in enumerate(ids, 1):
            if entry and entry in ids[: number - 1]:
                check.note(f"{label}[{number}].id", f'"{entry}" dipakai lebih dari sekali.')
    actors, notes = {entry.id for entry in sop.pelaksana}, {entry.id for entry in sop.catatan}
    for place, langkah in enumerate(sop.langkah, 1):
        _check_step(sop, place, langkah, actors, notes, check)
    _check_ends(sop, check)


def _check_step(sop: Sop, place: int, langkah: Langkah, actors: set[str], notes: set[str], check: _Check) -> None:
    where = f"langkah[{place}]."
    if langkah.nomor != place:
        check.note(f"{where}nomor", f"bernomor {langkah.nomor}, padahal urutannya {place}; nomor harus 1, 2, 3 tanpa loncat atau ganda.")
    for actor in langkah.pelaksana:
        if actor not in actors:
            check.note(f"{where}pelaksana", f'pelaksana "{actor}" tidak ada pada [[pelaksana]].')
    if len(set(langkah.pelaksana)) != len(langkah.pelaksana):
        check.note(f"{where}pelaksana", "memuat pelaksana yang sama dua kali.")
    if not langkah.pelaksana and "pelaksana" not in {fault.place.removeprefix(where) for fault in check.faults}:
        check.note(f"{where}pelaksana", "belum ada pelaksananya.")
    try:
        parse(langkah.waktu)
    except ValueError as fault:
        if langkah.waktu.strip():
            check.note(f"{where}waktu", str(fault))
    if langkah.bentuk not in {MULAI, PROSES, KEPUTUSAN, SELESAI}:
        check.note(f"{where}bentuk", f'bentuk "{langkah.bentuk}" tidak dikenal; pilih mulai, proses, keputusan, atau selesai.')
    if langkah.bentuk == KEPUTUSAN and not langkah.kembali:
        check.note(f"{where}kembali", "keputusan harus punya dua jalan; tulis langkah tujuan bila tidak disetujui.")
    if langkah.bentuk != KEPUTUSAN and langkah.kembali:
        check.note(f"{where}bentuk", "langkah yang punya jalan kembali harus berbentuk keputusan.")
    if langkah.bentuk == KEPUTUSAN and place == len(sop.langkah):
        check.note(f"{where}bentuk", "keputusan tidak boleh menjadi langkah terakhir: jalan setujunya tidak menuju langkah mana pun.")
    for target in langkah.kembali:
        if not 1 <= target < place:
            check.note(f"{where}kembali", f"jalan kembali ke langkah {target} harus menunjuk langkah sebelumnya yang ada.")
    if len(set(langkah.kembali)) != len(langkah.kembali):
        check.note(f"{where}kembali", "memuat tujuan yang sama dua kali.")
    if langkah.kerja and (langkah.kerja.count(".") != 1 or not all(part.isidentifier() for part in langkah.kerja.split("."))):
        check.note(f"{where}kerja", 'harus berbentuk "area.pekerjaan", misalnya "rapat.undangan".')
    for note in langkah.catatan:
        if note not in notes:
            check.note(f"{where}catatan", f'catatan "{note}" tidak ada pada [[catatan]].')


def _check_ends(sop: Sop, check: _Check) -> None:
    starts = [place for place, langkah in enumerate(sop.langkah, 1) if langkah.bentuk == MULAI]
    ends = [place for place, langkah in enumerate(sop.langkah, 1) if langkah.bentuk == SELESAI]
    last = len(sop.langkah)
    if sop.langkah and starts != [1] and not (last == 1 and ends == [1]):
        check.note("langkah", "harus ada tepat satu langkah berbentuk mulai, yaitu langkah pertama.")
    if sop.langkah and ends != [last]:
        check.note("langkah", "harus ada tepat satu langkah berbentuk selesai, yaitu langkah terakhir; langkah sesudahnya tidak tercapai.")


def as_json(sop: Sop) -> dict[str, Any]:
    """The whole SOP as plain JSON values; tuples become lists."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(sop), ensure_ascii=False))
    return plain


def dump(sop: Sop) -> str:
    """The definition as TOML text; `load(dump(sop)) == sop`."""
    data = as_json(sop)
    lines = [f"{key} = {_value(data[key])}" for key in (*HEAD, "judul_mutu", "status")]
    lines += [f"{key} = [\n" + "".join(f"  {_value(entry)},\n" for entry in data[key]) + "]" for key in BOXES]
    lines += ["", "[identitas]", *(f"{key} = {_value(value)}" for key, value in data["identitas"].items())]
    for section, defaults in (("pelaksana", {}), ("langkah", _defaults(Langkah)), ("catatan", {})):
        for table in data[section]:
            kept = {key: value for key, value in table.items() if key not in defaults or value != defaults[key]}
            lines += ["", f"[[{section}]]", *(f"{key} = {_value(value)}" for key, value in kept.items())]
    return "\n".join(lines) + "\n"


def _defaults(kind: type) -> dict[str, Any]:
    blank = Langkah(0, "", (), "", "", "") if kind is Langkah else None
    plain: dict[str, Any] = json.loads(json.dumps(asdict(blank))) if blank else {}
    return {key: value for key, value in plain.items() if key not in {"nomor", "uraian", "pelaksana", "kelengkapan", "waktu", "output"}}


def _value(value: object) -> str:
    """A TOML value: JSON's text, number, boolean and list are TOML's too, except for the two escapes that JSON leaves out."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def shipped_text(kode: str = "penyusunan-renja") -> str:
    """The text of a definition that ships with the product. Raises LookupError for an unknown code."""
    if kode not in SHIPPED:
        raise LookupError(f"SOP {kode} tidak ada; yang tersedia: {', '.join(SHIPPED)}.")
    return files("renjana.sop").joinpath("definitions", f"{kode}.toml").read_text("utf-8")


def shipped(kode: str = "penyusunan-renja") -> Sop:
    """The same, loaded."""
    return load(shipped_text(kode))
