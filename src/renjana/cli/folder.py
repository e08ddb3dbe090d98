"""A rehearsal folder read whole, before anything is made of it: every fault of every file at once."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from renjana.cli.faults import Faults, FolderFault
from renjana.cli.skenario import Skenario, read
from renjana.konsep.sistematika import sistematika_of
from renjana.pengumpulan.known import Known, code_doubt, known_from
from renjana.renja.lists import read_realisasi, read_rkpd, read_usulan
from renjana.renja.rules import FIELDS, check_row, join_rows
from renjana.renja.values import RencanaValue
from renjana.renstra.codes import is_sub_kegiatan
from renjana.renstra.faults import Fault, ImportFault
from renjana.renstra.nomenklatur import EDITION, Entry, read_nomenklatur, shipped
from renjana.renstra.rules import read_renstra
from renjana.renstra.workbook import WorkbookFault, read_workbook

INDIKATOR = ("indikator", "tipe", "satuan", "target", "target_maju")
UNREAD = {"target": "I02", "target_maju": "I09", "pagu": "P01", "pagu_maju": "P08", "bulan_awal": "L05", "bulan_akhir": "L05"}
"""What cannot be read as a number or a month never reaches the analysis: the check that it would break, by column."""
OWN_EDITION = "dari folder"
MOST_TEXT = 4 * 1024 * 1024
LISTS: dict[str, Callable[..., tuple[Sequence[object], Sequence[Fault]]]] = {
    "realisasi.csv": read_realisasi,
    "usulan.csv": read_usulan,
    "rkpd.csv": read_rkpd,
}


@dataclass(frozen=True)
class Folder:
    """What a folder holds. `isian` maps Bidang.kode to its lines as people wrote them (cells by column) and `codes` to the codes in them;
    `lists` are the CSV files that are there, by name; `narasi` texts by subbab.
    """

    skenario: Skenario
    renstra: bytes
    nomenklatur: bytes | None
    isian: dict[str, tuple[dict[str, str], ...]]
    codes: dict[str, tuple[str, ...]]
    lists: dict[str, str]
    narasi: dict[str, str]


def read_folder(path: Path, actors: tuple[str, ...]) -> Folder:
    """Read and check a folder. Raises FolderFault with everything that is wrong."""
    faults = Faults()
    if not path.is_dir():
        faults.add(str(path), "bukan folder; tulis alamat folder yang memuat skenario.toml.")
        raise FolderFault(faults)
    skenario = read(path, faults, actors)
    main = skenario.bidang_urusan[0] if skenario and skenario.bidang_urusan else ""
    entries, edition, nomenklatur = _nomenklatur(path, faults)
    renstra, planned = _renstra(path, skenario, entries, faults)
    lists = _lists(path, main, faults)
    narasi = _narasi(path, skenario, faults)
    urusan = skenario.bidang_urusan if skenario else ()
    known = known_from(entries, urusan, edition, names=planned) if urusan and planned is not None else Known(main)
    isian, codes = {}, {}
    for bidang in skenario.bidang if skenario else ():
        if bidang.isian:
            isian[bidang.kode], rows = _isian(path, bidang.isian, bidang.kode, known, faults)
            codes[bidang.kode] = tuple(row.kode for row in rows)
    if faults or skenario is None:
        raise FolderFault(faults)
    return Folder(skenario, renstra, nomenklatur, isian, codes, lists, narasi)


def _note(faults: Faults, file: str, found: Iterable[Fault]) -> None:
    for fault in found:
        faults.add(file, fault.message, row=fault.row, column=fault.column)


def _inside(path: Path, name: str, faults: Faults) -> Path | None:
    """A file of the folder; never one outside it."""
    file = (path / name).resolve()
    if not file.is_relative_to(path.resolve()):
        faults.add(name, "menunjuk ke luar folder ini; simpan berkasnya di dalam folder.")
        return None
    return file


def _text(path: Path, name: str, faults: Faults) -> str | None:
    file = _inside(path, name, faults)
    if file is None:
        return None
    if not file.is_file():
        faults.add(name, "tidak ada di folder ini; tambahkan atau perbaiki namanya pada skenario.toml.")
        return None
    if file.stat().st_size > MOST_TEXT:
        faults.add(name, "lebih besar dari 4 MB; ini bukan isian satu bidang.")
        return None
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        faults.add(name, "bukan teks UTF-8; simpan ulang sebagai CSV UTF-8.")
        return None


def _nomenklatur(path: Path, faults: Faults) -> tuple[tuple[Entry, ...], str, bytes | None]:
    file = path / "nomenklatur.xlsx"
    if not file.is_file():
        return shipped(), EDITION, None
    content = file.read_bytes()
    try:
        return read_nomenklatur(read_workbook(content, name=file.name), file=file.name), OWN_EDITION, content
    except WorkbookFault as fault:
        faults.add(file.name, str(fault))
    except ImportFault as fault:
        _note(faults, file.name, fault.faults)
    return shipped(), EDITION, None


def _renstra(path: Path, skenario: Skenario | None, entries: tuple[Entry, ...], faults: Faults) -> tuple[bytes, dict[str, str] | None]:
    """The workbook, and the names in it by code; None when it cannot be read."""
    file = path / "renstra.xlsx"
    if not file.is_file():
        faults.add(file.name, "tidak ada di folder ini; tambahkan lembar Renstra.")
        return b"", None
    content = file.read_bytes()
    try:
        sheets = read_workbook(content, name=file.name)
    except WorkbookFault as fault:
        faults.add(file.name, str(fault))
        return b"", None
    planned = None
    if skenario is not None and skenario.bidang_urusan:
        names = {entry.kode: entry.nama for entry in entries}
        found = read_renstra(sheets, tahun_awal=skenario.renstra_mulai, bidang_urusan=skenario.bidang_urusan, names=names)
        _note(faults, file.name, found.faults)
        planned = {item.kode: item.nama for item in found.items if item.kode}
    return content, planned


def _lists(path: Path, main: str, faults: Faults) -> dict[str, str]:
    found = {}
    for name, reader in LISTS.items():
        if (path / name).is_file() and (text := _text(path, name, faults)) is not None:
            _note(faults, name, reader(text, main=main)[1])
            found[name] = text
    return found


def _narasi(path: Path, skenario: Skenario | None, faults: Faults) -> dict[str, str]:
    folder = path / "narasi"
    found: dict[str, str] = {}
    if not folder.is_dir():
        return found
    known = {entry.nomor for entry in sistematika_of(skenario.regulasi if skenario else "").bagian}
    for file in sorted(folder.glob("*.md")):
        name = f"narasi/{file.name}"
        if file.stem not in known:
            faults.add(name, f"subbab {file.stem} tidak ada pada sistematika ini; yang ada: {', '.join(sorted(known))}.")
        elif (text := _text(path, name, faults)) is not None:
            found[file.stem] = text
    return found


def _isian(path: Path, name: str, bidang: str, known: Known, faults: Faults) -> tuple[tuple[dict[str, str], ...], tuple[RencanaValue, ...]]:
    text = _text(path, name, faults)
    lines, rows = [], []
    seen: set[str] = set()
    for number, written in _lines(name, text or "", faults):
        cells = _as_typed(written, again=written["kode"].strip() in seen)
        seen.add(cells["kode"].strip())
        row, found = check_row(cells, row=number, main=known.main)
        _note(faults, name, map(_judged, found))
        if row is not None:
            if not is_sub_kegiatan(row.kode):
                faults.add(name, f"{code_doubt(row.kode, known)} (K02)", row=number, column="kode")
            lines.append(cells)
            rows.append(row)
    joined, found = join_rows(rows, bidang=bidang, name_of=known.name_of)
    _note(faults, name, (replace(fault, message=f"{fault.message} (K07)") for fault in found))
    return tuple(lines), joined


def _judged(fault: Fault) -> Fault:
    """A cell that cannot be read, with the check that would have spoken of it."""
    check = UNREAD.get(fault.column)
    return replace(fault, message=f"{fault.message} ({check})") if check else fault


def _as_typed(cells: dict[str, str], *, again: bool) -> dict[str, str]:
    """A line as it is typed into the workbook: a further line of a code brings an indicator alone, one without a name brings none of its parts."""
    kept = dict(cells)
    if again and not cells["pagu"].strip():
        kept |= dict.fromkeys(set(cells) - {"kode", *INDIKATOR}, "")
    if not cells["indikator"].strip():
        kept |= dict.fromkeys(INDIKATOR, "")
    return kept


def _lines(name: str, text: str, faults: Faults) -> Iterator[tuple[int, dict[str, str]]]:
    """Lines of a CSV with their numbers, cells by column; blank lines are left out."""
    if not text:
        return
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        head = [cell.strip().lower() for cell in next(reader, [])]
        missing = [field for field in FIELDS if field not in head]
        for field in missing:
            faults.add(name, f"kolom {field} tidak ada; kepala kolom harus {','.join(FIELDS)}.", row=1, column=field)
        for cells in reader if not missing else ():
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) == len(head):
                yield reader.line_num, dict(zip(head, cells, strict=True))
            else:
                words = f"baris ini berisi {len(cells)} kolom, padahal kepalanya {len(head)}; periksa koma dan tanda kutip."
                faults.add(name, words, row=reader.line_num)
    except csv.Error as fault:
        faults.add(name, f"bukan CSV yang sah ({fault}); simpan ulang sebagai CSV UTF-8.")
