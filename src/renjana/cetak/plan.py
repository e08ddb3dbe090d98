"""What both printers of the plan (PDF and DOCX) prepare alike."""

from collections import Counter

from renjana.cetak.papers import Bab, Blok, Renja

COUNTED = ("tabel", "grafik")


def numbered(data: Renja) -> Renja:
    """The plan with a number on each titled table and each chart: "II.1", tables and charts counted apart within every chapter."""
    return {**data, "bab": [_chapter(bab) for bab in data["bab"]]}


def _chapter(bab: Bab) -> Bab:
    counts: Counter[str] = Counter()

    def number(block: Blok) -> Blok:
        kind = block["jenis"]
        if kind not in COUNTED or not block.get("judul"):
            return block
        counts[kind] += 1
        return {**block, "nomor": f"{bab['no']}.{counts[kind]}"}

    return {**bab, "subbab": [{**one, "blok": [number(block) for block in one["blok"]]} for one in bab["subbab"]]}
