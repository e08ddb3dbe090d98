"""The further parts of the format beside the plan itself: last year's realisation, usulan, questions. Each is a small table of a bidang.

Pure: what a part asks, how its cells are read, how two people's cells come together.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from renjana.organisasi.numerals import NumberFault, desimal_ringkas, parse_decimal
from renjana.organisasi.table import fill_years
from renjana.pengumpulan.merging import GONE, THEIRS
from renjana.renstra.codes import normalize

REALISASI, USULAN, NARASI = "realisasi", "usulan", "narasi"
STATUS = ("diterima", "ditolak", "dipertimbangkan")
SUMBER = ("Musrenbang", "Forum Perangkat Daerah", "Pokok pikiran DPRD", "Bidang", "Lainnya")
Baris = Mapping[str, str]
"""A row as text cells by column key; `kunci` names it for all versions."""


@dataclass(frozen=True)
class Sel:
    """A column of a part. `kind` is text, long, number, choice or code; a `terkunci` one comes with the format; a `wajib` one has to be filled."""

    key: str
    label: str
    kind: str = "text"
    terkunci: bool = False
    wajib: bool = False
    pilihan: tuple[str, ...] = ()
    most: int = 300

    def judul(self, tahun: int) -> str:
        """The head with the year of the plan in it."""
        return fill_years(self.label, tahun)


@dataclass(frozen=True)
class Lembar:
    """A part. `terbuka` tells that a bidang adds rows of its own; then an empty part is complete."""

    key: str
    label: str
    petunjuk: str
    columns: tuple[Sel, ...]
    terbuka: bool = False


LEMBAR = (
    Lembar(
        REALISASI,
        "Realisasi tahun lalu",
        "Isi target dan realisasi kinerja tahun {n-2} serta target tahun berjalan {n-1}. Dicetak pada T-C.29.",
        (
            Sel("kode", "Kode", terkunci=True),
            Sel("indikator", "Indikator", terkunci=True),
            Sel("satuan", "Satuan", terkunci=True),
            Sel("target_n2", "Target {n-2}", "number", wajib=True),
            Sel("realisasi_n2", "Realisasi {n-2}", "number", wajib=True),
            Sel("target_n1", "Target {n-1}", "number", wajib=True),
            Sel("faktor", "Faktor penyebab dan tindak lanjut", "long", most=2000),
        ),
    ),
    Lembar(
        USULAN,
        "Usulan",
        "Usulan masyarakat dan pemangku kepentingan yang Anda terima. Kosongkan bila tidak ada. Dicetak pada T-C.32.",
        (
            Sel("pengusul", "Pengusul", wajib=True, most=200),
            Sel("sumber", "Sumber", "choice", wajib=True, pilihan=SUMBER, most=100),
            Sel("uraian", "Usulan", "long", wajib=True, most=2000),
            Sel("kode", "Kode sub kegiatan", "code", most=20),
            Sel("lokasi", "Lokasi"),
            Sel("volume", "Volume", most=100),
            Sel("status", "Status", "choice", wajib=True, pilihan=STATUS),
            Sel("alasan", "Alasan", "long", most=2000),
        ),
        terbuka=True,
    ),
    Lembar(
        NARASI,
        "Pertanyaan",
        "Jawaban Anda menjadi bahan BAB I sampai BAB V.",
        (Sel("pertanyaan", "Pertanyaan", "long", terkunci=True), Sel("jawaban", "Jawaban", "long", wajib=True, most=5000)),
    ),
)
BY_KEY = {one.key: one for one in LEMBAR}
LONGEST_CODE = 20


def asked(lembar: Iterable[str], pertanyaan: Sequence[str]) -> tuple[Lembar, ...]:
    """The parts of a format; questions are a part as soon as there is one."""
    wanted = set(lembar) | ({NARASI} if pertanyaan else set())
    return tuple(one for one in LEMBAR if one.key in wanted and (one.key != NARASI or pertanyaan))


def is_blank(lembar: Lembar, row: Baris) -> bool:
    """Whether a bidang has not written anything into a row."""
    return not any(row.get(one.key, "").strip() for one in lembar.columns if not one.terkunci)


def filled(lembar: Lembar, rows: Iterable[Baris]) -> tuple[int, int]:
    """How many rows have every cell that has to be filled, and of how many. An open part without rows counts one of one."""
    kept = [row for row in rows if not (lembar.terbuka and is_blank(lembar, row))]
    if lembar.terbuka and not kept:
        return 1, 1
    return sum(1 for row in kept if all(row.get(one.key, "").strip() for one in lembar.columns if one.wajib)), len(kept)


@dataclass(frozen=True)
class Read:
    """What was typed into a part: rows with canonical cells, and sentences by row key and column."""

    rows: tuple[dict[str, str], ...]
    faults: Mapping[tuple[str, str], str] = field(default_factory=dict)


def read(lembar: Lembar, rows: Iterable[Baris]) -> Read:
    """Read a part as people write it; numbers by the one parser. Blank rows of an open part are left out."""
    found: list[dict[str, str]] = []
    faults: dict[tuple[str, str], str] = {}
    for row in rows:
        if lembar.terbuka and is_blank(lembar, row):
            continue
        cells = {"kunci": row["kunci"]}
        for one in lembar.columns:
            text = row.get(one.key, "").strip() if one.kind == "long" else " ".join(row.get(one.key, "").split())
            try:
                cells[one.key] = READERS.get(one.kind, _text)(text, one)
            except ValueError as fault:
                cells[one.key] = text
                faults[row["kunci"], one.key] = str(fault)
        if lembar.key == USULAN and cells["status"] == "ditolak" and not cells["alasan"]:
            faults[row["kunci"], "alasan"] = "Usulan yang ditolak perlu alasan."
        found.append(cells)
    return Read(tuple(found), faults)


def _text(text: str, column: Sel) -> str:
    if len(text) > column.most:
        raise ValueError(f"{len(text)} huruf; singkatkan sampai {column.most} huruf.")
    return text


def _number(text: str, _column: Sel) -> str:
    if text in {"", "-", "–"}:
        return ""
    try:
        return desimal_ringkas(parse_decimal(text.removesuffix("%").strip()))
    except NumberFault as fault:
        raise ValueError(f"{fault} Tulis angkanya saja.") from None


def _choice(text: str, column: Sel) -> str:
    if not text:
        return ""
    for one in column.pilihan:
        if one.lower() == text.lower():
            return one
    raise ValueError(f"“{text[:40]}” tidak ada dalam pilihan: {', '.join(column.pilihan)}.")


def _code(text: str, _column: Sel) -> str:
    code = normalize(text)
    if text and (not code or len(code) > LONGEST_CODE):
        raise ValueError(f"“{text[:40]}” bukan kode; tulis seperti 2.16.03.2.02.0040.")
    return code


READERS: Mapping[str, Callable[[str, Sel], str]] = {"code": _code, "number": _number, "choice": _choice, "text": _text, "long": _text}


ROW = ""
"""Stands for the whole row in a clash about whether it goes."""


@dataclass(frozen=True)
class Joined:
    """Rows of two people together; `clashes` hold what the other one wrote, by row key and column (GONE at ROW for a row taken out), and until
    somebody chose, mine stands there. With clashes nothing is stored.
    """

    rows: tuple[dict[str, str], ...]
    clashes: Mapping[tuple[str, str], str]


def join(stored: Sequence[Baris], mine: Sequence[Baris], base: Sequence[Baris], chosen: Mapping[tuple[str, str], str] | None = None) -> Joined:
    """My rows over the stored ones; `base` are the rows I began from, `chosen` the side taken for a clash. A row that only others added stays;
    a row I left out goes, unless somebody changed it meanwhile, which keeps it; a row that others took out stays out when I left it as it was.
    """
    theirs, began, own = ({row["kunci"]: row for row in rows} for rows in (stored, base, mine))
    sides = chosen or {}
    clashes: dict[tuple[str, str], str] = {}
    found: list[dict[str, str]] = []
    for kunci in {**theirs, **own}:
        other, old, new = theirs.get(kunci), began.get(kunci), own.get(kunci)
        if new is None:
            if other is not None and dict(other) != dict(old or {}):
                found.append(dict(other))
        elif other is None and old is not None:
            if any(value != old.get(key, "") for key, value in new.items()) and sides.get((kunci, ROW)) != THEIRS:
                found.append(dict(new))
                if (kunci, ROW) not in sides:
                    clashes[kunci, ROW] = GONE
        else:
            found.append({key: _cell(kunci, key, (value, other or {}, old or {}), sides, clashes) for key, value in new.items()})
    return Joined(tuple(found), clashes)


def _cell(kunci: str, key: str, versions: tuple[str, Baris, Baris], sides: Mapping[tuple[str, str], str], clashes: dict[tuple[str, str], str]) -> str:
    """What a cell says in the end; what both changed differently and nobody chose is noted."""
    mine, left, before = versions[0], versions[1].get(key, ""), versions[2].get(key, "")
    if left in {before, mine}:
        return mine
    if mine == before and versions[1]:
        return left
    if (kunci, key) not in sides:
        clashes[kunci, key] = left
    return left if sides.get((kunci, key)) == THEIRS else mine
