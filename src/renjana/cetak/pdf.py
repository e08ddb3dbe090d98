"""PDF papers by Typst in a sealed world: own templates, own font, data as JSON, archival (PDF/A-3a) and accessible (PDF/UA-1)."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date, datetime, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, cast

import typst

from renjana.cetak.characters import clean, font_folder
from renjana.cetak.papers import Renja
from renjana.cetak.plan import numbered

TEMPLATES = Path(__file__).parent / "templates"
STANDARDS: list[Literal["a-3a", "ua-1"]] = ["a-3a", "ua-1"]
PLAN_SECONDS = 120


class PaperError(Exception):
    """A paper could not be made; the message is the compiler's."""


def as_json(data: Mapping[str, Any]) -> str:
    """The cleaned data as JSON: dates and moments in ISO form, decimals as text. Moments must already be local to the agency."""
    return json.dumps(clean(data), ensure_ascii=False, default=_plain, separators=(",", ":"))


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} tidak dapat dicetak")


def compile_paper(template: str, data: Mapping[str, Any], *, timestamp: datetime) -> bytes:
    """Print one paper in this process (10 to 50 ms): `template` is a name without ".typ", `data` its dict in `papers`.

    The same data and timestamp give the same bytes. `timestamp` carries a zone.
    """
    return compile_json(template, as_json(data), timestamp)


def compile_plan(data: Mapping[str, Any], *, timestamp: datetime) -> bytes:
    """Print the whole Renja in a short-lived child process, so that its memory (about 250 MB) goes back at once.

    `data` is a `papers.Renja`. Raises PaperError.
    """
    command = [sys.executable, "-m", "renjana.cetak.child", "renja", timestamp.isoformat()]
    source = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, [source, os.environ.get("PYTHONPATH", "")]))
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell, data on standard input
            command,
            input=as_json(numbered(cast("Renja", data))).encode(),
            capture_output=True,
            timeout=PLAN_SECONDS,
            check=False,
            env={**os.environ, "PYTHONPATH": path},
        )
    except subprocess.TimeoutExpired as error:
        raise PaperError(f"Dokumen tidak selesai dicetak dalam {PLAN_SECONDS} detik.") from error
    if done.returncode != 0:
        raise PaperError(done.stderr.decode(errors="replace").strip() or f"Pencetak berhenti dengan kode {done.returncode}.")
    return done.stdout


def compile_json(template: str, data: str, timestamp: datetime) -> bytes:
    """Run the compiler on data that is already clean JSON. Raises PaperError."""
    try:
        pdf = typst.compile(
            str(TEMPLATES / f"{template}.typ"),
            root=str(TEMPLATES),
            font_paths=[str(font_folder())],
            ignore_system_fonts=True,
            sys_inputs={"data": data},
            pdf_standards=[*STANDARDS],
            timestamp=fixed(timestamp),
        )
    except typst.TypstError as error:
        raise PaperError(f"{template}: {error}") from error
    return bytes(pdf)


def svg_as_png(svg: str, *, wide: float = 155, ppi: int = 200) -> bytes:
    """The drawing as an image `wide` mm wide at so many dots per inch, for programs that cannot show SVG."""
    return bytes(
        typst.compile(
            str(TEMPLATES / "gambar.typ"),
            root=str(TEMPLATES),
            font_paths=[str(font_folder())],
            ignore_system_fonts=True,
            sys_inputs={"svg": svg, "wide": str(wide)},
            format="png",
            ppi=ppi,
        )
    )


def fixed(moment: datetime) -> datetime:
    """The same moment to the second at a plain offset: the compiler takes neither microseconds nor a named zone.

    Raises ValueError without a zone.
    """
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError("Waktu cetak harus berzona.")
    return moment.astimezone(timezone(offset)).replace(microsecond=0)
