"""Rehearsal folders built for tests: any agency, any size. Everybody and every amount is invented."""

import csv
import itertools
from pathlib import Path

import xlsxwriter

from renjana.renja.rules import FIELDS
from renjana.renstra.nomenklatur import shipped

HEADS = ("SASARAN", "KODE", "PROGRAM DAN KEGIATAN", "SATUAN", "INDIKATOR", "DATA CAPAIAN AWAL")
YEARS = tuple(f"{word} TAHUN {n}" for n in range(1, 6) for word in ("TARGET", "DANA"))
ACTORS = ("Kepala Dinas", "Sekretaris", "Perencana", "Staf/Jabatan Fungsional Umum")


def a_folder(
    home: Path,
    *,
    urusan: tuple[str, ...] = ("2.16", "2.20", "2.21"),
    bidang: int = 3,
    each: int = 4,
    more: str = "",
    ceiling: int = 90_000_000_000,
) -> tuple[Path, int]:
    """Write a sound folder of `bidang` units with `each` sub kegiatan; the folder and the sum of all pagu, counted here and nowhere else."""
    folder = home / "gladi"
    (folder / "isian").mkdir(parents=True)
    entries = [entry for entry in shipped() if entry.tingkat == "sub_kegiatan" and entry.indikator and entry.kode.split(".")[3] == "2"]
    fitting = [entry for entry in entries if entry.kode[:4] in {"X.XX", *urusan}]
    codes = [(entry.kode.replace("X.XX", urusan[0]), entry) for entry in itertools.islice(fitting, bidang * each)]
    total, rows = 0, []
    for number in range(bidang):
        lines = []
        for place, (kode, entry) in enumerate(codes[number * each : (number + 1) * each]):
            pagu = 37_500_000 * (place + 1) + number * 1_111_111
            total += pagu
            written = f"{pagu:,}".replace(",", ".") if place % 2 else str(pagu)
            values = [
                entry.indikator,
                "",
                entry.satuan,
                "4",
                written,
                "Kecamatan Contoh",
                "1.1",
                "Masyarakat",
                "1",
                "12",
                "5",
                str(pagu + 500_000),
                "",
            ]
            lines.append([kode, *values])
            rows.append((kode, entry, pagu))
        with (folder / "isian" / f"u{number}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([list(FIELDS), *lines])
    _renstra(folder / "renstra.xlsx", rows)
    (folder / "skenario.toml").write_text(_scenario(urusan, bidang, ceiling) + more, encoding="utf-8")
    return folder, total


def _scenario(urusan: tuple[str, ...], bidang: int, ceiling: int) -> str:
    people = "".join(
        f'[[orang]]\nnama = "Rekaan {actor}"\nnip = "19700{n + 1}012000011{n + 1:03d}"\njabatan = "{actor}"\npelaksana = "{actor}"\n'
        for n, actor in enumerate(ACTORS)
    )
    units = "".join(
        f'[[bidang]]\nkode = "U{n}"\nnama = "{"Sekretariat" if n == 0 else f"Bidang Uji {n}"}"\nisian = "isian/u{n}.csv"\n' for n in range(bidang)
    )
    codes = ", ".join(f'"{code}"' for code in urusan)
    return f"""
[pemda]
nama = "Kabupaten Uji"
kode_wilayah = "18.02"
[perangkat_daerah]
kode = "{urusan[0]}.0.00.0.00.01.0000"
nama = "Dinas Uji Coba"
bidang_urusan = [{codes}]
alamat = "Jalan Uji Nomor 1, Kota Uji"
[renja]
tahun = 2027
regulasi = "86_2017"
mulai = 2027-01-04T08:00:00+07:00
pagu_indikatif = {ceiling}
{people}{units}"""


def _renstra(path: Path, rows: list[tuple[str, object, int]]) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("RENSTRA")
    sheet.write_row(0, 0, [*HEADS, *YEARS, "LOKASI", "KETERANGAN"])
    line, known = 1, set()
    for kode, entry, pagu in sorted(rows, key=lambda row: row[0]):
        parts = kode.split(".")
        for length in (3, 5):
            parent = ".".join(parts[:length])
            if parent not in known:
                known.add(parent)
                sheet.write_row(line, 1, [parent, f"Induk {parent}", "%", f"Persentase capaian {parent}", 50, *([80, None] * 5)])
                line += 1
        sheet.write_row(line, 1, [kode, entry.nama, entry.satuan, entry.indikator, 1, *([4, pagu] * 5)])  # type: ignore[attr-defined]
        line += 1
    book.close()
