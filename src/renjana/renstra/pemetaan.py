"""Which column of a Renstra sheet is what: found by its heads, or told by a person and kept as TOML."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from renjana.renstra.codes import level, normalize
from renjana.renstra.header import find_header, joined_heads, own_heads, places_of
from renjana.renstra.workbook import SheetRows, column_index, column_letters

YEARS = 6
PERIOD = 5
NEEDED = ("uraian", "dana_1")
HEADS: Mapping[str, tuple[str, ...]] = {
    "tujuan": ("tujuan",),
    "sasaran": ("sasaran", "tujuan sasaran", "sasaran strategis"),
    "kode": ("kode", "kode rekening", "kode program kegiatan", "kode program kegiatan sub kegiatan"),
    "uraian": (
        *("program dan kegiatan", "program kegiatan", "program kegiatan sub kegiatan", "program kegiatan dan sub kegiatan", "nama program kegiatan"),
        *("urusan program kegiatan", "urusan bidang urusan program kegiatan sub kegiatan", "bidang urusan program kegiatan sub kegiatan"),
        *("uraian", "nama", "nomenklatur"),
    ),
    "satuan": ("satuan", "satuan indikator", "sat"),
    "indikator": ("indikator", "indikator kinerja", "indikator kinerja program kegiatan", "indikator outcome output", "tolok ukur kinerja"),
    "tipe": ("tipe", "tipe indikator", "jenis indikator", "rumus", "tipe rumus"),
    "capaian_awal": ("data capaian awal", "capaian awal", "kondisi awal", "data capaian pada tahun awal perencanaan", "baseline"),
    "target_akhir": ("target akhir", "kondisi akhir", "target akhir renstra", "kondisi kinerja pada akhir periode renstra"),
    "lokasi": ("lokasi",),
}
LABELS: Mapping[str, str] = {
    "tujuan": "Tujuan",
    "sasaran": "Sasaran",
    "kode": "Kode",
    "uraian": "Program, kegiatan, sub kegiatan",
    "satuan": "Satuan",
    "indikator": "Indikator",
    "tipe": "Tipe indikator",
    "capaian_awal": "Capaian awal",
    **{f"{key}_{year}": f"{word} tahun {year}" for year in range(1, YEARS + 1) for key, word in (("target", "Target"), ("dana", "Dana"))},
    "target_akhir": "Target akhir",
    "lokasi": "Lokasi",
}


class PemetaanFault(ValueError):
    """Why a mapping cannot be used; every reason is a line."""


@dataclass(frozen=True)
class Pemetaan:
    """Where things stand in a sheet. `kolom` maps a key of LABELS to the index of its column; `baris_judul` is the last row of the head.

    `kode` gives codes that the sheet lacks: by the name of a row without code, or by a code that was replaced. `tahun_awal` is None while unsaid.
    """

    lembar: str = ""
    baris_judul: int = 1
    kolom: Mapping[str, int] = field(default_factory=dict)
    kode: Mapping[str, str] = field(default_factory=dict)
    tahun_awal: int | None = None

    @property
    def years(self) -> int:
        """How many years the sheet speaks of: five, or six where it names a sixth."""
        return max([PERIOD, *(int(key[-1]) for key in self.kolom if key.startswith(("target_", "dana_")) and key[-1].isdigit())])

    def faults(self) -> list[str]:
        """What is missing or doubled, as sentences."""
        said = [f"Belum ada kolom untuk {LABELS[key]}." for key in NEEDED if key not in self.kolom]
        taken: dict[int, str] = {}
        for key, place in self.kolom.items():
            if place in taken and {key, taken[place]} != {"kode", "uraian"}:
                said.append(f"Kolom {column_letters(place)} dipakai dua kali: {LABELS[taken[place]]} dan {LABELS[key]}.")
            taken[place] = key
        return said

    def told(self) -> dict[str, str]:
        """The codes of `kode` by what they are asked for: words in lower case, codes in their kept form."""
        return {spoken(name): code for name, code in self.kode.items()}

    def as_data(self) -> dict[str, Any]:
        """The mapping as plain data, for TOML and for keeping."""
        data: dict[str, Any] = {"lembar": self.lembar, "baris_judul": self.baris_judul}
        if self.tahun_awal is not None:
            data["tahun_awal"] = self.tahun_awal
        data["kolom"] = {key: column_letters(place) for key, place in sorted(self.kolom.items(), key=lambda one: one[1])}
        data["kode"] = dict(self.kode)
        return data


def spoken(name: str) -> str:
    """A name or a code as `told` asks for it."""
    return normalize(name) or " ".join(name.lower().split())


def heads_for(tahun_awal: int) -> dict[str, tuple[str, ...]]:
    """The heads that each key may carry when year 1 is `tahun_awal`."""
    heads = dict(HEADS)
    for year in range(1, YEARS + 1):
        when = f"(?:tahun )?(?:ke )?(?:{year}|{tahun_awal + year - 1})"
        heads[f"target_{year}"] = (f"target (?:kinerja )?{when}$", f"(?:{when} (?:target|kinerja|k))$")
        heads[f"dana_{year}"] = (
            f"(?:dana|pagu|anggaran|rp|pendanaan) (?:indikatif )?{when}$",
            f"(?:{when} (?:dana|pagu|anggaran|rp|pagu indikatif|pendanaan))(?: rp)?$",
        )
    return heads


def find_pemetaan(sheets: Sequence[SheetRows], *, tahun_awal: int) -> Pemetaan | None:
    """The first sheet that has the head of a Renstra, with its columns; one with a column of codes goes first. None when no sheet has it."""
    heads = heads_for(tahun_awal)
    for need in (("kode", *NEEDED), NEEDED):
        for sheet in sheets:
            header = find_header(sheet, heads, need=need)
            if header is not None:
                return Pemetaan(sheet.nama, header[0], header[1], tahun_awal=tahun_awal)
    return None


def guess_columns(sheet: SheetRows, baris_judul: int, *, tahun_awal: int) -> dict[str, int]:
    """Columns by key as the head on that row says them, with the row above it where that explains more."""
    if not 0 < baris_judul <= len(sheet.rows):
        return {}
    heads = heads_for(tahun_awal)
    return max((places_of(said(sheet, baris_judul), heads) for said in (own_heads, joined_heads)), key=len)


def fits(pemetaan: Pemetaan, sheets: Sequence[SheetRows]) -> bool:
    """Whether a remembered mapping can be used on these sheets: its sheet is there and its head row holds words in the columns it names."""
    sheet = sheet_of(pemetaan, sheets)
    return sheet is not None and all(
        any(isinstance(sheet.at(row, place), str) for row in range(max(1, pemetaan.baris_judul - 1), pemetaan.baris_judul + 1))
        for place in pemetaan.kolom.values()
    )


def sheet_of(pemetaan: Pemetaan, sheets: Sequence[SheetRows]) -> SheetRows | None:
    """The sheet that a mapping names; the first one when it names none. None when there is no such sheet."""
    return next((sheet for sheet in sheets if pemetaan.lembar in {"", sheet.nama}), None)


def parse(text: str) -> Pemetaan:
    """A mapping from TOML. Raises PemetaanFault with every reason."""
    try:
        return from_data(tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        raise PemetaanFault(f"Pemetaan bukan TOML yang sah ({fault}).") from fault


def from_data(data: Mapping[str, Any]) -> Pemetaan:
    """A mapping from plain data. Raises PemetaanFault with every reason."""
    faults = [f"{key!r} tidak dikenal; yang ada: lembar, baris_judul, tahun_awal, kolom, kode." for key in data if key not in KEYS]
    wrong = {key for key, (kind, _) in KEYS.items() if key in data and (not isinstance(data[key], kind) or isinstance(data[key], bool))}
    faults += [f"{key} harus berisi {KEYS[key][1]}." for key in KEYS if key in wrong]
    data = {key: value for key, value in data.items() if key not in wrong}
    kolom, more = _columns(data.get("kolom", {}))
    kode, unknown = _codes(data.get("kode", {}))
    faults += more + unknown
    if not 1 <= data.get("baris_judul", 1) <= 1000:
        faults.append("baris_judul harus 1 sampai 1000.")
    if not 2015 <= data.get("tahun_awal", 2025) <= 2095:
        faults.append("tahun_awal harus 2015 sampai 2095.")
    found = Pemetaan(data.get("lembar", ""), data.get("baris_judul", 1), kolom, kode, data.get("tahun_awal"))
    faults += found.faults() if not faults and kolom else []
    if faults:
        raise PemetaanFault("\n".join(faults))
    return found


KEYS: Mapping[str, tuple[type, str]] = {
    "lembar": (str, "nama lembar"),
    "baris_judul": (int, "nomor baris"),
    "tahun_awal": (int, "tahun"),
    "kolom": (dict, "tabel nama kolom"),
    "kode": (dict, "tabel kode"),
}


def _columns(data: Mapping[str, Any]) -> tuple[dict[str, int], list[str]]:
    kolom, faults = {}, []
    for key, letters in data.items():
        if key not in LABELS:
            faults.append(f"kolom.{key} tidak dikenal; yang ada: {', '.join(LABELS)}.")
        elif not isinstance(letters, str) or not re.fullmatch(r"[A-Za-z]{1,2}", letters.strip()):
            faults.append(f"kolom.{key} harus berisi huruf kolom, misalnya B.")
        else:
            kolom[key] = column_index(letters.strip().upper())
    return kolom, faults


def _codes(data: Mapping[str, Any]) -> tuple[dict[str, str], list[str]]:
    kode, faults = {}, []
    for name, code in data.items():
        kept = normalize(code) if isinstance(code, str) else ""
        if level(kept) != "sub_kegiatan":
            faults.append(f"kode {name[:60]!r} harus berisi kode sub kegiatan, misalnya 2.16.03.2.02.0040.")
        else:
            kode[name] = kept
    return kode, faults


def to_toml(pemetaan: Pemetaan) -> str:
    """The mapping as TOML, with a line on what it is."""
    data = pemetaan.as_data()
    lines = ["# Pemetaan kolom Renstra untuk renjana import renstra --map"]
    lines += [f"{key} = {_quoted(value)}" for key, value in data.items() if not isinstance(value, dict)]
    for table in ("kolom", "kode"):
        lines += ["", f"[{table}]", *(f"{_quoted(key)} = {_quoted(value)}" for key, value in data[table].items())]
    return "\n".join(lines) + "\n"


def _quoted(value: object) -> str:
    """A TOML value: a number as it is, text as a basic string without control characters."""
    if isinstance(value, int):
        return str(value)
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(letter if letter.isprintable() else _escaped(ord(letter)) for letter in text) + '"'


def _escaped(point: int) -> str:
    """An unprintable character as TOML writes it; half a surrogate pair is none."""
    return " " if 0xD800 <= point <= 0xDFFF else f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"
