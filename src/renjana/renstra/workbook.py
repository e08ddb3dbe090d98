"""Reads an XLSX that somebody sent, in a child process with limits of memory and time: values come back, or one sentence.

A workbook is the one thing in this product that strangers write. Whatever it does to its reader, it does to a process that is thrown away.
"""

import atexit
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from typing import Any

MAX_BYTES = 20 * 1024 * 1024
SECONDS = 20
REFUSED = 3

UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f\u200b\ufeff]")
"""Signs that nobody sees and a database may refuse: control characters, which a cell can carry as `_x0000_`, and marks of no width."""

Value = str | int | float | bool | date | datetime | None


class WorkbookFault(Exception):
    """The file cannot be read. `str()` is a whole Indonesian sentence that says why and what to do."""


@dataclass(frozen=True)
class SheetRows:
    """One worksheet. `rows[0]` is row 1 and a row's first value is column A; empty ends are cut off.

    Whole numbers are `int`, empty cells None. `unread` names cells whose value is not to be had (a formula that was never calculated,
    an error such as #REF!), by address, with a sentence; their value is None.
    """

    nama: str
    rows: tuple[tuple[Value, ...], ...]
    visible: bool = True
    unread: Mapping[str, str] = field(default_factory=dict)

    def lines(self) -> Iterator[tuple[int, tuple[Value, ...]]]:
        """Rows that hold anything, each with its number as Excel shows it."""
        return ((number, row) for number, row in enumerate(self.rows, 1) if row.count(None) < len(row))

    def at(self, row: int, column: int) -> Value:
        """The value at a row number (from 1) and a column index (from 0); None outside."""
        line = self.rows[row - 1] if 0 < row <= len(self.rows) else ()
        return line[column] if 0 <= column < len(line) else None


def column_letters(index: int) -> str:
    """A column's letters from its index: 0 is A, 27 is AB."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The index of a column from its letters: A is 0."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def address(row: int, column: int) -> str:
    """A cell's name from its row number (from 1) and column index (from 0): `address(7, 1)` is B7."""
    return f"{column_letters(column)}{row}"


def text_of(value: Value) -> str:
    """A cell as a person reads it: outer and doubled blanks gone, whole numbers without a point, None as empty."""
    if value is None:
        return ""
    if isinstance(value, str) and value.isprintable() and value[:1] != " " and value[-1:] != " " and "  " not in value:
        return value  # nearly every cell is as clean as this
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return repr(value)
    return " ".join(UNSEEN.sub("", str(value)).split())


class _Readers:
    """Children that read one file each and end. The next one is started while nobody waits for it."""

    def __init__(self) -> None:
        self._lock, self._ready, self._owner = Lock(), None, 0
        atexit.register(self._close)

    _ready: subprocess.Popen[bytes] | None

    def take(self) -> subprocess.Popen[bytes]:
        """A child for one file."""
        with self._lock:
            child, self._ready = (self._ready if self._owner == os.getpid() else None), None
            if child is None or child.poll() is not None:
                child = self._start()
        return child

    def prepare(self) -> None:
        """Begin the child of the next file."""
        with self._lock:
            if self._ready is None:
                self._ready, self._owner = self._start(), os.getpid()

    def _start(self) -> subprocess.Popen[bytes]:
        source = str(Path(__file__).parents[2])
        path = os.pathsep.join(filter(None, [source, os.environ.get("PYTHONPATH", "")]))
        return subprocess.Popen(
            [sys.executable, "-m", "renjana.renstra.workbook_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": path, "PATH": os.environ.get("PATH", ""), "PYTHONDONTWRITEBYTECODE": "1"},
        )

    def _close(self) -> None:
        if self._ready is not None and self._owner == os.getpid():
            self._ready.kill()
            self._ready.communicate()


_readers = _Readers()


def read_workbook(content: bytes, *, name: str) -> tuple[SheetRows, ...]:
    """Every worksheet of an XLSX, in order. `name` is the file's name for messages. Raises WorkbookFault.

    The child was started beforehand where there was time to; the first file of a process waits for it, about 0.1 s.
    """
    if len(content) > MAX_BYTES:
        raise WorkbookFault(f"Berkas {name} lebih besar dari {MAX_BYTES // 1024 // 1024} MB; hapus gambar di dalamnya lalu unggah lagi.")
    child = _readers.take()
    try:
        told, _ = child.communicate(content, timeout=SECONDS)
        _readers.prepare()
    except subprocess.TimeoutExpired as fault:
        child.kill()
        child.communicate()
        raise WorkbookFault(_too_heavy(name)) from fault
    if child.returncode == REFUSED:
        raise WorkbookFault(told.decode().replace("{name}", name))
    if child.returncode != 0:
        raise WorkbookFault(_too_heavy(name))
    return tuple(_sheet(entry) for entry in json.loads(told))


def _too_heavy(name: str) -> str:
    return (
        f"Berkas {name} terlalu berat atau rusak sehingga tidak dapat dibaca dengan aman; "
        "salin isinya ke buku kerja Excel yang baru, simpan sebagai .xlsx, lalu unggah lagi."
    )


def _sheet(entry: dict[str, Any]) -> SheetRows:
    return SheetRows(
        nama=entry["nama"],
        rows=tuple(tuple([value if type(value) in CLEAN else _value(value) for value in row]) for row in entry["rows"]),
        visible=entry["visible"],
        unread=entry["unread"],
    )


CLEAN = frozenset({str, int, type(None)})
"""What a child gives as it is wanted."""


def _value(value: Any) -> Value:
    if isinstance(value, dict):
        if "date" in value:
            return date.fromisoformat(value["date"])
        return datetime.fromisoformat(value["datetime"])
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value  # type: ignore[no-any-return]
